"""A site, a database and a command line of their own for each test."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy.orm import Session

from consultations.store.session import migrate, open_engine, sessions
from consultations.store.vault import Vault
from web.app import create_app
from web.cli import main
from web.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(instance=tmp_path, database_url=f"sqlite:///{tmp_path / 'heard.db'}", extra={"TESTING": True})


@pytest.fixture
def vault(settings: Settings) -> Vault:
    return Vault.in_folder(settings.keys)


@pytest.fixture
def session(settings: Settings) -> Iterator[Session]:
    engine = open_engine(settings.database_url)
    migrate(engine)
    with sessions(engine)() as opened:
        yield opened
    engine.dispose()


@pytest.fixture
def app(settings: Settings) -> Flask:
    return create_app(settings)


@pytest.fixture
def one_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every try is counted within the same moment, however slow the machine is."""
    now = time.time()
    monkeypatch.setattr("limits.storage.memory.time", SimpleNamespace(time=lambda: now))


@pytest.fixture
def heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run a `heard` subcommand on this test's installation."""
    monkeypatch.setenv("HEARD_INSTANCE", str(tmp_path))

    def run(*words: str, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(main, list(words), input=stdin, catch_exceptions=False)

    return run
