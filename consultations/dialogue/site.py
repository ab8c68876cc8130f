"""What the conversation asks of the site around it: the same questions, checks, storing and sending as the form has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from consultations.journey.draft import Draft
from consultations.journey.steps import Progress, Step
from consultations.safeguarding.help import Help
from consultations.schema import Consultation
from consultations.types import Level, RawText, Safeguarding, SafeguardingKind

Takes = Literal["one", "some", "words", "nothing"]


@dataclass(frozen=True, slots=True)
class Option:
    """One choice, in the person's language."""

    value: str
    words: str
    picture: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a step asks, in the person's language: its words, how it is answered, and the words of its skip button."""

    words: tuple[str, ...]
    takes: Takes
    options: tuple[Option, ...] = ()
    skip: str | None = None
    help: str | None = None
    easier: bool = False
    """True when the full question is shown and easier words exist."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the answers read back."""

    step_id: str
    asked: str
    said: str


class Site(Protocol):
    """One person's response in the making. Methods change `draft` and nothing else, but `send`, which stores it."""

    draft: Draft
    consultation: Consultation
    kept_hours: int
    """Hours after which a draft that was not sent is wiped."""

    def step(self) -> Step: ...

    def asked(self, step: Step) -> Asked: ...

    def keep(self, step: Step, said: Sequence[str] | RawText) -> str | None:
        """Keep an answer; the problem in words when it does not fit (nothing is kept then)."""

    def leave_out(self, step: Step) -> None: ...

    def onward(self, step: Step) -> Step: ...

    def next_open(self) -> Step:
        """Move to the first step that was neither answered nor skipped."""

    def back(self, step: Step) -> bool: ...

    def first_question(self) -> str:
        """The step of the first question there is to answer, or where topics are chosen."""

    def last_words_asked(self) -> Step | None:
        """The last question on the way so far that asks for words."""

    def change(self, step_id: str) -> None: ...

    def progress(self, step: Step) -> Progress | None: ...

    def found(self) -> tuple[str, ...]:
        """The commitments that everything written so far is about."""

    def likely(self, step: Step) -> tuple[str, ...]:
        """The commitments that the answer to one step is about with high probability, most likely first."""

    def rows(self) -> tuple[Row, ...]: ...

    def reads_like_complaint(self) -> bool: ...

    def assess(self, words: RawText) -> Safeguarding: ...

    def help(self, kinds: Sequence[SafeguardingKind], level: Level) -> Help: ...

    def complaint_steps(self) -> tuple[str, ...]:
        """Where a complaint about health care goes from here, a paragraph each."""

    def send(self) -> None:
        """Store the response, whole or not at all; `draft` is then empty but for the receipt. Raises `NotReady`."""

    def receipt(self) -> str | None:
        """The receipt as it is read out, while the draft holds it."""

    def start_again(self) -> None: ...

    def wipe(self) -> None: ...

    def choose_language(self, code: str) -> bool: ...
