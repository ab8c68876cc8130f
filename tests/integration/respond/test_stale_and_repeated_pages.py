"""A page sent twice, late, or from somebody else's session does no harm and shows nothing."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultations.store.models import Response
from tests.integration.respond.conftest import Person


def stored(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Response)) or 0


def test_sent_twice_is_stored_once_and_shows_the_same_receipt(person: Person, session: Session) -> None:
    person.go_to("receipt")
    person.press(wants_receipt="yes")
    last = person.page.form_with("step")
    first = person.submit(last)
    again = person.submit(last)
    assert first.h1 == again.h1 == "We have your answers"
    assert first.text == again.text
    assert stored(session) == 1


def test_a_double_press_on_next_moves_one_step(person: Person) -> None:
    form = person.page.form_with("step")
    person.submit(form, audience="person")
    person.submit(form, audience="person")
    assert person.step == "where"


def test_a_page_of_an_ended_session_shows_nothing_of_it(person: Person, session: Session) -> None:
    person.go_to("c1-better")
    old = person.page.form_with("step")
    person.go_to("send")
    person.press()
    person.submit(person.page.form_with("page"), "finish")
    page = person.submit(old, answer="A secret that was typed before")
    assert page.status == 410
    assert "secret" not in page.body
    assert page.h1 == "This page is too old"
    assert any(a == "/" for a in page.read.addresses), "a way on"


def test_somebody_elses_page_on_a_shared_device_changes_nothing(person: Person) -> None:
    person.go_to("c1-better")
    old = person.page.form_with("step")
    person.submit(person.press("stop").form_with("page"))
    person.begin()
    person.go_to("c1-better")
    page = person.submit(old, answer="Words of the person before")
    assert page.status == 410
    assert "person before" not in page.body
    person.get("/answer")
    assert person.page.form_with("step").data()["answer"] == [""]


def test_a_form_without_its_token_gets_a_plain_page_with_a_way_on(app: Flask) -> None:
    visitor = Person(app.test_client())
    page = visitor.post("/consultations/twelve-commitments/start", {})
    assert page.status == 400
    assert page.h1 == "This page is too old"


def test_an_unknown_page_speaks_the_persons_language(app: Flask) -> None:
    visitor = Person(app.test_client())
    visitor.get("/?lang=ar")
    page = visitor.get("/no-such-page")
    assert page.status == 404
    assert page.read.html == {"lang": "ar", "dir": "rtl"}
    assert any(a == "/" for a in page.read.addresses), "a way on"


def test_an_unknown_consultation_is_a_page_that_is_not_there(another: Callable[[], Person]) -> None:
    assert another().get("/consultations/no-such-one").status == 404


def test_a_question_that_is_not_on_this_persons_way_is_not_kept(person: Person, session: Session) -> None:
    person.go_to("c1-how")
    form = person.page.form_with("step")
    forged = next(f for f in form.fields if f.get("name") == "step")
    forged["value"] = "c9-how"
    person.submit(form, answer="5")
    assert person.step == "c1-how"
    person.go_to("send")
    person.press()
    kept = session.scalars(select(Response)).one()
    assert "c9-how" not in {a.question_id for a in kept.answers}
