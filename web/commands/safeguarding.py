"""`heard safeguarding`: learn from the labelled examples, and check them."""

from __future__ import annotations

import click

from consultations.safeguarding.learnt import default, examples, training


@click.group(help=__doc__)
def command() -> None:
    pass


@command.command()
def train() -> None:
    """Learn the safeguarding model anew from the examples that ship with Heard."""
    try:
        default.build(again=True)
    except (examples.ExampleError, training.NotEnough) as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"wrote {default.PATH}")
