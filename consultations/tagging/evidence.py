"""Finds the words that earned a tag: the shortest phrases that carried most of its score."""

from __future__ import annotations

from collections.abc import Sequence

from consultations.tagging.words import Words
from consultations.types import Span

_ENOUGH = 0.6
"""Phrases are added, strongest first, until they hold this share of what speaks for the tag."""
_MOST_PHRASES = 3
_WEAKEST = 0.25
"""A word belongs to a phrase when it adds at least this share of what the strongest word adds."""
_LONGEST_PHRASE = 8


def spans(words: Words, gains: Sequence[float], phrases: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    """Up to three spans of the text, in order; none when nothing in it speaks for the tag.

    `gains[i]` is what word `i` added to the score; `phrases` are cues `(first word, word after)`, never cut in two.
    """
    total = sum(g for g in gains if g > 0)
    if total <= 0:
        return ()
    floor = max(gains) * _WEAKEST
    found: list[tuple[float, int, int]] = []
    i = 0
    while i < len(gains):
        if gains[i] < floor:
            i += 1
            continue
        end = _grow(gains, i, floor)
        found.append((-sum(gains[i:end]), i, end))
        i = end
    found.sort()
    kept: list[tuple[int, int]] = []
    carried = 0.0
    for loss, first, end in found[:_MOST_PHRASES]:
        kept.append(_whole(first, end, phrases))
        carried -= loss
        if carried >= _ENOUGH * total:
            break
    return tuple(Span(words.starts[a], words.ends[b - 1]) for a, b in _merged(kept))


def _grow(gains: Sequence[float], start: int, floor: float) -> int:
    """The word after the phrase that starts here: strong words, with at most one weaker word between them."""
    end = start + 1
    last = min(len(gains), start + _LONGEST_PHRASE)
    while end < last:
        if gains[end] >= floor:
            end += 1
        elif end + 1 < last and gains[end + 1] >= floor and gains[end] > -floor:
            end += 2
        else:
            break
    return end


def _whole(first: int, end: int, phrases: Sequence[tuple[int, int]]) -> tuple[int, int]:
    for a, b in phrases:
        if a < end and first < b:
            first, end = min(first, a), max(end, b)
    return first, end


def _merged(kept: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for first, end in sorted(kept):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((first, end))
    return merged
