"""Unit tests touch neither database nor network: both are taken away."""

from __future__ import annotations

import pytest
import sqlalchemy.engine
from pytest_socket import disable_socket, enable_socket


@pytest.fixture(autouse=True)
def _no_network() -> object:
    disable_socket(allow_unix_socket=True)
    yield
    enable_socket()


@pytest.fixture(autouse=True)
def _no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise AssertionError("a unit test opened a database; it belongs in tests/integration")

    monkeypatch.setattr(sqlalchemy.engine.Engine, "connect", refuse)
