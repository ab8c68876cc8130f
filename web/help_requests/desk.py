"""Who answers here, as things stand now, and the book that they read."""

from __future__ import annotations

import datetime as dt
import logging

from flask import current_app

from consultations.definitions import DefinitionError
from consultations.help_requests import answerers
from consultations.help_requests.answerers import Answerer, Answerers, Kind
from consultations.help_requests.book import Book, Kept, exists
from consultations.types import Audience, Setting
from web.extensions import db
from web.safeguarding_lead.shown import works_outside
from web.services import services
from web.staff.models import User, find
from web.staff.permissions import Permission

log = logging.getLogger(__name__)
_BOOK = "heard-help-requests"


def file() -> Answerers | None:
    """Who answers; None where the organisation named nobody.

    A file that cannot be used counts as none: `heard serve` refuses to start with it, and a page of help must never fail.
    """
    path = services().settings.help_answered_by
    try:
        return answerers.load(path) if path else None
    except DefinitionError:
        log.exception("the file of who answers requests for help cannot be used: run heard check")
        return None


def book() -> Book:
    """The book of this installation, opened when it is first needed."""
    opened: dict[str, Book] = current_app.extensions.setdefault(_BOOK, {})
    if "book" not in opened:
        settings = services().settings
        opened["book"] = Book.open(settings.requests_database, settings.requests_keys)
    return opened["book"]


def there_is_a_book() -> bool:
    """Whether anybody ever asked, or can: requests stay readable when the file of who answers is taken away."""
    return file() is not None or exists(services().settings.requests_database)


def anybody_answers(today: dt.date) -> bool:
    """Whether there is anybody whom a person could ask today."""
    named = file()
    return named is not None and any(a.valid_until >= today and _is_there(a) for a in named.answerers)


def who_answers(kind: Kind, setting: Setting | None, audience: Audience, today: dt.date) -> Answerer | None:
    """Who answers this request; None where nobody does, or nobody has an account with which to see it."""
    named = file()
    found = named.route(kind, setting, audience, today) if named else None
    return found if found and _is_there(found) else None


def may_see(user: User, kept: Kept) -> bool:
    """Whether a safeguarding lead sees this request: it is theirs to answer, or nobody is left to whom it went."""
    outside = works_outside(user)
    if kept.request.outside and not outside:
        return False
    named = file()
    answerer = named.find(kept.request.answerer) if named else None
    if answerer is None or not _is_there(answerer):
        return outside
    return user.username in answerer.accounts


def _is_there(answerer: Answerer) -> bool:
    """Whether an account that may see their requests can sign in."""
    accounts = (find(db.session(), name) for name in answerer.accounts)
    return any(
        user is not None and user.active and user.may(Permission.SAFEGUARD) and (works_outside(user) or not answerer.outside)
        for user in accounts
    )
