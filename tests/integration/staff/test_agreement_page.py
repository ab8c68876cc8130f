"""The page of agreement: figures for PPV leads only, from what people really decided, and never a word of a response."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from html import unescape

import pytest
from flask import Flask

from consultations import opinions, review
from consultations.agreement import Judged
from consultations.review import Decision, Withheld, version
from consultations.store import judgements, queries
from consultations.store.review_models import BulkBatch, BulkMember
from tests.integration.staff.people import Person, response
from tests.walker import Walker
from web.extensions import db
from web.staff.permissions import Role

PAGE = "/staff/agreement/"
WORDS = "Zebedee said the dentist hut was shut"


@pytest.fixture
def decide(app: Flask) -> Callable[..., None]:
    """Decide on a stored response as a reviewer does."""

    def take(response_id: str, by: str, *labels: str, withheld: Withheld | None = None) -> None:
        with app.app_context():
            found = queries.response(db.session(), response_id)
            assert found is not None
            choice = Decision(frozenset(labels), by, dt.date(2026, 11, 20), withheld)
            review.decide(db.session(), response_id, version(found), choice)
            db.session.commit()

    return take


@pytest.fixture
def ask(app: Flask) -> Callable[..., None]:
    """Decide on a stored response, and ask another reviewer for a second opinion."""

    def send_on(response_id: str, by: str, *labels: str) -> None:
        with app.app_context():
            found = queries.response(db.session(), response_id)
            assert found is not None
            choice = Decision(frozenset(labels), by, dt.date(2026, 11, 19))
            opinions.ask(db.session(), response_id, version(found), choice, of=None)
            db.session.commit()

    return send_on


def judged(app: Flask) -> list[Judged]:
    with app.app_context():
        return list(judgements.judged(db.session()))


def text(page: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page)))


def test_the_decision_that_stands_is_compared_and_second_opinions_pair_by_pair(app, stored, decide, ask) -> None:
    (made,) = stored(response(tags={"C6": (0.8, []), "C12": (0.4, [])}))
    ask(made, "first")
    decide(made, "second", "C6", "C1")
    decide(made, "third", "C1")
    (found,) = judged(app)
    assert found.machine == {"C6", "C12"}
    assert found.decision == {"C1"}
    assert found.opinions == ((frozenset(), frozenset({"C6", "C1"})),)
    assert (found.language, found.setting, found.channel) == ("en", "prison", "form")


def test_an_opinion_still_to_be_given_or_that_withheld_is_no_pair(app, stored, decide, ask) -> None:
    waits, withheld = stored(response(), response())
    for made in (waits, withheld):
        ask(made, "first", "C6")
    decide(withheld, "second", withheld=Withheld.OTHER)
    assert {(found.decision, found.opinions) for found in judged(app)} == {(None, ())}


def test_what_was_accepted_unread_is_not_compared_until_somebody_reads_it(app, stored, decide) -> None:
    _unread, sampled, read_again = made = stored(*(response() for _ in range(3)))
    for each in made:
        decide(each, "first", "C6")
    with app.app_context():
        batch = BulkBatch(
            id="b", consultation_id="twelve-commitments", percent=95, sample_size=1, drawn_by="first",
            drawn_on=dt.date(2026, 11, 20), accepted=2, closed_by="first", closed_on=dt.date(2026, 11, 20),
        )  # fmt: skip
        db.session.add(batch)
        db.session.flush()
        for each in made:
            db.session.add(BulkMember(batch_id="b", response_id=each, sampled=each == sampled, labels=["C6"]))
        db.session.commit()
    decide(read_again, "second", "C7")
    decisions = [found.decision for found in judged(app)]
    assert sorted(decisions, key=str) == sorted([None, frozenset({"C6"}), frozenset({"C7"})], key=str)


def test_approving_without_any_tag_is_a_decision_too(app, stored, decide) -> None:
    (made,) = stored(response(tags={}))
    decide(made, "first")
    (found,) = judged(app)
    assert (found.machine, found.decision) == (frozenset(), frozenset())


def test_what_waits_or_is_withheld_is_not_compared(app, stored, decide) -> None:
    _waits, kept_out, approved = stored(response(), response(), response(setting=None))
    decide(kept_out, "first", "C6", withheld=Withheld.COULD_IDENTIFY)
    decide(approved, "first", "C6")
    assert [found.setting for found in judged(app)] == [None]


def test_figures_come_with_n_and_interval_and_the_rest_says_not_enough_yet(app, signed_in, stored, decide) -> None:
    lead: Person = signed_in(Role.PPV_LEAD)
    for number, made in enumerate(stored(*(response(WORDS) for _ in range(31)))):
        decide(made, "first", *(["C6"] if number % 10 else []))
    page = lead.page(PAGE)
    shown = text(page)
    assert re.search(r"All commitments together 31 0\.93 0\.\d\d to 0\.\d\d 0\.9\d 0\.\d\d to 0\.\d\d not enough yet", shown)
    assert re.search(r"6\. [^0-9]+ 31 0\.93 0\.\d\d to 0\.\d\d 0\.00 ", shown)
    assert re.search(r"Prison 31 0\.93", shown)
    assert re.search(r"Not enough yet: [^.]*Polish[^.]*\.", shown)
    assert re.search(r"Not enough yet: [^.]*Police custody[^.]*\.", shown)
    assert "Zebedee" not in page


def test_second_opinions_make_the_other_half_of_the_table(app, signed_in, stored, decide, ask) -> None:
    lead: Person = signed_in(Role.PPV_LEAD)
    for number, made in enumerate(stored(*(response() for _ in range(30)))):
        ask(made, "first", "C6" if number % 2 else "C7")
        decide(made, "second", "C6")
    shown = text(lead.page(PAGE))
    assert re.search(r"All commitments together 30 1\.00 [^a-z]+ to [^a-z]+ to [^a-z]+ 30 0\.50", shown)


def test_a_group_too_small_looks_the_same_as_one_with_nobody(app, signed_in, stored, decide) -> None:
    lead: Person = signed_in(Role.PPV_LEAD)
    before = text(lead.page(PAGE))
    (made,) = stored(response(WORDS, setting="irc"))
    decide(made, "first", "C6")
    assert text(lead.page(PAGE)) == before


def test_the_page_is_sound_and_in_the_leads_menu_only(signed_in) -> None:
    lead: Person = signed_in(Role.PPV_LEAD)
    page = Walker(lead.browser).get(PAGE)
    assert page.h1 == "Agreement on tags"
    assert PAGE in lead.page("/staff/")
    peer: Person = signed_in(Role.PEER_REVIEWER)
    assert peer.get(PAGE).status_code == 403
    assert PAGE not in peer.page("/staff/")


def test_it_is_said_when_the_model_learnt_from_decisions_made_here(app, signed_in) -> None:
    lead: Person = signed_in(Role.PPV_LEAD)
    said = "learnt from decisions made here"
    assert said not in lead.page(PAGE)
    model = app.extensions["heard"].settings.model
    model.parent.mkdir(parents=True, exist_ok=True)
    model.write_bytes(b"an adopted model")
    assert said in lead.page(PAGE)
