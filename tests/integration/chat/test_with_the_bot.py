"""The real bot behind the real conversation: what it is told, what it forgets, and its death in the middle."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
import requests
from flask import Flask

from tests.integration.chat.conftest import Talk
from tests.integration.chat.test_conversation_way import TO_FIRST_QUESTION, TO_WORDS
from web import i18n
from web.chat import bot_process
from web.chat.rasa_client import RasaCore

pytestmark = pytest.mark.bot

STORY = "The nurse laughed at my hepatitis and walked away"


@pytest.fixture(scope="module")
def bot() -> Iterator[RasaCore]:
    with bot_process.running(timeout=5.0) as core:
        yield core


@pytest.fixture
def spoken(one_site: Flask, bot: RasaCore) -> Iterator[Talk]:
    with one_site.test_request_context("/"):
        i18n.choose("en")
        yield Talk(bot, "en", "twelve-commitments")


def tracker(bot: RasaCore, talk: Talk) -> dict:
    """All the bot holds of a conversation, read as its own API shows it."""
    address = f"{bot.url}/conversations/{talk.site.draft.chat['id']}/tracker"
    return requests.get(address, params={"token": bot.token, "include_events": "ALL"}, timeout=5).json()


def test_free_answers_never_reach_the_bot(bot, spoken):
    spoken(*TO_WORDS, STORY, "More kindness please", "skip")
    held = json.dumps(tracker(bot, spoken))
    assert "hepatitis" not in held
    assert "kindness" not in held
    assert '"answer_ref"' in held


def test_no_typed_line_is_held_by_the_bot_even_where_it_was_asked_what_it_means(bot, spoken):
    spoken(*TO_FIRST_QUESTION, "will the screws get to see this then")
    assert "They do not work where you are" in spoken.text
    assert "screws" not in json.dumps(tracker(bot, spoken))


def test_the_bot_forgets_at_the_end(bot, spoken):
    spoken("yes", "delete everything", "yes", "choice:yes")
    assert spoken.wiped
    assert not [e for e in tracker(bot, spoken)["events"] if e["event"] == "user"]


def test_lines_as_people_type_them_are_understood(bot, spoken):
    spoken(*TO_FIRST_QUESTION)
    assert "I am a computer" in "\n".join(spoken("r u a real person or a bot").messages)
    assert "does not change your care" in "\n".join(spoken("can they use this against me").messages)
    assert "cannot give medical help" in "\n".join(spoken("can you get me a doctor").messages)
    assert spoken.site.step().id == "c6-how"


def test_a_tracker_is_not_shown_without_the_token(bot, spoken):
    address = f"{bot.url}/conversations/{spoken.site.draft.chat['id']}/tracker"
    assert requests.get(address, timeout=5).status_code == 401


def test_the_bot_listens_on_the_loopback_interface_only(bot):
    assert bot.url.startswith("http://127.0.0.1:")


def test_the_bots_death_in_the_middle_offers_the_form_with_the_answer_in_it(one_site):
    with one_site.test_request_context("/"), bot_process.running(timeout=5.0) as core:
        i18n.choose("en")
        talk = Talk(core, "en", "twelve-commitments")
        talk(*TO_WORDS)
        bot_process.stop(core.process)
        reply = talk(STORY)
        assert reply.show_form
        assert talk.site.draft.answers["c6-what-happened"].words.reveal() == STORY
