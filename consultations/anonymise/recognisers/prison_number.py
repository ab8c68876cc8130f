"""Prison numbers: A1234BC since 2009, two letters and four digits before that."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from consultations.anonymise.files import word_set
from consultations.anonymise.page import Hit, Page
from consultations.anonymise.recognisers.patterns import near
from consultations.types import RedactionKind

_GAP = r"[ .\-_/*]{0,3}+"
_NOW = regex.compile(
    rf"(?<![a-z0-9])[a-z]{_GAP}[0-9]{_GAP}[0-9]{_GAP}[0-9]{_GAP}[0-9]{_GAP}(?P<tail>[a-z]{_GAP}[a-z])(?![a-z0-9])"
)
_OLD = regex.compile(
    rf"(?<![a-z0-9])(?P<head>[a-z]{_GAP}[a-z]){_GAP}[0-9]{_GAP}[0-9]{_GAP}[0-9]{_GAP}[0-9](?![a-z0-9]|[.\-/ ]{{1,2}}[0-9])"
)
_SAYS_SO = regex.compile(
    r"\b(?:prison|prisoner|nomis|p-?nomis|inmate|booking)(?:'?s)?\b|\bmy (?:no|num|number|nr)\b|\b(?:number|no"
    r"|num|nr)(?:'s| is|:|\.)? *$"
)
_SHORT_WORDS = word_set("short_words")
_YEAR = regex.compile(r"(?:19|20)[0-9]{2}$")


def find(page: Page) -> Iterator[Hit]:
    """`A1234BC` however spaced, in either case; the old form when a number is being given or it is written in capitals
    without a gap."""
    key, text = page.numbers.key, page.numbers.text
    for match in _NOW.finditer(key):
        written = text[match.start() : match.end()]
        if match["tail"] in _SHORT_WORDS and " " in written and not written.isupper() and not near(_SAYS_SO, key, match.start()):
            continue
        yield Hit(match.start(), match.end(), RedactionKind.PRISON_NUMBER, "prison_number.current", 0.95)
    for match in _OLD.finditer(key):
        written = text[match.start() : match.end()]
        said = near(_SAYS_SO, key, match.start(), 30)
        solid = written.isalnum() and written.isupper() and not _YEAR.search(written)
        if solid or (said and match["head"] not in _SHORT_WORDS):
            yield Hit(match.start(), match.end(), RedactionKind.PRISON_NUMBER, "prison_number.old", 0.7)
