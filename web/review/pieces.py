"""Redacted words cut into pieces, so that a page can show which of them earned a tag and what was taken out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from consultations.types import RedactedText, RedactionKind


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with the tags it is evidence for. `hidden` names what was taken out where the stretch is a mark.

    `ends` are the tags whose evidence ends here: the place to write their names.
    """

    text: str
    tags: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    hidden: RedactionKind | None = None


def cut(words: RedactedText, evidence: Iterable[tuple[int, int, str]]) -> list[Piece]:
    """The whole text in order. `evidence` gives `(start, end, tag)` in the redacted text; stretches outside it are cut off."""
    length = len(words.text)
    if not length:
        return []
    spans = [(max(0, start), min(length, end), tag) for start, end, tag in evidence if start < min(length, end)]
    marks = {(span.start, span.end): kind for span, kind in words.marks}
    edges = {0, length, *(edge for span in spans for edge in span[:2]), *(edge for mark in marks for edge in mark)}
    # A mark is never cut, even by evidence that starts or ends inside it.
    edges -= {edge for edge in edges for start, end in marks if start < edge < end}
    ordered = sorted(edges)
    stretches = list(pairwise(ordered))
    tags = [{tag for s, e, tag in spans if s < end and e > start} for start, end in stretches]
    after = [*tags[1:], set()]
    return [
        Piece(
            text=words.text[start:end],
            tags=tuple(sorted(here, key=_order)),
            ends=tuple(sorted(here - following, key=_order)),
            hidden=marks.get((start, end)),
        )
        for (start, end), here, following in zip(stretches, tags, after, strict=True)
    ]


def _order(tag: str) -> tuple[int, str]:
    return (int(tag[1:]), tag) if tag[1:].isdigit() else (0, tag)
