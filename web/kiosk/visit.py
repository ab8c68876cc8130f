"""One visit to a kiosk: when it was last used, how long it may rest, and what ending it takes away."""

from __future__ import annotations

import time

from flask import Response, g, session
from sqlalchemy.orm import Session

from consultations.store import drafts as stored
from consultations.store.session import forget
from web import drafts
from web.extensions import db
from web.services import services

_SEEN = "seen"
_MAY_REST = "may_rest"
_LANGUAGE = "lang"

# "cookies" is left to the last page of a visit: until then the cookie says in which language to say goodbye.
CLEARED = '"cache", "storage"'
CLEARED_AT_THE_END = '"cache", "cookies", "storage"'


def may_rest() -> int:
    """Seconds that the page being answered may stand untouched before its visit is over."""
    settings = services().settings
    return settings.kiosk_write if g.get("kiosk_writes") else settings.kiosk_wipe


def note_page() -> None:
    """Remember in the cookie that the visit was used just now, and what kind of page stands open."""
    session[_SEEN] = time.time()
    session[_MAY_REST] = may_rest()


def still_here() -> bool:
    """Note that somebody touched the page that stands open. False where the visit is over already."""
    digest = drafts.digest()
    if digest is None:
        session[_SEEN] = time.time()
        return True
    # Not in the cookie: an answer that comes late, after the visit ended, must not bring its cookie back.
    return stored.touch(db.session(), digest, int(time.time()))


def rested() -> float:
    """Seconds since the visit was last used, by any request or any touch that the page reported; 0 for a new visit."""
    if _SEEN not in session:
        return 0.0
    digest = drafts.digest()
    touched = stored.touched_at(db.session(), digest) if digest else None
    return time.time() - max(float(session[_SEEN]), touched or 0)


def left() -> float:
    """Seconds until the visit is over; below 0 when it is."""
    return float(session.get(_MAY_REST, services().settings.kiosk_wipe)) - rested()


def shorten(seconds: int) -> None:
    """Leave this visit at most so many seconds: the person said that they are going."""
    session[_MAY_REST] = min(seconds, int(session.get(_MAY_REST, seconds)))


def empty_cookie(*, keep_language: bool) -> None:
    """Take everything out of the cookie, the secret of its forms too: no form of the visit can be sent again."""
    language = session.get(_LANGUAGE)
    session.clear()
    # Flask-WTF holds the old secret for the rest of the request.
    g.pop("csrf_token", None)
    g.draft = None
    if keep_language and language:
        session[_LANGUAGE] = language


def expire() -> None:
    """End a visit whose time is over. Its draft goes at once, whatever kind of request came: the one thing that looking at a
    page may delete, since it only carries out what was due before."""
    if token := drafts.digest():
        # Nothing of this request may still be reading, or the database's log could not be emptied.
        db.session.rollback()
        with Session(db.engine) as own:
            stored.wipe(own, token)
            own.commit()
        forget(db.engine)
    empty_cookie(keep_language=False)


def clear_browser(response: Response, kinds: str) -> None:
    """Ask the browser to forget as well. Browsers listen over https only; over http all else has to hold by itself."""
    response.headers["Clear-Site-Data"] = kinds
