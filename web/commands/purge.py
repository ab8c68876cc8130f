"""`heard purge`: empty raw words, abandoned drafts and requests for help that are past their time, now instead of tonight."""

from __future__ import annotations

import click

from web.commands import instance
from web.queue import purge


@click.command("purge")
def command() -> None:
    """Empty raw words, and delete abandoned drafts and requests for help, that are past their time."""
    done = purge(instance.settings())
    click.echo(
        f"{done.raw_texts} answers lost their raw words, {done.drafts} drafts were wiped, "
        f"{done.requests} requests for help were deleted."
    )
