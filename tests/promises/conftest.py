"""Promises are tested on the whole site; the fixtures are those of the integration tests."""

from __future__ import annotations

from tests.integration.conftest import app, heard, session, settings, vault

__all__ = ["app", "heard", "session", "settings", "vault"]
