"""National Insurance numbers: two letters, six digits, a letter from A to D."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from consultations.anonymise.files import word_set
from consultations.anonymise.page import Hit, Page
from consultations.anonymise.recognisers.patterns import near
from consultations.types import RedactionKind

_GAP = r"[ .\-_/*]{0,3}+"
_FORM = regex.compile(
    rf"(?<![a-z0-9])(?P<head>[a-z]{_GAP}[a-z]){_GAP}" + rf"[0-9]{_GAP}" * 6 + r"(?:(?P<tail>[a-dfmp])(?![a-z0-9])|(?![a-z0-9]))"
)
_SAYS_SO = regex.compile(r"\bn\.?i\.?\b|\bnino\b|\bnational insurance\b|\binsurance (?:number|no)\b")
_NEVER_FIRST = frozenset("dfiquv")
_SHORT_WORDS = word_set("short_words")


def find(page: Page) -> Iterator[Hit]:
    """`QQ 12 34 56 C` however spaced, in either case; without its last letter only when it says what it is."""
    key = page.numbers.key
    for match in _FORM.finditer(key):
        said = near(_SAYS_SO, key, match.start())
        head = match["head"]
        allowed = head[0] not in _NEVER_FIRST and head[-1] not in _NEVER_FIRST and head not in _SHORT_WORDS
        if said or (match["tail"] and allowed):
            end = match.end() if match["tail"] else _last_digit(key, match.start(), match.end())
            yield Hit(match.start(), end, RedactionKind.NI_NUMBER, "ni_number.said" if said else "ni_number.form", 0.95)


def _last_digit(key: str, start: int, end: int) -> int:
    while end > start and not key[end - 1].isdigit():
        end -= 1
    return end
