"""Promise 4: dates are kept to the day, and reviewers meet responses in shuffled order."""

import datetime as dt

from sqlalchemy import Date, DateTime, Time
from sqlalchemy.orm import Session

from consultations.intake import accept
from consultations.pipeline import Pipeline
from consultations.store import queries, reviewing
from consultations.store.models import Base
from consultations.store.vault import Vault
from tests.factories import a_submission

ABOUT_ANSWERS = ("response", "answer", "tag", "alert", "alert_action", "hold", "audit_entry", "release")


def test_no_table_about_answers_can_hold_a_time_of_day() -> None:
    for name in ABOUT_ANSWERS:
        for column in Base.metadata.tables[name].columns:
            assert not isinstance(column.type, DateTime | Time), f"{name}.{column.name} holds a time"


def test_the_day_is_all_that_is_kept(session: Session, vault: Vault) -> None:
    accepted = accept(session, vault, Pipeline(), a_submission(received_on=dt.date(2026, 2, 3)))
    session.commit()
    response = queries.response(session, accepted.response_id)
    assert response is not None
    assert isinstance(Base.metadata.tables["response"].c.received_on.type, Date)
    assert response.received_on == dt.date(2026, 2, 3)


def test_the_queue_does_not_follow_the_order_of_arrival(session: Session, vault: Vault) -> None:
    pipeline = Pipeline()
    arrived = [accept(session, vault, pipeline, a_submission()).response_id for _ in range(12)]
    session.commit()
    shown, total = reviewing.queue(session, "twelve-commitments")
    assert total == 12
    # One order in 479 million is the order of arrival.
    assert [r.id for r in shown] != arrived
    assert sorted(r.id for r in shown) == sorted(arrived)
