"""What the core is told: acts and references, in the form it takes them."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from consultations.dialogue import commands, words
from consultations.dialogue.acts import Act
from consultations.dialogue.state import State
from consultations.journey.draft import Draft
from consultations.types import RawText

BOT = Path(__file__).resolve().parents[3] / "bot"


def test_an_act_is_a_name_and_references():
    message = Act("tell", answer_ref="a1", more="yes", topic="C6").message()
    assert message.startswith("/tell{")
    assert json.loads(message.removeprefix("/tell")) == {
        "answer_ref": "a1",
        "more": "yes",
        "topic": "C6",
        "asking": "nothing",
    }


def test_an_act_has_no_place_for_words():
    assert {f.name for f in dataclasses.fields(Act)} == {"name", "asking", "answer_ref", "more", "topic"}
    with pytest.raises(TypeError):
        Act("tell", answer_ref=RawText("secret")).message()  # type: ignore[arg-type]


def test_site_and_bot_know_the_same_acts_and_keys():
    acts = set(YAML(typ="safe").load((BOT / "domain" / "acts.yml").read_text(encoding="utf-8"))["intents"])
    assert commands.ACTS - {"nlu_fallback"} == acts - {"begin", "tell", "send_now", "delete_for_good"}
    keys = set(YAML(typ="safe").load((BOT / "domain" / "keys.yml").read_text(encoding="utf-8"))["responses"])
    assert set(words.SAID) <= keys


def test_the_state_survives_sealing_and_opening_the_draft():
    draft = Draft(consultation_id="x", language="en")
    state = State(draft)
    state.asking, state.sub, state.held = "delete", "held", RawText("kept words")
    state.note("you", "hello")
    again = State(Draft.from_json(draft.to_json()))
    assert (again.asking, again.sub, again.held) == ("delete", "held", RawText("kept words"))
    assert again.conversation_id == state.conversation_id
    assert list(again.log()) == [("you", "hello")]


def test_the_page_does_not_grow_without_end():
    state = State(Draft(consultation_id="x", language="en"))
    for i in range(200):
        state.note("heard", str(i))
    assert len(list(state.log())) == 40
