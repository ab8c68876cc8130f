"""Writing a report as files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from consultations.reports.as_csv import dictionary_csv, to_csv
from consultations.reports.as_json import to_json
from consultations.reports.model import Report

FORMATS: dict[str, Callable[[Report], bytes]] = {"csv": to_csv, "json": to_json}


def write(report: Report, format: str, target: Path) -> tuple[Path, ...]:
    """Write the report and return the files written: `target`, and for CSV its data dictionary beside it (`NAME-dictionary.csv`).

    A file is there whole or not at all. Raises `ValueError` naming the formats there are, and `OSError` if it cannot be written.
    """
    if format not in FORMATS:
        raise ValueError(f"there is no format {format!r}; there are: {', '.join(FORMATS)}")
    files = {target: FORMATS[format](report)}
    if format == "csv":
        files[target.with_name(f"{target.stem}-dictionary.csv")] = dictionary_csv(report)
    for path, content in files.items():
        part = path.with_name(path.name + ".part")
        part.write_bytes(content)
        part.replace(path)
    return tuple(files)
