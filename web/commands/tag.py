"""`heard tag`: commitments and questions for responses in a JSON Lines file. Raw text is redacted before it is tagged."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

import click

from consultations import definitions
from consultations.anonymise.engine import anonymise
from consultations.schema import Consultation
from consultations.tagging.engine import Context, Tagger
from consultations.tagging.model import ModelError
from consultations.types import Audience, RawText, RedactedText, Setting, Tagging
from web.commands import jsonl

DEFAULT_CONSULTATION = "improving-health-supporting-justice-2007"

_Choice = TypeVar("_Choice", bound=StrEnum)


@click.command(help=__doc__)
@click.option("--input", "source", type=click.Path(path_type=Path, allow_dash=True), required=True)
@click.option("--output", "target", type=click.Path(path_type=Path, allow_dash=True), required=True)
@click.option("--consultation", default=DEFAULT_CONSULTATION, show_default=True, help="Whose questions to rank.")
@click.option("--batch", type=click.IntRange(1, 100_000), default=256, show_default=True, help="Responses held at once.")
@click.option("--model", type=click.Path(path_type=Path, exists=True), help="A model made by `heard tagger train`.")
@click.option("--all", "every", is_flag=True, help="Every commitment, not only those that pass.")
def command(source: Path, target: Path, consultation: str, batch: int, model: Path | None, every: bool) -> None:
    try:
        asked = definitions.load(consultation)
    except (KeyError, FileNotFoundError):
        raise click.ClickException(f"no consultation is called {consultation!r}") from None
    try:
        tagger = Tagger.load(model)
    except ModelError as error:
        raise click.ClickException(str(error)) from None

    def handle(records: list[jsonl.Record]) -> Iterable[jsonl.Record | jsonl.BadLine]:
        return tag_records(records, tagger, asked, every=every)

    sys.exit(jsonl.run(source, target, handle, batch))


def tag_records(
    records: list[jsonl.Record], tagger: Tagger, consultation: Consultation, *, every: bool = False
) -> list[jsonl.Record | jsonl.BadLine]:
    """The fields to write for each record, in order; evidence lies in the record's own text."""
    read: list[tuple[RedactedText, Context] | jsonl.BadLine] = []
    for record in records:
        try:
            read.append((_redacted(record), _context(record, consultation)))
        except jsonl.BadLine as bad:
            read.append(bad)
    good = [r for r in read if not isinstance(r, jsonl.BadLine)]
    tagged = iter(zip(good, tagger.tag([t for t, _ in good], [c for _, c in good]), strict=True))
    answers: list[jsonl.Record | jsonl.BadLine] = []
    for item in read:
        if isinstance(item, jsonl.BadLine):
            answers.append(item)
        else:
            (text, _), tagging = next(tagged)
            answers.append(as_record(tagging, text, every=every))
    return answers


def as_record(tagging: Tagging, text: RedactedText, *, every: bool) -> jsonl.Record:
    """A tagging as the command line writes it."""
    commitments = []
    for tag in tagging.commitments:
        if tag.passed or every:
            places = [text.to_original(span) for span in tag.evidence]
            commitments.append(
                {
                    "id": tag.commitment,
                    "probability": round(tag.probability, 4),
                    "evidence": [{"start": p.start, "end": p.end} for p in places],
                }
                | ({"passed": tag.passed} if every else {})
            )
    return {
        "language": tagging.language,
        "commitments": commitments,
        "questions": [{"id": q.question, "probability": round(q.probability, 4), "passed": q.passed} for q in tagging.questions],
        "needs_translation": tagging.needs_translation,
    }


def _redacted(record: jsonl.Record) -> RedactedText:
    return anonymise(RawText(jsonl.text_of(record)), jsonl.optional_string(record, "language"))


def _context(record: jsonl.Record, consultation: Consultation) -> Context:
    return Context(
        question=jsonl.optional_string(record, "question"),
        setting=_one_of(record, "setting", Setting),
        audience=_one_of(record, "audience", Audience),
        language=jsonl.optional_string(record, "language"),
        consultation=consultation,
    )


def _one_of(record: jsonl.Record, field: str, choices: type[_Choice]) -> _Choice | None:
    value = jsonl.optional_string(record, field)
    if value is None:
        return None
    try:
        return choices(value)
    except ValueError:
        raise jsonl.BadLine(f'"{field}" must be one of: {", ".join(choices)}') from None
