"""Work on stored answers that can wait: looking for near-duplicates, tagging again with a newer model."""

from __future__ import annotations

import datetime as dt
import hashlib

import regex
from sqlalchemy.orm import Session

from consultations.definitions import load_all
from consultations.pipeline import About, Pipeline
from consultations.store import queries
from consultations.store.models import Answer
from consultations.types import Audience, RedactedText, Setting

_WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*")
_ENOUGH = 5
"""Texts with fewer different words ("nothing", "very good") say the same by chance."""


def likeness(text: RedactedText) -> str | None:
    """A digest that near-duplicates share: the same words in any order, case or punctuation. None for short texts."""
    words = sorted({w.casefold() for w in _WORD.findall(text.text)})
    if len(words) < _ENOUGH:
        return None
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:32]


def look_for_duplicates(session: Session, response_id: str) -> None:
    """Point each answer of a response to the first earlier answer to the same question that says the same words."""
    response = queries.response(session, response_id)
    if response is None:  # taken back in the meantime
        return
    for answer in response.answers:
        text = queries.redacted(answer)
        if text is not None:
            answer.likeness = likeness(text) or ""
            session.flush()
            answer.near_duplicate_of = queries.first_alike(session, answer)
    response.followed_up = True


def retag_chunk(session: Session, pipeline: Pipeline, after: str, size: int) -> str | None:
    """Tag the next `size` answers after the id `after` again; the id to go on from, or None at the end."""
    answers = queries.answers_after(session, after, size)
    today = dt.datetime.now(dt.UTC).date()
    items = [(text, about(answer)) for answer in answers if (text := queries.redacted(answer)) is not None]
    for answer, tagging in zip(answers, pipeline.tag(items), strict=True):
        queries.retag(session, answer, tagging, today)
    return answers[-1].id if len(answers) == size else None


def about(answer: Answer) -> About:
    """What is known about an answer besides its words."""
    response = answer.response
    consultation = load_all().get(response.consultation_id)
    question = next((q for q in consultation.questions if q.id == answer.question_id), None) if consultation else None
    return About(
        language=answer.language,
        setting=Setting(response.setting) if response.setting else None,
        audience=Audience(response.audience),
        question=question,
        consultation=consultation,
    )
