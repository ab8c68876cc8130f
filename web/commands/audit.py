"""`heard audit verify`: is the audit trail whole?"""

from __future__ import annotations

import click

from consultations.store import audit
from web.commands import instance


@click.group("audit")
def command() -> None:
    """Look after the audit trail."""


@command.command("verify")
def verify() -> None:
    """Check that every entry follows from the one before; exit status 1 names those that do not."""
    with instance.session(instance.settings()) as session:
        wrong = audit.verify(session)
    if wrong:
        raise click.ClickException(f"the trail is broken at {len(wrong)} entries, first at entry {wrong[0]}")
    click.echo("The audit trail is whole.")
