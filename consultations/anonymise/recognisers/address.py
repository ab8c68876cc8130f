"""Postcodes and street addresses."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from consultations.anonymise.context import contexts, phrases
from consultations.anonymise.files import word_set
from consultations.anonymise.lexicon import PLACE, lexicon
from consultations.anonymise.page import Hit, Page
from consultations.types import RedactionKind

_AREAS = word_set("postcode_areas")
_POSTCODE = regex.compile(
    rf"(?<![a-z0-9])(?:{'|'.join(sorted(_AREAS, key=len, reverse=True))})[0-9][0-9a-hjkmnpr-y]?"
    rf"[ .\-]{{0,3}}+[0-9][abd-hjlnp-uw-z]{{2}}(?![a-z0-9])"
)
_NOT_INWARD = regex.compile(r"[0-9](?:st|nd|rd|th|hr|hs|wd|dr|ft|ll|ss|sh)$")

_CERTAIN_WORDS = word_set("street_words")
_CERTAIN = f"(?:{'|'.join(sorted(_CERTAIN_WORDS, key=len, reverse=True))})"
_POSSIBLE = (
    r"(?:close|drive|way|court|place|square|hill|park|row|walk|view|green|rise|house|heights|parade|wharf|quay"
    r"|meadows?|field|fields|gate|estate|common)"
)
_UNIT = r"(?:(?:flat|apartment|apt|unit|room) ?[0-9]{1,4}[a-z]?,? (?:[a-z']+ (?:house|court),? )?)?"
_NAME = r"(?:[a-z'.\-]{2,20}+,? ){1,3}?"
_STREET = regex.compile(
    rf"(?<![a-z0-9.,/])(?P<unit>{_UNIT})(?P<number>[0-9]{{1,4}}[a-z]?(?:[\-/][0-9]{{1,4}})?),? "
    rf"(?P<name>{_NAME})(?P<kind>{_CERTAIN}"
    rf"|{_POSSIBLE})(?![a-z])"
)
_NO_NUMBER = regex.compile(rf"(?P<name>(?:[a-z'\-]{{2,20}}+ ){{1,3}}?)(?P<kind>{_CERTAIN})(?![a-z])")
_COMMON = word_set("not_street_names")
_THE_STREET = regex.compile(
    r"(?<![a-z0-9.,/])[0-9]{1,4}[a-z]? the (?:crescent|avenue|grove|drive|terrace|mews|close|lane|gardens)(?![a-z])"
)
_TOWN = regex.compile(r",? (?:in )?(?P<town>[a-z][a-z'\-]{2,20}+)(?! [A-Z])")


@cache
def _street_words() -> frozenset[str]:
    return frozenset(word for context in contexts().values() for word in (*context.street_before, *context.street_after))


def find(page: Page) -> Iterator[Hit]:
    """A postcode, or a number with the name of a street; where somebody is said to live, a street without a number too."""
    key, text = page.view.key, page.view.text
    if page.has_digits:
        for match in _POSTCODE.finditer(key):
            written = text[match.start() : match.end()]
            if written.isupper() or not _NOT_INWARD.search(written.lower()):
                yield Hit(match.start(), match.end(), RedactionKind.ADDRESS, "address.postcode", 0.9)
        for match in _STREET.finditer(key):
            if _is_street(
                match["name"], match["kind"], text[match.start("name") : match.end()], home=_home_before(key, match.start())
            ):
                end = _with_town(key, text, match.end())
                yield Hit(match.start(), end, RedactionKind.ADDRESS, "address.street", 0.87)
        for match in _THE_STREET.finditer(key):
            yield Hit(match.start(), match.end(), RedactionKind.ADDRESS, "address.street", 0.8)
        if not page.vocabulary.isdisjoint(_street_words()) or "号" in key:
            for match in phrases("street").finditer(key):
                yield Hit(match.start(), match.end(), RedactionKind.ADDRESS, "address.street_abroad", 0.8)
    if page.vocabulary.isdisjoint(_CERTAIN_WORDS):
        return
    for home in phrases("home").finditer(key):
        for match in _NO_NUMBER.finditer(key, home.end(), home.end() + 60):
            if match.start() - home.end() <= 1 and _is_street(match["name"], match["kind"], "", home=True):
                yield Hit(match.start(), match.end(), RedactionKind.ADDRESS, "address.home", 0.7)
            break


def _with_town(key: str, text: str, end: int) -> int:
    """The street with the town, district or county behind it."""
    while (match := _TOWN.match(key, end)) and (lexicon().get(match["town"], 0) & PLACE or text[match.start("town")].isupper()):
        end = match.end()
    return end


def _home_before(key: str, start: int) -> bool:
    return phrases("home").search(key, max(0, start - 25), start) is not None


def _is_street(name: str, kind: str, written: str, *, home: bool) -> bool:
    words = name.replace(",", "").split()
    if any(word in _COMMON for word in words):
        return False
    if kind == "st" and not words:
        return False
    capital = bool(written) and all(w[0].isupper() for w in written.replace(",", "").split() if w[0].isalpha())
    return home or capital or (regex.fullmatch(_CERTAIN, kind) is not None and kind not in ("st", "av", "str"))
