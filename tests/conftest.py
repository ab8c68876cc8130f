"""Fixtures of every kind of test. Nothing here opens a database or a network connection by itself."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("heard", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("heard")


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the settings of the machine it runs on."""
    for name in [n for n in os.environ if n.startswith("HEARD_") and n != "HEARD_NHS_COMMENTS"]:
        monkeypatch.delenv(name)
