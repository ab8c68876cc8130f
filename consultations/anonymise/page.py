"""One text as every recogniser sees it: folded once, cut into words once, its days of the year found once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import regex

from consultations.anonymise.calendar import Day, days_of_year
from consultations.anonymise.normalise import View, normalise
from consultations.anonymise.people.words import Words
from consultations.anonymise.spoken import spoken
from consultations.types import RedactionKind

_DIGIT = regex.compile(r"[0-9]")


class Hit(NamedTuple):
    """Found in a view of the text: `[start, end)`, what it is, which rule found it, and how sure that rule is (0 to 1)."""

    start: int
    end: int
    kind: RedactionKind
    rule: str
    strength: float = 0.8


@dataclass(frozen=True)
class Page:
    """`text`: as written. `language`: the caller's hint, or None."""

    text: str
    language: str | None = None

    @cached_property
    def view(self) -> View:
        """The text folded."""
        return normalise(self.text)

    @cached_property
    def numbers(self) -> View:
        """The folded text with spoken numbers as digits."""
        return spoken(self.view, self.vocabulary)

    @cached_property
    def words(self) -> Words:
        return Words(self.view)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The folded words of the text: what a recogniser asks first, so that it reads only texts it could find something in."""
        return frozenset(self.words.keys)

    @cached_property
    def days(self) -> tuple[Day, ...]:
        return tuple(days_of_year(self.view, self.vocabulary))

    @cached_property
    def has_digits(self) -> bool:
        """Whether a digit stands in the text, written or spoken."""
        return _DIGIT.search(self.numbers.text) is not None
