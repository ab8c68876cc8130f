"""Changing the redactions of a stored answer. The words as written are needed only to take a redaction back."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from consultations.store import queries
from consultations.store.models import Answer
from consultations.types import RawText, RedactedText, Redaction, RedactionKind, Span, mark_for

_NO_SPACES = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]"
"""Scripts that write words without spaces between them: there, the end of a word cannot be seen."""


def occurrences(text: RedactedText, words: str) -> list[Span]:
    """Every place in the redacted text, marks left out, where these words stand as whole words, in any case and spacing."""
    parts = words.split()
    if not parts:
        return []
    before = r"(?<!\w)" if regex.match(rf"(?!{_NO_SPACES})\w", parts[0]) else ""
    after = r"(?!\w)" if regex.search(rf"(?!{_NO_SPACES})\w$", parts[-1]) else ""
    pattern = regex.compile(before + r"\s+".join(regex.escape(p) for p in parts) + after, regex.IGNORECASE)
    marks = [span for span, _ in text.marks]
    found = [Span(m.start(), m.end()) for m in pattern.finditer(text.text)]
    return [span for span in found if not any(span.overlaps(mark) for mark in marks)]


def hide(answer: Answer, spans: Sequence[Span], kind: RedactionKind) -> RedactedText:
    """Put a mark over each span of the redacted text. Spans overlap neither each other nor a mark."""
    text = _text(answer)
    words = text.text
    for span in sorted(spans, reverse=True):
        words = words[: span.start] + mark_for(kind) + words[span.end :]
    return _keep(answer, words, [*text.redactions, *(Redaction(text.to_original(span), kind) for span in spans)])


def undo(answer: Answer, number: int, raw: RawText) -> Redaction:
    """Show again what the redaction of this number hides (from 0, in the order of the text); gives the redaction that went.

    Raises `IndexError` when there is none of that number.
    """
    text = _text(answer)
    if not 0 <= number < len(text.redactions):
        raise IndexError("no redaction of that number")
    gone, (mark, _) = text.redactions[number], text.marks[number]
    shown = raw.reveal()[gone.span.start : gone.span.end]
    _keep(answer, text.text[: mark.start] + shown + text.text[mark.end :], [r for r in text.redactions if r is not gone])
    return gone


def _text(answer: Answer) -> RedactedText:
    text = queries.redacted(answer)
    if text is None:
        raise LookupError("the answer has no words")
    return text


def _keep(answer: Answer, words: str, redactions: Sequence[Redaction]) -> RedactedText:
    ordered = sorted(redactions)
    answer.redacted = words
    answer.redactions = [[r.span.start, r.span.end, r.kind.value] for r in ordered]
    return RedactedText.stored(words, ordered)
