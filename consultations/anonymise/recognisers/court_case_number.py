"""Court and tribunal case numbers, and police unique reference numbers (URN)."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from consultations.anonymise.page import Hit, Page
from consultations.anonymise.recognisers.patterns import near, references
from consultations.types import RedactionKind

_GAP = r"[ .\-_/*]{0,2}+"
_CROWN = regex.compile(rf"(?<![a-z0-9])[tsau]{_GAP}(?:19|20)[0-9]{{2}}{_GAP}[0-9]{_GAP}[0-9]{_GAP}[0-9]{_GAP}[0-9](?![a-z0-9])")
_URN = regex.compile(rf"(?<![a-z0-9])[0-9]{{2}}{_GAP}[a-z][a-z0-9]{_GAP}(?:[0-9]{_GAP}){{6}}[0-9](?![a-z0-9])")
_TRIBUNAL = regex.compile(
    r"(?<![a-z0-9])(?:pa|hu|ea|ia|da|rp|dc|aa|va|oa|ui|lp|jr|co|ca|qb|kb|hq|fd|zc"
    r"|ta)[ /\-][0-9]{4,6}[ /\-](?:19|20)[0-9]{2}(?![0-9])"
)
_COUNTY = regex.compile(r"(?<![a-z0-9])[a-z0-9]{2}[0-9]?[0-9a-z]{1,2}[0-9]{4,6}(?![a-z0-9])")
_SAYS_SO = regex.compile(r"\b(?:case|court|claim|crown|indictment|urn|trial|hearing|tribunal|appeal|crime)\b")
_AFTER = regex.compile(
    r"\b(?:(?:case|court|claim|crime|appeal|tribunal|indictment) (?:ref|reference|number|no|nr|num|id)|urn"
    r"|case)\b\W{0,4}(?:(?:is|was)\W{1,3})?$"
)


def find(page: Page) -> Iterator[Hit]:
    """Crown Court (T20247123), URN (01AB1234524), tribunal (PA/12345/2020), and any number given as a case number."""
    key = page.numbers.key
    kind = RedactionKind.COURT_CASE_NUMBER
    for name, form, strength in (("crown", _CROWN, 0.92), ("urn", _URN, 0.9), ("tribunal", _TRIBUNAL, 0.9)):
        for match in form.finditer(key):
            yield Hit(match.start(), match.end(), kind, f"court_case_number.{name}", strength)
    for start, end in references(key):
        if near(_AFTER, key, start, 40):
            yield Hit(start, end, kind, "court_case_number.said", 0.84)
    for match in _COUNTY.finditer(key):
        if near(_SAYS_SO, key, match.start(), 25) and any(c.isalpha() for c in match.group()):
            yield Hit(match.start(), match.end(), kind, "court_case_number.claim", 0.7)
