"""Disclosures reach the safeguarding lead, most urgent first, and what is done about them is recorded."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from consultations.intake import accept
from consultations.store import audit, queries
from consultations.store.models import AlertAction, AuditEntry, Hold
from tests.factories import a_submission
from tests.integration.staff.people import Person
from tests.walker import Walker
from web.extensions import db
from web.services import services

Raised = Callable[..., tuple[int, str]]
LIST = "/staff/safeguarding/"


def in_days(days: int) -> str:
    return (dt.datetime.now(dt.UTC).date() + dt.timedelta(days=days)).isoformat()


def order(page: str) -> list[int]:
    return [int(n) for n in re.findall(r'id="alert-(\d+)"', page)]


def test_what_somebody_sends_reaches_the_lead_at_once_and_without_names(app: Flask, lead: Person) -> None:
    words = "I want to kill myself tonight, only nurse Sharon Okafor knows"
    with app.app_context():
        accept(db.session(), services().vault, services().pipeline, a_submission(words=words, region="london"))
        db.session.commit()
    page = lead.page(LIST)
    assert "kill myself tonight" in page
    assert "Risk now" in page
    assert "Prison" in page
    assert "Suicide or self-harm" in page
    assert "Okafor" not in page
    assert "a name" in page


def test_the_most_urgent_stands_first_and_an_immediate_one_is_overdue_the_same_day(lead: Person, raised: Raised) -> None:
    old_concern, _ = raised(level="concern", kinds=("serious_neglect",), days_ago=2)
    child, _ = raised(level="concern", kinds=("child_at_risk",), days_ago=1)
    now, _ = raised(level="immediate", days_ago=0)
    older_now, _ = raised(level="immediate", days_ago=4)
    page = lead.page(LIST)
    assert order(page) == [older_now, now, child, old_concern]
    assert "Waiting: 4, overdue: 3" in page
    assert "Waiting for 4 days: <strong>overdue</strong>" in page
    assert "Came today: <strong>overdue</strong>" in page


def test_what_was_done_is_recorded_audited_and_stops_the_clock(app: Flask, lead: Person, raised: Raised) -> None:
    alert_id, _ = raised()
    at = f"{LIST}{alert_id}"
    assert lead.post(f"{at}/done", {"what": "told_place", "note": "Spoke to the duty desk."}, at=at).status_code == 302
    assert "Spoke to the duty desk." in lead.page(at)
    assert order(lead.page(LIST)) == [alert_id], "it still waits"
    assert lead.post(f"{at}/done", {"what": "told_police", "finished": "yes"}, at=at).status_code == 302
    assert order(lead.page(LIST)) == []
    assert order(lead.page(f"{LIST}?show=finished")) == [alert_id]
    with app.app_context():
        notes = db.session.scalars(select(AlertAction.sealed_note)).all()
        assert b"Spoke" not in (notes[0] or b""), "the note is sealed"
        actions = db.session.scalars(select(AuditEntry.action)).all()
        assert {"alert.told_place", "alert.told_police.finished"} <= set(actions)
        assert audit.verify(db.session()) == []


def test_a_form_that_says_nothing_is_refused_and_records_nothing(app: Flask, lead: Person, raised: Raised) -> None:
    alert_id, _ = raised()
    at = f"{LIST}{alert_id}"
    answer = lead.post(f"{at}/done", {"what": "answered", "finished": "yes"}, at=at)
    assert answer.status_code == 422
    assert "Choose what was done" in answer.get_data(as_text=True)
    assert lead.post(f"{at}/done", {"what": "told_police", "note": "x" * 1001}, at=at).status_code == 422
    with app.app_context():
        assert db.session.scalars(select(AlertAction)).all() == []


def test_a_lead_employed_by_the_place_sees_no_allegation_against_its_staff(
    lead_inside: Person, lead: Person, raised: Raised
) -> None:
    against_staff, _ = raised(kinds=("abuse_by_staff", "violence_or_threat"))
    other, _ = raised()
    assert order(lead_inside.page(LIST)) == [other]
    assert lead_inside.get(f"{LIST}{against_staff}").status_code == 404
    assert (
        lead_inside.post(
            f"{LIST}{against_staff}/done", {"what": "no_danger", "finished": "yes"}, at=LIST + str(other)
        ).status_code
        == 404
    )
    assert set(order(lead.page(LIST))) == {against_staff, other}


def test_a_hold_keeps_the_words_past_review_and_past_their_time_until_its_day(
    app: Flask, lead: Person, raised: Raised, heard: Callable[..., object]
) -> None:
    held, response_id = raised(days_ago=200)
    _, not_held = raised(days_ago=200)
    at = f"{LIST}{held}"
    assert lead.post(f"{at}/hold", {"do": "hold", "reason": "police", "until": in_days(30)}, at=at).status_code == 302
    assert "The police asked for it" in lead.page(at)
    today = dt.datetime.now(dt.UTC).date()
    with app.app_context():
        session = db.session()
        for each in (response_id, not_held):
            found = queries.response(session, each)
            assert found is not None
            queries.drop_raw(session, found, today=today)
        assert queries.release_raw(session, before=today, today=today) == 0
        session.commit()
    assert sealed(app, response_id)
    assert not sealed(app, not_held)
    with app.app_context():
        session = db.session()
        last = today + dt.timedelta(days=30)
        assert queries.release_raw(session, before=last, today=last) == 0, "the last day is still held"
        after = last + dt.timedelta(days=1)
        assert queries.release_raw(session, before=after, today=after) == 1
        session.commit()
    assert not sealed(app, response_id)


def test_after_a_hold_words_of_a_decided_response_go_however_young(app: Flask, lead: Person, raised: Raised) -> None:
    alert_id, response_id = raised()
    at = f"{LIST}{alert_id}"
    lead.post(f"{at}/hold", {"do": "hold", "reason": "court", "until": in_days(5)}, at=at)
    today = dt.datetime.now(dt.UTC).date()
    with app.app_context():
        found = queries.response(db.session(), response_id)
        assert found is not None
        found.review = "approved"
        queries.drop_raw(db.session(), found, today=today)
        db.session.commit()
    assert sealed(app, response_id)
    assert lead.post(f"{at}/hold", {"do": "end"}, at=at).status_code == 302
    with app.app_context():
        long_ago = today - dt.timedelta(days=90)
        assert queries.release_raw(db.session(), before=long_ago, today=today) == 1


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"reason": "police", "until": ""}, "Give a last day after today"),
        ({"reason": "police", "until": in_days(0)}, "Give a last day after today"),
        ({"reason": "police", "until": in_days(400)}, "Give an earlier last day"),
        ({"reason": "because", "until": in_days(5)}, "Choose a reason"),
    ],
)
def test_a_hold_needs_a_reason_and_an_end(app: Flask, lead: Person, raised: Raised, given: dict[str, str], says: str) -> None:
    alert_id, _ = raised()
    at = f"{LIST}{alert_id}"
    answer = lead.post(f"{at}/hold", {"do": "hold", **given}, at=at)
    assert answer.status_code == 422
    assert says in answer.get_data(as_text=True)
    with app.app_context():
        assert db.session.scalars(select(Hold)).all() == []


def test_a_hold_does_not_stop_a_person_from_deleting_their_response(app: Flask, lead: Person, raised: Raised) -> None:
    alert_id, response_id = raised()
    at = f"{LIST}{alert_id}"
    lead.post(f"{at}/done", {"what": "told_place", "note": "Told them."}, at=at)
    lead.post(f"{at}/hold", {"do": "hold", "reason": "police", "until": in_days(5)}, at=at)
    with app.app_context():
        queries.delete_response(db.session(), response_id)
        db.session.commit()
        assert db.session.scalars(select(Hold)).all() == []
        assert db.session.scalars(select(AlertAction)).all() == []
    assert lead.get(at).status_code == 404


def test_the_pages_hold_what_every_page_must(lead: Person, raised: Raised) -> None:
    alert_id, _ = raised()
    walker = Walker(lead.browser)
    assert walker.get(LIST).status == 200
    assert walker.get(f"{LIST}{alert_id}").status == 200


def sealed(app: Flask, response_id: str) -> bool:
    with app.app_context():
        found = queries.response(db.session(), response_id)
        assert found is not None
        return any(a.sealed_raw for a in found.answers)
