"""Writing a report as files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from consultations.reports.as_csv import dictionary_csv, to_csv
from consultations.reports.as_json import to_json
from consultations.reports.model import Report


# The libraries of these formats take a second to load and are seldom needed, so each is loaded when it is first asked for.
def _docx(report: Report) -> bytes:
    from consultations.reports.as_docx import to_docx

    return to_docx(report)


def _pdf(report: Report) -> bytes:
    from consultations.reports.as_pdf import to_pdf

    return to_pdf(report)


def _xlsx(report: Report) -> bytes:
    from consultations.reports.as_xlsx import to_xlsx

    return to_xlsx(report)


def _ods(report: Report) -> bytes:
    from consultations.reports.as_ods import to_ods

    return to_ods(report)


FORMATS: dict[str, Callable[[Report], bytes]] = {
    "docx": _docx,
    "pdf": _pdf,
    "xlsx": _xlsx,
    "ods": _ods,
    "csv": to_csv,
    "json": to_json,
}
MIMETYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "csv": "text/csv",
    "json": "application/json",
}


def write(report: Report, format: str, target: Path) -> tuple[Path, ...]:
    """Write the report and return the files written: `target`, and for CSV its data dictionary beside it (`NAME-dictionary.csv`).

    A file is there whole or not at all. Raises `ValueError` naming the formats there are, or saying why this report cannot be
    written as that format, and `OSError` if it cannot be written.
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
