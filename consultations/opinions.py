"""Notes on a response, and asking another reviewer for a second opinion: both decisions are kept, neither replaces the other."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from consultations import review
from consultations.anonymise import engine as anonymiser
from consultations.review import Decision, Stale
from consultations.store import audit, reviewing
from consultations.store.models import Response, Review
from consultations.store.review_models import ReviewNote, SecondOpinion
from consultations.types import RawText

LONGEST_NOTE = 2000
"""Characters."""


def note(session: Session, response_id: str, words: RawText, by: str, on: dt.date) -> ReviewNote:
    """Keep a note on a response, in English, once the anonymiser went over it. Raises `LookupError` when the response is gone."""
    if reviewing.hold(session, response_id) is None:
        raise LookupError("no such response: the person may have deleted it")
    made = ReviewNote(response_id=response_id, words=anonymiser.anonymise(words, "en").text, written_by=by, written_on=on)
    session.add(made)
    audit.record(session, actor=by, action="response.noted", subject=response_id)
    return made


def ask(session: Session, response_id: str, seen: str, first: Decision, *, of: str | None) -> Response:
    """Keep the first decision and send the response to the queue of another reviewer, `of`, or of any other when that is None.

    The words as written stay until the second decision. Raises `Stale` when the response changed since version `seen`, or when
    a second opinion is already asked for; `LookupError` when it is gone; `ValueError` when a reviewer asks themselves.
    """
    if of == first.by:
        raise ValueError("a second opinion is another person's")
    response = reviewing.hold(session, response_id)
    if response is None:
        raise LookupError("no such response: the person may have deleted it")
    if review.version(response) != seen or reviewing.open_opinion(session, response_id) is not None:
        raise Stale
    review.write_tags(response, first)
    response.review = Review.WAITING.value
    response.reviewed_by = None
    session.add(
        SecondOpinion(
            response_id=response_id,
            asked_by=first.by,
            asked_of=of,
            asked_on=first.on,
            first_review=first.review.value,
            first_labels=sorted(first.labels),
        )
    )
    audit.record(session, actor=first.by, action="response.second-opinion-asked", subject=response_id)
    return response


def take_back(session: Session, response_id: str, by: str, on: dt.date) -> None:
    """Close a question that nobody has answered; only who asked it may. Raises `LookupError` when there is none of theirs."""
    reviewing.hold(session, response_id)
    opinion = reviewing.open_opinion(session, response_id)
    if opinion is None or opinion.asked_by != by:
        raise LookupError("no open question of this reviewer")
    opinion.closed_on = on
    audit.record(session, actor=by, action="response.second-opinion-taken-back", subject=response_id)
