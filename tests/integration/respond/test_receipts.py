"""A receipt shows that answers arrived, and takes them back; it can be refused."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from consultations.store.models import Answer, Release, Response, Tag
from tests.integration.respond.conftest import Person
from tests.walker import Page

WORDS = "the wait was six weeks"


def send(person: Person, **receipt: object) -> str | None:
    person.go_to("receipt")
    person.press(**receipt)
    page = person.press()
    shown = re.search(r"\d{3}( \d{3}){4}", page.text)
    person.submit(page.form_with("page"), "finish")
    return shown[0] if shown else None


def look_up(visitor: Person, number: str) -> Page:
    form = next(f for f in visitor.get("/receipt").read.forms if f.method == "post")
    return visitor.submit(form, number=number)


def count(session: Session, table: type) -> int:
    session.expire_all()
    return session.scalar(select(func.count()).select_from(table)) or 0


def test_a_receipt_can_be_refused(person: Person, session: Session) -> None:
    assert send(person, wants_receipt="no") is None
    assert session.scalars(select(Response.receipt_digest)).one() is None


def test_a_receipt_says_from_any_device_that_the_answers_arrived_and_not_what_they_say(
    person: Person, another: Callable[[], Person]
) -> None:
    number = send(person, wants_receipt="yes")
    assert number
    page = look_up(another(), number.replace(" ", "-"))
    assert page.h1 == "Your answers arrived"
    assert WORDS not in page.text
    assert number.replace(" ", "") not in re.sub(r"\s", "", page.body), "the number is not shown again"


def test_words_are_read_back_only_where_that_was_asked_for(person: Person, another: Callable[[], Person]) -> None:
    number = send(person, wants_receipt="yes", read_back=["yes"])
    assert WORDS in look_up(another(), number or "").text


def test_a_receipt_is_shown_until_the_person_has_it_and_never_after(person: Person) -> None:
    person.go_to("receipt")
    person.press(wants_receipt="yes")
    page = person.press()
    number = re.search(r"\d{3}( \d{3}){4}", page.text)
    assert number
    assert number[0] in person.get("/answer").text
    person.submit(person.page.form_with("page"), "finish")
    assert number[0] not in person.get("/answer").text


@pytest.mark.parametrize(
    ("typed", "said"),
    [("", "15 digits"), ("123", "15 digits"), ("1" * 61, "You can send"), ("123456789012346", "One digit is wrong")],
)
def test_a_wrong_number_gets_a_plain_answer_and_is_not_shown_again(another: Callable[[], Person], typed: str, said: str) -> None:
    page = look_up(another(), typed)
    assert page.status == 422
    assert said in page.text
    assert not typed or f'value="{typed}"' not in page.body


def test_a_number_that_was_never_given_and_one_that_was_deleted_sound_the_same(
    person: Person, another: Callable[[], Person]
) -> None:
    number = send(person, wants_receipt="yes") or ""
    visitor = another()
    page = look_up(visitor, number)
    visitor.submit(page.form_with("response"))
    gone = look_up(another(), number)
    never = look_up(another(), "000000000000000")
    assert gone.status == never.status == 422
    assert "We found no answers with this number." in gone.text
    assert gone.text == never.text


def test_deleting_takes_text_and_tags_along(person: Person, another: Callable[[], Person], session: Session) -> None:
    number = send(person, wants_receipt="yes") or ""
    assert count(session, Tag)
    visitor = another()
    page = visitor.submit(look_up(visitor, number).form_with("response"))
    assert page.h1 == "We deleted your answers"
    assert [count(session, t) for t in (Response, Answer, Tag)] == [0, 0, 0]


def test_what_a_report_was_made_with_is_not_deleted_and_the_page_says_so(
    person: Person, another: Callable[[], Person], session: Session, release: Release
) -> None:
    number = send(person, wants_receipt="yes") or ""
    visitor = another()
    before = look_up(visitor, number)
    session.execute(update(Response).values(release_id=release.id))
    session.commit()
    assert "We cannot delete them now" in visitor.submit(before.form_with("response")).text
    assert "We cannot delete them now" in look_up(another(), number).text
    assert count(session, Response) == 1


@pytest.mark.usefixtures("one_moment")
def test_guessing_is_slowed_down(another: Callable[[], Person]) -> None:
    visitor = another()
    answers = [look_up(visitor, "123").status for _ in range(12)]
    assert answers[0] == 422
    assert answers[-1] == 429


def test_a_forged_page_deletes_nothing(person: Person, another: Callable[[], Person], session: Session) -> None:
    number = send(person, wants_receipt="yes") or ""
    visitor = another()
    form = look_up(visitor, number).form_with("response")
    visitor.submit(form, response="forged")
    assert count(session, Response) == 1
