"""Signing in as each role, and responses to review. All names and words are invented."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask_security import hash_password

from consultations.store.models import Response
from tests.integration.staff.people import PASSWORD, Person
from web.extensions import db
from web.settings import Settings
from web.staff import accounts
from web.staff.models import User, find
from web.staff.permissions import Employer, Role


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Passwords are digested cheaply here: their cost is the library's affair."""
    cheap = {"TESTING": True, "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": {"argon2__memory_cost": 64, "argon2__rounds": 1}}
    return Settings(instance=tmp_path, database_url=f"sqlite:///{tmp_path / 'heard.db'}", extra=cheap)


@pytest.fixture
def account(app: Flask) -> Callable[..., Person]:
    """Make an account that has finished its first sign-in but for the code generator."""

    def make(role: Role, name: str | None = None, employer: Employer = Employer.NHS_ENGLAND) -> Person:
        name = name or role.value
        with app.app_context():
            accounts.add(db.session(), name, frozenset({role}), employer, by="test")
            user = find(db.session(), name)
            assert user is not None
            user.password = hash_password(PASSWORD)
            user.password_is_temporary = False
            db.session.commit()
        return Person(app, name, PASSWORD)

    return make


@pytest.fixture
def signed_in(account: Callable[..., Person]) -> Callable[..., Person]:
    def make(role: Role, name: str | None = None) -> Person:
        person = account(role, name)
        assert person.sign_in().status_code == 302
        return person

    return make


@pytest.fixture
def stored(app: Flask) -> Callable[..., list[str]]:
    """Store responses; gives their ids."""

    def store(*responses: Response) -> list[str]:
        with app.app_context():
            for each in responses:
                each.reference = f"ZZ-{secrets.randbelow(10_000):04d}-{secrets.token_hex(3).upper()}"
                db.session.add(each)
            db.session.commit()
            return [r.id for r in responses]

    return store


@pytest.fixture
def user_id(app: Flask) -> Callable[[str], str]:
    def look_up(name: str) -> str:
        with app.app_context():
            user = find(db.session(), name)
            assert isinstance(user, User)
            return user.id

    return look_up
