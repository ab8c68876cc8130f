"""An estimate of how many syllables an English word has, from its spelling alone: exact for most words, one out for some."""

from __future__ import annotations

import re

_VOWELS = re.compile(r"[aeiouy]+")
_TWO_SOUNDS = re.compile(
    r"(?<![ct])ia|(?<![tscgx])io|(?<=rad)io|(?<![p])eo(?!u)|iu|(?<![qg])ua(?!r)|uou|[aeiouy]ing|ie(?=t|nc)|(?<=cr)ea(?=t[ei])|ea$|uie(?=t)|(?<=fl)ui"
)
_FIRST_PART = re.compile(r"^(som|hom|wher|ther|lif|tim|plac|fir|whil|car|us)e(?=[b-df-hj-np-tvwxz][a-z]{2})")
"""The first part of a joined word, such as somebody or lifetime, with a silent e."""
_SILENT = (
    re.compile(r"(?<![aeiouyl])e$|(?<=[aeiouyr]l)e$"),
    re.compile(r"(?<=[^aeioutdy])ed$"),
    re.compile(r"(?<=[^aeiouysxzcg])(?<!ch)(?<!sh)es$"),
    re.compile(r"(?<=[^aeiouy])e(?=(?:ful|less|ment|ments|ly|ness)$)"),
)


def syllables(word: str) -> int:
    """How many syllables `word` seems to have, at least 1."""
    letters = re.sub(r"[^a-z]", "", word.lower()).replace("every", "evry")
    letters = _FIRST_PART.sub(r"\1", letters)
    count = len(_VOWELS.findall(letters)) + len(_TWO_SOUNDS.findall(letters))
    count -= sum(1 for silent in _SILENT if silent.search(letters))
    return max(1, count)
