"""One text as every recogniser sees it: folded once, cut into words once, its languages guessed once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import regex

from consultations.anonymise.normalise import View, normalise
from consultations.anonymise.spoken import spoken
from consultations.types import RedactionKind

_DIGIT = regex.compile(r"\d")
_LETTER = regex.compile(r"\p{L}")


class Hit(NamedTuple):
    """Found in a view of the text: `[start, end)`, what it is, which rule found it, and how sure that rule is (0 to 1)."""

    start: int
    end: int
    kind: RedactionKind
    rule: str
    strength: float = 0.8


@dataclass(frozen=True)
class Page:
    """`view`: the folded text. `numbers`: the same with spoken numbers as digits. `language`: the caller's hint, or None."""

    words: str
    language: str | None = None

    @cached_property
    def view(self) -> View:
        return normalise(self.words)

    @cached_property
    def numbers(self) -> View:
        return spoken(self.view)

    @cached_property
    def has_digits(self) -> bool:
        return _DIGIT.search(self.numbers.text) is not None

    @cached_property
    def has_letters(self) -> bool:
        return _LETTER.search(self.view.text) is not None
