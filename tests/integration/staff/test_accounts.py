"""`heard user`: accounts are made once, with a password for one use, and roles that go together."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from click.testing import Result
from flask import Flask

from consultations.store import audit
from tests.integration.staff.people import Person, where
from web.extensions import db
from web.staff.models import find
from web.staff.permissions import Role

Heard = Callable[..., Result]


def password_of(result: Result) -> str:
    found = re.search(r"^password: (\S+)$", result.stdout, re.MULTILINE)
    assert found, result.output
    return found[1]


@pytest.mark.parametrize("role", list(Role))
def test_every_role_can_be_given(heard: Heard, role: Role) -> None:
    made = heard("user", "add", f"a-{role.value}", "--role", role.value)
    assert made.exit_code == 0, made.output
    assert f"a-{role.value}\t{role.value}\tnot_given" in heard("user", "list").stdout


def test_the_password_is_kept_nowhere_but_as_an_argon2_digest(app: Flask, heard: Heard) -> None:
    password = password_of(heard("user", "add", "robin", "--role", "commissioner"))
    assert password not in heard("user", "list").output
    with app.app_context():
        user = find(db.session(), "robin")
        assert user is not None
        assert user.password.startswith("$argon2id$")
        assert user.password_is_temporary


def test_a_name_is_taken_once_whatever_its_letters(heard: Heard) -> None:
    assert heard("user", "add", "robin", "--role", "commissioner").exit_code == 0
    again = heard("user", "add", "Robin", "--role", "commissioner")
    assert again.exit_code != 0
    assert "already" in again.output
    assert heard("user", "list").stdout.count("robin") == 1


@pytest.mark.parametrize("reviewer", ["ppv_lead", "peer_reviewer"])
def test_one_account_is_never_reviewer_and_safeguarding_lead(heard: Heard, reviewer: str) -> None:
    both = heard("user", "add", "robin", "--role", reviewer, "--role", "safeguarding_lead")
    assert both.exit_code != 0
    assert "cannot be" in both.output
    assert heard("user", "add", "robin", "--role", "safeguarding_lead").exit_code == 0
    assert "cannot be" in heard("user", "add", "robin", "--role", reviewer).output


@pytest.mark.parametrize("employer", ["establishment", "health_provider", "home_office"])
def test_those_who_hold_or_treat_people_do_not_review(heard: Heard, employer: str) -> None:
    refused = heard("user", "add", "robin", "--role", "peer_reviewer", "--employer", employer)
    assert refused.exit_code != 0
    assert "cannot review" in refused.output
    assert "robin" not in heard("user", "list").stdout


def test_a_reviewer_without_an_employer_is_pointed_out(heard: Heard) -> None:
    assert "no employer was given" in heard("user", "add", "robin", "--role", "ppv_lead").stderr
    assert "no employer was given" not in heard("user", "add", "sam", "--role", "commissioner").stderr


@pytest.mark.parametrize("name", ["", "two words", "<b>", "a\nb", "x" * 65])
def test_a_name_that_cannot_be_typed_is_refused(heard: Heard, name: str) -> None:
    refused = heard("user", "add", name, "--role", "commissioner")
    assert refused.exit_code != 0
    assert "Traceback" not in refused.output


def test_a_reset_forgets_the_lost_telephone_and_ends_every_session(app: Flask, heard: Heard, signed_in) -> None:
    person = signed_in(Role.PPV_LEAD)
    fresh = password_of(heard("user", "reset", person.name))
    assert where(person.get("/staff/review/")) == "/staff/sign-in"
    again = Person(app, person.name, person.password)
    assert again.post("/staff/sign-in", {"username": person.name, "password": person.password}).status_code == 200
    again.password = fresh
    answer = again.post("/staff/sign-in", {"username": person.name, "password": fresh})
    assert where(answer) == "/staff/code/set-up"


def test_an_unknown_name_is_said_plainly(heard: Heard) -> None:
    for word in ("reset", "close"):
        answer = heard("user", word, "nobody")
        assert answer.exit_code != 0
        assert "there is no account 'nobody'" in answer.output


def test_changes_of_accounts_are_in_the_audit_trail(app: Flask, heard: Heard) -> None:
    heard("user", "add", "robin", "--role", "commissioner")
    heard("user", "reset", "robin")
    heard("user", "close", "robin")
    with app.app_context():
        from consultations.store.models import AuditEntry

        assert [e.action for e in db.session.query(AuditEntry)] == ["staff.added", "staff.reset", "staff.closed"]
        assert audit.verify(db.session()) == []
