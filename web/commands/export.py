"""`heard export`: the released results of a consultation as a file."""

from __future__ import annotations

from pathlib import Path

import click

from consultations import release
from consultations.reports.export import FORMATS, write
from web.commands import instance


@click.command("export")
@click.argument("consultation")
@click.option("--format", "kind", type=click.Choice(list(FORMATS)), required=True)
@click.option("--output", "target", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The file to write.")
def command(consultation: str, kind: str, target: Path) -> None:
    """Write the released results; nothing that was not released leaves."""
    definition = instance.consultation(consultation)
    with instance.session(instance.settings()) as session:
        report = release.report(session, definition)
    if report is None:
        raise click.ClickException(f"nothing was released for {consultation} yet: release it first, with heard release")
    try:
        files = write(report, kind, target)
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    except OSError as error:
        raise click.ClickException(f"cannot write {target}: {error.strerror}") from None
    click.echo("\n".join(f"Wrote {path}" for path in files))
