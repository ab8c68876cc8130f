"""Every question put to the database outside the audit trail and the release snapshots."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session, selectinload

from consultations.store import holds, searching
from consultations.store.models import Answer, Mark, Response, Review, Scheme, SetBy, Tag
from consultations.types import RedactedText, Redaction, RedactionKind, Span, Tagging

DELETED = "deleted"
"""Set in a session's `info` when it deleted words: after the commit the log files of the database are emptied too."""

# Responses


def response_by_submission(session: Session, digest: str) -> Response | None:
    return session.scalars(select(Response).where(Response.submission_digest == digest)).first()


def response_by_receipt(session: Session, digest: str) -> Response | None:
    return session.scalars(select(Response).where(Response.receipt_digest == digest)).first()


def response(session: Session, response_id: str) -> Response | None:
    """One response with its answers and tags."""
    return session.scalars(
        select(Response).where(Response.id == response_id).options(selectinload(Response.answers), selectinload(Response.tags))
    ).first()


def delete_response(session: Session, response_id: str) -> None:
    """Delete a response with its answers, tags, decisions and alerts; the foreign keys take them along."""
    session.info[DELETED] = True
    session.execute(delete(Response).where(Response.id == response_id))
    searching.forget(session)


def count_by_review(session: Session, consultation_id: str) -> dict[str, int]:
    query = select(Response.review, func.count()).where(Response.consultation_id == consultation_id).group_by(Response.review)
    return dict(session.execute(query).all())


def responses_for_release(session: Session, consultation_id: str, *, unreviewed: bool) -> Iterable[Response]:
    """Responses that count: approved ones, or all but the withheld when `unreviewed`."""
    query = select(Response).where(Response.consultation_id == consultation_id)
    wanted = Response.review != Review.WITHHELD.value if unreviewed else Response.review == Review.APPROVED.value
    query = query.where(wanted).order_by(Response.id)
    return session.scalars(
        query.options(selectinload(Response.answers), selectinload(Response.tags)).execution_options(yield_per=500)
    )


def decided_by_people(session: Session) -> list[Response]:
    """Responses on whose commitments a reviewer or the respondent decided, withheld ones left out, in id order."""
    decided = select(Tag.response_id).where(Tag.scheme == Scheme.COMMITMENT.value, Tag.set_by.in_(_PEOPLE))
    query = select(Response).where(Response.id.in_(decided), Response.review != Review.WITHHELD.value).order_by(Response.id)
    return list(session.scalars(query.options(selectinload(Response.answers), selectinload(Response.tags))))


def freeze(session: Session, response_ids: Sequence[str], release_id: str) -> None:
    """Note the first release that counted each response."""
    for at in range(0, len(response_ids), 500):
        session.execute(
            update(Response)
            .where(Response.id.in_(response_ids[at : at + 500]), Response.release_id.is_(None))
            .values(release_id=release_id)
        )


def release_raw(session: Session, *, before: dt.date, today: dt.date) -> int:
    """Empty the raw words received before a day, or whose review is decided; says how many answers. Held ones stay.

    Words of a decided response are still there only when a hold kept them and has ended since.
    """
    past = or_(Response.received_on < before, Response.review != Review.WAITING.value)
    over = select(Response.id).where(past, ~holds.holding(today))
    result = session.execute(
        update(Answer).where(Answer.response_id.in_(over), Answer.sealed_raw.is_not(None)).values(sealed_raw=None)
    )
    return int(getattr(result, "rowcount", 0))


def drop_raw(session: Session, response: Response, *, today: dt.date) -> None:
    """Empty the raw words of one response, whose review is decided, unless a safeguarding hold keeps them."""
    if holds.standing(session, response.id, today):
        return
    for answer in response.answers:
        answer.sealed_raw = None


# Texts and tags


def redacted(answer: Answer) -> RedactedText | None:
    """The redacted words of an answer, as the anonymiser made them."""
    if answer.redacted is None:
        return None
    return RedactedText.stored(
        answer.redacted, (Redaction(Span(start, end), RedactionKind(kind)) for start, end, kind in answer.redactions)
    )


def model_tags(answer: Answer, tagging: Tagging, day: dt.date) -> list[Tag]:
    """Rows for what the engine said of one answer: commitments that passed, and questions that passed."""

    def row(scheme: Scheme, label: str, probability: float, evidence: list[list[int]]) -> Tag:
        return Tag(
            answer_id=answer.id,
            scheme=scheme.value,
            label=label,
            applies=True,
            probability=round(probability, 4),
            evidence=evidence,
            set_by=SetBy.MODEL.value,
            setter=tagging.model,
            set_on=day,
        )

    commitments = [
        row(Scheme.COMMITMENT, t.commitment, t.probability, [[s.start, s.end] for s in t.evidence])
        for t in tagging.commitments
        if t.passed
    ]
    return commitments + [row(Scheme.QUESTION, q.question, q.probability, []) for q in tagging.questions if q.passed]


_PEOPLE = (SetBy.RESPONDENT.value, SetBy.REVIEWER.value)
_WEIGHT = {SetBy.MODEL.value: 0, SetBy.RESPONDENT.value: 1, SetBy.BULK.value: 2, SetBy.REVIEWER.value: 3}


def standing(response: Response, scheme: Scheme = Scheme.COMMITMENT) -> dict[str, Tag]:
    """For each label the tag that stands: a reviewer's over what was accepted in bulk, over a respondent's, over the
    machine's, the latest of each.

    Labels whose standing tag says "does not apply" are in it too; look at `applies`.
    """
    out: dict[str, Tag] = {}
    for tag in response.tags:
        if tag.scheme != scheme.value:
            continue
        held = out.get(tag.label)
        if held is None or _WEIGHT[tag.set_by] >= _WEIGHT[held.set_by]:
            out[tag.label] = tag
    return out


def retag(session: Session, answer: Answer, tagging: Tagging, day: dt.date) -> None:
    """Replace the machine's tags of one answer; people's decisions are other rows and stay."""
    session.execute(delete(Tag).where(Tag.answer_id == answer.id, Tag.set_by == SetBy.MODEL.value))
    for tag in model_tags(answer, tagging, day):
        tag.response_id = answer.response_id
        session.add(tag)
    answer.needs_translation = tagging.needs_translation


def answers_after(session: Session, last_id: str, limit: int) -> list[Answer]:
    """The next answers with words in id order, for work in resumable chunks."""
    query = select(Answer).where(Answer.id > last_id, Answer.redacted.is_not(None)).order_by(Answer.id).limit(limit)
    return list(session.scalars(query.options(selectinload(Answer.response))))


def first_alike(session: Session, answer: Answer) -> str | None:
    """The first other answer to the same question of the same consultation with the same likeness."""
    if not answer.likeness:
        return None
    query = (
        select(Answer.id)
        .join(Response)
        .where(
            Answer.likeness == answer.likeness,
            Answer.question_id == answer.question_id,
            Answer.id != answer.id,
            Answer.near_duplicate_of.is_(None),
            Response.consultation_id == answer.response.consultation_id,
        )
        .order_by(Answer.id)
        .limit(1)
    )
    return session.scalar(query)


def responses_not_followed_up(session: Session, limit: int) -> list[str]:
    query = select(Response.id).where(Response.followed_up.is_(False)).order_by(Response.id).limit(limit)
    return list(session.scalars(query))


# This installation


def mark(session: Session, name: str) -> str | None:
    found = session.get(Mark, name)
    return found.value if found else None


def set_mark(session: Session, name: str, value: str) -> None:
    session.merge(Mark(name=name, value=value))


def any_response(session: Session) -> bool:
    return session.scalar(select(Response.id).limit(1)) is not None


def is_demonstration(session: Session) -> bool:
    return mark(session, "demonstration") == "yes"


def count_responses(session: Session, consultation_id: str, **where: Any) -> int:
    query = select(func.count()).select_from(Response).where(Response.consultation_id == consultation_id)
    for column, value in where.items():
        query = query.where(getattr(Response, column) == value)
    return session.scalar(query) or 0
