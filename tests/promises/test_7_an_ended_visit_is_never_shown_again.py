"""Promise 7: a kiosk that nobody touches asks, then wipes; an ended visit's words are never shown again by the site."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace

import pytest
from flask import Flask
from sqlalchemy import func, select

from consultations.store.models import DraftRow
from tests.walker import WORDS, Form, Page, Walker, answer_everything
from web.app import create_app
from web.extensions import db
from web.guards import guard_of
from web.settings import SettingError, Settings

FIRST = "/consultations/twelve-commitments"
NUMBER = re.compile(r"\b\d{3}(?: \d{3}){4}\b")


@pytest.fixture
def kiosk(settings: Settings) -> Flask:
    return create_app(replace(settings, kiosk=True))


@pytest.fixture
def wait(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Let so many seconds go by for the kiosk's clock."""
    clock = SimpleNamespace(ahead=0.0)
    monkeypatch.setattr("web.kiosk.visit.time", SimpleNamespace(time=lambda: time.time() + clock.ahead))

    def later(seconds: float) -> None:
        clock.ahead += seconds

    return later


@pytest.fixture
def person(kiosk: Flask) -> Walker:
    return Walker(kiosk.test_client())


def to_words(walker: Walker) -> Form:
    """Answer until words are asked for; the form that asks."""
    page = walker.get(FIRST)
    page = walker.submit(next(f for f in page.read.forms if f.action.endswith("/start")))
    for _ in range(20):
        form = page.form_with("step")
        if form.named("textarea"):
            return form
        values = {name: form.values(name)[0] for name in (*form.named("radio"), *form.named("checkbox"))}
        page = walker.submit(form, **values)
    raise AssertionError("no step asks for words")


def written(walker: Walker) -> Form:
    """Write words, and come back to the page that shows them."""
    form = to_words(walker)
    walker.submit(form, answer=WORDS)
    form = walker.submit(walker.page.form_with("step"), "back").form_with("step")
    assert WORDS in form.data()["answer"]
    return form


def finish(walker: Walker) -> Page:
    form = next(f for f in walker.page.read.forms if f.action == "/finished")
    page = walker.submit(form)
    if "not sent" in page.text:
        assert WORDS not in page.body
        page = walker.submit(next(f for f in page.read.forms if f.action == "/finished"))
    return page


def drafts_kept(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(DraftRow)) or 0


def sees_nothing(walker: Walker, old: Form) -> None:
    """What a second person gets who opens every page and sends the first person's form again."""
    before = len(walker.seen)
    for path in ("/answer", "/chat", "/stop", "/finished", "/still-here", "/receipt", "/help", "/complain", "/no-such-page", "/"):
        walker.get(path)
    data = old.data() | {"do": "next", "answer": WORDS}
    for path in ("/answer", "/chat", "/stop", "/receipt", "/complain", "/help"):
        page = walker.post(path, data)
        assert page.status in (400, 410), path
    walker.get("/answer")
    assert len(walker.seen) > before + 15
    for page in walker.seen[before:]:
        assert WORDS not in page.body, page.address
        assert "<textarea" not in page.body, page.address


def test_nothing_is_shown_after_i_have_finished(kiosk: Flask, person: Walker) -> None:
    old = written(person)
    page = finish(person)
    assert page.h1 == "Thank you"
    assert drafts_kept(kiosk) == 0
    sees_nothing(person, old)


def test_unsent_answers_are_asked_about_once_and_go_when_nobody_says_anything(
    kiosk: Flask, person: Walker, wait: Callable[[float], None]
) -> None:
    old = written(person)
    page = person.submit(next(f for f in person.page.read.forms if f.action == "/finished"))
    assert WORDS not in page.body
    assert "/answer" in page.read.addresses, "a press by mistake loses nothing"
    seconds, _, to = page.headers["Refresh"].partition(";url=")
    assert to == "/"
    wait(float(seconds))
    person.get(to)
    assert drafts_kept(kiosk) == 0
    sees_nothing(person, old)


def test_nothing_is_shown_after_sending_and_finishing(person: Walker) -> None:
    page = answer_everything(person)
    number = NUMBER.search(page.text)
    assert number
    old = page.form_with("page")
    person.submit(old, "finish")
    sees_nothing(person, old)
    assert all(number.group() not in page.body for page in person.seen[-15:])


def test_nothing_is_shown_after_stopping(person: Walker) -> None:
    old = written(person)
    page = person.submit(person.page.form_with("step"), "stop")
    person.submit(page.form_with("page"))
    assert person.page.h1 == "We deleted your answers"
    sees_nothing(person, old)


@pytest.mark.parametrize("first", ["/answer", "/", "/still-here", "/help", "/no-such-page"])
def test_whatever_is_opened_first_after_the_time_is_over_the_draft_is_gone(
    kiosk: Flask, person: Walker, wait: Callable[[float], None], first: str
) -> None:
    old = written(person)
    wait(601)
    person.get(first)
    assert drafts_kept(kiosk) == 0
    sees_nothing(person, old)


def test_a_form_sent_after_the_time_is_over_is_not_taken_and_not_shown(
    kiosk: Flask, person: Walker, wait: Callable[[float], None]
) -> None:
    old = written(person)
    wait(601)
    page = person.submit(old, answer="Typed and left standing")
    assert page.status == 410
    assert page.h1 == "This page is too old"
    assert "left standing" not in page.body
    assert drafts_kept(kiosk) == 0
    sees_nothing(person, old)


def test_without_scripts_a_page_leads_to_the_question_and_from_there_to_the_start(
    kiosk: Flask, person: Walker, wait: Callable[[float], None]
) -> None:
    old = written(person)
    for _ in range(3):  # asked again and again, a person can go on each time
        person.get("/answer")
        found = re.search(r'<noscript><meta http-equiv="refresh" content="(\d+);url=([^"]+)"></noscript>', person.page.body)
        assert found
        wait(float(found[1]))
        page = person.get(found[2])
        assert page.h1 == "Are you still there?"
        assert WORDS not in page.body
        person.submit(next(f for f in page.read.forms if f.action == "/still-here"))
        assert WORDS in person.page.body
    wait(float(found[1]))
    page = person.get(found[2])
    seconds, _, to = page.headers["Refresh"].partition(";url=")
    wait(float(seconds))
    assert person.get(to).address == "/"
    assert drafts_kept(kiosk) == 0
    sees_nothing(person, old)


def test_a_page_to_choose_on_asks_sooner_than_one_to_write_on(person: Walker) -> None:
    person.get(FIRST)
    choosing = person.page.body
    to_words(person)
    asked = [int(re.search(r'http-equiv="refresh" content="(\d+)', body)[1]) for body in (choosing, person.page.body)]  # type: ignore[index]
    assert asked == [120, 540]
    assert "closes after 9 minutes" in person.page.body, "whoever writes is told before"


def test_a_reported_touch_keeps_the_visit_and_brings_no_cookie(person: Walker, wait: Callable[[float], None]) -> None:
    written(person)
    for _ in range(4):
        wait(500)
        answer = person.client.open("/still-here", method="POST", headers={"X-Heard-Still-Here": "1"})
        assert answer.status_code == 204
        assert not answer.headers.getlist("Set-Cookie")
    assert WORDS in person.get("/answer").body


def test_a_touch_reported_late_does_not_bring_an_ended_visit_back(person: Walker) -> None:
    written(person)
    cookie = person.client.get_cookie("heard")  # type: ignore[attr-defined]
    finish(person)
    person.client.set_cookie("heard", cookie.value)  # type: ignore[attr-defined]
    answer = person.client.open("/still-here", method="POST", headers={"X-Heard-Still-Here": "1"})
    assert answer.status_code == 410
    assert WORDS not in person.get("/answer").body


def test_an_old_cookie_brings_nothing_back(person: Walker) -> None:
    old = written(person)
    cookie = person.client.get_cookie("heard")  # type: ignore[attr-defined]
    finish(person)
    person.client.set_cookie("heard", cookie.value)  # type: ignore[attr-defined]
    page = person.submit(old, answer=WORDS)
    assert page.status == 410
    assert WORDS not in page.body
    assert WORDS not in person.get("/answer").body


def test_a_receipt_looked_up_is_not_looked_up_again_by_sending_the_page_again(kiosk: Flask) -> None:
    number = NUMBER.search(answer_everything(Walker(kiosk.test_client()), read_back=True).text)
    assert number
    person = Walker(kiosk.test_client())
    form = person.get("/receipt").form_with("number")
    assert WORDS in person.submit(form, number=number.group()).body
    person.get("/")
    page = person.submit(form, number=number.group())
    assert page.status == 400
    assert WORDS not in page.body


def test_goodbye_is_not_said_while_answers_are_kept(person: Walker) -> None:
    written(person)
    for path in ("/thanks", "/stopped", "/finished"):
        assert person.get(path).address == "/answer"


def test_i_have_finished_works_from_a_page_of_before(kiosk: Flask, person: Walker) -> None:
    written(person)
    page = person.post("/finished", {})
    assert WORDS not in page.body
    person.post("/finished", {"why": "sure"})
    assert drafts_kept(kiosk) == 0


def test_the_next_person_starts_in_the_screens_language(person: Walker) -> None:
    person.get("/?lang=ar")
    finish(person)
    assert person.page.read.html["lang"] == "ar", "goodbye is said in the person's own"
    assert person.get("/").read.html["lang"] == "en"


def test_every_page_offers_to_finish_and_keeps_nothing(person: Walker) -> None:
    answer_everything(person)
    for path in ("/help", "/complain", "/privacy", "/accessibility", "/language", "/receipt", "/no-such-page", "/"):
        person.get(path)
    assert len(person.seen) > 20
    for page in person.seen:
        assert 'form="kiosk-finish"' in page.body, page.address
        assert page.headers["Cache-Control"] == "no-store"
        for form in page.read.forms:
            if any(form.named(kind) for kind in ("text", "textarea", "radio", "checkbox")):
                opened = re.search(rf'<form[^>]*action="{re.escape(form.action)}"[^>]*>', page.body)
                assert opened, page.address
                assert 'autocomplete="off"' in opened[0], page.address
        assert " download" not in page.body
        assert "tel:" not in page.body
        assert "?where=" not in page.body, "an address stays in the history"
        assert "Content-Disposition" not in page.headers


def test_the_browser_is_told_to_forget(person: Walker) -> None:
    written(person)
    finish(person)
    assert person.page.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'


def test_staff_cannot_sign_in_at_a_kiosk(kiosk: Flask, person: Walker) -> None:
    closed = [r for r in kiosk.url_map.iter_rules() if str(r).startswith("/staff") and "<" not in str(r)]
    assert closed
    for rule in closed:
        if "GET" in (rule.methods or ()):
            assert person.get(str(rule)).status == 404, rule


def test_every_page_that_only_a_kiosk_has_names_its_guard(kiosk: Flask, app: Flask) -> None:
    own = [r.endpoint for r in kiosk.url_map.iter_rules() if r.endpoint.startswith("kiosk.")]
    assert len(own) >= 4
    assert all(guard_of(kiosk, endpoint) for endpoint in own)
    assert not [r for r in app.url_map.iter_rules() if r.endpoint.startswith("kiosk.")]


def test_a_draft_lives_an_hour_on_a_kiosk_and_its_times_must_agree() -> None:
    assert Settings.from_environment({"HEARD_KIOSK": "yes"}).draft_hours == 1
    assert Settings.from_environment({}).draft_hours == 24
    with pytest.raises(SettingError, match="HEARD_KIOSK_WIPE_SECONDS"):
        Settings.from_environment({"HEARD_KIOSK_WARN_SECONDS": "170"})
    with pytest.raises(SettingError, match="HEARD_KIOSK_WRITE_SECONDS"):
        Settings.from_environment({"HEARD_KIOSK_WRITE_SECONDS": "100"})
