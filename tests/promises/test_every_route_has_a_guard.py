"""Every route says who may open it, and every role meets exactly what the table of permissions says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_security import hash_password
from werkzeug.routing import Rule

from tests.integration.staff.people import PASSWORD, Person
from web.app import create_app
from web.extensions import db
from web.guards import OPEN, guard_of
from web.settings import Settings
from web.staff import accounts, permissions
from web.staff.models import find
from web.staff.permissions import TABLE, Conflict, Employer, Permission, Role, check, entry
from web.staff.security import CLOSED, SIGNING_IN

ON_THE_WAY_IN = {
    "security.login",
    "security.logout",
    "security.two_factor_setup",
    "security.two_factor_token_validation",
    "security.mf_recovery",
    "staff.code_picture",
}
CLOSED_PAGES = {"security.two_factor_rescue", "security.tf_select"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    folder = tmp_path_factory.mktemp("site")
    cheap = {"TESTING": True, "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": {"argon2__memory_cost": 64, "argon2__rounds": 1}}
    return create_app(Settings(instance=folder, database_url=f"sqlite:///{folder / 'heard.db'}", extra=cheap))


@pytest.fixture(scope="module")
def staff_rules(site: Flask) -> list[tuple[Rule, Permission]]:
    """Every route behind a permission, with that permission."""
    out = []
    for rule in site.url_map.iter_rules():
        guard = guard_of(site, rule.endpoint)
        if guard and guard.permission:
            out.append((rule, Permission(guard.permission)))
    return out


@pytest.fixture(scope="module")
def browsers(site: Flask) -> dict[Role, FlaskClient]:
    """One signed-in browser for each role."""
    out = {}
    for role in Role:
        with site.app_context():
            accounts.add(db.session(), role.value, frozenset({role}), Employer.NHS_ENGLAND, by="test")
            user = find(db.session(), role.value)
            assert user is not None
            user.password = hash_password(PASSWORD)
            user.password_is_temporary = False
            db.session.commit()
        person = Person(site, role.value, PASSWORD)
        assert person.sign_in().status_code == 302
        out[role] = person.browser
    return out


def _address(rule: Rule) -> str:
    """The address of a route, with plausible values in its places."""
    values = {"consultation_id": "twelve-commitments", "response_id": "0" * 32, "file_format": "csv", "token": "x"}
    values |= {"alert_id": "1", "request_id": "0" * 32}
    return re.sub(r"<(?:[a-z]+:)?([a-z_]+)>", lambda found: values[found[1]], str(rule))


def _methods(rule: Rule) -> Iterator[str]:
    return iter(sorted((rule.methods or set()) & {"GET", "POST", "PUT", "PATCH", "DELETE"}))


def test_every_route_has_a_guard(site: Flask) -> None:
    without = [rule.endpoint for rule in site.url_map.iter_rules() if guard_of(site, rule.endpoint) is None]
    assert without == []


def test_a_route_without_a_guard_answers_nobody(tmp_path: Path) -> None:
    app = create_app(Settings(instance=tmp_path, database_url=f"sqlite:///{tmp_path / 'heard.db'}", extra={"TESTING": True}))
    app.add_url_rule("/forgotten", "forgotten", lambda: "opened by mistake")
    answer = app.test_client().get("/forgotten")
    assert answer.status_code == 403
    assert b"opened by mistake" not in answer.data


def test_no_page_of_staff_is_open(site: Flask) -> None:
    """An open guard on a page under /staff would be a page that anybody reads."""
    for rule in site.url_map.iter_rules():
        guard = guard_of(site, rule.endpoint)
        if str(rule).startswith("/staff"):
            assert guard is not OPEN, rule
        if guard is SIGNING_IN:
            assert rule.endpoint in ON_THE_WAY_IN
        if guard is CLOSED:
            assert rule.endpoint in CLOSED_PAGES


def test_what_the_library_brings_and_heard_does_not_use_is_closed(site: Flask) -> None:
    for path in ("/staff/code/help", "/staff/code/which"):
        assert site.test_client().get(path).status_code == 404
    names = {rule.endpoint for rule in site.url_map.iter_rules()}
    assert not names & {"security.register", "security.forgot_password", "security.reset_password", "security.us_signin"}


def test_without_signing_in_every_page_of_staff_leads_to_sign_in(site: Flask, staff_rules: list[tuple[Rule, Permission]]) -> None:
    site.config["WTF_CSRF_ENABLED"] = False
    try:
        for rule, _ in staff_rules:
            for method in _methods(rule):
                answer = site.test_client().open(_address(rule), method=method)
                assert answer.status_code == 302, (method, rule)
                assert answer.location.startswith("/staff/sign-in"), (method, rule)
    finally:
        site.config["WTF_CSRF_ENABLED"] = True


@pytest.mark.parametrize("role", list(Role))
def test_each_role_meets_exactly_its_pages(
    site: Flask, staff_rules: list[tuple[Rule, Permission]], browsers: dict[Role, FlaskClient], role: Role
) -> None:
    site.config["WTF_CSRF_ENABLED"] = False
    try:
        for rule, permission in staff_rules:
            for method in _methods(rule):
                status = browsers[role].open(_address(rule), method=method).status_code
                allowed = role in entry(permission).roles
                assert (status != 403) == allowed, (role, method, rule, status)
    finally:
        site.config["WTF_CSRF_ENABLED"] = True


MATRIX = {
    Permission.REVIEW: {Role.PPV_LEAD, Role.PEER_REVIEWER},
    Permission.AGREEMENT: {Role.PPV_LEAD},
    Permission.RESULTS: {Role.PPV_LEAD, Role.PEER_REVIEWER, Role.COMMISSIONER, Role.CONSULTATION_LEAD},
    Permission.RELEASE: {Role.CONSULTATION_LEAD},
    Permission.SAFEGUARD: {Role.SAFEGUARDING_LEAD},
    Permission.ACCOUNT: set(Role),
}
"""Written a second time by hand: a change of the table has to be meant."""


def test_the_table_says_what_was_decided() -> None:
    assert {e.permission: set(e.roles) for e in TABLE} == MATRIX
    assert {e.permission for e in TABLE} == set(Permission)


def test_the_menu_holds_only_what_the_role_may_open(browsers: dict[Role, FlaskClient]) -> None:
    for role, browser in browsers.items():
        page = browser.get("/staff/").get_data(as_text=True)
        menu = page[page.index("<nav") : page.index("</nav>")]
        links = re.findall(r'href="(/staff/[^"]+)"', menu)
        assert links
        for link in links:
            assert browser.get(link).status_code == 200, (role, link)


def test_no_role_that_reviews_may_also_be_safeguarding_lead_or_commissioner() -> None:
    for reviewer in (Role.PPV_LEAD, Role.PEER_REVIEWER):
        for other in (Role.SAFEGUARDING_LEAD, Role.COMMISSIONER):
            with pytest.raises(Conflict):
                check(frozenset({reviewer, other}), Employer.NHS_ENGLAND)
        check(frozenset({reviewer, Role.TRANSLATOR}), Employer.VOLUNTARY)


@pytest.mark.parametrize("employer", [Employer.ESTABLISHMENT, Employer.HEALTH_PROVIDER, Employer.HOME_OFFICE])
@pytest.mark.parametrize("role", [Role.PPV_LEAD, Role.PEER_REVIEWER])
def test_nobody_employed_by_those_who_hold_or_treat_people_reviews(role: Role, employer: Employer) -> None:
    with pytest.raises(Conflict):
        check(frozenset({role}), employer)
    check(frozenset({Role.SAFEGUARDING_LEAD}), employer)


def test_the_documentation_is_the_table() -> None:
    written = Path(__file__).parents[2] / "docs" / "roles.md"
    assert written.read_text(encoding="utf-8") == permissions.as_markdown()


def test_a_form_without_its_token_changes_nothing(site: Flask, browsers: dict[Role, FlaskClient]) -> None:
    answer = browsers[Role.CONSULTATION_LEAD].post("/staff/release/twelve-commitments", data={"reason": "now", "seen": ""})
    assert answer.status_code == 400
