"""Cuts a text into windows that are judged one by one, so that a cry for help is not drowned by the rest of a long answer."""

from __future__ import annotations

from collections.abc import Sequence

from consultations.safeguarding.words import Word

LONG = 45
"""Words. A text this long or shorter is one window."""
_STEP = 25


def cut(words: Sequence[Word]) -> list[tuple[int, int]]:
    """`(first word, word after the last)` of each window, in order; every word is in one, most are in two."""
    if len(words) <= LONG:
        return [(0, len(words))] if words else []
    starts = range(0, len(words) - LONG + _STEP, _STEP)
    return [(at, min(at + LONG, len(words))) for at in starts]
