"""Promise 5: a receipt shows that answers arrived and deletes them; it does not show words nobody asked to read back."""

import re

import pytest
from flask import Flask
from sqlalchemy import func, select

from consultations.receipts import new_receipt
from consultations.store.models import Response
from tests.walker import WORDS, Page, Walker, answer_everything
from web.extensions import db

NUMBER = re.compile(r"\b\d{3}(?: \d{3}){4}\b")


@pytest.fixture
def sent(app: Flask) -> tuple[Walker, str]:
    walker = Walker(app.test_client())
    page = answer_everything(walker)
    number = NUMBER.search(page.text)
    assert number, page.text
    return walker, number.group()


def _open(app: Flask, number: str) -> tuple[Walker, Page]:
    other_device = Walker(app.test_client())
    page = other_device.get("/receipt")
    form = next(f for f in page.read.forms if f.named("text"))
    return other_device, other_device.submit(form, **{form.named("text")[0]: number})


def test_it_opens_on_another_device_and_says_that_the_answers_arrived(app: Flask, sent: tuple[Walker, str]) -> None:
    _, page = _open(app, sent[1])
    assert page.status == 200
    assert WORDS not in page.text


def test_it_shows_the_words_only_to_a_person_who_asked_for_that_when_sending(app: Flask) -> None:
    number = NUMBER.search(answer_everything(Walker(app.test_client()), read_back=True).text)
    assert number
    _, page = _open(app, number.group())
    assert WORDS in page.text


def test_the_number_is_in_no_cookie_no_address_and_no_table(app: Flask, sent: tuple[Walker, str]) -> None:
    walker, number = sent
    digits = number.replace(" ", "")
    other, _ = _open(app, number)
    for page in (*walker.seen, *other.seen):
        assert digits not in page.address
        for value in page.headers.getlist("Set-Cookie"):
            assert digits not in value
    with app.app_context():
        row = db.session.scalars(select(Response)).one()
        assert row.receipt_digest
        assert digits not in row.receipt_digest


def test_a_wrong_receipt_says_so_kindly_and_opens_nothing(app: Flask, sent: tuple[Walker, str]) -> None:
    _, page = _open(app, new_receipt().grouped())
    assert page.status in (200, 404, 422)
    assert "arrived" not in page.h1


def test_deleting_is_real_and_its_button_says_what_it_does(app: Flask, sent: tuple[Walker, str]) -> None:
    walker, page = _open(app, sent[1])
    form = next(f for f in page.read.forms if f.action.endswith("/delete"))
    assert "cannot get it back" in page.text
    walker.submit(form)
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Response)) == 0
    _, page = _open(app, sent[1])
    assert "arrived" not in page.h1
