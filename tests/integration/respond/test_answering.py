"""What is typed is kept, corrected, taken back and sent as the person wants it."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultations.store.models import Answer, DraftRow, Response, SetBy, Tag
from consultations.store.vault import Vault
from tests.integration.respond.conftest import Person
from tests.walker import answer_everything


def count(session: Session, table: type) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


def test_a_whole_answer_is_stored_with_everything_that_was_said(person: Person, session: Session, vault: Vault) -> None:
    person.go_to("quote")
    person.press(may_quote="yes")
    person.press(wants_receipt="no")
    page = person.press()
    assert page.h1 == "We have your answers"
    stored = session.scalars(select(Response)).one()
    assert (stored.audience, stored.setting, stored.region, stored.stage) == ("person", "prison", "london", "in_custody")
    assert (stored.helped_by, stored.channel, stored.language, stored.may_quote) == ("nobody", "form", "en", True)
    assert stored.receipt_digest is None
    assert stored.demonstration
    said = {a.question_id: a.choices or vault.open(a.sealed_raw or b"").reveal() for a in stored.answers}
    assert said == {
        "c1-how": ["2"],
        "c1-what-happened": "The nurse was kind but the wait was six weeks.",
        "c1-better": "More nurses would help.",
    }


def test_nothing_but_the_fact_that_it_was_sent_is_left_in_the_draft(person: Person, session: Session, vault: Vault) -> None:
    person.go_to("send")
    person.press()
    left = vault.open(session.scalars(select(DraftRow)).one().sealed).reveal()
    assert "wait" not in left
    assert "prison" not in left


@pytest.mark.parametrize("consultation", ["twelve-commitments", "improving-health-supporting-justice-2007"])
def test_every_question_of_a_consultation_can_be_answered_to_the_end(person: Person, consultation: str, session: Session) -> None:
    page = answer_everything(person, f"/consultations/{consultation}", most=200)
    assert page.h1 == "We have your answers"
    assert session.scalars(select(Response.consultation_id)).all() == [consultation]


def test_every_question_can_be_skipped_and_then_there_is_nothing_to_send(person: Person, session: Session) -> None:
    person.go_to("c1-how")
    while person.step.startswith("c1-"):
        person.press("skip")
    assert person.step == "check"
    person.press()
    person.press()
    page = person.press()
    assert page.status == 422
    assert page.h1 == "There is nothing to send yet"
    page = person.submit(page.form_with("step"))
    assert person.step == "c1-how"
    assert count(session, Response) == 0


def test_text_over_the_limit_says_so_and_keeps_what_was_typed(person: Person) -> None:
    person.go_to("c1-better")
    typed = "word " * 801
    page = person.press(answer=typed)
    assert page.status == 422
    assert "You wrote 4004 letters. You can send 4000 at most." in page.text
    assert page.read.title.startswith("Problem:")
    assert page.form_with("step").data()["answer"] == [typed.strip()]
    page = person.press(answer=typed[:4000])
    assert person.step == "understood"


def test_a_line_end_counts_as_one_letter(person: Person) -> None:
    person.go_to("c1-better")
    person.press(answer="a\r\n" * 1999 + "a")
    assert person.step == "understood"


@pytest.mark.parametrize("button", ["back", "go-help", "go-complain", "go-language", "go-privacy", "stop"])
def test_every_way_off_a_question_keeps_what_was_typed(person: Person, button: str) -> None:
    person.go_to("c1-what-happened")
    person.press(button, answer="Nobody listened to me.")
    person.get("/answer")
    person.go_to("c1-what-happened", c1_what_happened={})
    assert person.page.form_with("step").data()["answer"] == ["Nobody listened to me."]


def test_no_mistake_keeps_a_person_from_help(person: Person) -> None:
    person.go_to("c1-what-happened")
    assert person.press("go-help", answer="x" * 5000).h1 == "Get help now"


def test_back_goes_one_step_back_and_from_the_first_one_to_the_introduction(person: Person) -> None:
    person.go_to("region")
    person.press("back")
    assert person.step == "where"
    person.press("back")
    assert person.step == "who"
    assert person.press("back").address == "/consultations/twelve-commitments"


def test_skipping_takes_back_what_was_said_before(person: Person) -> None:
    person.go_to("c1-better")
    person.press("back")
    person.press("skip")
    person.go_to("check")
    assert "wait was six weeks" not in person.page.text


def test_changing_one_answer_comes_straight_back_to_the_check(person: Person) -> None:
    person.go_to("check")
    person.press("change-region")
    assert person.step == "region"
    page = person.press(region="wales")
    assert person.step == "check"
    assert "Wales" in page.text


def test_a_topic_added_later_is_asked_about(person: Person) -> None:
    person.go_to("check")
    person.press("change-topics")
    person.press(topics=["c1", "c6"])
    assert person.step == "c6-how"


def test_changed_words_are_understood_again(person: Person) -> None:
    person.go_to("check")
    person.press("change-c1-better")
    person.press(answer="The dentist should come each week.")
    assert person.step == "understood"


def test_one_press_shows_the_full_question_and_one_the_easy_words(person: Person) -> None:
    person.go_to("c1-how")
    easy = person.page.h1
    page = person.press("switch", answer="4")
    assert person.step == "c1-how"
    assert page.h1 != easy
    assert 'lang="en" dir="ltr"' in page.body
    page = person.press("switch")
    assert page.h1 == easy
    assert page.form_with("step").data()["answer"] == ["4"]


def test_a_choice_that_is_not_offered_is_refused(person: Person) -> None:
    page = person.press(audience="governor")
    assert page.status == 422
    assert "Please choose one of these." in page.text


def test_who_somebody_is_must_be_said_and_the_page_says_so(person: Person) -> None:
    page = person.press()
    assert page.status == 422
    assert "Please choose who you are." in page.text


def test_what_the_person_says_of_the_tags_stands_beside_the_machines(person: Person, session: Session) -> None:
    person.go_to("understood")
    wrong = person.page.form_with("step").named("radio")[0]
    missed = person.page.form_with("step").values("also")[0]
    person.press(**{wrong: "no", "also": [missed]})
    person.go_to("send")
    person.press()
    own = {t.label: t.applies for t in session.scalars(select(Tag).where(Tag.set_by == SetBy.RESPONDENT.value))}
    assert own == {wrong: False, missed: True}
    assert session.scalars(select(Tag).where(Tag.set_by == SetBy.MODEL.value, Tag.label == wrong)).first()


def test_organisations_meet_the_full_questions_and_say_how_members_were_asked(person: Person, session: Session) -> None:
    person.begin("/consultations/improving-health-supporting-justice-2007")
    person.press(audience="organisation")
    assert person.step == "organisation"
    person.press(organisation_name="An invented charity", members_views="We held two meetings.")
    person.press("skip")
    person.press("skip")
    first = person.page.form_with("step").values("topics")[0]
    page = person.press(topics=[first])
    assert 'lang="en" dir="ltr"' in page.body
    person.press(answer="Yes, these are right.")
    while person.step not in ("understood", "check"):
        person.press("skip")
    person.go_to("send")
    person.press()
    stored = session.scalars(select(Response)).one()
    assert stored.organisation_name == "An invented charity"
    assert stored.sealed_members_views


def test_stopping_asks_once_and_then_leaves_nothing(person: Person, session: Session) -> None:
    person.go_to("c1-better")
    page = person.press("stop", answer="Please forget this.")
    assert page.h1 == "Do you want to stop?"
    assert count(session, DraftRow) == 1
    page = person.submit(page.form_with("page"))
    assert page.h1 == "We deleted your answers"
    session.expire_all()
    assert count(session, DraftRow) == 0
    assert person.get("/answer").address == "/"


def test_a_language_chosen_on_the_way_keeps_the_answers_and_the_place(person: Person, session: Session) -> None:
    person.go_to("c1-what-happened")
    person.press("go-language", answer="Nobody listened.")
    person.get("/answer?lang=ar")
    assert person.page.read.html["dir"] == "rtl"
    assert person.step == "c1-what-happened"
    assert person.page.form_with("step").data()["answer"] == ["Nobody listened."]
    person.go_to("send")
    person.press()
    assert session.scalars(select(Response.language)).one() == "ar"
    assert count(session, Answer) == 3
