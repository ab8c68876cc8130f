"""Every English text of a consultation that a respondent reads in their own language: to be linted and to be translated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from consultations.definitions.shared import framework, scale
from consultations.schema import Choice, Consultation, Question


@dataclass(frozen=True, slots=True)
class RespondentText:
    """One such text. `where` names it for a person who mends it: `c1-how.easy_text`."""

    where: str
    text: str


def respondent_texts(consultation: Consultation) -> Iterator[RespondentText]:
    """The easy words of one consultation, in the order of its file. Official wording is left out: it is quoted
    and stays in English."""
    c = consultation
    yield RespondentText("easy_title", c.easy_title)
    for i, text in enumerate(c.about):
        yield RespondentText(f"about[{i}]", text)
    single = (
        "demonstration_reason",
        "what_is_asked",
        "who_is_affected",
        "undecided",
        "decided_already",
        "decision_maker",
        "coordinator",
        "data_controller",
        "period_reason",
        "short_period_reason",
        "late_response_reason",
        "impact_assessment",
    )
    for name in single:
        if text := getattr(c, name):
            yield RespondentText(name, text)
    for i, text in enumerate(c.options):
        yield RespondentText(f"options[{i}]", text)
    for section in c.sections:
        yield RespondentText(f"section {section.id}.easy_title", section.easy_title)
    for topic in c.topics:
        yield RespondentText(f"topic {topic.id}.easy_title", topic.easy_title)
        yield RespondentText(f"topic {topic.id}.easy_text", topic.easy_text)
    for question in c.questions:
        yield from _of_question(question)


def shared_texts() -> Iterator[RespondentText]:
    """The easy words of the twelve commitments and of the five faces."""
    for commitment in framework():
        yield RespondentText(f"{commitment.id}.easy_title", commitment.easy_title)
        yield RespondentText(f"{commitment.id}.easy_text", commitment.easy_text)
    yield from _of_choices("scale", scale())


def _of_question(question: Question) -> Iterator[RespondentText]:
    if question.easy_text:
        yield RespondentText(f"{question.id}.easy_text", question.easy_text)
    if question.help:
        yield RespondentText(f"{question.id}.help", question.help)
    yield from _of_choices(question.id, question.choices)


def _of_choices(where: str, choices: tuple[Choice, ...]) -> Iterator[RespondentText]:
    for choice in choices:
        yield RespondentText(f"{where}.choice {choice.value}", choice.easy_text)
