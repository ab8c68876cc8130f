"""Home Office references: letter and seven digits, GWF, 16-digit unique application number, port and case references."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from consultations.anonymise.page import Hit, Page
from consultations.anonymise.recognisers.patterns import near, references, runs
from consultations.types import RedactionKind

_GAP = r"[ .\-_/*]{0,3}+"
_LETTER_AND_SEVEN = regex.compile(rf"(?<![a-z0-9])[a-z]{_GAP}" + rf"[0-9]{_GAP}" * 6 + r"[0-9](?:[/ ][0-9]{1,2})?(?![a-z0-9])")
_GWF = regex.compile(rf"(?<![a-z0-9])g{_GAP}w{_GAP}f{_GAP}" + rf"[0-9]{_GAP}" * 8 + r"[0-9](?![0-9])")
_PORT = regex.compile(r"(?<![a-z0-9])(?:[a-z]{2,4}[0-9]?)/[0-9]{4,8}(?:/[0-9]{1,4})?(?![a-z0-9])")
_CARD = regex.compile(rf"(?<![a-z0-9])[a-z][a-z0-9]{_GAP}(?:[0-9]{_GAP}){{6}}[0-9](?![a-z0-9])")
_SAYS_SO = regex.compile(
    r"\bhome ?office\b|\bh\.?o\.? ?ref|\bcid\b|\buan\b|\bimmigration (?:ref|number|no)|\basylum\b"
    r"|\bapplication (?:ref|number|no|registration)|\barc\b|\bbrp\b|\bpermit\b"
    r"|\bbail (?:ref|number|no)\b|\bvisa\b|\bcase ?(?:id|owner)\b|\bevisa\b|وزارة الداخلية|وزارت کشور|ہوم آفس"
    r"|হোম অফিস|ਹੋਮ ਆਫਿਸ|内政部"
)
_AFTER_REF = regex.compile(r"\b(?:ref|reference|number|no|nr|id|cid|uan|arc|brp)\b\W{0,4}(?:(?:is|was|no|number)\W{1,3})?$")


def find(page: Page) -> Iterator[Hit]:
    """Forms known by shape, and any number that follows "Home Office reference" or the like."""
    key = page.numbers.key
    kind = RedactionKind.HOME_OFFICE_REF
    for match in _LETTER_AND_SEVEN.finditer(key):
        yield Hit(match.start(), match.end(), kind, "home_office_ref.letter_seven", 0.85)
    for match in _GWF.finditer(key):
        yield Hit(match.start(), match.end(), kind, "home_office_ref.gwf", 0.95)
    for run in runs(page.numbers.text):
        for window in run.windows(16, 16):
            if key[window.start : window.end].count(".") < 8:
                yield Hit(window.start, window.end, kind, "home_office_ref.sixteen_digits", 0.9)
        if 5 <= len(run.digits) <= 14 and near(_SAYS_SO, key, run.start, 40) and near(_AFTER_REF, key, run.start, 30):
            yield Hit(run.start, run.end, kind, "home_office_ref.said", 0.86)
    for match in _CARD.finditer(key):
        if near(_SAYS_SO, key, match.start()):
            yield Hit(match.start(), match.end(), kind, "home_office_ref.card", 0.9)
    for match in _PORT.finditer(key):
        if near(_SAYS_SO, key, match.start()) or page.numbers.text[match.start() : match.end()].isupper():
            yield Hit(match.start(), match.end(), kind, "home_office_ref.port", 0.8)
    for start, end in references(key):
        if near(_SAYS_SO, key, start, 40) and near(_AFTER_REF, key, start, 30):
            yield Hit(start, end, kind, "home_office_ref.said", 0.86)
