"""`heard demo`: mark the instance as a demonstration and load the invented responses."""

from __future__ import annotations

import datetime as dt

import click

from consultations import demonstration
from consultations.definitions import load, version_of
from consultations.imports import submission_from
from consultations.intake import accept
from consultations.pipeline import Pipeline
from consultations.store import audit, queries
from web.commands import instance
from web.queue import queue_for


@click.command("demo")
@click.option("--empty", is_flag=True, help="Only mark the instance; load no responses.")
def command(empty: bool) -> None:
    """Make this a demonstration, with invented responses. Twice does no harm."""
    settings = instance.settings()
    with instance.session(settings) as session:
        if not queries.is_demonstration(session):
            if queries.any_response(session):
                raise click.ClickException(
                    "this instance holds responses and is no demonstration: set HEARD_INSTANCE to a new, empty folder"
                )
            queries.set_mark(session, "demonstration", "yes")
            audit.record(session, actor="command line", action="instance.demonstration", subject="instance")
    if empty:
        click.echo("Marked as a demonstration.")
        return
    loaded = {name: _load(name) for name in demonstration.consultations_shown()}
    new = sum(loaded.values())
    click.echo(f"Demonstration ready: {new} invented responses loaded." if new else "Demonstration ready.")


def _load(consultation_id: str) -> int:
    """Load one consultation's invented responses; those loaded before are left as they are. Returns how many are new."""
    settings = instance.settings()
    vault, pipeline, queue = instance.vault(settings), Pipeline(settings.model), queue_for(settings)
    consultation, version = load(consultation_id), version_of(consultation_id)
    today = dt.datetime.now(dt.UTC).date()
    new: list[str] = []
    with instance.session(settings) as session:
        for record in demonstration.records(consultation_id):
            # A day counted back from now, so that the demonstration never grows old.
            record["date"] = (today - dt.timedelta(days=record.pop("days_ago", 0))).isoformat()
            accepted = accept(session, vault, pipeline, submission_from(record, consultation, version, today, demonstration=True))
            if not accepted.again:
                new.append(accepted.response_id)
    for response_id in new:
        queue.follow_up(response_id)
    return len(new)
