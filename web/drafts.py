"""The draft of this browser session: a random token in the signed cookie, the words sealed in the database."""

from __future__ import annotations

import secrets
import time

from flask import g, session

from consultations.journey.draft import Draft
from consultations.store import drafts as stored
from web.extensions import db
from web.services import services

_TOKEN = "draft"  # noqa: S105 - the cookie field's name


class Wiped(LookupError):
    """The draft is gone: finished, stopped or past its time."""


def digest() -> str | None:
    """What names this session's draft in the database; None where none was started."""
    token = session.get(_TOKEN)
    return services().vault.digest("draft", token) if token else None


def load() -> Draft | None:
    """This session's draft, or None when there is none or it was wiped."""
    if "draft" not in g:
        named = digest()
        sealed = stored.load(db.session(), named) if named else None
        g.draft = Draft.from_json(services().vault.open(sealed)) if sealed else None
    draft: Draft | None = g.draft
    return draft


def start(draft: Draft) -> Draft:
    """Begin a new draft under a new token, wiping the one before."""
    wipe()
    # The same person goes on: their visit is not over.
    g.draft_wiped = False
    session[_TOKEN] = secrets.token_urlsafe(32)
    stored.add(db.session(), str(digest()), services().vault.seal(draft.to_json()), int(time.time()))
    g.draft = draft
    return draft


def save(draft: Draft) -> None:
    """Keep what changed. Raises `Wiped` where the draft was wiped while this request was at work: it stays wiped."""
    named = digest()
    if named is None:
        raise LookupError("no draft was started in this session")
    if not stored.save(db.session(), named, services().vault.seal(draft.to_json()), int(time.time())):
        raise Wiped
    g.draft = draft


def wipe() -> None:
    """Delete the draft and forget its token."""
    if named := digest():
        stored.wipe(db.session(), named)
        g.draft_wiped = True
    session.pop(_TOKEN, None)
    g.draft = None
