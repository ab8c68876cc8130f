"""Reviewing responses: decisions beside the machine's tags, nobody's work lost, nobody singled out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from html import unescape

import pytest
from flask import Flask

from consultations.review import FEWEST_SHOWN
from consultations.store import queries, reviewing
from consultations.store.models import AuditEntry, Review, SetBy
from tests.integration.staff.people import Person, response, token, where
from web.extensions import db
from web.staff.permissions import Role

QUEUE = "/staff/review/twelve-commitments"


@pytest.fixture
def lead(signed_in: Callable[..., Person]) -> Person:
    return signed_in(Role.PPV_LEAD)


def seen(page: str) -> str:
    found = re.search(r'name="seen" value="([^"]+)"', page)
    assert found
    return found[1]


def form(page: str, commitments: list[str], do: str = "approve", **more: str) -> dict[str, object]:
    return {"csrf_token": token(page), "seen": seen(page), "commitment": commitments, "do": do, **more}


def rows(app: Flask, response_id: str) -> list[tuple[str, bool, str]]:
    with app.app_context():
        found = queries.response(db.session(), response_id)
        assert found is not None
        return [(t.label, t.applies, t.set_by) for t in found.tags]


def test_one_screen_shows_the_words_that_earned_a_tag_its_probability_and_who_set_it(lead: Person, stored) -> None:
    (made,) = stored(response("I waited six weeks for the dentist.", tags={"C6": (0.83, [[9, 18]])}))
    page = lead.page(f"{QUEUE}/{made}")
    assert 'I waited <mark class="evidence">six weeks<span class="evidence__tag"> C6</span></mark> for the dentist.' in page
    assert "83%" in page
    assert "set by the machine" in page


def test_approving_writes_decisions_beside_the_machines_tags(app: Flask, lead: Person, stored, user_id) -> None:
    (made,) = stored(response(tags={"C6": (0.83, [[9, 18]]), "C12": (0.41, [])}))
    page = lead.page(f"{QUEUE}/{made}")
    lead.browser.post(f"{QUEUE}/{made}", data=form(page, ["C6", "C1"]))
    assert rows(app, made) == [
        ("C6", True, "model"),
        ("C12", True, "model"),
        ("C1", True, "reviewer"),
        ("C6", True, "reviewer"),
        ("C12", False, "reviewer"),
    ]
    with app.app_context():
        found = queries.response(db.session(), made)
        assert found is not None
        assert found.review == Review.APPROVED
        assert {t.setter for t in found.tags if t.set_by == SetBy.REVIEWER} == {user_id(lead.name)}
        assert {label for label, tag in queries.standing(found).items() if tag.applies} == {"C1", "C6"}


@pytest.mark.parametrize("do", ["approve", "withhold"])
def test_a_decision_empties_the_raw_words_and_is_in_the_audit_trail(app: Flask, lead: Person, stored, do: str) -> None:
    (made,) = stored(response())
    page = lead.page(f"{QUEUE}/{made}")
    assert lead.browser.post(f"{QUEUE}/{made}", data=form(page, ["C6"], do, reason="could-identify")).status_code == 302
    with app.app_context():
        found = queries.response(db.session(), made)
        assert found is not None
        assert [a.sealed_raw for a in found.answers] == [None]
        actions = [e.action for e in db.session.query(AuditEntry) if e.action.startswith("response.")]
        assert actions == ["response.approved" if do == "approve" else "response.withheld:could-identify"]


def test_withholding_needs_a_reason_and_keeps_the_ticks(app: Flask, lead: Person, stored) -> None:
    (made,) = stored(response())
    page = lead.page(f"{QUEUE}/{made}")
    answer = lead.browser.post(f"{QUEUE}/{made}", data=form(page, ["C9"], "withhold"))
    assert answer.status_code == 400
    assert re.search(r'value="C9" id="tick-C9" checked', answer.get_data(as_text=True))
    assert len(rows(app, made)) == 1


def test_after_a_decision_comes_the_next_response(lead: Person, stored) -> None:
    made = stored(*[response() for _ in range(3)])
    seen_so_far = []
    answer = lead.get(f"{QUEUE}/next")
    for _ in made:
        here = where(answer)
        seen_so_far.append(here.rsplit("/", 1)[1])
        answer = lead.browser.post(here, data=form(lead.page(here), ["C6"]))
    assert sorted(seen_so_far) == sorted(made)
    assert where(answer) == QUEUE


def test_skipping_goes_round_without_deciding(lead: Person, stored) -> None:
    made = stored(*[response() for _ in range(3)])
    here = where(lead.get(f"{QUEUE}/next"))
    met = []
    for _ in range(3):
        met.append(here.rsplit("/", 1)[1])
        here = where(lead.get(f"{QUEUE}/next?after={met[-1]}"))
    assert sorted(met) == sorted(made)
    assert here.endswith(met[0])


def test_the_second_of_two_reviewers_is_told_and_loses_nothing(app: Flask, lead: Person, signed_in, stored) -> None:
    (made,) = stored(response())
    other = signed_in(Role.PEER_REVIEWER)
    first_page, second_page = lead.page(f"{QUEUE}/{made}"), other.page(f"{QUEUE}/{made}")
    assert lead.browser.post(f"{QUEUE}/{made}", data=form(first_page, ["C6"])).status_code == 302
    after_first = rows(app, made)

    answer = other.browser.post(f"{QUEUE}/{made}", data=form(second_page, ["C9", "C7"]))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Somebody else worked on this response" in page
    assert rows(app, made) == after_first
    assert set(re.findall(r'id="tick-(C\d+)" checked', page)) == {"C9", "C7"}

    assert other.browser.post(f"{QUEUE}/{made}", data=form(page, ["C9", "C7"])).status_code == 302
    assert rows(app, made)[: len(after_first)] == after_first


def test_a_tag_that_changed_since_the_page_was_opened_makes_it_stale(app: Flask, lead: Person, stored) -> None:
    (made,) = stored(response())
    page = lead.page(f"{QUEUE}/{made}")
    with app.app_context():
        found = queries.response(db.session(), made)
        assert found is not None
        found.tags[0].applies = False
        db.session.commit()
    assert lead.browser.post(f"{QUEUE}/{made}", data=form(page, ["C6"])).status_code == 409


def test_a_response_deleted_by_its_writer_meanwhile_is_gone(app: Flask, lead: Person, stored) -> None:
    (made,) = stored(response())
    page = lead.page(f"{QUEUE}/{made}")
    with app.app_context():
        queries.delete_response(db.session(), made)
        db.session.commit()
    assert lead.browser.post(f"{QUEUE}/{made}", data=form(page, ["C6"])).status_code == 404


def test_reviewers_see_the_week_and_never_the_day(lead: Person, stored) -> None:
    made = stored(*[response() for _ in range(12)])
    for page in (lead.page(QUEUE), lead.page(f"{QUEUE}/{made[0]}")):
        text = unescape(page)
        assert "16 Nov" in text
        assert "18 Nov" not in text
        assert "2026-11-18" not in text


def test_the_queue_is_not_in_order_of_arrival(app: Flask, lead: Person, stored) -> None:
    stored(*[response() for _ in range(12)])
    with app.app_context():
        found, _ = reviewing.queue(db.session(), "twelve-commitments")
        by_shuffle = [r.reference for r in sorted(found, key=lambda r: r.shuffle)]
    assert re.findall(r">(ZZ-[0-9A-F-]+)<", lead.page(QUEUE)) == by_shuffle


@pytest.mark.parametrize("filters", ["setting=irc", "commitment=C10", "setting=irc&commitment=C10", "setting=irc&review=any"])
def test_a_filter_that_fits_fewer_than_ten_shows_nothing_and_no_number(lead: Person, stored, filters: str) -> None:
    few = [response(setting="irc", tags={"C10": (0.9, [])}) for _ in range(FEWEST_SHOWN - 1)]
    stored(*few, *[response() for _ in range(FEWEST_SHOWN)])
    page = lead.page(f"{QUEUE}?{filters}")
    assert f"Fewer than {FEWEST_SHOWN} responses fit" in page
    assert "ZZ-" not in page
    assert where(lead.get(f"{QUEUE}/next?{filters}")) == QUEUE


def test_a_filter_that_fits_nobody_looks_like_one_that_fits_a_few(lead: Person, stored) -> None:
    stored(response(setting="irc"))
    blank = re.compile(r' selected| value="[^"]*"')
    few, none = (blank.sub("", lead.page(f"{QUEUE}?setting={s}")) for s in ("irc", "court"))
    assert few == none


def test_a_filter_that_fits_ten_shows_them_even_when_most_are_decided(app: Flask, lead: Person, stored) -> None:
    stored(*[response(setting="irc") for _ in range(FEWEST_SHOWN)])
    with app.app_context():
        found, _ = reviewing.queue(db.session(), "twelve-commitments")
        for each in found[1:]:
            each.review = Review.APPROVED.value
        db.session.commit()
    assert len(re.findall(r">ZZ-", lead.page(f"{QUEUE}?setting=irc"))) == 1


def test_a_response_answers_only_under_its_own_consultation(lead: Person, stored) -> None:
    (made,) = stored(response())
    assert lead.get(f"/staff/review/immigration-removal-centres/{made}").status_code == 404
    assert lead.get("/staff/review/no-such-consultation").status_code == 404
    assert lead.get(f"{QUEUE}/{'0' * 32}").status_code == 404


def test_words_are_shown_as_words_and_never_as_markup(lead: Person, stored) -> None:
    (made,) = stored(response("<script>alert(1)</script> {{ 7 * 7 }}", tags={"C6": (0.8, [[0, 8]])}))
    page = lead.page(f"{QUEUE}/{made}")
    assert "<script>alert" not in page
    assert "{{ 7 * 7 }}" in page


def test_a_choice_that_is_no_commitment_is_refused(lead: Person, stored) -> None:
    (made,) = stored(response())
    page = lead.page(f"{QUEUE}/{made}")
    assert lead.browser.post(f"{QUEUE}/{made}", data=form(page, ["C13"])).status_code == 400
    assert lead.browser.post(f"{QUEUE}/{made}", data=form(page, ["C6"], "publish")).status_code == 400


def test_the_day_of_a_decision_is_kept_and_no_time(app: Flask, lead: Person, stored) -> None:
    (made,) = stored(response())
    lead.browser.post(f"{QUEUE}/{made}", data=form(lead.page(f"{QUEUE}/{made}"), ["C6"]))
    with app.app_context():
        found = queries.response(db.session(), made)
        assert found is not None
        assert type(found.tags[-1].set_on) is dt.date


def test_every_key_on_the_list_belongs_to_something_on_the_page(lead: Person, stored) -> None:
    (made,) = stored(response())
    page = lead.page(f"{QUEUE}/{made}")
    keys = re.findall(r'accesskey="(.)"', page)
    assert len(keys) == len(set(keys))
    shown = page.split('id="keys"')[1]
    listed = {key.lower() for words in re.findall(r"<kbd>([^<]+)</kbd>", shown) for key in words.split(", ")}
    assert listed - {"1–9"} | set("123456789") == set(keys)
