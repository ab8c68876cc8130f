"""Help comes before everything else, and complaints are shown where to go."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.integration.respond.conftest import Person

DANGER = "I want to kill myself tonight"


def test_help_is_shown_at_once_and_then_the_person_carries_on(person: Person) -> None:
    person.go_to("c1-what-happened")
    page = person.press(answer=DANGER)
    assert page.h1 == "Please get help now"
    assert "Press your cell bell now." in page.text
    assert "116 123" in page.text
    page = person.submit(page.form_with("page"), "carry-on")
    assert person.step == "c1-better"
    person.go_to("check")
    assert DANGER in person.page.text, "nothing is lost"


def test_reloading_does_not_take_the_help_away(person: Person) -> None:
    person.go_to("c1-what-happened")
    person.press(answer=DANGER)
    assert person.get("/answer").h1 == "Please get help now"


def test_help_is_shown_once_for_the_same_words(person: Person) -> None:
    person.go_to("c1-what-happened")
    page = person.press(answer=DANGER)
    person.submit(page.form_with("page"), "carry-on")
    person.press("back")
    person.press()
    assert person.step == "c1-better"


def test_help_is_worded_to_where_the_person_is(another: Callable[[], Person]) -> None:
    visitor = another()
    assert "Press the buzzer in your cell now." in visitor.get("/help?where=police_custody").text
    assert "call 999" in visitor.get("/help?where=community").text
    assert "Prisoners' Families Helpline" in visitor.get("/help?where=family").text
    assert visitor.get("/help?where=nowhere").status == 200


@pytest.mark.parametrize("path", ["/", "/consultations/twelve-commitments", "/privacy", "/receipt", "/nope", "/stopped"])
def test_help_complaints_and_language_are_one_press_away_on_every_page(another: Callable[[], Person], path: str) -> None:
    page = another().get(path)
    assert {"/help", "/complain", "/language"} <= set(page.read.addresses)


def test_they_are_one_press_away_on_every_question_too(person: Person) -> None:
    while person.step != "send":
        pressed = {b.get("value") for b in person.page.form_with("step").buttons}
        assert {"go-help", "go-complain", "go-language", "stop"} <= pressed, person.step
        person.press(**person.plain.get(person.step, {}))


def test_three_answers_lead_to_where_a_complaint_goes(another: Callable[[], Person]) -> None:
    visitor = another()
    form = next(f for f in visitor.get("/complain").read.forms if f.method == "post")
    page = visitor.submit(form, subject="health", runner="nhs", setting="prison")
    assert page.status == 200
    assert "0300 311 22 33" in page.text
    assert page.address == "/complain", "what it is about stays out of the browser's history"


def test_a_question_left_out_is_asked_for(another: Callable[[], Person]) -> None:
    visitor = another()
    form = next(f for f in visitor.get("/complain").read.forms if f.method == "post")
    page = visitor.submit(form, subject="health")
    assert page.status == 422
    assert page.text.count("Please choose one.") == 4, "two in the summary, two beside the questions"


def test_an_answer_that_reads_like_a_complaint_is_asked_about_and_not_made_one(person: Person) -> None:
    person.go_to("c1-better")
    person.press(answer="I want to make a complaint about the nurse.")
    person.go_to("check")
    assert "Do you want to make this a complaint?" in person.page.text


def test_a_choice_that_says_somebody_is_worried_now_shows_help_first(another: Callable[[], Person]) -> None:
    family = another()
    family.begin("/consultations/families-and-carers")
    family.go_to("worried-now", who={"audience": "family"}, topics={"topics": ["worried"]})
    page = family.press(answer="yes")
    assert page.h1 == "How to get help for somebody"
    family.submit(page.form_with("page"), "carry-on")
    assert family.step != "worried-now"
    family.press("back")
    family.press(answer="yes")
    assert family.step != "worried-now", "help for the same choice is shown once"
