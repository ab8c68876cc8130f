"""`heard anonymise`: find what could identify somebody, as JSON Lines."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from consultations.anonymise import engine
from consultations.types import RawText
from web.commands import jsonl


@click.command()
@click.option(
    "--input",
    "source",
    type=click.Path(path_type=Path, allow_dash=True),
    default="-",
    show_default=True,
    help="JSON Lines; - is standard input.",
)
@click.option(
    "--output",
    "target",
    type=click.Path(path_type=Path, allow_dash=True),
    default="-",
    show_default=True,
    help="- is standard output.",
)
def command(source: Path, target: Path) -> None:
    """Find names, numbers, places and dates that could identify somebody.

    In: {"id","text","language"?}. Out: {"id","text","redactions":[{"start","end","kind"}]}: the text with a mark where something
    is hidden, and where that was in the text as it came (code points).
    """
    sys.exit(jsonl.run(source, target, _handle))


def _handle(records: list[jsonl.Record]) -> Iterator[jsonl.Record | jsonl.BadLine]:
    for record in records:
        try:
            yield _redactions(record)
        except jsonl.BadLine as bad:
            yield bad


def _redactions(record: jsonl.Record) -> jsonl.Record:
    hidden = engine.anonymise(RawText(jsonl.text_of(record)), jsonl.optional_string(record, "language"))
    places = [{"start": r.span.start, "end": r.span.end, "kind": r.kind.value} for r in hidden.redactions]
    return {"text": hidden.text, "redactions": places}
