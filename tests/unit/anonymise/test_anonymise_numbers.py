"""Numbers, places and dates are found however they are written; what is not personal is left."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultations.anonymise import engine
from consultations.types import RawText

GAPS = st.sampled_from(["", " ", ".", "-", " - ", "​", "\u200c", "‑", "–", " "])
DIGITS = {
    "arabic": "٠١٢٣٤٥٦٧٨٩",
    "persian": "۰۱۲۳۴۵۶۷۸۹",
    "bengali": "০১২৩৪৫৬৭৮৯",
    "gurmukhi": "੦੧੨੩੪੫੬੭੮੯",
    "wide": "０１２３４５６７８９",
}
NUMBERS = [
    ("my prison number is ", "A1234BC", "PRISON_NUMBER"),
    ("nhs number ", "4857773456", "NHS_NUMBER"),
    ("ni number ", "AB123456C", "NI_NUMBER"),
    ("ring ", "07700900123", "PHONE"),
    ("ref ", "GWF012345678", "HOME_OFFICE_REF"),
]


def kinds(text: str, language: str | None = "en") -> list[tuple[str, str]]:
    return [(text[f.span.start : f.span.end], f.kind.value) for f in engine.findings(RawText(text), language)]


@given(st.sampled_from(NUMBERS), st.lists(GAPS, min_size=12, max_size=12))
@settings(max_examples=300, deadline=None)
def test_a_number_survives_any_spacing(number: tuple[str, str, str], gaps: list[str]) -> None:
    lead, plain, kind = number
    written = plain[0] + "".join(gap + char for gap, char in zip(gaps, plain[1:], strict=False))
    assert kinds(lead + written + " ok") == [(written, kind)]


@pytest.mark.parametrize("script", DIGITS)
def test_native_digits_are_read(script: str) -> None:
    number = "07700 900123".translate(str.maketrans("0123456789", DIGITS[script]))
    assert kinds(f"x {number} y", None) == [(number, "PHONE")]


@pytest.mark.parametrize(
    ("text", "hidden", "kind"),
    [
        (
            "ring oh seven seven double oh nine double oh one two three",
            "oh seven seven double oh nine double oh one two three",
            "PHONE",
        ),
        (
            "nhs number four eight five triple seven three four five six",
            "four eight five triple seven three four five six",
            "NHS_NUMBER",
        ),
        ("number a one two three four b c", "a one two three four b c", "PRISON_NUMBER"),
        ("nhs 943 476 5918", "943 476 5918", "NHS_NUMBER"),
        ("O77OO 9OO123 is hers", "O77OO 9OO123", "PHONE"),
        ("old prison number KT4512", "KT4512", "PRISON_NUMBER"),
        ("UAN 1234-5678-9012-3456", "1234-5678-9012-3456", "HOME_OFFICE_REF"),
        ("HO ref A1234567", "A1234567", "HOME_OFFICE_REF"),
        ("case T20247123", "T20247123", "COURT_CASE_NUMBER"),
        ("urn 01AB1234524", "01AB1234524", "COURT_CASE_NUMBER"),
        ("dave at example dot com", "dave at example dot com", "EMAIL"),
        ("home is m1 1ae now", "m1 1ae", "ADDRESS"),
        ("at 14 oak street", "14 oak street", "ADDRESS"),
        ("dob 12.3.85", "12.3.85", "DATE_OF_BIRTH"),
        ("nací el 12 de mayo de 1988", "12 de mayo de 1988", "DATE_OF_BIRTH"),
        ("生日是1988年5月12日", "1988年5月12日", "DATE_OF_BIRTH"),
        ("i am in B3-24", "B3-24", "CELL_LOCATION"),
        ("cell 12 on a spur is damp", "cell 12 on a spur", "CELL_LOCATION"),
        ("fell on the third of march", "third of march", "EXACT_DATE"),
        ("upadłem 3 marca", "3 marca", "EXACT_DATE"),
        ("on 3/4/24 they", "3/4/24", "EXACT_DATE"),
        ("van AB12 CDE", "AB12 CDE", "VEHICLE_REG"),
        ("my insta is @dazza_88", "@dazza_88", "URL_HANDLE"),
    ],
)
def test_each_kind_is_found(text: str, hidden: str, kind: str) -> None:
    assert (hidden, kind) in kinds(text, None)


@pytest.mark.parametrize(
    "text",
    [
        "ring 999, 111 or 116 123",
        "NHS England is 0300 311 22 33",
        "Childline 0800 1111",
        "24/7 in my cell 23 hours a day",
        "3/10 for the hatch, 8 out of 10 for the nurse",
        "50 mg to 20 mg in 3 days, 10-15 minutes",
        "blood pressure 140/90 and vitamin B12",
        "in March 2023, on Monday, at Christmas on 25 December",
        "B wing, the induction wing and cell block",
        "see www.nhs.uk or gov.uk",
        "2 officers on the road for 3 hours",
        "L4-L5 disc and covid-19",
        "level 3 may be closed",
        "the 2nd landing and phase 2",
    ],
)
def test_public_lines_doses_scores_and_waits_are_left(text: str) -> None:
    assert kinds(text) == []


def test_zero_width_characters_inside_a_number_are_hidden_with_it() -> None:
    text = "ring 07700​900​123 now"
    assert kinds(text) == [("07700​900​123", "PHONE")]
