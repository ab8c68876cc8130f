"""Privacy is a type: raw words do not leak, redacted text is not made by hand, offsets lead back to the original."""

import logging
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.types import RawText, RedactedText, Redaction, RedactionKind, Span, mark_for, redact

WORDS = "my secret story"


def test_raw_text_shows_only_its_length_when_printed_formatted_or_logged(caplog: pytest.LogCaptureFixture) -> None:
    raw = RawText(WORDS)
    with caplog.at_level(logging.INFO):
        logging.getLogger("any").info("got %s and %r", raw, raw)
    for shown in (str(raw), repr(raw), f"{raw}", f"{raw!s:>40}", "%s" % raw, caplog.text, repr([raw]), repr({"a": raw})):  # noqa: UP031
        assert "secret" not in shown
        assert "15" in shown


def test_raw_text_is_never_pickled() -> None:
    with pytest.raises(TypeError):
        pickle.dumps(RawText(WORDS))


def test_raw_text_is_no_string() -> None:
    assert not isinstance(RawText(WORDS), str)
    with pytest.raises(TypeError):
        "".join([RawText(WORDS)])  # type: ignore[list-item]


def test_redacted_text_is_not_made_by_hand() -> None:
    with pytest.raises(TypeError, match="anonymise"):
        RedactedText("anything", ())


@st.composite
def _redactions(draw: st.DrawFn) -> tuple[str, list[Redaction]]:
    text = draw(st.text(min_size=1, max_size=60))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    kinds = st.sampled_from(list(RedactionKind))
    return text, [Redaction(Span(a, b), draw(kinds)) for a, b in pairs]


@given(_redactions())
def test_text_outside_redactions_is_unchanged(case: tuple[str, list[Redaction]]) -> None:
    text, redactions = case
    out = redact(RawText(text), redactions)
    rebuilt, at = "", 0
    for r in redactions:
        rebuilt += text[at : r.span.start] + mark_for(r.kind)
        at = r.span.end
    assert out.text == rebuilt + text[at:]


@given(_redactions(), st.data())
def test_every_stretch_leads_back_to_the_words_it_stands_for(case: tuple[str, list[Redaction]], data: st.DataObject) -> None:
    text, redactions = case
    out = redact(RawText(text), redactions)
    if not out.text:
        return
    start = data.draw(st.integers(0, len(out.text) - 1))
    end = data.draw(st.integers(start + 1, len(out.text)))
    back = out.to_original(Span(start, end))
    assert 0 <= back.start < back.end <= len(text)
    if "[" not in out.text[start:end] and "]" not in out.text[start:end] and not redactions:
        assert text[back.start : back.end] == out.text[start:end]
    # A redaction is never cut: either the whole hidden stretch is meant or none of it.
    for r in redactions:
        assert not r.span.start < back.start < r.span.end
        assert not r.span.start < back.end < r.span.end


def test_overlapping_redactions_are_refused() -> None:
    kind = RedactionKind.PERSON
    with pytest.raises(ValueError, match="overlap"):
        redact(RawText("abcdef"), [Redaction(Span(0, 3), kind), Redaction(Span(2, 5), kind)])
