"""Responses gathered elsewhere (paper, another system), one JSON record each, checked and made into submissions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, TypeVar

from consultations.intake import Given, IntakeError, Submission
from consultations.schema import Consultation
from consultations.types import Audience, Channel, RawText, Setting, Stage

E = TypeVar("E", Audience, Channel, Setting, Stage)

_FIELDS = {
    "id", "language", "audience", "setting", "channel", "date", "answers",
    "region", "stage", "helped_by", "may_quote", "organisation", "members_views",
}  # fmt: skip


def submission_from(
    record: Mapping[str, Any], consultation: Consultation, version: str, today: dt.date, *, demonstration: bool
) -> Submission:
    """The submission in one record of `heard import`; `IntakeError` says which field is wrong and what it takes.

    `date` is the day it was received (`2026-03-05`), today when left out, never in the future.
    """
    if unknown := sorted(set(record) - _FIELDS):
        raise IntakeError(f"unknown field {unknown[0]!r}; known are {', '.join(sorted(_FIELDS))}")
    identifier = record.get("id")
    if not isinstance(identifier, str | int) or identifier == "":
        raise IntakeError('"id" is missing: give each response its own')
    organisation = _text(record, "organisation")
    members = _text(record, "members_views")
    return Submission(
        consultation=consultation,
        definition_version=version,
        language=_text(record, "language") or "en",
        audience=_one_of(record, "audience", Audience) or Audience.PERSON,
        setting=_one_of(record, "setting", Setting),
        channel=_one_of(record, "channel", Channel) or Channel.IMPORT,
        key=f"import:{identifier}",
        answers=_answers(record),
        received_on=_day(record, today),
        region=_text(record, "region"),
        stage=_one_of(record, "stage", Stage),
        helped_by=_text(record, "helped_by"),
        organisation_name=organisation,
        members_views=RawText(members) if members else None,
        may_quote=record.get("may_quote") is True,
        demonstration=demonstration,
    )


def _text(record: Mapping[str, Any], field: str) -> str | None:
    value = record.get(field)
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise IntakeError(f'"{field}" must be a string')
    return value


def _one_of(record: Mapping[str, Any], field: str, kind: type[E]) -> E | None:
    value = _text(record, field)
    if value is None:
        return None
    try:
        return kind(value)
    except ValueError:
        raise IntakeError(f'"{field}" is not known: use one of {", ".join(kind)}') from None


def _day(record: Mapping[str, Any], today: dt.date) -> dt.date:
    written = _text(record, "date")
    if written is None:
        return today
    try:
        day = dt.date.fromisoformat(written[:10])
    except ValueError:
        raise IntakeError('"date" must be a day such as 2026-03-05') from None
    if day > today:
        raise IntakeError('"date" lies in the future')
    return day


def _answers(record: Mapping[str, Any]) -> list[Given]:
    answers = record.get("answers")
    if not isinstance(answers, list) or not answers:
        raise IntakeError('"answers" must be a list with at least one answer')
    return [_given(answer) for answer in answers]


def _given(answer: object) -> Given:
    if not isinstance(answer, dict) or not isinstance(answer.get("question"), str):
        raise IntakeError('each answer needs "question", the id of a question')
    question: str = answer["question"]
    text, choice, choices = answer.get("text"), answer.get("choice"), answer.get("choices")
    if text is not None:
        if not isinstance(text, str):
            raise IntakeError(f'{question}: "text" must be a string')
        return Given(question, words=RawText(text))
    if choices is None:
        choices = [] if choice is None else [choice]
    if not isinstance(choices, list) or not all(isinstance(c, str) for c in choices):
        raise IntakeError(f'{question}: "choice" must be a string, or "choices" a list of strings')
    return Given(question, choices=tuple(choices))
