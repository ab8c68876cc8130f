"""Telephone numbers: British ones by shape, others by country code or by what is said before them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import phonenumbers
import regex

from consultations.anonymise.context import phrases
from consultations.anonymise.files import read_lines
from consultations.anonymise.page import Hit, Page
from consultations.anonymise.recognisers.patterns import Run, near, runs
from consultations.types import RedactionKind

_PUBLIC_RANGE = regex.compile(r"(?:0|0044|44)(?:3\d\d|500|55|800|808|84\d|87\d|9\d)\d*")
_DATE_LIKE = regex.compile(r"\d{1,2}[./\- ]\d{1,2}[./\- ](?:19|20)\d{2}\b|(?:19|20)\d{2}[./\-]\d{1,2}[./\-]\d{1,2}\b")


@cache
def _public() -> frozenset[str]:
    return frozenset(read_lines("names/public_phone_lines.txt"))


def find(page: Page) -> Iterator[Hit]:
    """Numbers a person could be rung on; public lines are left alone."""
    text, key = page.numbers.text, page.numbers.key
    for run in runs(text):
        if len(run.digits) < 7:
            continue
        best = _best(run, text, said=near(phrases("phone"), key, run.start, 40))
        if best is None:
            continue
        window, rule, strength = best
        start = window.start
        while start > 0 and text[start - 1] in "+(":
            start -= 1
        yield Hit(start, window.end, RedactionKind.PHONE, rule, strength)


def _best(run: Run, text: str, *, said: bool) -> tuple[Run, str, float] | None:
    candidates = list(run.windows(7, 16))
    if any(_is_public(c.digits) for c in candidates):
        return None
    for window in candidates:
        if _british(window.digits):
            return window, "phone.british", 0.95
    for window in candidates:
        plus = text[max(0, window.start - 2) : window.start].rstrip("(").endswith("+")
        if (plus or window.digits.startswith("00")) and _possible(window.digits, plus):
            return window, "phone.abroad", 0.95
    if said and 7 <= len(run.digits) <= 15 and not run.listed(text) and not _DATE_LIKE.match(text, run.start):
        return run, "phone.said", 0.7
    return None


def _is_public(digits: str) -> bool:
    return digits in _public() or (len(digits) >= 10 and _PUBLIC_RANGE.fullmatch(digits) is not None)


def _british(digits: str) -> bool:
    """11 digits from 01, 02, 05 or 07 (10 for some 01 numbers), or the same after 44 or 0044, with or without the 0."""
    for code in ("0044", "44"):
        if digits.startswith(code):
            rest = digits[len(code) :].removeprefix("0")
            return len(rest) == 10 and rest[0] in "1257"
    return digits[0] == "0" and ((len(digits) == 11 and digits[1] in "1257") or (len(digits) == 10 and digits[1] == "1"))


def _possible(digits: str, plus: bool) -> bool:
    try:
        number = phonenumbers.parse("+" + (digits if plus else digits[2:]), None)
    except phonenumbers.NumberParseException:
        return False
    return bool(phonenumbers.is_possible_number(number))
