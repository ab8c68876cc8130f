"""What the rules noticed in a text, as features: concepts, pairs of concepts, findings and their level."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from consultations.safeguarding import rulebook
from consultations.safeguarding.guess import languages_of
from consultations.safeguarding.judge import Judged, Reading
from consultations.safeguarding.words import Word, words_of

_MOST_PAIRED = 24
"""Concepts of a window that are paired; a window holds fewer, unless it was written to slow the site down."""


class Read:
    """A text as the rules of one language read it."""

    def __init__(self, text: str, code: str) -> None:
        rules = rulebook.language(code)
        self.code = code
        self.words: list[Word] = list(words_of(text, rules.spellings, rules.joins))
        reading = Reading(self.words, rules, rulebook.judgement())
        self.found: list[Judged] = reading.judge()
        self.noticed = [(name, hit.first, hit.last) for name, hits in reading.hits.items() for hit in hits]

    def within(self, start: int, end: int) -> set[str]:
        """Signals that stand between two places (code points) of the text."""
        inside = {
            name for name, first, last in self.noticed if start <= self.words[first].start and self.words[last - 1].end <= end
        }
        names = {f"concept {name}" for name in inside}
        names |= {f"{a} with {b}" for a, b in combinations(sorted(inside)[:_MOST_PAIRED], 2)}
        for judged in self.found:
            if start <= self.words[judged.first].start and self.words[judged.last - 1].end <= end:
                names |= {f"finding {judged.rule.split(':')[1]}", f"level {judged.level.value}"}
        return names


def read(text: str, hint: str | None) -> list[Read]:
    """The text as the rules of each of its likely languages read it."""
    return [Read(text, code) for code in languages_of(text, hint)]


def of(reads: Sequence[Read], start: int, end: int) -> Iterable[str]:
    """Everything noticed between two places of the text, in any of its languages."""
    return sorted(set().union(*(r.within(start, end) for r in reads)))
