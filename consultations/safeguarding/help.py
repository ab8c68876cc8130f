"""The help a person is shown at once, worded to where they are. Facts are data, with a source and a date by which they lapse."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError, model_validator
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

from consultations.types import Audience, Level, SafeguardingKind, Setting

LINES = Path(__file__).with_name("help_lines.yml")
LONGEST_SENTENCE = 15
"""Words. The easy-read limit for everything a person in danger has to read."""

_SENTENCE = re.compile(r"[.!?]+")
_FAMILY = (Audience.FAMILY, Audience.STAFF, Audience.ORGANISATION)


class HelpError(ValueError):
    """A help file that cannot be used; the message names file, line, what is wrong and how to mend it."""


def _easy(text: str) -> str:
    for sentence in _SENTENCE.split(text):
        if (words := len(sentence.split())) > LONGEST_SENTENCE:
            raise ValueError(f"a sentence has {words} words: cut it to at most {LONGEST_SENTENCE}")
    return text


Easy = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Phone = Annotated[str, StringConstraints(pattern=r"^\+?[0-9][0-9 ]{1,18}$")]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Heading(_Part):
    """The words above and below the list of help."""

    id: Literal["immediate", "concern", "family", "kept"]
    easy_title: Easy
    easy_text: Easy

    @model_validator(mode="after")
    def _is_easy(self) -> Self:
        _easy(self.easy_title)
        _easy(self.easy_text)
        return self


class Fact(_Part):
    """One way to get help. `easy_text` is translated as it stands; `phone` is shown beside it."""

    id: Id
    easy_text: Easy
    phone: Phone | None = None
    settings: tuple[Setting | Literal["unknown"], ...] = Field(min_length=1)
    audiences: tuple[Audience, ...] = Field(min_length=1)
    kinds: tuple[SafeguardingKind, ...] = ()
    """For these kinds only; empty is for all."""
    source: Annotated[str, StringConstraints(min_length=3)]
    checked_on: dt.date
    valid_until: dt.date

    @model_validator(mode="after")
    def _is_easy_and_dated(self) -> Self:
        _easy(self.easy_text)
        if self.valid_until <= self.checked_on:
            raise ValueError("valid_until is not after checked_on: check the fact again and set both")
        return self

    def suits(self, setting: Setting | None, audience: Audience, kinds: Collection[SafeguardingKind]) -> bool:
        where = "unknown" if setting is None else setting
        return where in self.settings and audience in self.audiences and (not self.kinds or any(k in self.kinds for k in kinds))


class Change(_Part):
    """A local change to one fact: new words or number for this place, or `remove: true`."""

    id: Id
    remove: bool = False
    easy_text: Easy | None = None
    phone: Phone | None = None
    source: Annotated[str, StringConstraints(min_length=3)] | None = None
    checked_on: dt.date | None = None
    valid_until: dt.date | None = None

    @model_validator(mode="after")
    def _is_dated(self) -> Self:
        if not self.remove and None in (self.source, self.checked_on, self.valid_until):
            raise ValueError("a local change needs source, checked_on and valid_until: who confirmed it, when, and until when")
        return self


class _Shipped(_Part):
    headings: tuple[Heading, ...]
    groups: dict[str, list[str]] = Field(default_factory=dict)
    facts: tuple[Fact, ...]


class _Local(_Part):
    changes: tuple[Change, ...] = ()
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Help:
    """What to show, in order. Every string is English and the key of its own translation."""

    easy_title: str
    easy_text: str
    lines: tuple[Fact, ...]
    kept_easy_title: str
    kept_easy_text: str


@dataclass(frozen=True, slots=True)
class Book:
    """All help facts of one installation."""

    headings: tuple[Heading, ...]
    facts: tuple[Fact, ...]

    def heading(self, heading_id: str) -> Heading:
        return next(h for h in self.headings if h.id == heading_id)


def help_for(
    setting: Setting | None,
    audience: Audience,
    kinds: Collection[SafeguardingKind],
    level: Level = Level.IMMEDIATE,
    book: Book | None = None,
) -> Help:
    """Help for somebody in `setting` (None: they did not say), best first; there is always at least one line.

    Help named for one of `kinds` stands straight after what to do this minute; lines for other kinds are left out.
    """
    book = book or load()
    fitting = [f for f in book.facts if f.suits(setting, audience, kinds)]
    heading = book.heading("family" if audience in _FAMILY else "immediate" if level is Level.IMMEDIATE else "concern")
    kept = book.heading("kept")
    return Help(heading.easy_title, heading.easy_text, tuple(fitting), kept.easy_title, kept.easy_text)


def lapsed(today: dt.date, book: Book | None = None) -> list[Fact]:
    """Facts whose `valid_until` has passed: the consultation lead is warned until each is checked again."""
    return [f for f in (book or load()).facts if f.valid_until < today]


def unconfirmed(book: Book | None = None) -> list[Fact]:
    """Facts that the organisation running Heard has still to confirm before it opens."""
    return [f for f in (book or load()).facts if "to be confirmed" in f.source]


@functools.cache
def load(local: Path | None = None, shipped: Path = LINES) -> Book:
    """The shipped facts with the changes of a `local` file made (`HelpError`). A local file may change, remove and add."""
    base = _read(shipped, _Shipped)
    facts = {f.id: f for f in base.facts}
    if len(facts) < len(base.facts):
        raise HelpError(f"{shipped.name}, line 1: two facts share an id: give each its own")
    if local is not None:
        _change(facts, local)
    book = Book(base.headings, tuple(facts.values()))
    _always_helps(book, local or shipped)
    return book


def _change(facts: dict[str, Fact], local: Path) -> None:
    changes = _read(local, _Local)
    for number, change in enumerate(changes.changes):
        if change.id not in facts:
            line = _line(local, ["changes", number, "id"])
            raise HelpError(
                f"{local.name}, line {line}: no fact {change.id} to change: use an id of {LINES.name}, or put it under facts"
            )
        if change.remove:
            del facts[change.id]
        else:
            new = change.model_dump(exclude_none=True, exclude={"remove"})
            facts[change.id] = TypeAdapter(Fact).validate_python({**facts[change.id].model_dump(), **new})
    facts.update({f.id: f for f in changes.facts})


def _always_helps(book: Book, path: Path) -> None:
    """Refuse a file that would leave somebody in danger with an empty page."""
    for setting in (None, *Setting):
        for audience in Audience:
            if not any(f.suits(setting, audience, ()) for f in book.facts):
                raise HelpError(
                    f"{path.name}, line 1: nothing is left for {audience} in {setting or 'unknown'}: "
                    "add a fact without kinds for them"
                )


def _read(path: Path, model: type[Any]) -> Any:
    try:
        return model.model_validate(YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8")) or {})
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise HelpError(f"{path.name}, line {line}: not YAML ({error.problem}): check indents and quotation marks") from None
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        raise HelpError(
            f"{path.name}, line {_line(path, list(first['loc']))}: {'.'.join(map(str, first['loc']))}: {first['msg']}"
        ) from None


def _line(path: Path, keys: list[int | str]) -> int:
    node = YAML(typ="rt", pure=True).load(path.read_text(encoding="utf-8"))
    line = 0
    for key in keys:
        try:
            line = node.lc.item(key)[0] if isinstance(key, int) else node.lc.key(key)[0]
            node = node[key]
        except (AttributeError, KeyError, IndexError, TypeError):
            break
    return int(line) + 1
