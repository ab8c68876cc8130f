"""`heard safeguard`: how urgent each text is, and of what kind."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from consultations.safeguarding import detector
from consultations.types import RawText
from web.commands import jsonl


@click.command()
@click.option(
    "--input", "source", type=click.Path(path_type=Path), required=True, help="JSON Lines to read; - is standard input."
)
@click.option(
    "--output", "target", type=click.Path(path_type=Path), required=True, help="JSON Lines to write; - is standard output."
)
@click.option("--rules", "show_rules", is_flag=True, help="Also write which rules spoke, and where their evidence stands.")
def command(source: Path, target: Path, show_rules: bool) -> None:
    """Find requests for help and disclosures in free text."""

    def handle(records: list[jsonl.Record]) -> Iterator[jsonl.Record | jsonl.BadLine]:
        for record in records:
            try:
                yield _one(record, show_rules)
            except jsonl.BadLine as bad:
                yield bad

    sys.exit(jsonl.run(source, target, handle))


def _one(record: jsonl.Record, show_rules: bool) -> jsonl.Record:
    found = detector.assess(RawText(jsonl.text_of(record)), jsonl.optional_string(record, "language"))
    out: jsonl.Record = {"level": found.level.value, "kinds": [k.value for k in found.kinds]}
    if show_rules:
        out["rules"] = list(found.rules)
        out["evidence"] = [{"start": s.start, "end": s.end} for s in found.evidence]
    return out
