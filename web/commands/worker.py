"""`heard worker`: the queue's worker; `heard up` starts it."""

from __future__ import annotations

import click

from web import log_filter
from web.commands import instance
from web.queue import queue_for


@click.command("worker")
def command() -> None:
    """Work through the queue until stopped."""
    log_filter.install()
    queue_for(instance.settings()).worker.create_consumer(workers=1, initial_delay=0.2, max_delay=5).run()
