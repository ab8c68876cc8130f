"""A response as a reviewer sees it: week and region, never the day or the establishment; redacted words, never raw ones."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from consultations.definitions import framework, scale
from consultations.schema import Commitment, Consultation, Question
from consultations.store import queries, reviewing
from consultations.store.models import Answer, Response, Review, Scheme, SetBy, Tag
from consultations.types import RedactionKind
from translations.locales import languages
from web.review.pieces import Piece, cut


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """One answer: the wording that was asked, and either the chosen words or the pieces of the redacted text."""

    id: str
    question: str
    choices: tuple[str, ...]
    pieces: tuple[Piece, ...]
    language: str | None
    direction: str
    needs_translation: bool
    could_point_to: tuple[str, ...]
    near_duplicate: bool
    hidden: tuple[RedactionKind, ...]
    may_undo: bool
    """Whether what is hidden can still be shown: the words as written are kept, and nothing is decided."""


@dataclass(frozen=True, slots=True)
class ShownTag:
    """One commitment on the page: whether it applies as things stand, and who said so with what probability."""

    commitment: Commitment
    applies: bool
    set_by: str | None
    probability: float | None


def week(day: dt.date) -> dt.date:
    """The Monday of the day's week."""
    return day - dt.timedelta(days=day.weekday())


def answers(response: Response, consultation: Consultation) -> list[ShownAnswer]:
    return [_answer(answer, consultation) for answer in response.answers]


def _answer(answer: Answer, consultation: Consultation) -> ShownAnswer:
    try:
        question = consultation.question(answer.question_id)
    except KeyError:
        question = None
    words = queries.redacted(answer)
    evidence = [
        (start, end, tag.label)
        for tag in answer.tags
        if tag.scheme == Scheme.COMMITMENT.value and tag.applies
        for start, end in tag.evidence
    ]
    language = languages().get(answer.language or "")
    return ShownAnswer(
        id=answer.id,
        question=(question.easy_text or question.official_text or "") if question else answer.question_id,
        choices=tuple(_choice(question, value) for value in answer.choices or ()),
        pieces=tuple(cut(words, evidence)) if words else (),
        language=answer.language,
        direction=language.direction if language else "auto",
        needs_translation=answer.needs_translation,
        could_point_to=tuple(answer.could_point_to),
        near_duplicate=answer.near_duplicate_of is not None,
        hidden=tuple(kind for _, kind in words.marks) if words else (),
        may_undo=answer.sealed_raw is not None and answer.response.review == Review.WAITING.value,
    )


def _choice(question: Question | None, value: str) -> str:
    choices = (scale() if question.kind == "scale" else question.choices) if question else ()
    return next((c.easy_text for c in choices if c.value == value), value)


def tags(response: Response) -> list[ShownTag]:
    """All twelve commitments: those that anybody set first, likeliest first, then the others in the framework's order.

    While a response waits, no reviewer's decision is in force: who gives a second opinion does not see the first one.
    """
    waiting = response.review == Review.WAITING.value
    standing = reviewing.before_reviewers(response) if waiting else queries.standing(response)
    likeliest: dict[str, float] = {}
    for tag in response.tags:
        if tag.scheme == Scheme.COMMITMENT.value and tag.probability is not None:
            likeliest[tag.label] = max(tag.probability, likeliest.get(tag.label, 0.0))
    shown = [_tag(c, standing.get(c.id), likeliest.get(c.id)) for c in framework()]
    return sorted(shown, key=lambda t: (t.set_by is None, -(t.probability or 0.0)))


def _tag(commitment: Commitment, tag: Tag | None, probability: float | None) -> ShownTag:
    return ShownTag(
        commitment=commitment,
        applies=bool(tag and tag.applies),
        set_by=tag.set_by if tag else None,
        probability=probability,
    )


def linked_questions(response: Response, limit: int = 10) -> list[tuple[str, float]]:
    """The official questions the machine linked the words to, likeliest first."""
    best: dict[str, float] = {}
    for tag in response.tags:
        if tag.scheme == Scheme.QUESTION.value and tag.applies and tag.set_by == SetBy.MODEL.value:
            best[tag.label] = max(tag.probability or 0.0, best.get(tag.label, 0.0))
    return sorted(best.items(), key=lambda pair: -pair[1])[:limit]
