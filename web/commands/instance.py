"""What subcommands share: this installation's settings, a session, its vault, and a plain message when something is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click
from sqlalchemy.orm import Session

from consultations.definitions import DefinitionError, load_all
from consultations.help_requests import answerers
from consultations.schema import Consultation
from consultations.store.session import forget, migrate, open_engine, sessions
from consultations.store.vault import Vault
from web.settings import SettingError, Settings


def settings() -> Settings:
    """This installation's settings; makes its folder."""
    try:
        found = Settings.from_environment()
    except SettingError as error:
        raise click.ClickException(str(error)) from None
    found.instance.mkdir(parents=True, exist_ok=True)
    return found


@contextmanager
def session(of: Settings) -> Iterator[Session]:
    """A session on this installation's database, its tables brought up to date first; commits when the block ends well."""
    engine = open_engine(of.database_url)
    migrate(engine)
    with sessions(engine).begin() as opened:
        yield opened
    forget(engine)
    engine.dispose()


def check_who_answers(of: Settings) -> None:
    """Refuse a file of who answers requests for help that cannot be used, before anybody relies on it."""
    try:
        if of.help_answered_by is not None:
            answerers.load(of.help_answered_by)
    except DefinitionError as error:
        raise click.ClickException(f"HEARD_HELP_ANSWERED_BY: {error}") from None


def vault(of: Settings) -> Vault:
    return Vault.in_folder(of.keys)


def consultation(consultation_id: str) -> Consultation:
    """The consultation with this id, or a message naming those there are."""
    known = load_all()
    if consultation_id not in known:
        raise click.ClickException(f"no consultation {consultation_id!r}; there are: {', '.join(sorted(known))}")
    return known[consultation_id]
