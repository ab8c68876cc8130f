"""Which steps a person meets, in which order, and how they move between them. Pure: a draft and a definition in, a step out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from consultations.definitions import scale
from consultations.journey.draft import Draft, DraftAnswer
from consultations.schema import Choice, Consultation, Question
from consultations.types import Audience, Level, RawText


class Kind(StrEnum):
    """The kinds of step. Every kind but QUESTION comes at most once, and its id is its kind."""

    WHO = "who"
    ORGANISATION = "organisation"
    WHERE = "where"
    REGION = "region"
    STAGE = "stage"
    HELPED = "helped"
    TOPICS = "topics"
    QUESTION = "question"
    UNDERSTOOD = "understood"
    CHECK = "check"
    QUOTE = "quote"
    RECEIPT = "receipt"
    SEND = "send"


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the form, one turn of the chat. `id` is the kind, or the question's id."""

    kind: Kind
    id: str
    question: Question | None = None


_LIVED = (Audience.PERSON, Audience.CHILD, Audience.FAMILY)


def _plain(kind: Kind) -> Step:
    return Step(kind, kind.value)


def questions(draft: Draft, consultation: Consultation) -> tuple[Question, ...]:
    """The questions this person is asked, given who and where they are, and the topics they chose."""
    if draft.audience is None:
        return ()
    return consultation.questions_for(draft.audience, draft.setting, draft.topics, draft.chosen())


def steps(draft: Draft, consultation: Consultation) -> tuple[Step, ...]:
    """Every step of this person's way, in order. It grows once they said who they are and which topics they choose."""
    way = [_plain(Kind.WHO)]
    if draft.audience is None:
        return tuple(way)
    if draft.audience is Audience.ORGANISATION:
        way.append(_plain(Kind.ORGANISATION))
    way += [_plain(Kind.WHERE), _plain(Kind.REGION)]
    if draft.audience in _LIVED:
        way += [_plain(Kind.STAGE), _plain(Kind.HELPED)]
    if consultation.topics_for(draft.audience, draft.setting):
        way.append(_plain(Kind.TOPICS))
    asked = questions(draft, consultation)
    way += [Step(Kind.QUESTION, q.id, q) for q in asked]
    if any(draft.answers.get(q.id, DraftAnswer()).words for q in asked):
        way.append(_plain(Kind.UNDERSTOOD))
    way.append(_plain(Kind.CHECK))
    if any(draft.answers.get(q.id, DraftAnswer()).words for q in asked):
        way.append(_plain(Kind.QUOTE))
    return (*way, _plain(Kind.RECEIPT), _plain(Kind.SEND))


def current(draft: Draft, consultation: Consultation) -> Step:
    """The step to show. Where the draft's step no longer exists (topics changed), the first one not yet passed."""
    way = steps(draft, consultation)
    for step in way:
        if step.id == draft.step:
            return step
    return next((s for s in way if s.id not in draft.passed), way[-1])


def advance(draft: Draft, consultation: Consultation, from_step: str) -> Step:
    """Mark `from_step` as passed and move to the one after it; a step that is not on the way moves nowhere."""
    if from_step not in draft.passed:
        draft.passed = (*draft.passed, from_step)
    way = steps(draft, consultation)
    ids = [s.id for s in way]
    if from_step in ids:
        draft.step = way[min(ids.index(from_step) + 1, len(way) - 1)].id
    return current(draft, consultation)


def back(draft: Draft, consultation: Consultation, from_step: str) -> Step | None:
    """Move to the step before `from_step`; `None` from the first one (the way out is the introduction)."""
    ids = [s.id for s in steps(draft, consultation)]
    if from_step not in ids or ids.index(from_step) == 0:
        return None
    draft.step = ids[ids.index(from_step) - 1]
    return current(draft, consultation)


def go_to(draft: Draft, consultation: Consultation, step_id: str) -> Step:
    """Move to a step that was passed already, as "change" on check-your-answers does; otherwise stay."""
    if step_id in draft.passed and step_id in {s.id for s in steps(draft, consultation)}:
        draft.step = step_id
    return current(draft, consultation)


def next_after_change(draft: Draft, consultation: Consultation, from_step: str) -> Step:
    """After changing one earlier answer: the first step not passed yet, so that nobody walks the whole way again."""
    advance(draft, consultation, from_step)
    for step in steps(draft, consultation):
        if step.id not in draft.passed or step.kind in (Kind.CHECK, Kind.SEND):
            draft.step = step.id
            return step
    return current(draft, consultation)


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a question stands among those asked: both start at 1."""

    number: int
    of: int


def progress(draft: Draft, consultation: Consultation, step: Step) -> Progress | None:
    """Progress for a question step; `None` for the others."""
    asked = [q.id for q in questions(draft, consultation)]
    return Progress(asked.index(step.id) + 1, len(asked)) if step.id in asked else None


class AnswerProblem(ValueError):
    """An answer that cannot be kept as it is. `reason` is one of `too_long`, `unknown_choice`, `nothing_chosen`."""

    def __init__(self, reason: str, *, limit: int | None = None, length: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.limit = limit
        self.length = length


def choices_of(question: Question) -> tuple[Choice, ...]:
    """The choices of a question, the five faces of a scale included; none for a text question."""
    return scale() if question.kind == "scale" else question.choices


def values_of(question: Question) -> tuple[str, ...]:
    """The choice values a question takes; none for a text question."""
    return tuple(c.value for c in choices_of(question))


def shown_by(question: Question, chosen: Collection[str]) -> Level | None:
    """How urgent the help is that one of these choices asks for ("Yes, I am worried now"); None for any other choice."""
    levels = [c.shows_help for c in choices_of(question) if c.value in chosen and c.shows_help]
    return Level.IMMEDIATE if Level.IMMEDIATE in levels else levels[0] if levels else None


def check_answer(question: Question, choices: tuple[str, ...], words: RawText | None) -> DraftAnswer:
    """The answer, if it fits the question; `AnswerProblem` otherwise. Nothing at all is a skip and fits every question."""
    if question.kind == "text":
        if choices:
            raise AnswerProblem("unknown_choice")
        if words is not None and len(words) > question.max_length:
            raise AnswerProblem("too_long", limit=question.max_length, length=len(words))
        return DraftAnswer(words=words if words else None)
    if set(choices) - set(values_of(question)) or (question.kind != "choices" and len(choices) > 1):
        raise AnswerProblem("unknown_choice")
    return DraftAnswer(choices=tuple(dict.fromkeys(choices)))
