"""Exact commands, numbers and choices, as people type them."""

from __future__ import annotations

from pathlib import Path

import pytest

from consultations.dialogue import commands
from consultations.dialogue.options import one_of, some_of
from consultations.dialogue.site import Option

YES_NO = (Option("yes", "Yes"), Option("no", "No"))
PLACES = (Option("prison", "Prison for men"), Option("womens_prison", "Prison for women"), Option("court", "Court"))


@pytest.mark.parametrize(
    ("locale", "typed", "act"),
    [
        ("en", "  STOP!! ", "stop_and_save"),
        ("en", "Who will see this???", "who_sees"),
        ("en", "I want to complain.", "complain"),
        ("pl", "ZMIEN JEZYK", "change_language"),
        ("pl", "pomiń", "skip"),
        ("pl", "pomin", "skip"),
        ("ar", "احذف كل شئ", None),
        ("ar", "اِحْذِف كُلّ شَيء", "delete_everything"),
        ("ar", "ساعدني!", "help"),
        ("pl", "help", "help"),
        ("fa", "stop", "stop_and_save"),
        ("en", "stop giving me the wrong tablets", None),
        ("en", "", None),
    ],
)
def test_commands_are_matched_whole_whatever_the_case_signs_and_accents(locale, typed, act):
    assert commands.match(locale, typed, words_asked=False) == act


@pytest.mark.parametrize("typed", ["yes", "no", "nope", "send", "OK"])
def test_what_may_be_an_answer_is_no_command_where_words_are_asked(typed):
    assert commands.match("en", typed, words_asked=True) is None
    assert commands.match("en", typed, words_asked=False) is not None


def test_every_language_has_a_way_to_say_every_act_of_the_others():
    book = commands.load()
    said = {locale: set(phrases.values()) for locale, phrases in book.acts.items()}
    assert all(acts == said["en"] for acts in said.values())


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("2", 2),
        ("number 3 please", 3),
        ("the second one", 2),
        ("٤", 4),
        ("۳", 3),
        ("5 or 6", None),
        ("in 2019 it was better", None),
    ],
)
def test_numbers_in_digits_of_any_script_and_in_words(typed, number):
    assert commands.number("en", typed) == number


def test_a_choice_by_its_words_number_part_or_yes():
    assert one_of("en", "prison for WOMEN", PLACES) == "womens_prison"
    assert one_of("en", "3", PLACES) == "court"
    assert one_of("en", "women", PLACES) == "womens_prison"
    assert one_of("pl", "tak", YES_NO) == "yes"
    assert one_of("ar", "لا", YES_NO) == "no"


def test_a_part_that_several_choices_have_is_no_choice():
    assert one_of("en", "prison", PLACES) is None
    assert one_of("en", "9", PLACES) is None
    assert one_of("en", "delete", (Option("yes", "Yes, delete everything"), *YES_NO[1:]), partly=False) is None


def test_several_numbers_are_several_choices_and_one_wrong_one_is_none():
    assert some_of("en", "1, 3", PLACES) == ("prison", "court")
    assert some_of("en", "1 9", PLACES) == ()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("also_where_words_are_asked: []\ncommands:\n  en:\n    dance: [dance]\n", "no act dance"),
        ("also_where_words_are_asked: []\ncommands:\n  en:\n    skip: [go]\n    help: [Go!]\n", "keep one"),
        ("also_where_words_are_asked: [fly]\ncommands: {}\n", "no act fly"),
        ("commands: [\n", "not YAML"),
    ],
)
def test_a_wrong_file_says_what_is_wrong_and_how_to_mend_it(tmp_path: Path, wrong, said):
    file = tmp_path / "commands.yml"
    file.write_text(wrong, encoding="utf-8")
    with pytest.raises(commands.CommandError, match=said) as caught:
        commands.load(file)
    assert "commands.yml, line " in str(caught.value)
