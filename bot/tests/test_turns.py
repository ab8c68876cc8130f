"""One act in, keys out: the loop, the interruptions, and what must never happen by accident."""

from __future__ import annotations

import asyncio
import itertools
import re

import pytest
from conftest import BOT

NUMBERS = itertools.count()


@pytest.fixture
def one(say):
    """An act in a conversation of its own."""

    def turn(act: str, **said: str) -> list[str]:
        entities = ",".join(f'"{k}":"{v}"' for k, v in {"asking": "nothing", **said}.items())
        return say(f"/{act}{{{entities}}}", f"alone-{next(NUMBERS)}")

    return turn


@pytest.mark.parametrize(("more", "key"), [("yes", "utter_ask"), ("no", "utter_check"), ("follow_up", "utter_follow_up")])
def test_an_answer_leads_on_by_what_the_site_says_is_left(one, more, key):
    assert one("tell", answer_ref="a1", more=more, topic="C6") == [key]


def test_deleting_asks_twice_and_needs_the_button(one):
    assert one("delete_everything") == ["utter_confirm_delete"]
    assert one("affirm", asking="delete") == ["utter_confirm_delete_again"]
    assert one("affirm", asking="delete_again") == ["utter_confirm_delete_again"]
    assert one("delete_for_good", asking="delete_again") == ["utter_deleted"]


@pytest.mark.parametrize("asking", ["nothing", "delete", "start_again", "complaint", "not_understood"])
def test_the_delete_button_out_of_turn_deletes_nothing(one, asking):
    assert one("delete_for_good", asking=asking) == ["utter_confirm_delete"]


@pytest.mark.parametrize("asking", ["delete", "delete_again", "start_again"])
def test_no_keeps_everything_and_asks_on(one, asking):
    assert one("deny", asking=asking) == ["utter_kept", "utter_ask"]


def test_sending_in_words_only_asks(one):
    assert one("send") == ["utter_confirm_send"]
    assert one("send_now") == ["utter_sent"]


def test_a_complaint_is_offered_never_made(one):
    assert one("complain") == ["utter_offer_complaint"]
    assert one("affirm", asking="complaint") == ["utter_complaint_routes", "utter_ask"]
    assert one("deny", asking="complaint") == ["utter_ask"]


def test_two_misunderstandings_offer_the_form(one):
    assert one("nlu_fallback") == ["utter_not_understood"]
    assert one("nlu_fallback", asking="not_understood") == ["utter_offer_form"]


def test_every_act_gets_an_answer_whatever_was_asked(agent, one):
    silent = []
    acts = [a for a in agent.domain.intents if a not in ("tell", "restart", "back", "session_start", "out_of_scope")]
    for act, asking in itertools.product(acts, agent.domain.as_dict()["slots"]["asking"]["values"]):
        if asking is not None and one(act, asking=asking) in ([], ["utter_default"]):
            silent.append((act, asking))
    assert silent == []


def test_every_key_is_its_own_name_so_no_word_for_people_hides_here(agent):
    for key, variants in agent.domain.responses.items():
        assert [v["text"] for v in variants] == [key]


def test_the_answer_to_tell_is_never_learned_from_words():
    for path in (BOT / "data").glob("*/nlu.yml"):
        acts = re.findall(r"^- intent: (\w+)$", path.read_text(encoding="utf-8"), re.M)
        assert not set(acts) & {"tell", "begin", "send_now", "delete_for_good"}


def test_an_interruption_loses_no_place(say):
    say('/begin{"asking":"nothing"}', "walk")
    assert say('/tell{"answer_ref":"1","more":"yes","asking":"nothing"}', "walk") == ["utter_ask"]
    assert say('/who_sees{"asking":"nothing"}', "walk") == ["utter_who_sees", "utter_ask"]
    assert say('/delete_everything{"asking":"nothing"}', "walk") == ["utter_confirm_delete"]
    assert say('/how_long{"asking":"delete"}', "walk") == ["utter_how_long", "utter_ask"]
    assert say('/affirm{"asking":"nothing"}', "walk") == ["utter_yes"]
    assert say('/tell{"answer_ref":"2","more":"no","asking":"nothing"}', "walk") == ["utter_check"]


def test_a_long_conversation_stays_short_in_memory(agent, say):
    for i in range(40):
        assert say(f'/tell{{"answer_ref":"{i}","more":"yes","asking":"nothing"}}', "long") == ["utter_ask"]
    assert len(asyncio.run(agent.tracker_store.retrieve("long")).events) <= 20
