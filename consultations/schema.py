"""What a consultation file, and the framework file, may say; a wrong one is refused with file, line, what and how to mend it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from consultations.types import Audience, Level, Setting

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
PictureName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
CommitmentId = Annotated[str, StringConstraints(pattern=r"^C([1-9]|1[0-2])$")]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]

EASY_READ_AUDIENCES = (Audience.PERSON, Audience.CHILD, Audience.FAMILY)
"""Who is asked in easy words; every question they can meet has `easy_text` and a picture."""


def _wrong(what: str, mend: str) -> PydanticCustomError:
    """A refusal that says what is wrong and how to mend it; the words may not hold braces."""
    return PydanticCustomError("definition", "{what}", {"what": what, "mend": mend})


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Commitment(_Part):
    """One of the twelve commitments of the framework (`framework.yml`)."""

    id: CommitmentId
    title: Words
    official_text: Words
    easy_title: Words
    easy_text: Words


class Choice(_Part):
    """One answer a person can pick."""

    value: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]+$", max_length=40)]
    easy_text: Words
    official_text: Words | None = None
    picture: PictureName | None = None
    shows_help: Level | None = None
    """Picking this shows where to get help at once, before anything else is asked, as if a text had been found this urgent."""


class Topic(_Part):
    """Something a person can choose to talk about; its questions are asked only when it is chosen."""

    id: Id
    easy_title: Words
    easy_text: Words
    picture: PictureName
    commitments: tuple[CommitmentId, ...] = ()
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
    At least one is present; where both are, the person can switch. `serves` names the official questions that this one helps
    to answer.
    """

    id: Id
    kind: Literal["text", "scale", "choice", "choices"]
    section: Id
    topic: Id | None = None
    official_text: Words | None = None
    easy_text: Words | None = None
    help: Words | None = None
    picture: PictureName | None = None
    audiences: tuple[Audience, ...] = tuple(Audience)
    settings: tuple[Setting, ...] = tuple(Setting)
    only_after: dict[Id, tuple[str, ...]] = Field(default_factory=dict)
    """Routing: asked only when each named question was answered with one of these choices."""
    commitments: tuple[CommitmentId, ...] = ()
    serves: tuple[Id, ...] = ()
    choices: tuple[Choice, ...] = ()
    max_length: int = Field(default=4000, ge=1, le=20_000)

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.official_text or self.easy_text):
            raise _wrong("the question has no words", "Give easy_text, official_text, or both.")
        if self.kind in ("choice", "choices") and len(self.choices) < 2:
            raise _wrong(f"kind is {self.kind}, but there are no two choices to pick from", "List at least two under choices.")
        if self.kind in ("text", "scale") and self.choices:
            raise _wrong(
                f"kind is {self.kind}, which takes no choices",
                "Remove choices (scale brings its own five faces), or make the kind choice or choices.",
            )
        return self


class Source(_Part):
    """Where official wording comes from."""

    title: Words
    publisher: Words
    published: Words
    licence: Words


class Consultation(_Part):
    """One consultation: what is asked, of whom, who decides, and every question.

    Checks that reach across parts (ids that must exist, the rules of a profile) are in `consultations.definitions.references`.
    """

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
    """Who answers questions about how this consultation is run."""
    data_controller: Words
    opens: dt.date
    closes: dt.date
    period_reason: Words | None = None
    """Why this length of time is right; profile `current` shows it."""
    short_period_reason: Words | None = None
    """Profile `code-2007`: why less than 12 weeks."""
    response_due: dt.date | None = None
    late_response_reason: Words | None = None
    """Why the response comes later than 12 weeks after closing, or has no date."""
    impact_assessment: Words | None = None
    """Where the impact assessment can be read, or why there is none."""
    source: Source
    audiences: tuple[Audience, ...] = tuple(Audience)
    settings: tuple[Setting, ...] = tuple(Setting)
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]
    topics: tuple[Topic, ...] = ()
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]

    def question(self, question_id: str) -> Question:
        """The question with this id (`KeyError` names it otherwise)."""
        for q in self.questions:
            if q.id == question_id:
                return q
        raise KeyError(question_id)

    def takes_answers(self, on: dt.date) -> bool:
        """Whether answers are taken on that day. A demonstration takes them on any day: nothing is decided from them."""
        return self.demonstration or self.opens <= on <= self.closes

    def topics_for(self, audience: Audience, setting: Setting | None) -> tuple[Topic, ...]:
        """The topics this person may choose from, in order. A `setting` of None is not known, and excludes nothing."""
        return tuple(t for t in self.topics if _fits(self, audience, setting) and _fits(t, audience, setting))

    def questions_for(
        self, audience: Audience, setting: Setting | None, topics: Collection[str], chosen: dict[str, str] | None = None
    ) -> tuple[Question, ...]:
        """The questions this person is asked, in order. `topics` are the ids they chose; one that cannot concern them is left
        out. `chosen` maps answered choice questions to their value, for routing."""
        chosen = chosen or {}
        open_topics = {t.id for t in self.topics_for(audience, setting)} & set(topics)
        return tuple(
            q
            for q in self.questions
            if _fits(self, audience, setting)
            and _fits(q, audience, setting)
            and (q.topic is None or q.topic in open_topics)
            and all(chosen.get(other) in wanted for other, wanted in q.only_after.items())
        )


def _fits(part: Consultation | Topic | Question, audience: Audience, setting: Setting | None) -> bool:
    return audience in part.audiences and (setting is None or setting in part.settings)
