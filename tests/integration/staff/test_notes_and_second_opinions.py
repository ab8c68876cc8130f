"""Notes keep no names and go with their response; a second opinion is another person's, and both decisions stay."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from consultations.store import queries, reviewing
from consultations.store.models import AuditEntry, Review, SetBy
from consultations.store.review_models import ReviewNote, SecondOpinion
from tests.integration.staff.people import Person, response, where
from tests.integration.staff.test_reviewing import form
from web.extensions import db
from web.staff.permissions import Role

QUEUE = "/staff/review/twelve-commitments"


@pytest.fixture
def lead(signed_in: Callable[..., Person]) -> Person:
    return signed_in(Role.PPV_LEAD)


@pytest.fixture
def peer(signed_in: Callable[..., Person]) -> Person:
    return signed_in(Role.PEER_REVIEWER)


def send(person: Person, made: str, ticks: list[str], do: str, **more: str):
    return person.browser.post(f"{QUEUE}/{made}", data=form(person.page(f"{QUEUE}/{made}"), ticks, do, **more))


def test_a_note_is_seen_by_others_without_the_name_in_it(app: Flask, lead: Person, peer: Person, stored) -> None:
    (made,) = stored(response())
    sent = lead.post(
        f"{QUEUE}/{made}/note", {"note": "Is this C6? Call Jennifer Atkinson on 07700 900123."}, at=f"{QUEUE}/{made}"
    )
    assert sent.status_code == 302
    page = peer.page(f"{QUEUE}/{made}")
    assert "Is this C6?" in page
    assert "07700" not in page
    with app.app_context():
        (kept,) = db.session.scalars(select(ReviewNote))
        assert "07700" not in kept.words
        assert "Atkinson" not in kept.words


@pytest.mark.parametrize("words", ["", "   ", "x" * 2001])
def test_a_note_without_words_or_with_too_many_is_not_kept(app: Flask, lead: Person, stored, words: str) -> None:
    (made,) = stored(response())
    assert lead.post(f"{QUEUE}/{made}/note", {"note": words}, at=f"{QUEUE}/{made}").status_code == 400
    with app.app_context():
        assert db.session.scalars(select(ReviewNote)).all() == []


def test_notes_and_opinions_go_when_the_response_is_deleted(app: Flask, lead: Person, stored) -> None:
    (made,) = stored(response())
    lead.post(f"{QUEUE}/{made}/note", {"note": "A note"}, at=f"{QUEUE}/{made}")
    send(lead, made, ["C6"], "second")
    with app.app_context():
        queries.delete_response(db.session(), made)
        db.session.commit()
        assert db.session.scalars(select(ReviewNote)).all() == []
        assert db.session.scalars(select(SecondOpinion)).all() == []


def test_who_gives_the_second_opinion_does_not_see_the_first_and_both_are_kept(
    app: Flask, lead: Person, peer: Person, stored
) -> None:
    (made,) = stored(response(tags={"C6": (0.8, [])}))
    assert send(lead, made, ["C6", "C9"], "second").status_code == 302
    assert "For your second opinion" in peer.page(QUEUE)
    assert "For your second opinion" not in lead.page(QUEUE)

    page = peer.page(f"{QUEUE}/{made}")
    assert 'id="tick-C6" checked' in page
    assert 'id="tick-C9" checked' not in page
    assert "a reviewer" not in page.split('id="decision"')[1].split("Withhold")[0]
    assert send(peer, made, ["C6"], "approve").status_code == 302

    after = lead.page(f"{QUEUE}/{made}")
    assert "First, ppv_lead: Approved, C6, C9." in after
    assert "Then, peer_reviewer: Approved, C6." in after
    with app.app_context():
        found = queries.response(db.session(), made)
        assert found is not None
        assert found.review == Review.APPROVED
        assert len({t.setter for t in found.tags if t.set_by == SetBy.REVIEWER}) == 2
        assert {label for label, tag in queries.standing(found).items() if tag.applies} == {"C6"}


def test_the_words_as_written_stay_until_the_second_decision(app: Flask, lead: Person, peer: Person, stored) -> None:
    (made,) = stored(response())
    send(lead, made, ["C6"], "second")
    for person, kept in ((None, b"sealed"), (peer, None)):
        if person:
            send(person, made, ["C6"], "approve")
        with app.app_context():
            found = queries.response(db.session(), made)
            assert found is not None
            assert found.answers[0].sealed_raw == kept


def test_a_question_to_one_reviewer_is_left_to_that_one(
    app: Flask, lead: Person, peer: Person, signed_in, stored, user_id
) -> None:
    third = signed_in(Role.PEER_REVIEWER, "third")
    (made,) = stored(response())
    send(lead, made, ["C6"], "second", of=user_id(peer.name))
    assert where(lead.get(f"{QUEUE}/next")) == QUEUE
    assert where(third.get(f"{QUEUE}/next")) == QUEUE
    assert where(peer.get(f"{QUEUE}/next")) == f"{QUEUE}/{made}"
    for person in (lead, third):
        refused = send(person, made, ["C1"], "approve")
        assert refused.status_code == 409
        assert "not yours to give" in refused.get_data(as_text=True)
    assert send(peer, made, ["C6"], "withhold", reason="other").status_code == 302


def test_nobody_asks_themselves_or_somebody_who_does_not_review(lead: Person, signed_in, stored, user_id) -> None:
    signed_in(Role.COMMISSIONER)
    (made,) = stored(response())
    for of in (user_id(lead.name), user_id("commissioner"), "nobody"):
        assert send(lead, made, ["C6"], "second", of=of).status_code == 400


def test_a_question_can_be_taken_back_by_who_asked_it_alone(app: Flask, lead: Person, peer: Person, stored) -> None:
    (made,) = stored(response())
    send(lead, made, ["C6"], "second")
    address = f"{QUEUE}/{made}"
    assert peer.post(f"{address}/take-back", at=address).status_code == 404
    assert lead.post(f"{address}/take-back", at=address).status_code == 302
    with app.app_context():
        assert reviewing.open_opinion(db.session(), made) is None
        actions = [e.action for e in db.session.scalars(select(AuditEntry)) if "second" in e.action]
        assert actions == ["response.second-opinion-asked", "response.second-opinion-taken-back"]
    assert send(lead, made, ["C6"], "approve").status_code == 302


def test_a_question_asked_from_an_old_page_is_refused(lead: Person, peer: Person, stored) -> None:
    (made,) = stored(response())
    old = form(lead.page(f"{QUEUE}/{made}"), ["C6"], "second")
    send(peer, made, ["C6"], "second")
    assert lead.browser.post(f"{QUEUE}/{made}", data=old).status_code == 409
