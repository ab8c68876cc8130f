"""A reviewer hides more of an answer, or shows again what need not be hidden; the answer is then tagged anew."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from sqlalchemy.orm import Session

from consultations import follow_up, review
from consultations.anonymise.rarity import could_point_to_one_person
from consultations.pipeline import Pipeline
from consultations.review import Stale
from consultations.store import audit, queries, redactions, reviewing, searching
from consultations.store.models import Answer, Response, Review
from consultations.store.vault import Vault, VaultError
from consultations.types import RawText, RedactionKind


class UndoReason(StrEnum):
    """Why hidden words may be shown; kept in the audit trail."""

    ORDINARY_WORDS = "ordinary-words"
    PUBLIC_PLACE = "public-place"
    HIDES_TOO_MUCH = "hides-too-much"


class NotFound(Exception):
    """The words to hide stand nowhere in the answer."""


class RawGone(Exception):
    """The words as written are no longer kept, or review is decided: what is hidden stays hidden."""


def hide(
    session: Session,
    pipeline: Pipeline,
    response_id: str,
    answer_id: str,
    seen: str,
    words: RawText,
    kind: RedactionKind,
    by: str,
    on: dt.date,
) -> int:
    """Hide these words wherever they stand in one answer, before or after the decision; gives in how many places.

    Raises `NotFound`, `Stale` when the response changed since version `seen`, and `LookupError` when it is gone.
    """
    answer = _hold(session, response_id, answer_id, seen)
    text = queries.redacted(answer)
    spans = redactions.occurrences(text, words.reveal()) if text else []
    if not spans:
        raise NotFound
    redactions.hide(answer, spans, kind)
    _follow(session, pipeline, answer, on)
    searching.forget(session)
    session.info[queries.DELETED] = True  # the words leave the database's log files too
    audit.record(session, actor=by, action=f"redaction.added:{kind.value}", subject=answer_id)
    return len(spans)


def undo(
    session: Session,
    pipeline: Pipeline,
    vault: Vault,
    response_id: str,
    answer_id: str,
    seen: str,
    number: int,
    reason: UndoReason,
    by: str,
    on: dt.date,
) -> None:
    """Show again what one redaction hides, for a reason that the audit trail keeps; only before the decision.

    Raises `RawGone`, `IndexError` when there is no redaction of that number, `Stale` and `LookupError` as `hide` does.
    """
    answer = _hold(session, response_id, answer_id, seen)
    if answer.sealed_raw is None or answer.response.review != Review.WAITING.value:
        raise RawGone
    try:
        raw = vault.open(answer.sealed_raw)
    except VaultError:
        raise RawGone from None
    gone = redactions.undo(answer, number, raw)
    _follow(session, pipeline, answer, on)
    audit.record(session, actor=by, action=f"redaction.undone:{reason.value}:{gone.kind.value}", subject=answer_id)


def _hold(session: Session, response_id: str, answer_id: str, seen: str) -> Answer:
    response: Response | None = reviewing.hold(session, response_id)
    if response is None:
        raise LookupError("no such response: the person may have deleted it")
    if review.version(response) != seen:
        raise Stale
    for answer in response.answers:
        if answer.id == answer_id:
            return answer
    raise LookupError("no such answer")


def _follow(session: Session, pipeline: Pipeline, answer: Answer, on: dt.date) -> None:
    """What was worked out from the words is worked out again: tags, whether they point to one person, near-duplicates."""
    text = queries.redacted(answer)
    if text is None:
        return
    about = follow_up.about(answer)
    (tagging,) = pipeline.tag([(text, about)])
    queries.retag(session, answer, tagging, on)
    answer.could_point_to = list(could_point_to_one_person(text, about.setting))
    answer.likeness = follow_up.likeness(text) or ""
    session.flush()
    answer.near_duplicate_of = queries.first_alike(session, answer)
    session.flush()
    session.expire(answer.response, ["tags"])
    session.expire(answer, ["tags"])
