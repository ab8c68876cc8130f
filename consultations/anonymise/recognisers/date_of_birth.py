"""Dates of birth: a date that is said to be one."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from consultations.anonymise.context import phrases
from consultations.anonymise.page import Hit, Page
from consultations.anonymise.recognisers.patterns import near
from consultations.types import RedactionKind

_SOLID = regex.compile(r"(?<![0-9])(?:[0-3][0-9][01][0-9](?:19|20)?[0-9]{2}|(?:19|20)[0-9]{2}[01][0-9][0-3][0-9])(?![0-9])")
_AFTER = regex.compile(
    r",? ?(?:is |was )?(?:my |his |her |the )?(?:d\.?o\.?b\.?|date of birth|birthday|bday|生日|出生|doğum günüm|dogumluyum|dogum)"
)


def find(page: Page) -> Iterator[Hit]:
    """Any form of date near "born", "date of birth" or "birthday", in every language."""
    key = page.view.key
    spans = [(d.start, d.end) for d in page.days] + [m.span() for m in _SOLID.finditer(key)]
    for start, end in spans:
        if near(phrases("born"), key, start, 32) or _AFTER.match(key, end):
            yield Hit(start, end, RedactionKind.DATE_OF_BIRTH, "date_of_birth.said", 0.97)
