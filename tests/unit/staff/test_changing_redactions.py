"""Hiding words of a stored answer and showing them again: marks, offsets and everything around them stay right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.store import queries, redactions
from consultations.store.models import Answer
from consultations.types import RawText, Redaction, RedactionKind, Span, redact

PERSON = RedactionKind.PERSON


def answer(raw: str, *hidden: tuple[int, int]) -> Answer:
    text = redact(RawText(raw), [Redaction(Span(s, e), PERSON) for s, e in hidden])
    return Answer(redacted=text.text, redactions=[[r.span.start, r.span.end, r.kind.value] for r in text.redactions])


def hide(each: Answer, words: str) -> int:
    text = queries.redacted(each)
    assert text is not None
    spans = redactions.occurrences(text, words)
    redactions.hide(each, spans, PERSON)
    return len(spans)


@pytest.mark.parametrize(
    ("raw", "words", "left"),
    [
        ("Nurse Al saw me. Also al came.", "al", "Nurse [PERSON] saw me. Also [PERSON] came."),
        ("Big  Dave\nfrom next door", "big dave", "[PERSON]\nfrom next door"),
        ("call 555 (day)", "(day)", "call 555 [PERSON]"),
        ("王伟医生很好", "王伟", "[PERSON]医生很好"),
        ("Łukasz pomógł", "łukasz", "[PERSON] pomógł"),
    ],
)
def test_whole_words_are_hidden_wherever_they_stand(raw: str, words: str, left: str) -> None:
    each = answer(raw)
    assert hide(each, words) == left.count("[PERSON]")
    assert each.redacted == left


def test_a_mark_is_never_hidden_again() -> None:
    each = answer("Sam said person", (0, 3))
    assert hide(each, "person") == 1
    assert each.redacted == "[PERSON] said [PERSON]"


@given(st.text(alphabet="ab x", max_size=40), st.sampled_from(["a", "b", "x", "a b"]), st.sampled_from(["b", "ab", "x"]))
def test_what_is_hidden_and_shown_again_is_as_before(raw: str, first: str, second: str) -> None:
    each = answer(raw)
    hide(each, first)
    hide(each, second)
    for _ in range(len(each.redactions)):
        redactions.undo(each, len(each.redactions) // 2, RawText(raw))
    assert (each.redacted, each.redactions) == (raw, [])


@given(st.text(alphabet="ab x", max_size=40), st.sampled_from(["a", "b", "x"]), st.sampled_from(["b", "ab", "x"]))
def test_offsets_stay_those_of_the_words_as_written(raw: str, first: str, second: str) -> None:
    each = answer(raw)
    hide(each, first)
    hide(each, second)
    again = redact(RawText(raw), [Redaction(Span(s, e), RedactionKind(k)) for s, e, k in each.redactions])
    assert again.text == each.redacted


def test_there_is_no_redaction_of_a_number_beyond_the_last() -> None:
    each = answer("Sam said so", (0, 3))
    for number in (-1, 1):
        with pytest.raises(IndexError):
            redactions.undo(each, number, RawText("Sam said so"))
