"""E-mail addresses, also when "at" and "dot" are said in words."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from consultations.anonymise.page import Hit, Page
from consultations.types import RedactionKind

_WRITTEN = regex.compile(
    r"(?<![\w.+\-])[\w.+\-']{1,64}+ ?(?:@|\(at\)|\[at\]) ?[\w\-]{1,63}+(?: ?(?:\.|\(dot\)|\[dot\]) ?[\w\-]{2,63}+){1,4}"
)
_SAID = regex.compile(
    r"(?<![\w.+\-])[\w+\-]{1,64}+(?:(?: dot |\.)[\w+\-]{1,64}+){0,3} at (?:[\w\-]{1,63}+(?: dot "
    r"|\.)){1,3}(?:com|co|org|net|uk|gov|ac|info|io|me|edu|ie|pl|ro|al|de|fr|es|br|vn|cn|ru|tr)(?:(?: dot "
    r"|\.)uk)?\b"
)


def find(page: Page) -> Iterator[Hit]:
    """`name@place.tld`, with spaces, "(at)", or in words."""
    key = page.view.key
    if "@" in key or "at)" in key or "at]" in key:
        for match in _WRITTEN.finditer(key):
            yield Hit(match.start(), match.end(), RedactionKind.EMAIL, "email.written", 1.0)
    if " at " in key and ("dot" in key or "." in key):
        for match in _SAID.finditer(key):
            yield Hit(match.start(), match.end(), RedactionKind.EMAIL, "email.said", 0.95)
