"""Asking a person for help: offered only where somebody answers, said before who and when, seen by them alone."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from consultations.help_requests import answerers, book
from consultations.help_requests.answerers import Kind
from consultations.help_requests.book import Request, first_day, week_of
from consultations.store import audit
from consultations.store.models import AuditEntry
from consultations.types import Audience, RawText, Setting
from tests.integration.staff.people import Person
from tests.walker import Page, Walker
from web.app import create_app
from web.extensions import db
from web.help_requests import desk
from web.settings import SettingError, Settings
from web.staff.permissions import Employer, Role

ASK = "/help/ask"
LIST = "/staff/safeguarding/requests/"
TODAY = dt.datetime.now(dt.UTC).date()
NAME, PLACE = "Invented Person", "An invented wing"


def who_answers(**changes: str) -> str:
    valid = changes.get("valid_until", str(TODAY + dt.timedelta(days=90)))
    checked = TODAY - dt.timedelta(days=100)
    return f"""
answerers:
  - id: desk
    who: {{en: The invented help desk, pl: Zmyślony dział pomocy}}
    outside: false
    accounts: [inside]
    within_days: 2
    weekends: false
    answers_by: visit
    confirmed_by: an invented manager
    checked_on: {checked}
    valid_until: {valid}
  - id: outside
    who: {{en: The invented outside team}}
    outside: true
    accounts: [safeguarding_lead]
    within_days: 1
    weekends: true
    answers_by: visit_or_letter
    confirmed_by: an invented manager
    checked_on: {checked}
    valid_until: {valid}
routes:
  - {{kinds: [hurt_by_staff], answerer: outside}}
  - {{audiences: [child], answerer: outside}}
  - {{settings: [prison], answerer: desk}}
"""


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    path = tmp_path / "answered-by.yml"
    path.write_text(who_answers(), encoding="utf-8")
    return replace(settings, help_answered_by=path)


@pytest.fixture
def leads(lead: Person, lead_inside: Person) -> tuple[Person, Person]:
    """The lead outside and the one inside."""
    return lead, lead_inside


def first_form(walker: Walker, kind: str = "ill", setting: str = "prison", audience: str = "person") -> Page:
    walker.get(ASK)
    return walker.submit(walker.page.form_with("kind"), "next", kind=kind, setting=setting, audience=audience)


def send(walker: Walker, **about: str) -> Page:
    first_form(walker, **about)
    return walker.submit(walker.page.form_with("place"), "send", name=NAME, place=PLACE)


def kept(app: Flask) -> list[book.Kept]:
    with app.app_context():
        return desk.book().every()


def test_a_person_is_told_who_sees_it_and_when_they_answer_before_they_write_a_name(app: Flask, leads: object) -> None:
    page = first_form(Walker(app.test_client()))
    assert page.h1 == "Who answers you"
    assert "The invented help desk" in page.text
    assert "They answer within 2 days." in page.text
    assert "They do not work on Saturday and Sunday." in page.text
    assert "within 30 days at most" not in page.text
    assert "after 30 days at most" in page.text
    assert page.text.index("They answer within") < page.body.index('name="place"')
    assert kept(app) == [], "nothing is kept before it is sent"


def test_each_answer_goes_where_the_file_sends_it_and_harm_by_staff_goes_outside(app: Flask, leads: object) -> None:
    page = first_form(Walker(app.test_client()), kind="hurt_by_staff")
    assert "The invented outside team" in page.text
    assert "They do not work for the place where you are." in page.text
    assert "The invented outside team" in first_form(Walker(app.test_client()), audience="child", setting="children_secure").text
    nobody = first_form(Walker(app.test_client()), setting="irc")
    assert nobody.h1 == "We have nobody who answers this"
    assert "nurse" in nobody.text, "help lines stand there instead"


def test_a_request_is_seen_by_who_answers_it_and_by_nobody_else(app: Flask, leads: tuple[Person, Person]) -> None:
    outside, inside = leads
    assert send(Walker(app.test_client())).h1 == "We passed it on"
    send(Walker(app.test_client()), kind="hurt_by_staff")
    assert "Is ill and gets no care" in inside.page(LIST)
    assert "Harm by staff" not in inside.page(LIST)
    assert "Harm by staff" in outside.page(LIST)
    assert "Is ill and gets no care" not in outside.page(LIST)
    allegation = next(k for k in kept(app) if k.request.kind is Kind.HURT_BY_STAFF)
    assert inside.post(LIST + allegation.id, at=LIST).status_code == 404


def test_an_allegation_stays_hidden_from_a_lead_inside_even_if_the_file_names_them(
    app: Flask, settings: Settings, leads: tuple[Person, Person]
) -> None:
    send(Walker(app.test_client()), kind="hurt_by_staff")
    path = settings.help_answered_by
    assert path is not None
    path.write_text(who_answers().replace("[safeguarding_lead]", "[safeguarding_lead, inside]"), encoding="utf-8")
    answerers.load.cache_clear()
    assert "Harm by staff" not in leads[1].page(LIST)
    assert "Harm by staff" in leads[0].page(LIST)


def test_the_list_names_nobody_and_opening_is_audited_by_id_only(app: Flask, leads: tuple[Person, Person]) -> None:
    _, inside = leads
    send(Walker(app.test_client()))
    (request,) = kept(app)
    assert NAME not in inside.page(LIST)
    with app.app_context():
        before = len(db.session.scalars(select(AuditEntry)).all())
    opened = inside.post(LIST + request.id, at=LIST).get_data(as_text=True)
    assert NAME in opened
    assert PLACE in opened
    with app.app_context():
        entries = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()[before:]
        assert [e.action for e in entries] == ["request.opened"]
        assert NAME not in str([vars(e) for e in entries])
        assert audit.verify(db.session()) == []


def test_a_reload_of_an_opened_request_by_address_shows_nothing(app: Flask, leads: tuple[Person, Person]) -> None:
    send(Walker(app.test_client()))
    (request,) = kept(app)
    assert leads[1].get(LIST + request.id).status_code == 405


def test_what_was_done_stops_the_clock_and_a_refused_form_is_audited_too(app: Flask, leads: tuple[Person, Person]) -> None:
    _, inside = leads
    send(Walker(app.test_client()))
    (request,) = kept(app)
    at = LIST + request.id
    assert inside.post(f"{at}/done", {"what": ""}, at=LIST).status_code == 422
    assert inside.post(f"{at}/done", {"what": "answered", "note": "Went there.", "finished": "yes"}, at=LIST).status_code == 302
    (request,) = kept(app)
    assert request.finished
    assert "Finished" in inside.page(LIST)
    with app.app_context():
        actions = list(db.session.scalars(select(AuditEntry.action)))
        assert actions.count("request.opened") == 1, "the refused form showed the name again"
        assert "request.answered.finished" in actions


def test_requests_go_after_their_days_and_a_hold_keeps_them_until_its_own(
    app: Flask, leads: tuple[Person, Person], settings: Settings, heard: Callable[..., object]
) -> None:
    send(Walker(app.test_client()))
    send(Walker(app.test_client()))
    held, _ = kept(app)
    until = (TODAY + dt.timedelta(days=60)).isoformat()
    data: dict[str, object] = {"do": "hold", "reason": "police", "until": until}
    assert leads[1].post(f"{LIST}{held.id}/hold", data, at=LIST).status_code == 302
    with app.app_context():
        requests = desk.book()
        monday = first_day(held.week)
        assert requests.purge(monday + dt.timedelta(days=29)) == 0
        assert requests.purge(monday + dt.timedelta(days=30)) == 1
        assert [k.id for k in requests.every()] == [held.id]
        assert requests.purge(TODAY + dt.timedelta(days=60)) == 0, "its last day is still held"
        assert requests.purge(TODAY + dt.timedelta(days=61)) == 1


def test_heard_purge_deletes_them_too(app: Flask, leads: object, settings: Settings, heard: Callable[..., object]) -> None:
    with app.app_context():
        desk.book().take_down(a_request(), "0" * 32, TODAY - dt.timedelta(days=40))
    result = heard("purge")
    assert "1 requests for help were deleted" in result.output  # type: ignore[attr-defined]
    assert kept(app) == []


def test_the_same_form_sent_twice_is_one_request(app: Flask, leads: object) -> None:
    walker = Walker(app.test_client())
    first_form(walker)
    form = walker.page.form_with("place")
    for _ in range(2):
        assert walker.submit(form, "send", name=NAME, place=PLACE).h1 == "We passed it on"
    assert len(kept(app)) == 1


def test_a_form_without_name_or_place_is_asked_for_again_and_keeps_what_was_typed(app: Flask, leads: object) -> None:
    walker = Walker(app.test_client())
    first_form(walker)
    page = walker.submit(walker.page.form_with("place"), "send", name=NAME, place="")
    assert page.status == 422
    assert "Please write where we can find you." in page.text
    assert page.form_with("place").data()["name"] == [NAME]
    assert kept(app) == []


def test_a_form_from_another_site_is_refused(app: Flask, leads: object) -> None:
    data = {"kind": "ill", "setting": "prison", "audience": "person", "do": "send", "name": "x", "place": "y", "key": "0" * 32}
    assert app.test_client().post(ASK, data=data, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert kept(app) == []


def test_the_way_is_shown_only_where_somebody_can_answer_today(
    app: Flask, settings: Settings, account: Callable[..., Person]
) -> None:
    walker = Walker(app.test_client())
    assert ASK not in walker.get("/help").body, "nobody has an account yet"
    assert walker.get(ASK).status == 404
    account(Role.SAFEGUARDING_LEAD, "inside", Employer.ESTABLISHMENT)
    assert ASK in walker.get("/help").body
    assert first_form(walker, kind="hurt_by_staff").h1 == "We have nobody who answers this", "the outside lead has no account"
    path = settings.help_answered_by
    assert path is not None
    path.write_text(who_answers(valid_until=str(TODAY - dt.timedelta(days=1))), encoding="utf-8")
    answerers.load.cache_clear()
    assert ASK not in walker.get("/help").body, "nobody has confirmed it for today"


def test_without_the_file_nobody_can_ask(settings: Settings) -> None:
    walker = Walker(create_app(replace(settings, help_answered_by=None)).test_client())
    assert ASK not in walker.get("/help").body
    assert walker.get(ASK).status == 404
    assert not (settings.instance / "requests.db").exists()


@pytest.mark.parametrize("language", ["pl", "ar"])
def test_the_language_comes_along_without_a_cookie(app: Flask, leads: object, language: str) -> None:
    walker = Walker(app.test_client(use_cookies=False))
    page = walker.get(f"{ASK}?lang={language}")
    assert page.read.html["lang"] == language
    page = walker.submit(page.form_with("kind"), "next", kind="ill", setting="prison", audience="person")
    assert page.read.html["lang"] == language
    if language == "pl":
        assert "Zmyślony dział pomocy" in page.text
    assert walker.submit(page.form_with("place"), "send", name=NAME, place=PLACE).read.html["lang"] == language
    assert kept(app)[0].request.language == language


def test_the_pages_of_leads_hold_what_every_page_must(app: Flask, leads: tuple[Person, Person]) -> None:
    send(Walker(app.test_client()))
    walker = Walker(leads[1].browser)
    page = walker.get(LIST)
    assert page.status == 200
    opened = next(f for f in page.read.forms if re.search(r"requests/[0-9a-f]{32}$", f.action))
    assert walker.submit(opened).status == 200


def test_both_databases_cannot_be_the_same(tmp_path: Path) -> None:
    same = f"sqlite:///{tmp_path / 'x.db'}"
    with pytest.raises(SettingError, match="HEARD_REQUESTS_DATABASE_URL"):
        Settings.from_environment(
            {"HEARD_INSTANCE": str(tmp_path), "HEARD_DATABASE_URL": same, "HEARD_REQUESTS_DATABASE_URL": same}
        )


def test_the_clock_counts_from_the_first_day_of_the_week(tmp_path: Path) -> None:
    opened = book.Book.open(f"sqlite:///{tmp_path / 'r.db'}", tmp_path / "keys")
    saturday = dt.date(2026, 2, 7)
    opened.take_down(a_request(), "a" * 32, saturday)
    (request,) = opened.every()
    assert request.week == week_of(saturday) == "2026-W06"
    wait = request.wait(saturday)
    assert (wait.days, wait.overdue) == (5, True)


def a_request() -> Request:
    return Request(Kind.ILL, Setting.PRISON, Audience.PERSON, "en", "desk", False, 2, name=RawText(NAME), place=RawText(PLACE))


def test_a_wrong_file_stops_the_site_from_starting_and_never_the_page_of_help(
    settings: Settings, heard: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = settings.help_answered_by
    assert path is not None
    path.write_text(who_answers().replace("outside: true", "outside: false"), encoding="utf-8")
    answerers.load.cache_clear()
    monkeypatch.setenv("HEARD_HELP_ANSWERED_BY", str(path))
    refused = heard("serve")
    assert refused.exit_code == 1  # type: ignore[attr-defined]
    assert "not outside" in refused.output  # type: ignore[attr-defined]
    walker = Walker(create_app(settings).test_client())
    page = walker.get("/help")
    assert page.status == 200
    assert ASK not in page.body
    assert walker.get(ASK).status == 404
