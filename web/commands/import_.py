"""`heard import`: responses gathered elsewhere, through the same intake as any other."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from consultations.definitions import version_of
from consultations.imports import submission_from
from consultations.intake import IntakeError, accept
from consultations.pipeline import Pipeline
from consultations.store import queries
from web.commands import instance, jsonl
from web.queue import queue_for


@click.command("import")
@click.argument("consultation")
@click.option(
    "--input", "source", type=click.Path(path_type=Path, dir_okay=False), required=True, help="JSON Lines; - is standard input."
)
@click.option(
    "--output", "target", type=click.Path(path_type=Path), default=Path("-"), help="Where to write; standard output by default."
)
def command(consultation: str, source: Path, target: Path) -> None:
    """Take in responses gathered elsewhere; each is processed before this returns."""
    settings = instance.settings()
    definition = instance.consultation(consultation)
    vault, pipeline, queue = instance.vault(settings), Pipeline(settings.model), queue_for(settings)
    version = version_of(definition.id)
    today = dt.datetime.now(dt.UTC).date()

    def take(records: list[jsonl.Record]) -> Iterator[jsonl.Record | jsonl.BadLine]:
        # One transaction a batch: many small ones would wait for the disk each time. What is printed was stored.
        answers: list[jsonl.Record | jsonl.BadLine] = []
        stored: list[str] = []
        with instance.session(settings) as session:
            demonstration = queries.is_demonstration(session)
            for record in records:
                try:
                    submission = submission_from(record, definition, version, today, demonstration=demonstration)
                    accepted = accept(session, vault, pipeline, submission)
                except IntakeError as error:
                    answers.append(jsonl.BadLine(str(error)))
                else:
                    answers.append({"reference": accepted.reference})
                    stored.append(accepted.response_id)
        for response_id in stored:
            queue.follow_up(response_id)
        yield from answers

    sys.exit(jsonl.run(source, target, take, batch=100))
