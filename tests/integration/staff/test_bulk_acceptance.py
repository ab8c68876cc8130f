"""Nothing is accepted unread before a sample was checked by hand without a mistake; some responses are never drawn at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from consultations import bulk
from consultations.store import audit, bulking, queries
from consultations.store.models import AuditEntry, Response, Review, Scheme, SetBy, Tag
from consultations.store.review_models import BulkBatch, BulkMember
from tests.integration.staff.people import Person, response, token, where
from tests.integration.staff.test_reviewing import form
from web.extensions import db
from web.staff.permissions import Role

QUEUE = "/staff/review/twelve-commitments"
BULK = f"{QUEUE}/bulk"


@pytest.fixture
def lead(signed_in: Callable[..., Person]) -> Person:
    return signed_in(Role.PPV_LEAD)


@pytest.fixture(autouse=True)
def small_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three by hand: the size has a test of its own."""
    monkeypatch.setattr(bulk, "sample_size", lambda among: 3)


def sure(**more) -> Response:
    return response(tags={"C6": (0.97, [[0, 4]])}, **more)


def with_tag(set_by: SetBy, label: str, applies: bool) -> Response:
    made = sure()
    made.tags.append(
        Tag(
            scheme=Scheme.COMMITMENT.value,
            label=label,
            applies=applies,
            set_by=set_by.value,
            setter="",
            set_on=dt.date(2026, 11, 18),
        )
    )
    return made


def pointing() -> Response:
    made = sure()
    made.answers[0].could_point_to = ["said to be the only one"]
    return made


def foreign() -> Response:
    made = sure(language="pl")
    made.answers[0].needs_translation = True
    return made


def drawn(app: Flask) -> tuple[set[str], set[str]]:
    """The sample and the rest of the newest batch."""
    with app.app_context():
        members = list(db.session.scalars(select(BulkMember)))
        return {m.response_id for m in members if m.sampled}, {m.response_id for m in members if not m.sampled}


def batch_of(app: Flask) -> str:
    with app.app_context():
        batch = bulking.open_batch(db.session(), "twelve-commitments")
        assert batch is not None
        return batch.id


def draw(lead: Person, percent: int = 95):
    return lead.post(f"{BULK}/draw", {"percent": percent}, at=BULK)


def accept(app: Flask, lead: Person):
    return lead.post(f"{BULK}/accept", {"batch": batch_of(app)}, at=BULK)


def check_all(lead: Person, ticks: list[str]) -> None:
    """Go through the sample as a reviewer does."""
    page = lead.page(BULK)
    here = page.split(f'href="{QUEUE}/')[2].split("?")[0]
    address = f"{QUEUE}/{here}?sample=yes"
    while True:
        answer = lead.browser.post(address, data=form(lead.page(address), ticks))
        assert answer.status_code == 302
        if where(answer) == BULK:
            return
        address = answer.location


def reviews(app: Flask) -> dict[str, str]:
    with app.app_context():
        return {r.id: r.review for r in db.session.scalars(select(Response))}


def test_the_rest_is_accepted_only_after_the_sample(app: Flask, lead: Person, stored) -> None:
    stored(*[sure() for _ in range(12)])
    assert draw(lead).status_code == 302
    sample, rest = drawn(app)
    assert (len(sample), len(rest)) == (3, 9)
    assert "Accept the rest" not in lead.page(BULK)
    assert accept(app, lead).status_code == 409
    assert set(reviews(app).values()) == {Review.WAITING}

    check_all(lead, ["C6"])
    assert {r for r, state in reviews(app).items() if state == Review.APPROVED} == sample
    assert accept(app, lead).status_code == 302
    assert set(reviews(app).values()) == {Review.APPROVED}
    with app.app_context():
        for each in rest:
            found = queries.response(db.session(), each)
            assert found is not None
            assert [(t.label, t.set_by) for t in found.tags] == [("C6", "model"), ("C6", "bulk")]
            assert found.answers[0].sealed_raw is None
        actions = [e.action for e in db.session.scalars(select(AuditEntry))]
        assert actions.count("response.approved:bulk") == 9
        assert audit.verify(db.session()) == []
        taught = {r.id for r in queries.decided_by_people(db.session())}
        assert taught == sample


@pytest.mark.parametrize(("ticks", "do"), [(["C6", "C9"], "approve"), ([], "approve"), (["C6"], "withhold")])
def test_one_mistake_in_the_sample_and_nothing_is_accepted(app: Flask, lead: Person, stored, ticks: list[str], do: str) -> None:
    stored(*[sure() for _ in range(12)])
    draw(lead)
    sample, rest = drawn(app)
    for number, each in enumerate(sorted(sample)):
        address = f"{QUEUE}/{each}"
        wrong = form(lead.page(address), ticks, do, reason="other")
        lead.browser.post(address, data=wrong if number == 1 else form(lead.page(address), ["C6"]))
    assert "must be read" in lead.page(BULK)
    assert accept(app, lead).status_code == 409
    assert {reviews(app)[r] for r in rest} == {Review.WAITING}
    assert lead.post(f"{BULK}/give-up", {"batch": batch_of(app)}, at=BULK).status_code == 302
    assert "Draw a sample" in lead.page(BULK)


@pytest.mark.parametrize(
    "make",
    [
        lambda: response(tags={"C6": (0.97, []), "C7": (0.9, [])}),
        lambda: response(tags={}),
        pointing,
        foreign,
        lambda: with_tag(SetBy.RESPONDENT, "C6", False),
        lambda: with_tag(SetBy.RESPONDENT, "C9", True),
        lambda: with_tag(SetBy.REVIEWER, "C6", True),
    ],
)
def test_what_needs_a_persons_eyes_is_never_drawn(app: Flask, lead: Person, stored, make: Callable[[], Response]) -> None:
    (never,) = stored(make())
    stored(with_tag(SetBy.RESPONDENT, "C6", True), *[sure() for _ in range(11)])
    draw(lead)
    sample, rest = drawn(app)
    assert len(sample | rest) == 12
    assert never not in sample | rest


def test_fewer_than_ten_are_not_drawn(app: Flask, lead: Person, stored) -> None:
    stored(*[sure() for _ in range(9)])
    assert draw(lead).status_code == 400
    with app.app_context():
        assert db.session.scalars(select(BulkBatch)).all() == []


def test_what_changed_since_it_was_drawn_is_left_in_the_queue(app: Flask, lead: Person, stored) -> None:
    stored(*[sure() for _ in range(12)])
    draw(lead)
    _, rest = drawn(app)
    asked, retagged, *others = sorted(rest)
    lead.browser.post(f"{QUEUE}/{asked}", data=form(lead.page(f"{QUEUE}/{asked}"), ["C6"], "second"))
    with app.app_context():
        found = queries.response(db.session(), retagged)
        assert found is not None
        found.tags[0].label = "C2"
        db.session.commit()
    check_all(lead, ["C6"])
    assert accept(app, lead).status_code == 302
    states = reviews(app)
    assert {states[asked], states[retagged]} == {Review.WAITING}
    assert {states[r] for r in others} == {Review.APPROVED}


def test_a_response_deleted_from_the_sample_is_not_one_that_was_checked(app: Flask, lead: Person, stored) -> None:
    stored(*[sure() for _ in range(12)])
    draw(lead)
    sample, _ = drawn(app)
    with app.app_context():
        queries.delete_response(db.session(), min(sample))
        db.session.commit()
    check_all(lead, ["C6"])
    assert accept(app, lead).status_code == 409


def test_a_second_sample_is_not_drawn_beside_the_first(app: Flask, lead: Person, stored) -> None:
    stored(*[sure() for _ in range(12)])
    old = token(lead.page(BULK))
    draw(lead)
    again = lead.browser.post(f"{BULK}/draw", data={"percent": 95, "csrf_token": old})
    assert again.status_code == 409
    with app.app_context():
        assert len(db.session.scalars(select(BulkBatch)).all()) == 1
