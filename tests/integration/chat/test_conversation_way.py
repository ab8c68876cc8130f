"""The whole way through a conversation, and what happens to every answer on it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from consultations.journey.steps import Kind
from consultations.store.models import Response
from consultations.types import Audience, Setting
from web.extensions import db

TO_TOPICS = ["yes", "choice:person", "choice:prison", "skip", "choice:in_custody", "choice:nobody"]
TO_FIRST_QUESTION = [*TO_TOPICS, "choice:c6", "choice:done"]
TO_WORDS = [*TO_FIRST_QUESTION, "choice:2"]
STORY = "The nurse never came and I waited three weeks for my tablets"


def test_it_says_what_it_is_and_what_it_cannot_do_before_asking_anything(talk):
    first = talk().last.messages
    said = " ".join(first)
    for promise in (
        "I am a computer",
        "cannot give medical help",
        "do not ask your name",
        "cannot promise",
        "skip any question",
    ):
        assert promise in said
    assert first[-1] == "Do you want to talk with me about health care?"


def test_a_no_at_the_start_keeps_nothing(talk):
    t = talk()
    assert t("no").expects == "end"
    assert t.wiped
    assert t.core.wiped == [t.site.draft.chat["id"]]


def test_the_whole_way_is_stored_through_intake_with_a_receipt(talk):
    t = talk()
    t(*TO_WORDS, STORY, "More nurses at night")
    while t.site.step().kind is not Kind.CHECK:
        t("yes" if t.site.step().kind is Kind.UNDERSTOOD and t.last.buttons[0].value == "choice:yes" else "skip")
    assert STORY in t.text
    t("choice:yes", "yes", "yes", "no")
    assert t.site.step().kind is Kind.SEND
    reply = t("choice:send")
    assert reply.expects == "end"
    assert t.site.receipt() in t.text
    db.session.commit()
    stored = db.session.scalars(select(Response)).one()
    assert (stored.channel, stored.audience, stored.setting, stored.may_quote) == ("chat", "person", "prison", True)
    assert {a.question_id for a in stored.answers} == {"c6-how", "c6-what-happened", "c6-better"}
    assert stored.receipt_digest
    assert t.core.wiped


def test_choices_can_be_typed_by_words_number_or_part_of_them(talk):
    t = talk()
    t("Yes, I want to talk", "family")
    assert t.site.draft.audience is Audience.FAMILY
    t("number 6")
    assert t.site.draft.setting is Setting.SHORT_TERM_HOLDING


def test_several_topics_can_be_typed_at_once(talk):
    t = talk()
    t(*TO_TOPICS, "1, 3")
    assert "Press" in t.text
    t("That is all")
    assert t.site.draft.topics == ("c1", "c3")


def test_a_likely_tag_earns_one_more_topic(talk, monkeypatch):
    t = talk()
    t(*TO_WORDS)
    monkeypatch.setattr(t.site, "likely", lambda step: ("C9",))
    t("They let me out with no medicine and no doctor")
    assert "Health care after leaving" in t.text
    t("yes")
    assert t.site.draft.topics == ("c6", "c9")
    assert '"topic": "C9"' in "".join(t.core.heard)


def test_a_declined_topic_is_not_offered_again(talk, monkeypatch):
    t = talk()
    t(*TO_WORDS)
    monkeypatch.setattr(t.site, "likely", lambda step: ("C9",))
    t("They let me out with no medicine", "no", "And again with no doctor")
    assert "Do you want to say more about it?" not in t.text
    assert t.site.draft.topics == ("c6",)


def test_what_was_understood_can_be_corrected(talk, monkeypatch):
    t = talk()
    monkeypatch.setattr(t.site, "found", lambda: ("C6", "C9"))
    t(*TO_WORDS, STORY, "skip")
    assert t.site.step().kind is Kind.UNDERSTOOD
    t("no", "yes", "no", "choice:C1", "choice:done")
    assert t.site.draft.understood == {"C6": True, "C9": False, "C1": True}
    assert t.site.step().kind is Kind.CHECK


def test_an_answer_can_be_changed_from_the_answers_read_back(talk):
    t = talk()
    t(*TO_FIRST_QUESTION, "choice:2", "skip", "skip")
    assert t.site.step().kind is Kind.CHECK
    t("choice:no", "choice:c6-how", "choice:5")
    assert t.site.draft.answers["c6-how"].choices == ("5",)
    assert t.site.step().kind is Kind.CHECK


def test_words_typed_where_a_choice_is_asked_are_kept_and_offered_as_the_answer(talk):
    t = talk()
    t(*TO_FIRST_QUESTION, "well they took ages to get me to the hospital for my arm")
    assert "I keep your words" in t.text
    t("choice:1")
    assert "Is it your answer" in t.text
    t("yes")
    assert t.site.draft.answers["c6-what-happened"].words.reveal().startswith("well they took ages")


def test_kept_words_are_offered_once_more_when_no_question_for_words_is_left(talk):
    t = talk()
    t(*TO_FIRST_QUESTION, "choice:2", "skip", "skip", "well they took ages to get me to the hospital for my arm", "yes")
    assert "well they took ages" in t.site.draft.answers["c6-better"].words.reveal()


def test_a_text_over_the_limit_is_refused_in_words_and_not_stored(talk):
    t = talk()
    t(*TO_WORDS, "long " * 1000)
    assert "Please make it shorter" in t.text
    assert "c6-what-happened" not in t.site.draft.answers


def test_an_organisation_is_asked_how_it_asked_its_members(talk):
    t = talk()
    t("yes", "choice:organisation", "An invented charity", "By a survey on paper")
    assert t.site.draft.organisation_name == "An invented charity"
    assert t.site.draft.members_views.reveal() == "By a survey on paper"
    assert t.site.step().kind is Kind.WHERE


def test_nothing_answered_is_not_sent(talk):
    t = talk()
    t(*TO_FIRST_QUESTION, "skip", "skip", "skip", "choice:yes", "no", "choice:send")
    assert "nothing to send yet" in t.text
    assert t.site.step().id == "c6-how"


@pytest.mark.parametrize("language", ["pl", "ar"])
def test_the_way_is_the_same_in_every_language(talk, language):
    t = talk(language)
    t(*TO_TOPICS, "choice:c6", "choice:done", "choice:2", "x", "skip")
    assert t.site.draft.answers["c6-what-happened"].words.reveal() == "x"
