"""`heard release`: freeze and release what reviewers have approved."""

from __future__ import annotations

import click

from consultations import release
from web.commands import instance


@click.command("release")
@click.argument("consultation")
@click.option("--by", required=True, help="Who releases it.")
@click.option("--reason", required=True, help="Why now.")
@click.option(
    "--unreviewed", is_flag=True, help="Count unreviewed responses too: on a demonstration instance only, and marked so."
)
def command(consultation: str, by: str, reason: str, unreviewed: bool) -> None:
    """Release a consultation's results through the gate."""
    definition = instance.consultation(consultation)
    with instance.session(instance.settings()) as session:
        try:
            made = release.release(session, definition, by=by, reason=reason, unreviewed=unreviewed)
        except release.NotReleased as error:
            raise click.ClickException(str(error)) from None
        tables, refused = made.document["tables"], made.document["refused"]
        hidden = sum(cell["suppressed"] for table in tables for cell in table["cells"])
        shown = sum(len(table["cells"]) for table in tables) - hidden
        click.echo(f"Release {made.sequence}: {len(tables)} tables, {shown} numbers shown, {hidden} suppressed.")
        if lost := made.document["no_longer_asked"]:
            click.echo(f"In no table: {lost} answers to questions or choices that the consultation no longer has.")
        for refusal in refused:
            click.echo(f"Not released: {refusal['table']}: {refusal['reason']}")
