"""`/health`: the site answers. `/ready`: so do database, queue and bot. Neither says a secret."""

from __future__ import annotations

from collections.abc import Callable

import requests
from flask import Flask, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy import text

from web.extensions import db
from web.guards import OPEN, guarded
from web.queue import queue_for
from web.services import services


def install(app: Flask) -> None:
    @app.get("/health")
    @guarded(OPEN)
    def health() -> ResponseReturnValue:
        return jsonify(status="ok")

    @app.get("/ready")
    @guarded(OPEN)
    def ready() -> ResponseReturnValue:
        parts = {"database": _works(_database), "queue": _works(_queue), "bot": _works(_bot)}
        return jsonify(parts), 200 if all(v == "ok" for v in parts.values()) else 503


def _works(check: Callable[[], None]) -> str:
    try:
        check()
    except Exception:
        return "down"
    return "ok"


def _database() -> None:
    db.session.execute(text("SELECT 1"))


def _queue() -> None:
    queue_for(services().settings).pending()


def _bot() -> None:
    settings = services().settings
    if settings.bot_url is None:
        raise LookupError("no bot is set")
    requests.get(f"{settings.bot_url}/", timeout=settings.bot_timeout).raise_for_status()
