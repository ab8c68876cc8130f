"""The one place that commits: after a request that changes things, and only when it went well."""

from __future__ import annotations

from flask import Flask, Response, request

from consultations.store import queries
from consultations.store.session import forget
from web.extensions import db

_SAFE = {"GET", "HEAD", "OPTIONS"}


class WriteOnRead(AssertionError):
    """A page that is only looked at tried to change the database."""


def install(app: Flask) -> None:
    @app.after_request
    def commit(response: Response) -> Response:
        if request.method in _SAFE:
            if app.testing and (db.session.new or db.session.dirty or db.session.deleted):
                raise WriteOnRead(request.endpoint)
            db.session.rollback()
        elif response.status_code < 400:
            db.session.commit()
            if db.session().info.pop(queries.DELETED, False):
                forget(db.engine)
        else:
            db.session.rollback()
        return response
