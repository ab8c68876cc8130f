"""Signing in: a password and a code, always both."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from flask import Flask

from consultations.store.models import AuditEntry
from tests.integration.staff.people import Person, token, where
from web.extensions import db
from web.staff.guards import IDLE_SECONDS, WHOLE_SECONDS
from web.staff.models import find
from web.staff.permissions import Role
from web.staff.security import PASSWORD_LENGTH


def test_a_page_of_staff_sends_a_stranger_to_sign_in(app: Flask) -> None:
    answer = app.test_client().get("/staff/review/")
    assert answer.status_code == 302
    assert answer.location == "/staff/sign-in?next=/staff/review/"


def test_password_and_code_lead_in(account) -> None:
    person = account(Role.PPV_LEAD)
    answer = person.sign_in()
    assert answer.status_code == 302
    assert where(answer) == "/staff/"
    assert person.get("/staff/review/").status_code == 200


def test_the_password_alone_leads_nowhere(account) -> None:
    person = account(Role.PPV_LEAD)
    person.sign_in()
    person.browser = person.app.test_client()
    answer = person.post("/staff/sign-in", {"username": person.name, "password": person.password})
    assert where(answer) == "/staff/code"
    assert person.get("/staff/review/").status_code == 302


def test_a_wrong_password_and_an_unknown_name_look_alike(account) -> None:
    person = account(Role.PPV_LEAD)
    wrong = person.post("/staff/sign-in", {"username": person.name, "password": "not the password"}).get_data(as_text=True)
    unknown = person.post("/staff/sign-in", {"username": "nobody", "password": "not the password"}).get_data(as_text=True)

    def strip(page: str) -> str:
        return re.sub(r'(name="csrf_token" value|value)="[^"]*"', "", page)

    assert "wrong" in wrong
    assert strip(wrong) == strip(unknown)


def test_a_code_works_once(account) -> None:
    person = account(Role.PPV_LEAD)
    person.sign_in()
    with person.app.app_context():
        person.step -= 1
        used = person.code()
    person.browser = person.app.test_client()
    person.post("/staff/sign-in", {"username": person.name, "password": person.password})
    answer = person.post("/staff/code", {"code": used})
    assert answer.status_code == 200
    assert "used before" in answer.get_data(as_text=True)
    assert person.get("/staff/").status_code == 302


def test_after_too_many_wrong_passwords_the_right_one_has_to_wait(account) -> None:
    person = account(Role.PPV_LEAD)
    for _ in range(6):
        person.post("/staff/sign-in", {"username": person.name, "password": "not the password"})
    answer = person.post("/staff/sign-in", {"username": person.name, "password": person.password})
    assert answer.status_code == 200
    assert "too many tries" in answer.get_data(as_text=True)
    with person.app.app_context():
        user = find(db.session(), person.name)
        assert user is not None
        assert user.locked_until > time.time()


def test_wrong_codes_lock_the_account_too(account) -> None:
    person = account(Role.PPV_LEAD)
    person.sign_in()
    person.browser = person.app.test_client()
    person.post("/staff/sign-in", {"username": person.name, "password": person.password})
    for _ in range(5):
        person.post("/staff/code", {"code": "000000"})
    assert where(person.get("/staff/code")) == "/staff/sign-in"
    with person.app.app_context():
        right = person.code()
    page = person.get("/staff/sign-in").get_data(as_text=True)
    assert where(person.browser.post("/staff/code", data={"code": right, "csrf_token": token(page)})) == "/staff/sign-in"


@pytest.mark.usefixtures("one_moment")
def test_many_tries_from_one_place_are_refused(app: Flask, account) -> None:
    person = account(Role.PPV_LEAD)
    seen = [
        person.post("/staff/sign-in", {"username": f"nobody{n}", "password": "not the password"}).status_code for n in range(25)
    ]
    assert seen[0] == 200
    assert seen[-1] == 429


@pytest.mark.parametrize(("field", "seconds"), [("staff_seen", IDLE_SECONDS), ("fs_paa", WHOLE_SECONDS)])
def test_a_session_ends_when_idle_and_at_the_end_of_a_working_day(signed_in, field: str, seconds: int) -> None:
    person = signed_in(Role.PPV_LEAD)
    assert person.get("/staff/").status_code == 200
    with person.browser.session_transaction() as session:
        session[field] = time.time() - seconds - 1
    assert where(person.get("/staff/")) == "/staff/sign-in"
    with person.browser.session_transaction() as session:
        assert "_user_id" not in session


def test_signing_out_ends_a_copied_session(signed_in) -> None:
    person = signed_in(Role.PPV_LEAD)
    with person.browser.session_transaction() as session:
        copied = dict(session)
    person.post("/staff/sign-out", at="/staff/")
    other = person.app.test_client()
    with other.session_transaction() as session:
        session.update(copied)
    assert other.get("/staff/").status_code == 302


def test_a_closed_account_is_out_at_once(signed_in, heard: Callable) -> None:
    person = signed_in(Role.PPV_LEAD)
    assert heard("user", "close", person.name).exit_code == 0
    assert person.get("/staff/").status_code == 302
    person.browser = person.app.test_client()
    assert person.post("/staff/sign-in", {"username": person.name, "password": person.password}).status_code == 200


def test_the_key_of_a_code_generator_is_a_picture_only_while_it_is_set_up(account) -> None:
    person = account(Role.PPV_LEAD)
    assert person.get("/staff/code/picture.svg").status_code == 404
    person.post("/staff/sign-in", {"username": person.name, "password": person.password})
    page = person.post("/staff/code/set-up", {"setup": "authenticator"}).get_data(as_text=True)
    assert "data:" not in page
    assert "<style" not in page
    picture = person.get("/staff/code/picture.svg")
    assert picture.mimetype == "image/svg+xml"
    assert b"<svg" in picture.data
    assert "style=" not in picture.get_data(as_text=True)


def test_a_one_use_password_must_be_changed_before_anything_else(app: Flask, heard: Callable) -> None:
    made = heard("user", "add", "Robin.Lead", "--role", "ppv_lead", "--employer", "nhs_england")
    password = made.stdout.split("password: ")[1].split()[0]
    person = Person(app, "robin.lead", password)
    person.sign_in()
    assert where(person.get("/staff/review/")) == "/staff/password"
    chosen = "another four garden words"
    form = {"password": password, "new_password": "short", "new_password_confirm": "short"}
    assert str(PASSWORD_LENGTH) in person.post("/staff/password", form).get_data(as_text=True)
    form = {"password": password, "new_password": chosen, "new_password_confirm": chosen}
    assert person.post("/staff/password", form).status_code == 302
    assert person.get("/staff/review/").status_code == 200


def test_a_recovery_code_works_once_and_is_shown_once(signed_in) -> None:
    person = signed_in(Role.PPV_LEAD)
    page = person.post("/staff/recovery-codes").get_data(as_text=True)
    codes = re.findall(r">([0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4})<", page)
    assert len(codes) == 8
    assert codes[0] not in person.get("/staff/recovery-codes?show_codes=1").get_data(as_text=True)
    with person.app.app_context():
        user = find(db.session(), person.name)
        assert user is not None
        assert codes[0] not in str(user.mf_recovery_codes)
    for expected in (302, 200):
        person.browser = person.app.test_client()
        person.post("/staff/sign-in", {"username": person.name, "password": person.password})
        assert person.post("/staff/recovery-code", {"code": codes[0]}).status_code == expected


def test_new_recovery_codes_ask_for_the_password_again_after_a_while(signed_in) -> None:
    person = signed_in(Role.PPV_LEAD)
    assert person.get("/staff/").status_code == 200
    with person.browser.session_transaction() as session:
        session["fs_paa"] = time.time() - 40 * 60
        session.pop("fs_gexp", None)
    assert person.get("/staff/").status_code == 200
    asked = person.get("/staff/recovery-codes")
    assert where(asked) == "/staff/password-again"
    assert person.post(asked.location, {"password": "not the password"}).status_code == 200
    assert where(person.post(asked.location, {"password": person.password})) == "/staff/recovery-codes"
    assert person.get("/staff/recovery-codes").status_code == 200


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "/\\\\example.org", "\\\\example.org"])
def test_signing_in_never_leads_away_from_the_site(account, elsewhere: str) -> None:
    person = account(Role.PPV_LEAD)
    person.sign_in()
    person.browser = person.app.test_client()
    answer = person.post("/staff/sign-in", {"username": person.name, "password": person.password, "next": elsewhere})
    if answer.status_code == 302:
        with person.app.app_context():
            code = person.code()
        answer = person.post(answer.location, {"code": code, "next": elsewhere})
    to = answer.location or "/"
    assert not urlsplit(to).netloc
    assert not to.startswith(("//", "/\\", "\\"))


def test_signing_in_is_in_the_audit_trail_without_address_or_browser(signed_in, user_id) -> None:
    person = signed_in(Role.PPV_LEAD)
    with person.app.app_context():
        entries = db.session.query(AuditEntry).filter_by(action="staff.signed-in").all()
        assert [e.actor for e in entries] == [user_id(person.name)]
