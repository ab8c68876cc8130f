"""`heard purge`: empty raw words and abandoned drafts that are past their time, now instead of tonight."""

from __future__ import annotations

import click

from web.commands import instance
from web.queue import purge


@click.command("purge")
def command() -> None:
    """Empty raw words and abandoned drafts that are past their time."""
    done = purge(instance.settings())
    click.echo(f"{done.raw_texts} answers lost their raw words, {done.drafts} drafts were wiped.")
