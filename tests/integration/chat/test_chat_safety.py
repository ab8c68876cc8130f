"""Danger is met with help in the same reply, and no word a person typed as an answer reaches the core."""

from __future__ import annotations

import pytest

from tests.integration.chat.test_conversation_way import TO_FIRST_QUESTION, TO_WORDS

DANGER = "I want to kill myself tonight"


@pytest.mark.parametrize("before", [[], ["yes"], TO_FIRST_QUESTION, TO_WORDS], ids=["start", "who", "faces", "words"])
def test_help_is_in_the_reply_to_the_very_words(talk, before):
    t = talk()
    t(*before)
    heard = len(t.core.heard)
    reply = t(DANGER)
    assert reply.help_shown
    assert any("116 123" in m or "999" in m for m in reply.messages)
    assert len(t.core.heard) == heard


def test_the_conversation_waits_then_goes_on_as_the_person_chooses(talk):
    t = talk()
    t(*TO_WORDS, DANGER)
    assert t.site.step().id == "c6-what-happened"
    assert "choice:carry-on" in {b.value for b in t.last.buttons}
    t("and nobody is here")
    assert t.site.draft.answers["c6-what-happened"].words.reveal() == f"{DANGER}\nand nobody is here"
    t("carry on")
    assert t.site.step().id == "c6-better"


def test_danger_typed_at_a_choice_is_kept_too(talk):
    t = talk()
    t(*TO_FIRST_QUESTION, DANGER, "carry on", "choice:1")
    assert DANGER in t.text


def test_danger_inside_a_yes_or_no_deletes_nothing(talk):
    t = talk()
    t(*TO_WORDS, "delete everything", DANGER)
    assert t.last.help_shown
    assert not t.wiped


def test_no_answer_reaches_the_core(talk):
    t = talk()
    story = "The nurse said my hepatitis was nothing and laughed"
    t(*TO_WORDS, story, "More kindness", "skip")
    told = "\n".join(t.core.heard)
    assert "hepatitis" not in told
    assert "kindness" not in told


def test_long_lines_at_a_choice_never_reach_the_core(talk):
    t = talk()
    t(*TO_FIRST_QUESTION, "my mate told me that they lost all his records last year")
    assert "records" not in "\n".join(t.core.heard)


def test_a_dead_core_offers_the_form_with_the_answer_kept(talk):
    t = talk()
    t(*TO_WORDS)
    t.core.dead = True
    reply = t("They never called me back")
    assert reply.show_form
    assert t.site.draft.answers["c6-what-happened"].words.reveal() == "They never called me back"
    assert t.site.draft.step == "c6-better"
    t.core.dead = False
    assert not t("choice:try-again").show_form
    assert t.site.step().id == "c6-better"


def test_words_that_a_dead_core_could_not_tell_apart_are_not_lost(talk):
    t = talk()
    t(*TO_FIRST_QUESTION)
    t.core.dead = True
    assert t("the doctor was fine").show_form
    t.core.dead = False
    t("choice:try-again", "choice:2")
    assert "the doctor was fine" in t.text


def test_no_words_show_where_a_draft_is_printed(talk):
    t = talk()
    t(*TO_WORDS, "My secret is zanzibar")
    assert "zanzibar" not in repr(t.site.draft)


@pytest.mark.parametrize("said", ["skip", "go back", "again", "who sees this", "xyzzy", "thanks"])
def test_whatever_is_said_after_help_gets_a_reply(talk, said):
    t = talk()
    t(*TO_WORDS, "I have taken all my tablets to end it")
    assert t.last.help_shown
    t(said)
    assert t.last.messages


def test_to_skip_after_help_is_to_carry_on(talk):
    t = talk()
    t(*TO_WORDS, "I have taken all my tablets to end it", "skip")
    assert t.site.step().id == "c6-better"
    assert t.site.draft.answers["c6-what-happened"].words.reveal() == "I have taken all my tablets to end it"


def test_a_number_keeps_its_order_in_a_language_that_runs_from_the_right(talk):
    t = talk("ar")
    t(DANGER)
    assert any("\u2066116 123\u2069" in m or "\u2066999\u2069" in m for m in t.last.messages)


def test_a_choice_that_says_somebody_is_worried_now_shows_help_before_the_next_question(talk):
    t = talk(consultation="families-and-carers")
    t("yes", "choice:family")
    for _ in range(12):
        if t.site.step().id != "worried-now":
            t(*(("choice:worried", "choice:done") if t.site.step().id == "topics" else ("skip",)))
    assert t.site.step().id == "worried-now"
    t("choice:yes")
    assert t.last.help_shown
    assert t.site.step().id == "worried-now"
    t("carry on")
    assert t.site.step().id != "worried-now"
    assert t.site.draft.answers["worried-now"].choices == ("yes",)
