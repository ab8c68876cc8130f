"""The anonymiser: fold the text, ask every recogniser, settle overlaps, replace by marks."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from consultations.anonymise.operators import hide, settle
from consultations.anonymise.page import Hit, Page
from consultations.anonymise.recognisers import (
    address,
    cell_location,
    court_case_number,
    date_of_birth,
    email,
    exact_date,
    home_office_ref,
    nhs_number,
    ni_number,
    person,
    phone,
    prison_number,
    url_handle,
    vehicle_reg,
)
from consultations.types import Finding, RawText, RedactedText, Span

VERSION = "1"
"""Raised with every change that can change a redaction; kept beside each redacted text."""

Recogniser = Callable[[Page], Iterator[Hit]]

ON_NUMBERS: tuple[Recogniser, ...] = (
    prison_number.find,
    nhs_number.find,
    ni_number.find,
    home_office_ref.find,
    court_case_number.find,
    phone.find,
    cell_location.find,
)
"""They read the view in which spoken numbers are digits, and are asked only when it holds a digit."""

ON_WORDS: tuple[Recogniser, ...] = (
    person.find,
    email.find,
    address.find,
    url_handle.find,
    vehicle_reg.find,
    exact_date.find,
    date_of_birth.find,
)
"""They read the folded text."""


def findings(raw: RawText, language: str | None = None) -> list[Finding]:
    """What was found and by which rule, in order, without overlaps; never the words. Spans are code points of the original.

    `language` is a hint (BCP 47, any string); the text itself decides when it is missing, unknown or doubtful.
    """
    words = raw.reveal()
    page = Page(words, language)
    found: list[Finding] = []
    if page.has_digits:
        found += [_placed(page.numbers.original(hit.start, hit.end), hit) for ask in ON_NUMBERS for hit in ask(page)]
    found += [_placed(page.view.original(hit.start, hit.end), hit) for ask in ON_WORDS for hit in ask(page)]
    return settle(found, words) if found else []


def _placed(span: Span, hit: Hit) -> Finding:
    return Finding(span, hit.kind, hit.rule, hit.strength)


def anonymise(raw: RawText, language: str | None = None) -> RedactedText:
    """`raw` with each finding replaced by its mark. Never raises on any text; deterministic; linear in its length."""
    return hide(raw, findings(raw, language))
