"""Whatever is asked in between, the place is kept and no answer is lost; nothing is deleted or sent by accident."""

from __future__ import annotations

import pytest

from consultations.dialogue import words
from consultations.dialogue.commands import load
from consultations.journey.steps import Kind
from tests.integration.chat.test_conversation_way import STORY, TO_FIRST_QUESTION, TO_TOPICS, TO_WORDS

PLACES = {
    "take part": [],
    "who": ["yes"],
    "topics": TO_TOPICS,
    "faces": TO_FIRST_QUESTION,
    "words": TO_WORDS,
    "read back": [*TO_WORDS, "skip", "skip"],
}
KEEPING = sorted(set(words.WAYS) - {"skip", "go_back", "start_again", "delete_everything", "easier"})


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("language", ["en", "pl", "ar"])
def test_an_interruption_is_answered_and_the_place_kept(talk, place, language):
    t = talk(language)
    t(*PLACES[place])
    before, answers = t.site.step().id, dict(t.site.draft.answers)
    commands = load().acts[language]
    for act in KEEPING:
        typed = next(phrase for phrase, does in commands.items() if does == act)
        reply = t(typed)
        assert reply.messages, act
        assert reply.buttons, act
        assert (t.site.step().id, t.site.draft.answers) == (before, answers), act


def test_deleting_asks_twice_in_words_and_by_button(talk):
    t = talk()
    t(*TO_WORDS, STORY, "delete everything")
    assert not t.wiped
    t("yes")
    assert "Are you sure" in t.text
    assert not t.wiped
    assert t("choice:yes").expects == "end"
    assert t.wiped


@pytest.mark.parametrize("second", ["no", "who sees this", "wait what", "delete"])
def test_deleting_is_undone_by_anything_but_a_second_yes(talk, second):
    t = talk()
    t(*TO_WORDS, STORY, "delete", "yes", second)
    assert not t.wiped
    assert t.site.draft.answers["c6-what-happened"].words.reveal() == STORY


def test_what_sounds_like_yes_does_not_delete(talk, monkeypatch):
    t = talk()
    t(*TO_FIRST_QUESTION, "delete", "yes")
    monkeypatch.setattr(t.core, "read", lambda typed: "affirm")
    t("yeah go on I guess")
    assert not t.wiped


def test_a_typed_act_of_the_buttons_does_nothing(talk):
    t = talk()
    t(*TO_FIRST_QUESTION, "/delete_for_good", "/send_now")
    assert not t.wiped
    assert not t.site.draft.sent


def test_send_in_the_middle_leads_to_the_answers_and_sends_nothing(talk):
    t = talk()
    t(*TO_FIRST_QUESTION, "choice:2", "skip", "send my answers")
    assert not t.site.draft.sent


def test_starting_again_asks_first(talk):
    t = talk()
    t(*TO_WORDS, STORY, "start again", "no")
    assert t.site.draft.answers
    t("start again", "yes")
    assert t.site.draft.answers == {}
    assert t.site.step().kind is Kind.WHO


def test_a_complaint_is_offered_and_never_made(talk):
    t = talk()
    t(*TO_WORDS, STORY, "complaint")
    assert "Do you want to make this a complaint?" in t.text
    t("yes")
    assert "This is how you can complain." in t.text
    assert t.last.messages[-2].startswith("What would make") or t.site.step().id == "c6-better"


def test_two_misunderstandings_offer_the_form(talk):
    t = talk()
    t(*TO_FIRST_QUESTION)
    assert not t("flurble").show_form
    assert t("flurble again").show_form
    assert t.last.buttons


def test_an_insult_gets_one_patient_line_and_the_question(talk):
    t = talk()
    t(*TO_FIRST_QUESTION)
    question = t.last.messages[0]
    assert t("you idiot").messages == ("That is OK. I am here to listen.", question)


def test_language_changes_in_the_middle_and_answers_stay(talk):
    t = talk()
    t(*TO_WORDS, STORY, "change language", "choice:ar")
    assert t.site.draft.language == "ar"
    assert t.site.draft.answers["c6-what-happened"].words.reveal() == STORY


def test_help_lists_everything_that_can_be_said(talk):
    t = talk()
    t(*TO_WORDS)
    offered = {b.value for b in t("help").buttons}
    assert {f"act:{act}" for act in words.WAYS} - {"act:easier"} <= offered | {"act:skip"}


def test_going_back_and_answering_again_leads_on_to_what_is_open(talk):
    t = talk()
    t(*TO_WORDS, STORY, "back", "back", "choice:4")
    assert t.site.draft.answers["c6-how"].choices == ("4",)
    assert t.site.step().id == "c6-better"
