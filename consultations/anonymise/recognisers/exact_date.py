"""The day and month of an event; not weekdays, months, years, scores, doses, or days everybody knows."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from consultations.anonymise.calendar import Day
from consultations.anonymise.page import Hit, Page
from consultations.types import RedactionKind

_PUBLIC = frozenset({(25, 12), (24, 12), (26, 12), (31, 12), (1, 1)})
_BEFORE = regex.compile(
    r"(?:\bon|\bon the|\bsince|\bdated?|\bdate was|\bfrom|\buntil|\btill|\bfell|\barrived|\bbefore|\bafter|\bby"
    r"|\bcame in|\bday|\bel|\bam|\bna|\bpe|\bdia|\bnavê|\bem|:|\bdel|\bdnia|\bdata|\btarih\w*|يوم|بتاريخ|تاریخ"
    r"|روز|ਤਾਰੀਖ|তারিখ) ?(?:the )?$"
)
_NOT_A_DATE = regex.compile(
    r" ?(?:times|out|stars?|marks?|people|men|women|occasions|officers|nurses|wings?|mg|ml|mls|tablets?|weeks?"
    r"|days?|months?|years?|yrs|hours?|hrs|mins?|minutes?|percent|%|of (?:us|them|the|my)|doctors|patients|lads"
    r"|points|score|rating|am\b|pm\b|cm|ft|stone|kg|lbs?|degrees|bed|beds|pain|ten\b|chance|cells?"
    r"|appointments?)"
)
_VERB = regex.compile(
    r" (?:be|have|not|also|get|need|take|well|help|cause|only|still|never|want|go|come|do|see|feel|seem|look"
    r"|say|or may|lead|make|die|on|past|off)\b"
)


def find(page: Page) -> Iterator[Hit]:
    """Days of the year that could be looked up."""
    key = page.view.key
    for day in page.days:
        if (day.day, day.month) in _PUBLIC and not day.year:
            continue
        if day.sure or _said_to_be_one(key, day):
            if (
                not day.year
                and key[day.start : day.end].endswith(("may", "march"))
                and _VERB.match(key, day.end)
                and not day.sure
            ):
                continue
            yield Hit(
                day.start,
                day.end,
                RedactionKind.EXACT_DATE,
                "exact_date.year" if day.year else "exact_date.day",
                0.89 if day.year else 0.83,
            )


def _said_to_be_one(key: str, day: Day) -> bool:
    written = key[day.start : day.end]
    if _NOT_A_DATE.match(key, day.end) or written.replace(" ", "") in ("24/7", "50/50", "9/11", "7/7"):
        return False
    if any(c.isalpha() for c in written):
        return not _VERB.match(key, day.end)
    if day.year:
        return True
    if "." in written:
        return False
    return _BEFORE.search(key, max(0, day.start - 20), day.start) is not None and not (
        day.month == 10
        and day.day <= 10
        and "/10" in written
        and not regex.search(r"\b(?:on|since|dated) (?:the )?$", key[max(0, day.start - 12) : day.start])
    )
