"""The linter finds what is hard to read, says which rule and what to write instead, and lets easy texts pass."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accessibility.easy_read import HardWord, hard_words, lint
from accessibility.easy_read.linter import RULES, sentences
from accessibility.easy_read.words import idioms, is_common, limits


def rules(text: str) -> set[str]:
    return {finding.rule for finding in lint(text)}


@pytest.mark.parametrize(
    "text",
    [
        "You can stop at any time.",
        "Did the nurse listen to you?",
        "We do not ask your name.",
        "Ask for an interpreter if you want one.",
        "You can write about food, sleep, medicine, pain or feelings.",
        "If you feel unsafe, tell a member of staff.",
        "Some people have a learning disability.",
        "Press the green button to send your answers.",
        "Your answers have gone.",
        "I am tired and worried.",
        "How good is health care in prison?",
        "The doctor's room is quieter than the other rooms.",
        "He was trying to open the door.",
        "You have %(count)s questions left.",
        "",
    ],
)
def test_an_easy_text_passes(text: str) -> None:
    assert lint(text) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("You can tell us all about the care that you had when you were in the big new hospital.", "sentence-length"),
        ("The nurse came, and she gave me a pill.", "one-idea"),
        ("I went to bed because I was ill.", "one-idea"),
        ("I was ill; nobody came.", "one-idea"),
        ("The nurse (a man) came.", "one-idea"),
        ("Choose food, sleep, pain, sport, work, teeth or eyes.", "one-idea"),
        ("The clinician will evaluate your symptoms.", "common-words"),
        ("We will utilise your feedback.", "common-words"),
        ("The commissioning landscape is fragmented.", "common-words"),
        ("We want to get the ball rolling and bear in mind your needs.", "no-idiom"),
        ("Some people fell through the cracks.", "no-idiom"),
        ("Your form was sent.", "active"),
        ("Medicine is given by the nurse.", "active"),
        ("You will be asked some questions.", "active"),
        ("My things got stolen.", "active"),
        ("We don't ask your name.", "full-forms"),
        ("It's your choice.", "full-forms"),
        ("You cannot send it without a name.", "one-negative"),
        ("Use fruit, e.g. apples.", "plain-signs"),
        ("Choose yes and/or no.", "plain-signs"),
        ("Your healthcare matters.", "plain-signs"),
        ("PLEASE read this.", "plain-signs"),
    ],
)
def test_a_hard_text_is_found_under_its_rule(text: str, rule: str) -> None:
    assert rule in rules(text)


def test_each_finding_has_the_sentence_the_rule_and_a_suggestion() -> None:
    findings = lint("This is easy. We don't utilise it.")
    assert {f.rule for f in findings} == {"full-forms", "common-words"}
    assert {f.text for f in findings} == {"We don't utilise it."}
    assert all(f.suggestion and f.rule in RULES for f in findings)


def test_the_limit_is_fifteen_words_and_no_more() -> None:
    fifteen = "Ask the nurse or the doctor to help you with your food and your bed."
    assert len(fifteen.split()) == limits().words_in_a_sentence == 15
    assert "sentence-length" not in rules(fifteen)
    assert "sentence-length" in rules(fifteen.replace("your bed", "your old bed"))


def test_two_short_sentences_are_not_one_long_one() -> None:
    text = "Ask the nurse to help you with your food and drink. Ask the doctor to help you with your pain."
    assert len(sentences(text)) == 2
    assert lint(text) == []


@pytest.mark.parametrize("hard", hard_words(), ids=lambda h: h.word)
def test_a_hard_word_is_explained_in_easy_words(hard: HardWord) -> None:
    assert lint(hard.meaning) == []


@pytest.mark.parametrize(
    "word", ["nurses", "stopped", "happiest", "worries", "dying", "easily", "making", "bigger", "doctor's", "tried"]
)
def test_a_common_word_is_common_in_every_form(word: str) -> None:
    assert is_common(word)


@pytest.mark.parametrize(
    "word", ["utilise", "commissioning", "multidisciplinary", "pathway", "stakeholder", "holistic", "provision"]
)
def test_words_of_the_trade_are_not_common(word: str) -> None:
    assert not is_common(word)


def test_what_to_say_in_place_of_an_idiom_is_no_idiom_itself() -> None:
    for idiom in set(idioms().values()):
        assert "no-idiom" not in rules(idiom.say), idiom.phrase


@given(st.text(max_size=300))
def test_no_text_breaks_the_linter(text: str) -> None:
    for finding in lint(text):
        assert finding.rule in RULES
        assert finding.text in " ".join(text.split())


@given(st.lists(st.sampled_from(["You can stop.", "Ask the nurse.", "It was sent.", "Don't go.", "We utilise it."]), max_size=6))
def test_sentences_are_judged_alone(parts: list[str]) -> None:
    assert lint(" ".join(parts)) == [finding for part in parts for finding in lint(part)]
