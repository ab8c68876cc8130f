"""Cuts a long text into runs of whole sentences, so that one thing said in a long story is not drowned by the rest."""

from __future__ import annotations

from consultations.tagging.words import Words, sentence_breaks

LONG = 120
"""Words; a text this long or shorter is judged as a whole only."""
_SHORTEST, _LONGEST = 15, 45


def cut(text: str, words: Words) -> list[tuple[int, int]]:
    """`(first word, word after the last)` of each run, in order; none when the text is not long."""
    if len(words) <= LONG:
        return []
    runs: list[tuple[int, int]] = []
    first = 0
    for end in (*sentence_breaks(text, words), len(words)):
        while end - first > _LONGEST:
            runs.append((first, first + _LONGEST))
            first += _LONGEST
        if end - first >= _SHORTEST or (end == len(words) and end > first):
            runs.append((first, end))
            first = end
    return runs
