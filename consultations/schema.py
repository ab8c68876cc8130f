"""What a consultation file, and the framework file, may say; a wrong one is refused with file, line, what and how to mend it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from consultations.types import Audience, Setting

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Commitment(_Part):
    """One of the twelve commitments of the framework (`framework.yml`)."""

    id: Annotated[str, StringConstraints(pattern=r"^C([1-9]|1[0-2])$")]
    title: Words
    official_text: Words
    easy_title: Words
    easy_text: Words


class Choice(_Part):
    """One answer a person can pick."""

    value: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]+$", max_length=40)]
    easy_text: Words
    official_text: Words | None = None
    picture: str | None = None


class Topic(_Part):
    """Something a person can choose to talk about; its questions are asked only when it is chosen."""

    id: Id
    easy_title: Words
    easy_text: Words
    picture: str
    commitments: tuple[str, ...] = ()
    audiences: tuple[Audience, ...] = tuple(Audience)
    settings: tuple[Setting, ...] = tuple(Setting)


class Section(_Part):
    """A part of the consultation document."""

    id: Id
    title: Words
    easy_title: Words


class Question(_Part):
    """One question, asked on one page (form) or in one turn (chat).

    `official_text` is quoted exactly from the source and never translated; `easy_text` is ours, in easy words, and translated.
    At least one is present; where both are, the person can switch. `serves` names the official questions this one helps to answer.
    """

    id: Id
    kind: Literal["text", "scale", "choice", "choices"]
    section: Id
    topic: Id | None = None
    official_text: Words | None = None
    easy_text: Words | None = None
    help: Words | None = None
    picture: str | None = None
    audiences: tuple[Audience, ...] = tuple(Audience)
    settings: tuple[Setting, ...] = tuple(Setting)
    only_after: dict[Id, tuple[str, ...]] = Field(default_factory=dict)
    """Routing: asked only when each named question was answered with one of these choices."""
    commitments: tuple[str, ...] = ()
    serves: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    max_length: int = Field(default=4000, ge=1, le=20_000)

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.official_text or self.easy_text):
            raise ValueError("give easy_text, official_text, or both: a question must say something")
        if (self.kind in ("choice", "choices")) != bool(self.choices):
            raise ValueError("list choices for kind choice or choices, and for no other kind (scale brings its own five faces)")
        return self


class Source(_Part):
    """Where official wording comes from."""

    title: Words
    publisher: Words
    published: Words
    licence: Words


class Consultation(_Part):
    """One consultation: what is asked, of whom, who decides, and every question."""

    id: Id
    title: Words
    easy_title: Words
    about: tuple[Words, ...]
    """What this is, in easy words, a sentence or two each."""
    demonstration: bool
    demonstration_reason: Words | None = None
    profile: Literal["code-2007", "current"]
    what_is_asked: Words
    who_is_affected: Words
    undecided: Words
    decided_already: Words
    options: tuple[Words, ...] = ()
    decision_maker: Words
    coordinator: Words
    data_controller: Words
    opens: dt.date
    closes: dt.date
    response_due: dt.date | None = None
    short_period_reason: Words | None = None
    source: Source
    audiences: tuple[Audience, ...] = tuple(Audience)
    settings: tuple[Setting, ...] = tuple(Setting)
    sections: tuple[Section, ...]
    topics: tuple[Topic, ...]
    questions: tuple[Question, ...]

    def question(self, question_id: str) -> Question:
        """The question with this id (`KeyError` names it otherwise)."""
        for q in self.questions:
            if q.id == question_id:
                return q
        raise KeyError(question_id)

    def topics_for(self, audience: Audience, setting: Setting | None) -> tuple[Topic, ...]:
        return tuple(t for t in self.topics if audience in t.audiences and (setting is None or setting in t.settings))

    def questions_for(
        self, audience: Audience, setting: Setting | None, topics: Collection[str], chosen: dict[str, str] | None = None
    ) -> tuple[Question, ...]:
        """The questions this person is asked, in order. `chosen` maps answered choice questions to their value, for routing."""
        chosen = chosen or {}
        return tuple(
            q
            for q in self.questions
            if audience in q.audiences
            and (setting is None or setting in q.settings)
            and (q.topic is None or q.topic in topics)
            and all(chosen.get(other) in wanted for other, wanted in q.only_after.items())
        )
