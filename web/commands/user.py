"""`heard user`: the accounts of staff."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from web.app import create_app
from web.commands import instance
from web.staff import accounts
from web.staff.models import User
from web.staff.permissions import MAY_NOT_REVIEW, REVIEWERS, Conflict, Employer, Role

BY = "command line"


@click.group()
def command() -> None:
    """Add, list, mend and close the accounts of staff."""


@command.command()
@click.argument("name")
@click.option(
    "--role", "roles", type=click.Choice([r.value for r in Role]), required=True, multiple=True, help="What the account is for."
)
@click.option(
    "--employer",
    type=click.Choice([e.value for e in Employer]),
    default=Employer.NOT_GIVEN.value,
    show_default=True,
    help="Who employs its holder.",
)
def add(name: str, roles: tuple[str, ...], employer: str) -> None:
    """Make an account and print its password, once. The holder signs in with it, sets up a code generator and chooses another."""
    held = frozenset(Role(r) for r in roles)
    with _accounts() as session:
        password = accounts.add(session, name, held, Employer(employer), by=BY)
    if held & REVIEWERS and employer == Employer.NOT_GIVEN.value:
        barred = ", ".join(sorted(MAY_NOT_REVIEW))
        click.echo(f"Note: no employer was given. Nobody employed by {barred} may review; say --employer.", err=True)
    if Role.SAFEGUARDING_LEAD in held and employer in {*MAY_NOT_REVIEW, Employer.NOT_GIVEN}:
        click.echo(f"Note: with employer {employer} this account sees no allegation against staff.", err=True)
    _print(name, password)


@command.command()
@click.argument("name")
def reset(name: str) -> None:
    """Print a new password, once, and forget the code generator: for a lost telephone or password."""
    with _accounts() as session:
        password = accounts.reset(session, name, by=BY)
    _print(name, password)


@command.command()
@click.argument("name")
def close(name: str) -> None:
    """End an account at once."""
    with _accounts() as session:
        accounts.close(session, name, by=BY)
    click.echo(f"{name} can no longer sign in.")


@command.command("list")
def show() -> None:
    """Names, roles and employers."""
    with instance.session(instance.settings()) as session:
        for user in session.scalars(select(User).order_by(User.username)):
            state = "" if user.active else "\tclosed"
            click.echo(f"{user.username}\t{','.join(user.held_roles)}\t{user.employer}{state}")


@contextmanager
def _accounts() -> Iterator[Session]:
    """A session for changing accounts; what is wrong is said as one plain line."""
    settings = instance.settings()
    try:
        with create_app(settings).app_context(), instance.session(settings) as session:
            yield session
    except (accounts.AccountError, Conflict) as error:
        raise click.ClickException(str(error)) from None


def _print(name: str, password: str) -> None:
    click.echo(f"name: {name.strip().lower()}")
    click.echo(f"password: {password}")
    click.echo("It is shown only now. Sign in at /staff/sign-in; another password is chosen there.", err=True)
