"""Safeguarding leads at their browsers, and disclosures for them. All names and words are invented."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from flask import Flask

from consultations.store.models import Alert
from consultations.store.vault import Vault
from consultations.types import RawText
from tests.integration.staff.conftest import account, settings, signed_in, stored, user_id
from tests.integration.staff.people import Person, response
from web.extensions import db
from web.services import services
from web.staff.permissions import Employer, Role

__all__ = ["account", "settings", "signed_in", "stored", "user_id"]


@pytest.fixture
def lead(signed_in: Callable[..., Person]) -> Person:
    return signed_in(Role.SAFEGUARDING_LEAD)


@pytest.fixture
def lead_inside(account: Callable[..., Person]) -> Person:
    """A safeguarding lead employed by the place itself."""
    person = account(Role.SAFEGUARDING_LEAD, "inside", Employer.ESTABLISHMENT)
    assert person.sign_in().status_code == 302
    return person


@pytest.fixture
def raised(app: Flask, stored: Callable[..., list[str]]) -> Callable[..., tuple[int, str]]:
    """Store a response with an alert on its answer; gives the ids of both."""

    def store(
        words: str = "I was told to stop asking.",
        *,
        level: str = "immediate",
        kinds: tuple[str, ...] = ("suicide_self_harm",),
        days_ago: int = 0,
        setting: str = "prison",
    ) -> tuple[int, str]:
        made = response(words, setting=setting)
        day = dt.datetime.now(dt.UTC).date() - dt.timedelta(days=days_ago)
        made.received_on = day
        with app.app_context():
            vault: Vault = services().vault
            made.answers[0].sealed_raw = vault.seal(RawText(words))
        (response_id,) = stored(made)
        with app.app_context():
            answer_id = db.session.get(type(made), response_id).answers[0].id
            alert = Alert(
                response_id=response_id,
                answer_id=answer_id,
                level=level,
                kinds=list(kinds),
                rules=["rule-of-a-test"],
                detector="detector-1",
                raised_on=day,
            )
            db.session.add(alert)
            db.session.commit()
            return alert.id, response_id

    return store
