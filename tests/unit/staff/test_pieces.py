"""Cutting redacted words into pieces: nothing lost, evidence where it belongs, marks whole."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from consultations.types import RawText, RedactedText, Redaction, RedactionKind, Span, redact
from web.review.pieces import cut


def _plain(words: str) -> RedactedText:
    return redact(RawText(words), ())


def test_evidence_is_a_piece_of_its_own_named_at_its_end() -> None:
    pieces = cut(_plain("six weeks for the dentist"), [(0, 9, "C6")])
    assert [(p.text, p.tags, p.ends) for p in pieces] == [("six weeks", ("C6",), ("C6",)), (" for the dentist", (), ())]


def test_overlapping_evidence_of_two_tags_names_each_where_it_ends() -> None:
    pieces = cut(_plain("abcdef"), [(0, 4, "C10"), (2, 6, "C9")])
    assert [(p.text, p.tags, p.ends) for p in pieces] == [
        ("ab", ("C10",), ()),
        ("cd", ("C9", "C10"), ("C10",)),
        ("ef", ("C9",), ("C9",)),
    ]


def test_what_was_taken_out_stands_whole_even_where_evidence_cuts_into_it() -> None:
    words = redact(RawText("ask Jo today"), [Redaction(Span(4, 6), RedactionKind.PERSON)])
    assert words.text == "ask [PERSON] today"
    pieces = cut(words, [(0, 6, "C6")])
    assert [(p.text, p.hidden) for p in pieces] == [("ask ", None), ("[PERSON]", RedactionKind.PERSON), (" today", None)]


def test_words_that_look_like_a_mark_but_hide_nothing_stay_words() -> None:
    assert [p.hidden for p in cut(_plain("I am a [PERSON] too"), [])] == [None]


def test_evidence_outside_the_words_is_cut_off() -> None:
    assert [p.text for p in cut(_plain("abc"), [(-2, 1, "C1"), (2, 90, "C2"), (50, 60, "C3")])] == ["a", "b", "c"]


def test_empty_words_have_no_pieces() -> None:
    assert cut(_plain(""), [(0, 3, "C1")]) == []


@given(
    st.text(max_size=40),
    st.lists(st.tuples(st.integers(-5, 45), st.integers(-5, 45), st.sampled_from(["C1", "C2", "C12"])), max_size=6),
    st.sets(st.integers(0, 39), max_size=4),
)
def test_no_word_is_lost_doubled_or_moved(words: str, evidence: list[tuple[int, int, str]], hidden: set[int]) -> None:
    redactions = [Redaction(Span(i, i + 1), RedactionKind.PERSON) for i in sorted(hidden) if i < len(words)]
    redacted = redact(RawText(words), redactions)
    pieces = cut(redacted, evidence)
    assert "".join(p.text for p in pieces) == redacted.text
    assert sum(p.hidden is not None for p in pieces) == len(redactions)
    at = 0
    for piece in pieces:
        if piece.hidden is None:
            inside = {tag for start, end, tag in evidence if start <= at < at + len(piece.text) <= end}
            assert inside == set(piece.tags)
        at += len(piece.text)
