"""A person at the form, at any of its steps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from consultations.store.models import Release
from tests.walker import Page, Walker

TWELVE = "/consultations/twelve-commitments"


class Person(Walker):
    """Somebody who answers; `go_to` walks, giving plain answers, until a step is shown."""

    plain: dict[str, dict[str, Any]] = {  # noqa: RUF012 - never changed
        "who": {"audience": "person"},
        "where": {"setting": "prison"},
        "region": {"region": "london"},
        "stage": {"stage": "in_custody"},
        "helped": {"helped_by": "nobody"},
        "topics": {"topics": ["c1"]},
        "c1-how": {"answer": "2"},
        "c1-what-happened": {"answer": "The nurse was kind but the wait was six weeks."},
        "c1-better": {"answer": "More nurses would help."},
    }

    def begin(self, path: str = TWELVE) -> Page:
        page = self.get(path)
        return self.submit(next(f for f in page.read.forms if f.action.endswith("/start")))

    @property
    def step(self) -> str:
        return self.page.form_with("step").data()["step"][0]

    def press(self, button: str = "next", **values: Any) -> Page:
        return self.submit(self.page.form_with("step"), button, **values)

    def go_to(self, step: str, **instead: dict[str, Any]) -> Page:
        for _ in range(60):
            if self.step == step:
                return self.page
            here = self.step
            self.press(**(instead.get(here.replace("-", "_")) or self.plain.get(here, {})))
        raise AssertionError(f"never came to {step}")


@pytest.fixture
def person(app: Flask) -> Person:
    visitor = Person(app.test_client())
    visitor.begin()
    return visitor


@pytest.fixture
def another(app: Flask) -> Callable[[], Person]:
    return lambda: Person(app.test_client())


@pytest.fixture
def release(session: Session) -> Release:
    made = Release(
        consultation_id="twelve-commitments",
        sequence=1,
        released_on=dt.date(2026, 1, 5),
        released_by="an invented lead",
        reason="test",
        policy_version="1",
        document={},
    )
    session.add(made)
    session.commit()
    return made
