"""Vehicle registrations: the present form by shape, older ones when a vehicle is being spoken of."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from consultations.anonymise.lexicon import is_common
from consultations.anonymise.page import Hit, Page
from consultations.anonymise.recognisers.patterns import around
from consultations.types import RedactionKind

_NOW = regex.compile(
    r"(?<![a-z0-9])[a-hj-pr-y][a-hj-pr-y] ?(?P<year>[0-9]{2})(?P<gap>[ .\-]{0,3}+)(?P<tail>[a-hj-pr-z]{3})(?![a-z0-9])"
)
_OLD = regex.compile(r"(?<![a-z0-9])(?:[a-z][0-9]{1,3}[ \-]?[a-z]{3}|[a-z]{3}[ \-]?[0-9]{1,4}[a-z]?)(?![a-z0-9])")
_VEHICLE = regex.compile(
    r"\b(?:reg|registration|plates?|van|car|bus|minibus|vehicle|ambulance|lorry|taxi|number ?plate|driven|drove"
    r"|driver|bmw|ford|audi|volvo|vw)\b"
)


def find(page: Page) -> Iterator[Hit]:
    """`AB12 CDE` in either case, with or without the gap."""
    if not page.has_digits:
        return
    key, text = page.view.key, page.view.text
    for match in _NOW.finditer(key):
        written = text[match.start() : match.end()]
        said = around(_VEHICLE, key, match.start(), match.end())
        if said or written.isupper() or (not is_common(match["tail"]) and written[2].isdigit()):
            yield Hit(match.start(), match.end(), RedactionKind.VEHICLE_REG, "vehicle_reg.current", 0.86)
    for match in _OLD.finditer(key):
        written = text[match.start() : match.end()]
        letters = "".join(c for c in written if c.isalpha()).lower()
        if around(_VEHICLE, key, match.start(), match.end(), 25) and (written.isupper() or not is_common(letters[-3:])):
            if any(is_common(part) for part in regex.findall("[a-z]{3}", key[match.start() : match.end()])):
                continue
            yield Hit(match.start(), match.end(), RedactionKind.VEHICLE_REG, "vehicle_reg.older", 0.6)
