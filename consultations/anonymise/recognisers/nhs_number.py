"""NHS numbers: ten digits, the last one a modulus 11 check."""

from __future__ import annotations

from collections.abc import Iterator

import regex
from stdnum.gb import nhs

from consultations.anonymise.page import Hit, Page
from consultations.anonymise.recognisers.patterns import Run, near, runs
from consultations.types import RedactionKind

_SAYS_SO = regex.compile(
    r"\bn\.?h\.?s\b|\bhealth (?:service )?(?:number|no)\b|\bpatient (?:number|no|id)\b|\bsystm\s?one\b|\bmedical number\b"
)
_PRINTED = (3, 3, 4)


def find(page: Page) -> Iterator[Hit]:
    """Ten digits that say they are one, are printed 3-3-4, are written without a break, or hold the check digit. A wrong
    check digit is hidden too."""
    key = page.numbers.key
    for run in runs(page.numbers.text):
        if len(run.digits) < 10:
            continue
        for window in run.windows(10, 10):
            said = near(_SAYS_SO, key, window.start, 60)
            listed = run.listed(page.numbers.text)
            if said or (not listed and _looks_like_one(window, alone=len(run.digits) == 10)):
                yield Hit(
                    window.start,
                    window.end,
                    RedactionKind.NHS_NUMBER,
                    "nhs_number.said" if said else "nhs_number.shape",
                    0.96 if said else 0.75,
                )


def _looks_like_one(window: Run, *, alone: bool) -> bool:
    if window.digits[0] == "0":
        return False
    shape = window.shape()
    if shape == _PRINTED or (shape == (10,) and alone):
        return True
    return alone and (nhs.is_valid(window.digits) or set(shape) <= {1, 2, 5})
