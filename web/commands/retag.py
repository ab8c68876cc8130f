"""`heard retag`: tag stored answers again with the model in use, in chunks that can be resumed."""

from __future__ import annotations

import click

from consultations import follow_up
from consultations.pipeline import Pipeline
from web.commands import instance
from web.queue import CHUNK, queue_for


@click.command("retag")
@click.option("--queue", "through_queue", is_flag=True, help="Ask the running queue to do it instead of doing it here.")
@click.option("--after", default="", help="Go on after this answer id, as an interrupted run printed it.")
def command(through_queue: bool, after: str) -> None:
    """Tag every stored answer again. What people decided stays."""
    settings = instance.settings()
    if through_queue:
        queue_for(settings).retag(after)
        click.echo("Asked the queue to tag every answer again.")
        return
    pipeline = Pipeline(settings.model)
    at: str | None = after
    while at is not None:
        with instance.session(settings) as session:
            at = follow_up.retag_chunk(session, pipeline, at, CHUNK)
        if at:
            click.echo(f"done up to {at}")
    click.echo("Every answer was tagged again.")
