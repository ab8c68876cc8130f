"""What the bot makes of phrases it was not trained on."""

from __future__ import annotations

from collections import Counter

import pytest
from conftest import BOT, LOCALES
from phrases import phrases

DANGEROUS = {"delete_everything", "send"}


def held_apart(locale: str) -> list[tuple[str, str]]:
    return phrases(BOT / "tests" / f"nlu_{locale}.yml")


def share_right(understand, pairs: list[tuple[str, str]]) -> float:
    return sum(understand(phrase) == act for act, phrase in pairs) / len(pairs)


def test_held_apart_phrases_are_understood_over_all(understand):
    everything = [pair for locale in LOCALES for pair in held_apart(locale)]
    assert share_right(understand, everything) >= 0.93


@pytest.mark.parametrize("locale", LOCALES)
def test_held_apart_phrases_are_understood_in_each_language(understand, locale):
    assert share_right(understand, held_apart(locale)) >= 0.9


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", ["nlu", "thresholds"])
def test_nothing_of_another_kind_is_read_as_delete_or_send(understand, locale, name):
    pairs = phrases(BOT / "tests" / f"{name}_{locale}.yml")
    wrong = [phrase for act, phrase in pairs if act not in DANGEROUS and understand(phrase) in DANGEROUS]
    assert wrong == []


@pytest.mark.parametrize("locale", LOCALES)
def test_most_of_what_is_no_act_is_not_taken_for_one(understand, locale):
    """Bits of a story typed where a choice was asked: "is that your answer?", or not understood."""
    stray = [p for act, p in phrases(BOT / "tests" / f"thresholds_{locale}.yml") if act == "none"]
    kept_out = sum(understand(p) in ("nlu_fallback", "tells_something") for p in stray)
    assert kept_out / len(stray) >= 0.7


@pytest.mark.parametrize("locale", LOCALES)
def test_held_apart_phrases_are_apart(locale):
    trained_on = {phrase.casefold() for _, phrase in phrases(BOT / "data" / locale / "nlu.yml")}
    assert not trained_on & {phrase.casefold() for _, phrase in held_apart(locale)}


@pytest.mark.parametrize("locale", LOCALES)
def test_every_act_has_examples_enough_and_none_that_another_has(locale):
    pairs = phrases(BOT / "data" / locale / "nlu.yml")
    counts = Counter(act for act, _ in pairs)
    assert min(counts.values()) >= 15
    assert set(counts) == {act for act, _ in phrases(BOT / "data" / "en" / "nlu.yml")}
    assert [p for p, n in Counter(phrase.casefold() for _, phrase in pairs).items() if n > 1] == []
