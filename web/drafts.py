"""The draft of this browser session: a random token in the signed cookie, the words sealed in the database."""

from __future__ import annotations

import secrets
import time

from flask import g, session

from consultations.journey.draft import Draft
from consultations.store import queries
from web.extensions import db
from web.services import services

_TOKEN = "draft"  # noqa: S105 - the cookie field's name


def _digest() -> str | None:
    token = session.get(_TOKEN)
    return services().vault.digest("draft", token) if token else None


def load() -> Draft | None:
    """This session's draft, or None when there is none or it was wiped."""
    if "draft" not in g:
        digest = _digest()
        sealed = queries.load_draft(db.session(), digest) if digest else None
        g.draft = Draft.from_json(services().vault.open(sealed)) if sealed else None
    draft: Draft | None = g.draft
    return draft


def start(draft: Draft) -> Draft:
    """Begin a new draft under a new token, wiping the one before."""
    wipe()
    session[_TOKEN] = secrets.token_urlsafe(32)
    save(draft)
    return draft


def save(draft: Draft) -> None:
    digest = _digest()
    if digest is None:
        raise LookupError("no draft was started in this session")
    queries.save_draft(db.session(), digest, services().vault.seal(draft.to_json()), int(time.time()))
    g.draft = draft


def wipe() -> None:
    """Delete the draft and forget its token."""
    if digest := _digest():
        queries.delete_draft(db.session(), digest)
    session.pop(_TOKEN, None)
    g.draft = None
