"""The queue's filters find what they say, offer nothing rare, and stay set from one response to the next."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import pytest
from flask import Flask

from consultations.review import FEWEST_SHOWN
from consultations.store import queries
from consultations.store.models import Response, Scheme, SetBy, Tag
from tests.integration.staff.people import Person, response, where
from web.extensions import db
from web.staff.permissions import Role

QUEUE = "/staff/review/twelve-commitments"
MANY = FEWEST_SHOWN + 1


@pytest.fixture
def lead(signed_in: Callable[..., Person]) -> Person:
    return signed_in(Role.PPV_LEAD)


def pointing() -> Response:
    made = response()
    made.answers[0].could_point_to = ["said to be the only one"]
    return made


def decided(applies: bool) -> Response:
    """The machine set a commitment; a reviewer decided about it."""
    made = response(tags={"C6": (0.9, [])})
    made.tags.append(
        Tag(
            scheme=Scheme.COMMITMENT.value,
            label="C6",
            applies=applies,
            set_by=SetBy.REVIEWER.value,
            setter="somebody",
            set_on=dt.date(2026, 11, 19),
        )
    )
    return made


@pytest.mark.parametrize(
    ("filters", "make"),
    [
        ("question=c7-what-happened", lambda: response(question="c7-what-happened")),
        ("language=pl", lambda: response(language="pl")),
        ("channel=paper", lambda: response(channel="paper")),
        ("confidence=low", lambda: response(tags={"C6": (0.9, []), "C9": (0.45, [])})),
        ("confidence=middle", lambda: response(tags={"C6": (0.9, []), "C9": (0.6, [])})),
        ("confidence=high", lambda: response(tags={"C6": (0.95, []), "C9": (0.8, [])})),
        ("confidence=low&commitment=C9", lambda: response(tags={"C6": (0.75, []), "C9": (0.3, [])})),
        ("points=yes", pointing),
        ("outside=yes", lambda: response(tags={})),
        ("outside=yes", lambda: decided(applies=False)),
    ],
)
def test_a_filter_finds_those_and_no_others(app: Flask, lead: Person, stored, filters: str, make: Callable[[], Response]) -> None:
    others = [response(tags={"C6": (0.7, [])}) for _ in range(3)] if "middle" not in filters else [decided(applies=True)]
    wanted = stored(*[make() for _ in range(MANY)])
    stored(*others)
    page = lead.page(f"{QUEUE}?{filters}")
    assert set(re.findall(r"/([0-9a-f]{32})\?", page)) == set(wanted)


def test_what_a_reviewer_agreed_to_is_not_outside_the_framework(lead: Person, stored) -> None:
    stored(*[decided(applies=True) for _ in range(MANY)])
    assert f"Fewer than {FEWEST_SHOWN} responses fit" in lead.page(f"{QUEUE}?outside=yes")


def test_a_value_that_fewer_than_ten_have_is_not_offered(lead: Person, stored) -> None:
    few = [
        response(setting="irc", language="pl", channel="paper", question="c7-what-happened", tags={"C10": (0.3, [])})
        for _ in range(FEWEST_SHOWN - 1)
    ]
    stored(*few, *[response() for _ in range(FEWEST_SHOWN)])
    page = lead.page(QUEUE)
    for value in ("prison", "en", "form", "c6-what-happened", "C6", "high"):
        assert f'<option value="{value}"' in page
    for value in ("irc", "court", "pl", "paper", "c7-what-happened", "C10", "low", "middle"):
        assert f'<option value="{value}"' not in page
    assert 'name="points"' not in page
    assert 'name="outside"' not in page


def test_a_value_is_counted_in_its_own_consultation_alone(lead: Person, stored) -> None:
    stored(*[response(setting="irc", consultation="immigration-removal-centres", question="x") for _ in range(MANY)])
    stored(response(setting="irc"))
    assert '<option value="irc"' not in lead.page(QUEUE)


def test_filters_stay_set_from_one_response_to_the_next(app: Flask, lead: Person, stored) -> None:
    wanted = stored(*[response(language="pl", channel="paper") for _ in range(MANY)])
    stored(*[response() for _ in range(MANY)])
    filters = "language=pl&channel=paper"
    met = []
    for _ in range(MANY):
        answer = lead.get(f"{QUEUE}/next?{filters}" + (f"&after={met[-1]}" if met else ""))
        assert answer.location.endswith(filters)
        met.append(where(answer).rsplit("/", 1)[1])
    assert set(met) == set(wanted)


@pytest.mark.parametrize("filters", ["confidence=certain", "question=no-such", "channel=pigeon", "language=xx"])
def test_a_value_that_means_nothing_narrows_nothing(lead: Person, stored, filters: str) -> None:
    stored(*[response() for _ in range(3)])
    assert len(re.findall(r">ZZ-", lead.page(f"{QUEUE}?{filters}"))) == 3


def test_the_filter_and_the_page_agree_on_what_stands(app: Flask, lead: Person, stored) -> None:
    made = stored(*[decided(applies=False) for _ in range(MANY)])
    with app.app_context():
        found = queries.response(db.session(), made[0])
        assert found is not None
        assert not any(tag.applies for tag in queries.standing(found).values())
    assert made[0] in lead.page(f"{QUEUE}?outside=yes")
