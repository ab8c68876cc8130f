"""A cell, or a wing with landing and cell."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from consultations.anonymise.context import phrases
from consultations.anonymise.page import Hit, Page
from consultations.anonymise.recognisers.patterns import near
from consultations.types import RedactionKind

_CODE = regex.compile(
    r"(?<![a-z0-9\-])(?P<wing>hb ?)?[a-z][0-9]{0,2} ?[\-/.](?:[0-9][\-/.])?(?P<cell>[0-9]{2,3})(?![a-z0-9]|[\-/.%][0-9])"
)
_HOUSE_BLOCK = regex.compile(r"(?<![a-z0-9])(?:hb|[a-k])[0-9]{1,2} [0-9][\-/][0-9]{2,3}(?![a-z0-9]|[\-/.%][0-9])")
_LOOSE = regex.compile(r"(?<=\b(?:in|on|at|cell|to|from|im) )[a-k][0-9] [0-9]{2,3}(?![a-z0-9]|[\-/.%][0-9])")
_WING = (
    r"(?:[a-z][0-9]?[ \-](?:wing|spur|unit|block|hall|landing|side)|(?:wing|spur|unit|block|hall|houseblock"
    r"|house ?block) [a-z0-9]{1,2}|[a-z]+ unit)"
)
_PLACE = (
    rf"(?:(?:,? (?:on|in|of|at)(?: the)?)?,? (?:{_WING}|[0-9](?:st|nd|rd|th)? landing|landing [0-9]"
    rf"|(?:the )?(?:ones|twos|threes|fours)(?: landing)?))"
)
_WING_CODE = regex.compile(
    rf"(?<![a-z0-9])(?:{_WING},? ){{1,2}}(?:landing [0-9],? )?(?:cell "
    rf"|room )?[0-9]{{1,2}}[\-/][0-9]{{1,3}}(?![a-z0-9])(?:{_PLACE}){{0,2}}"
)
_AFTER_CODE = regex.compile(rf"(?<![a-z0-9\-])[0-9]-[0-9]{{2,3}}{_PLACE}")
_CELL = regex.compile(
    rf"(?<![a-z])(?:(?:{_WING},? (?:(?:on|in) )?)|(?:(?:landing [0-9]|[0-9](?:st|nd|rd"
    rf"|th)? landing),? )){{0,2}}(?P<word>cell|cel|room|pad|gell) ?(?:number |no\.? ?|num |nr |# ?"
    rf"|rhif )?(?P<cell>[a-z]?[0-9]?[\-/]?[0-9]{{1,3}}[a-z]?)(?![a-z0-9]|[\-/.:%][0-9])(?:{_PLACE}){{0,2}}"
)
_LANDING_CELL = regex.compile(
    rf"(?<![a-z]){_WING},? (?:(?:on )?(?:the )?(?:landing [0-9]|[0-9](?:st|nd|rd|th) landing|ones|twos|threes"
    rf"|fours)),? (?:cell |room )?[0-9]{{1,3}}(?![a-z0-9])"
)
_UNITS = regex.compile(
    r" ?(?:-|to )?(?:[0-9]+ )?(?:hours?|hrs?|h|days?|weeks?|wks?|months?|mins?|minutes?|times?|x|years?|yrs?"
    r"|people|men|man|lads|percent|per cent|%|mg|ml|of|or|more|other|pm|am|oclock|o'clock|officers?|nurses?"
    r"|beds?|degrees|pounds|quid)\b"
)
_NOT_WINGS = regex.compile(
    r"\b(?:vitamin|covid|phase|level|grade|stage|size|hep|hepatitis|blood pressure|bp|cat|category|band|section"
    r"|version|table|form|question|rule|step|tier|disc|vertebrae|spine|type)\W{0,3}$"
)
_STRONG_WORDS = frozenset({"cell", "pad", "gell", "cel"})


def find(page: Page) -> Iterator[Hit]:
    """`B3-24`, "cell 12 on a spur", "room 214 on Dove unit", "b wing 3-12"; not a wing alone, not hours spent in a cell."""
    key, text = page.numbers.key, page.numbers.text
    kind = RedactionKind.CELL_LOCATION
    for match in _CODE.finditer(key):
        joined = " " not in match.group() or text[match.start()].isupper()
        if joined and not near(_NOT_WINGS, key, match.start(), 20) and not _UNITS.match(key, match.end()):
            yield Hit(match.start(), match.end(), kind, "cell_location.code", 0.86)
    for name, form in (
        ("house_block", _HOUSE_BLOCK),
        ("loose", _LOOSE),
        ("wing_code", _WING_CODE),
        ("code_wing", _AFTER_CODE),
        ("landing", _LANDING_CELL),
    ):
        for match in form.finditer(key):
            if not _UNITS.match(key, match.end()):
                yield Hit(match.start(), match.end(), kind, f"cell_location.{name}", 0.85)
    for match in _CELL.finditer(key):
        placed = match.end() > match.end("cell") or match.start() < match.start("word")
        sure = match["word"] in _STRONG_WORDS or placed or near(phrases("in_place"), key, match.start(), 25)
        if sure and not _UNITS.match(key, match.end("cell")):
            yield Hit(match.start(), match.end(), kind, "cell_location.cell", 0.85)
    for match in phrases("cell").finditer(key):
        if not _UNITS.match(key, match.end()):
            yield Hit(match.start(), match.end(), kind, "cell_location.cell_abroad", 0.8)
