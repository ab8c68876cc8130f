"""Two reviewers who press the button at the same moment: one decision stands whole, the other is told."""

from __future__ import annotations

import datetime as dt
import threading

import pytest

from consultations import review
from consultations.review import Decision, Stale, version
from consultations.store import audit, queries
from consultations.store.models import Review, SetBy
from consultations.store.session import open_engine, sessions
from tests.integration.staff.people import response
from web.settings import Settings


@pytest.mark.parametrize("attempt", range(3))
def test_of_two_decisions_at_once_exactly_one_is_taken(app: object, settings: Settings, attempt: int) -> None:
    engine = open_engine(settings.database_url)
    made = response(tags={"C6": (0.8, []), "C7": (0.6, [])})
    made.reference = f"ZZ-000{attempt}-TWICE"
    with sessions(engine).begin() as session:
        session.add(made)
        session.flush()
        response_id = made.id
    seen: dict[str, str] = {}
    told: dict[str, bool] = {}
    both_have_read = threading.Barrier(2)

    def decide(by: str, label: str) -> None:
        with sessions(engine)() as session:
            found = queries.response(session, response_id)
            assert found is not None
            seen[by] = version(found)
            session.rollback()
            both_have_read.wait()
            try:
                review.decide(session, response_id, seen[by], Decision(frozenset({label}), by, dt.date(2026, 1, 5)))
                session.commit()
                told[by] = False
            except Stale:
                session.rollback()
                told[by] = True

    people = [threading.Thread(target=decide, args=who) for who in (("first", "C6"), ("second", "C9"))]
    for each in people:
        each.start()
    for each in people:
        each.join()

    assert sorted(told.values()) == [False, True]
    taken = next(by for by, was_told in told.items() if not was_told)
    with sessions(engine)() as session:
        found = queries.response(session, response_id)
        assert found is not None
        assert (found.review, found.reviewed_by) == (Review.APPROVED, taken)
        assert {t.setter for t in found.tags if t.set_by == SetBy.REVIEWER} == {taken}
        assert audit.verify(session) == []
    engine.dispose()
