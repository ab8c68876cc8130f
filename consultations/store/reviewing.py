"""What reviewing asks of the database: the queue and what it can be narrowed to, and holding a response while it is decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select, text, tuple_, update
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased, selectinload

from consultations.store.models import Answer, Response, Review, Scheme, SetBy, Tag
from consultations.store.review_models import ReviewNote, SecondOpinion


class Confidence(StrEnum):
    """How sure the machine was of the least sure of its tags."""

    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"


SURE = {Confidence.LOW: (0.0, 0.5), Confidence.MIDDLE: (0.5, 0.8), Confidence.HIGH: (0.8, 1.01)}
"""From this probability on, and below that one."""


@dataclass(frozen=True, slots=True)
class Narrow:
    """What a queue is narrowed to; what is left empty narrows nothing.

    `commitment` finds responses on which anybody, machine or person, ever set that tag; with it, `confidence` speaks of that tag
    alone. `points` finds what could point to one person, `outside` what no commitment stands on.
    """

    commitment: str | None = None
    setting: str | None = None
    question: str | None = None
    language: str | None = None
    channel: str | None = None
    confidence: Confidence | None = None
    points: bool = False
    outside: bool = False

    def conditions(self) -> list[ColumnElement[bool]]:
        """What must hold of a response."""
        wanted: list[ColumnElement[bool]] = []
        plain = ((Response.setting, self.setting), (Response.language, self.language), (Response.channel, self.channel))
        wanted += [column == value for column, value in plain if value is not None]
        if self.commitment is not None:
            tagged = select(Tag.response_id).where(Tag.scheme == Scheme.COMMITMENT.value, Tag.label == self.commitment)
            wanted.append(Response.id.in_(tagged))
        if self.question is not None:
            wanted.append(Response.id.in_(select(Answer.response_id).where(Answer.question_id == self.question)))
        if self.confidence is not None:
            wanted.append(_confidence(self.confidence, self.commitment))
        if self.points:
            wanted.append(Response.id.in_(select(Answer.response_id).where(_POINTS)))
        if self.outside:
            wanted.append(~_any_commitment_stands())
        return wanted


_POINTS = text("CAST(answer.could_point_to AS TEXT) <> '[]'")


def _confidence(band: Confidence, label: str | None) -> ColumnElement[bool]:
    least, most = SURE[band]
    by_machine = [
        Tag.response_id == Response.id,
        Tag.scheme == Scheme.COMMITMENT.value,
        Tag.set_by == SetBy.MODEL.value,
        *([Tag.label == label] if label else []),
    ]
    within = exists().where(*by_machine, Tag.probability >= least, Tag.probability < most)
    return and_(within, ~exists().where(*by_machine, Tag.probability < least)) if least else within


def _any_commitment_stands() -> ColumnElement[bool]:
    """The same order of precedence as `queries.standing`: reviewer, bulk, respondent, machine, and the latest of each."""
    stronger = aliased(Tag)

    def weight(set_by: InstrumentedAttribute[str]) -> ColumnElement[int]:
        return case(
            (set_by == SetBy.REVIEWER.value, 3), (set_by == SetBy.BULK.value, 2), (set_by == SetBy.RESPONDENT.value, 1), else_=0
        )

    over = exists().where(
        stronger.response_id == Tag.response_id,
        stronger.scheme == Tag.scheme,
        stronger.label == Tag.label,
        or_(
            weight(stronger.set_by) > weight(Tag.set_by),
            and_(weight(stronger.set_by) == weight(Tag.set_by), stronger.id > Tag.id),
        ),
    )
    return exists().where(Tag.response_id == Response.id, Tag.scheme == Scheme.COMMITMENT.value, Tag.applies, ~over)


def _of(consultation_id: str, review: Review | None, narrow: Narrow) -> Select[Response]:
    query = select(Response).where(Response.consultation_id == consultation_id, *narrow.conditions())
    return query if review is None else query.where(Response.review == review.value)


def queue(
    session: Session,
    consultation_id: str,
    *,
    review: Review | None = Review.WAITING,
    narrow: Narrow | None = None,
    limit: int = 50,
    offset: int = 0,
) -> tuple[list[Response], int]:
    """One page of responses in shuffled order, and how many there are in all."""
    query = _of(consultation_id, review, narrow or Narrow())
    total = session.scalar(query.with_only_columns(func.count(Response.id))) or 0
    page = query.order_by(Response.shuffle, Response.id).limit(limit).offset(offset)
    return list(session.scalars(page.options(selectinload(Response.answers), selectinload(Response.tags)))), total


def at_least(session: Session, consultation_id: str, narrow: Narrow, fewest: int) -> bool:
    """Whether `fewest` responses or more fit, whatever their state. Counts no further than that."""
    some = _of(consultation_id, None, narrow).with_only_columns(Response.id).limit(fewest).subquery()
    return (session.scalar(select(func.count()).select_from(some)) or 0) >= fewest


@dataclass(frozen=True, slots=True)
class Values:
    """For each filter the values that enough responses have."""

    settings: frozenset[str]
    languages: frozenset[str]
    channels: frozenset[str]
    commitments: frozenset[str]
    questions: frozenset[str]
    confidences: frozenset[Confidence]
    points: bool
    outside: bool


def values(session: Session, consultation_id: str, questions: Iterable[str], commitments: Iterable[str], fewest: int) -> Values:
    """The values of each filter, taken alone, that `fewest` responses or more have, whatever the state of their review."""

    def having(column: InstrumentedAttribute[str] | InstrumentedAttribute[str | None]) -> frozenset[str]:
        query = select(column).where(Response.consultation_id == consultation_id, column.is_not(None))
        return frozenset(v for v in session.scalars(query.group_by(column).having(func.count() >= fewest)) if v)

    def enough(source: type[Answer] | type[Tag], *conditions: ColumnElement[bool]) -> bool:
        # From the narrow side, and no further than needed: quick for common values and for rare ones.
        found = select(source.response_id).distinct().join(Response, Response.id == source.response_id)
        some = found.where(Response.consultation_id == consultation_id, *conditions).limit(fewest).subquery()
        return (session.scalar(select(func.count()).select_from(some)) or 0) >= fewest

    return Values(
        settings=having(Response.setting),
        languages=having(Response.language),
        channels=having(Response.channel),
        commitments=frozenset(c for c in commitments if enough(Tag, Tag.scheme == Scheme.COMMITMENT.value, Tag.label == c)),
        questions=frozenset(q for q in questions if enough(Answer, Answer.question_id == q)),
        confidences=frozenset(b for b in Confidence if at_least(session, consultation_id, Narrow(confidence=b), fewest)),
        points=at_least(session, consultation_id, Narrow(points=True), fewest),
        outside=at_least(session, consultation_id, Narrow(outside=True), fewest),
    )


def hold(session: Session, response_id: str) -> Response | None:
    """One response as it stands now, held until this transaction ends: whoever else decides on it waits, then sees the result.

    It must come before other changes of the same session: writing first is what makes SQLite wait instead of refusing.
    """
    session.execute(update(Response).where(Response.id == response_id).values(review=Response.review))
    query = (
        select(Response).where(Response.id == response_id).options(selectinload(Response.answers), selectinload(Response.tags))
    )
    return session.scalars(query.execution_options(populate_existing=True)).first()


def next_waiting(
    session: Session, consultation_id: str, reviewer: str, *, narrow: Narrow | None = None, after: Response | None = None
) -> str | None:
    """The id of the next response that this reviewer may decide on, in shuffled order, starting again from the first when `after`
    was the last. Those sent to another reviewer for a second opinion are left to that one."""
    not_theirs = exists().where(
        SecondOpinion.response_id == Response.id, SecondOpinion.closed_on.is_(None), ~_answerable(reviewer)
    )
    waiting = _of(consultation_id, Review.WAITING, narrow or Narrow()).where(~not_theirs).with_only_columns(Response.id)
    query = waiting.order_by(Response.shuffle, Response.id).limit(1)
    if after is None:
        return session.scalar(query)
    later = tuple_(Response.shuffle, Response.id) > (after.shuffle, after.id)
    return session.scalar(query.where(later)) or session.scalar(query.where(Response.id != after.id))


# Notes and second opinions


def _answerable(reviewer: str) -> ColumnElement[bool]:
    asked_of = SecondOpinion.asked_of
    return and_(SecondOpinion.asked_by != reviewer, or_(asked_of.is_(None), asked_of == reviewer))


def may_answer(opinion: SecondOpinion, reviewer: str) -> bool:
    """Whether an open second opinion is this reviewer's to give."""
    return opinion.asked_by != reviewer and opinion.asked_of in (None, reviewer)


def open_opinion(session: Session, response_id: str) -> SecondOpinion | None:
    query = select(SecondOpinion).where(SecondOpinion.response_id == response_id, SecondOpinion.closed_on.is_(None))
    return session.scalars(query).first()


def opinions(session: Session, response_id: str) -> list[SecondOpinion]:
    """Every second opinion ever asked for on a response, the first one first."""
    query = select(SecondOpinion).where(SecondOpinion.response_id == response_id).order_by(SecondOpinion.id)
    return list(session.scalars(query))


def asked_of(session: Session, consultation_id: str, reviewer: str, limit: int = 50) -> list[Response]:
    """Responses that wait for a second opinion this reviewer may give, in shuffled order."""
    query = (
        select(Response)
        .join(SecondOpinion, SecondOpinion.response_id == Response.id)
        .where(Response.consultation_id == consultation_id, SecondOpinion.closed_on.is_(None), _answerable(reviewer))
        .order_by(Response.shuffle, Response.id)
        .limit(limit)
    )
    return list(session.scalars(query))


def notes(session: Session, response_id: str) -> list[ReviewNote]:
    return list(session.scalars(select(ReviewNote).where(ReviewNote.response_id == response_id).order_by(ReviewNote.id)))


def before_reviewers(response: Response) -> dict[str, Tag]:
    """For each label the tag that stands without what reviewers decided: what a second opinion starts from."""
    earlier = [t for t in response.tags if t.scheme == Scheme.COMMITMENT.value and t.set_by != SetBy.REVIEWER.value]
    return {tag.label: tag for tag in sorted(earlier, key=lambda t: (t.set_by == SetBy.RESPONDENT.value, t.id))}
