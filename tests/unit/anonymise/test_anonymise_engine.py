"""What the anonymiser promises of any text."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from consultations.anonymise import engine
from consultations.anonymise.normalise import normalise
from consultations.types import RawText, RedactionKind

ANY_TEXT = st.text(max_size=300)
PERSONAL = st.sampled_from(
    [
        "nurse sharon",
        "my mate dazza",
        "ring 07700 900123",
        "A1234BC",
        "born 3rd march 1990",
        "cell 12 on a spur",
        "أخي محمود",
        "护士李娜",
        "мой друг Виталик",
        "ਮੇਰਾ ਨਾਮ ਗੁਰਪ੍ਰੀਤ",
        "a​b‮c",
        "e\u0301",
        "LS1 4AP",
    ]
)


def hidden(text: str, language: str | None = None) -> list[tuple[str, str]]:
    return [(text[f.span.start : f.span.end], f.kind.value) for f in engine.findings(RawText(text), language)]


@given(
    st.lists(st.one_of(ANY_TEXT, PERSONAL), max_size=6).map(" ".join), st.sampled_from([None, "en", "ar", "xx", "zh-Hans", ""])
)
@settings(max_examples=300, deadline=None)
@example("", None)
@example("́", None)
@example("İİ nurse İbrahim", "tr")
@example("ﷺ my name is ﷺ", None)
def test_any_text_is_unchanged_outside_its_redactions(text: str, language: str | None) -> None:
    raw = RawText(text)
    redacted = engine.anonymise(raw, language)
    rebuilt, at = [], 0
    for redaction in redacted.redactions:
        assert at <= redaction.span.start < redaction.span.end <= len(text)
        rebuilt += [text[at : redaction.span.start], f"[{redaction.kind.value}]"]
        at = redaction.span.end
    assert "".join([*rebuilt, text[at:]]) == redacted.text


@given(ANY_TEXT)
@settings(max_examples=200, deadline=None)
def test_folding_keeps_every_place_inside_the_original(text: str) -> None:
    view = normalise(text)
    for i in range(len(view.text)):
        span = view.original(i, i + 1)
        assert 0 <= span.start < span.end <= len(text)
    assert len(view.key) == len(view.text)


def test_the_same_text_always_gives_the_same_answer() -> None:
    text = "nurse sharon and mr okafor, ring 07700 900123"
    assert engine.anonymise(RawText(text)) == engine.anonymise(RawText(text))


def test_rules_are_shown_without_words() -> None:
    found = engine.findings(RawText("nurse sharon"), "en")
    assert found
    assert all("sharon" not in f.rule and f.rule.startswith("person.") for f in found)


@pytest.mark.parametrize(
    "piece",
    [
        "nurse ",
        "07 ",
        "a@",
        "my mate ",
        "1",
        "-",
        "Mr. ",
        "3/",
        "и",
        "护士",
        "أخي ",
        "x.",
        "@",
        "oh seven ",
        "\u200b",
        "'",
        "cell ",
        "A1 ",
    ],
)
def test_long_and_repeated_text_takes_time_in_proportion(piece: str) -> None:
    """Every pattern runs over the text once: 100,000 characters of what they look for come back within the time limit of the
    test."""
    text = (piece * (100_000 // len(piece) + 1))[:100_000]
    redacted = engine.anonymise(RawText(text))
    assert isinstance(redacted.text, str)


def test_a_language_code_nobody_knows_is_only_a_hint() -> None:
    assert hidden("nurse sharon is kind", "tlh") == [("sharon", "PERSON")]


def test_overlapping_findings_leave_nothing_between_them() -> None:
    text = "my mum sharon lives at 14 Oak Street, LS1 4AP"
    kinds = [kind for _, kind in hidden(text)]
    assert kinds[0] == RedactionKind.PERSON.value
    assert set(kinds[1:]) == {"ADDRESS"}
    assert "LS1" not in engine.anonymise(RawText(text)).text
