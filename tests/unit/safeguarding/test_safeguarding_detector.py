"""What the detector promises, whatever the wording of the rules."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultations.safeguarding import rulebook
from consultations.safeguarding.detector import VERSION, assess
from consultations.safeguarding.guess import languages_of
from consultations.types import Level, RawText, SafeguardingKind

LANGUAGES = (
    *("ar", "bn", "ckb", "cy", "en", "es", "fa", "pa", "pl", "ps"),
    *("pt-BR", "ro", "ru", "so", "sq", "ti", "tr", "ur", "vi", "zh-Hans"),
)


def level(text: str, language: str | None = "en") -> Level:
    return assess(RawText(text), language).level


def test_every_language_of_the_site_has_rules_that_load() -> None:
    assert rulebook.codes() == LANGUAGES
    for code in LANGUAGES:
        assert rulebook.language(code).matcher.hits([]) == []


@pytest.mark.parametrize(
    "text",
    [
        "i want to kill myself tonight",
        "I WANT TO KILL MYSELF TONIGHT",
        "i wanna kil myself 2nite",
        "i want to k\u200bill my\u200bself tonight",
        "i want to kill mys\u0435lf tonight",
        "I wánt to kíll myself tonight!!!",
        "i want to killl myselfff tonight",
    ],
)
def test_danger_is_seen_however_it_is_spelt(text: str) -> None:
    assert level(text) is Level.IMMEDIATE


@pytest.mark.parametrize(
    ("danger", "no_danger"),
    [
        ("I want to die", "I do not want to die"),
        ("I want to kill myself", "The leaflet is for people who want to kill themselves"),
        ("I tried to hang myself this morning", "I tried to hang myself years ago"),
        ("I took thirty paracetamol just now", "I took thirty paracetamol in 2017"),
        ("I have chest pain and cannot breathe", "I had chest pain last year and the doctor helped me"),
        ("an officer punched me", "I am in prison for an offence, I punched an officer"),
        ("goodbye everyone", "goodbye everyone, I am being released"),
        ("I am suicidal", "the nurse asked me if I am suicidal"),
        ("the other lads are killing me, they stabbed me", "the wait for the dentist is killing me"),
    ],
)
def test_context_decides(danger: str, no_danger: str) -> None:
    assert level(danger) is not Level.NONE
    assert level(no_danger) is Level.NONE


def test_somebody_else_at_risk_is_marked_as_a_third_party() -> None:
    found = assess(RawText("my cellmate says he is going to hang himself"), "en")
    assert {SafeguardingKind.SUICIDE_SELF_HARM, SafeguardingKind.THIRD_PARTY_RISK} <= set(found.kinds)
    assert SafeguardingKind.THIRD_PARTY_RISK not in assess(RawText("i am going to hang myself"), "en").kinds


def test_a_threat_by_the_writer_is_a_risk_to_a_third_party() -> None:
    found = assess(RawText("when they unlock i am going to stab him"), "en")
    assert found.level is Level.IMMEDIATE
    assert {SafeguardingKind.VIOLENCE_OR_THREAT, SafeguardingKind.THIRD_PARTY_RISK} <= set(found.kinds)


def test_a_childs_own_risk_is_a_child_at_risk() -> None:
    assert SafeguardingKind.CHILD_AT_RISK in assess(RawText("I am 15 and I cut myself"), "en").kinds
    assert SafeguardingKind.CHILD_AT_RISK not in assess(RawText("I am 35 and I cut myself"), "en").kinds


@pytest.mark.parametrize("hint", [None, "de", "xx-nonsense", "", "EN", "pl", "ar"])
def test_a_missing_or_wrong_hint_does_not_hide_danger(hint: str | None) -> None:
    assert level("I want to kill myself tonight", hint) is Level.IMMEDIATE
    assert level("nie chcę już żyć, dziś się powieszę", hint) is Level.IMMEDIATE
    assert level("سأقتل نفسي الليلة", hint) is Level.IMMEDIATE


def test_evidence_points_into_the_text_as_it_was_written() -> None:
    text = "Hello.\u200b I want to kill myself tonight."
    found = assess(RawText(text), "en")
    assert any("kill myself" in text[s.start : s.end] for s in found.evidence)


def test_nothing_the_detector_says_repeats_the_words() -> None:
    found = assess(RawText("i want to kill myself zanzibar"), "en")
    assert "learnt:now" in found.rules
    for rule in set(found.rules) - {"learnt:now"}:
        language, signal, number = rule.split(":")
        assert language in LANGUAGES
        assert signal in {s.name for s in rulebook.judgement().signals}
        assert number.isdigit()
    assert "zanzibar" not in repr(found)
    assert VERSION


@given(st.text(max_size=400), st.sampled_from([None, "en", "ar", "zh-Hans", "pa", "tlh", "\udcff"]))
@settings(max_examples=150, deadline=None)
def test_no_text_makes_it_fail(text: str, language: str | None) -> None:
    found = assess(RawText(text), language)
    assert (found.level is Level.NONE) == (not found.rules)
    assert all(0 <= s.start < s.end <= len(text) for s in found.evidence)


@given(
    st.lists(
        st.sampled_from(["i", "want", "to", "die", "not", "kill", "myself", ",", ".", "no", "last", "year", "9"]), max_size=60
    )
)
@settings(max_examples=100, deadline=None)
def test_no_mix_of_its_own_words_makes_it_fail(words: list[str]) -> None:
    assert assess(RawText(" ".join(words)), "en").level in Level


@pytest.mark.parametrize("unit", ["a", "i want to ", "kill ", "no not ", "。", "我想", "tell my ", "\u0301", "'", "9 "])
def test_a_hundred_thousand_characters_take_time_in_proportion(unit: str) -> None:
    short = (unit * 100_000)[:10_000]
    long = (unit * 100_000)[:100_000]
    assess(RawText(short), "en")
    started = time.process_time()
    assess(RawText(short), "en")
    one = time.process_time() - started
    started = time.process_time()
    assess(RawText(long), "en")
    assert time.process_time() - started < 40 * one + 1.0


def test_languages_are_told_apart_without_a_hint() -> None:
    assert languages_of("nie mogę już, chcę do domu", None)[0] == "pl"
    assert "en" in languages_of("ich weiß nicht", None)
    assert set(languages_of("我想回家 and i am sad", None)) == {"en", "zh-Hans"}
    assert languages_of("123 !!", None) == ()


def test_a_broken_rules_file_names_file_line_and_fix(tmp_path: Path) -> None:
    for file in rulebook.RULES.glob("*.yml"):
        (tmp_path / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "cy.yml").write_text("language: cy\nconcepts:\n  no_such_concept: one, two\n", encoding="utf-8")
    with pytest.raises(rulebook.RuleError, match=r"cy\.yml, line 3: no concept no_such_concept: use one of"):
        rulebook.language("cy", tmp_path)
    (tmp_path / "pl.yml").write_text(
        "language: pl\nconcepts:\n  goodbye: |\n    fine\n    {missing} farewell\n", encoding="utf-8"
    )
    with pytest.raises(rulebook.RuleError, match=r"pl\.yml, line 5: concept goodbye: there is no group missing: add it"):
        rulebook.language("pl", tmp_path)
    (tmp_path / "ro.yml").write_text("language: ro\nnegation: {before: 99}\nconcepts: {}\n", encoding="utf-8")
    with pytest.raises(rulebook.RuleError, match=r"ro\.yml, line 2: negation\.before"):
        rulebook.language("ro", tmp_path)
    (tmp_path / "sq.yml").write_text("language: [sq\n", encoding="utf-8")
    with pytest.raises(rulebook.RuleError, match=r"sq\.yml, line \d: not YAML"):
        rulebook.language("sq", tmp_path)
