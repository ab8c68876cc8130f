"""Promise 1: no account, e-mail, phone number, prison number, offence or status is asked for."""

import re

import pytest
from flask import Flask

from consultations.definitions import load_all, respondent_texts
from tests.walker import Walker, answer_everything
from web.settings import Settings

ASKS_FOR = re.compile(
    r"\b(your (full |first |last )?name|e-?mail|phone number|prison number|nhs number|date of birth|when were you born|"
    r"your (offence|crime|sentence|conviction|immigration status|case number|address)|why are you in (prison|detention))\b",
    re.IGNORECASE,
)
SAYS_IT_DOES_NOT = re.compile(r"(do not|never|not) (ask|need|want|write|put|tell us|give|type)", re.IGNORECASE)


@pytest.mark.parametrize("consultation_id", sorted(load_all()))
def test_no_question_asks_who_a_person_is_or_what_they_did(consultation_id: str) -> None:
    asked = [
        f"{text.where}: {sentence}"
        for text in respondent_texts(load_all()[consultation_id])
        for sentence in re.split(r"(?<=[.?!])\s", text.text)
        if ASKS_FOR.search(sentence) and not SAYS_IT_DOES_NOT.search(sentence) and "?" in sentence
    ]
    assert asked == []


def test_the_check_itself_finds_what_must_not_be_asked() -> None:
    for bad in ("What is your name?", "What is your prison number?", "What is your e-mail?", "What is your immigration status?"):
        assert ASKS_FOR.search(bad)


def test_no_page_of_the_form_has_a_field_for_a_name_an_address_or_a_number(app: Flask) -> None:
    walker = Walker(app.test_client())
    answer_everything(walker)
    fields = [c for page in walker.seen for c in page.read.controls]
    assert len(fields) > 20
    for control in fields:
        assert control["type"] in ("radio", "checkbox", "textarea"), control
        assert control.get("autocomplete", "off") == "off", control
        assert not re.search(r"name$|email|phone|number|birth|address", control.get("name", "")), control


def test_nobody_signs_in_to_answer(app: Flask, settings: Settings) -> None:
    client = app.test_client()
    answer_everything(Walker(client))
    cookies = {name for (_, _, name) in client._cookies}
    assert cookies <= {"heard"}, "one session cookie and no other"
