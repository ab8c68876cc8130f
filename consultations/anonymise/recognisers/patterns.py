"""What several recognisers of numbers share: digits in any spacing, and context words within reach."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

import regex

_RUN = regex.compile(r"(?<![0-9])[0-9]++(?:[ .\-_/()*,]{1,3}+[0-9]++)*+")
_GROUP = regex.compile(r"[0-9]++")


_REFERENCE = regex.compile(r"(?<![a-z0-9])[a-z0-9]++(?:[/\-][a-z0-9]++){0,4}+")
_FOUR_DIGITS = regex.compile(r"[0-9]{4}")


class Run(NamedTuple):
    """Digits with nothing between them but spaces, dots, dashes, slashes, brackets or stars. `groups`: where each unbroken
    stretch lies."""

    digits: str
    groups: tuple[tuple[int, int], ...]

    @property
    def start(self) -> int:
        return self.groups[0][0]

    @property
    def end(self) -> int:
        return self.groups[-1][1]

    def listed(self, text: str) -> bool:
        """Whether commas stand between the digits, as in a list of numbers."""
        return "," in text[self.start : self.end]

    def shape(self) -> tuple[int, ...]:
        return tuple(end - start for start, end in self.groups)

    def windows(self, least: int, most: int) -> Iterator[Run]:
        """Every stretch of whole groups that holds `least` to `most` digits, from the left, longest first."""
        upto = [0, *accumulate(end - start for start, end in self.groups)]
        for first in range(len(self.groups)):
            found: list[Run] = []
            for last in range(first + 1, len(upto)):
                count = upto[last] - upto[first]
                if count > most:
                    break
                if count >= least:
                    found.append(Run(self.digits[upto[first] : upto[last]], self.groups[first:last]))
            yield from reversed(found)


def runs(text: str) -> list[Run]:
    """The digit runs of a text; linear."""
    found: list[Run] = []
    for match in _RUN.finditer(text):
        groups = tuple(g.span() for g in _GROUP.finditer(text, match.start(), match.end()))
        found.append(Run("".join(text[a:b] for a, b in groups), groups))
    return found


def references(key: str) -> Iterator[tuple[int, int]]:
    """Where letters and digits in one piece, slashes and dashes allowed, hold four digits in a row; linear."""
    for match in _REFERENCE.finditer(key):
        if _FOUR_DIGITS.search(match.group()):
            yield match.span()


def near(pattern: regex.Pattern[str], key: str, start: int, reach: int = 40) -> bool:
    """Whether `pattern` occurs in the `reach` characters before `start`."""
    return pattern.search(key, max(0, start - reach), start) is not None


def around(pattern: regex.Pattern[str], key: str, start: int, end: int, reach: int = 40) -> bool:
    """Whether `pattern` occurs within `reach` characters before or after."""
    return near(pattern, key, start, reach) or pattern.search(key, end, end + reach) is not None
