"""How urgent a person's words are, and of what kind."""

from __future__ import annotations

from consultations.safeguarding import rulebook
from consultations.safeguarding.guess import languages_of
from consultations.safeguarding.judge import Judged, Reading
from consultations.safeguarding.words import Word, words_of
from consultations.types import Level, RawText, Safeguarding, SafeguardingKind, Span

VERSION = "safeguarding-1"
"""Stored beside every finding; raise it whenever rules or engine change what is found."""

_ORDER = {Level.NONE: 0, Level.CONCERN: 1, Level.IMMEDIATE: 2}
_KINDS = list(SafeguardingKind)


def assess(raw: RawText, language: str | None = None) -> Safeguarding:
    """Judge `raw`, of any length, in any language; `language` (BCP 47) is a hint and may be wrong.

    Never raises on a text. The result names rules as `language:signal:phrase number`, never the words found; evidence
    spans are code points of the raw text.
    """
    words = raw.reveal()
    found: list[tuple[Judged, list[Word]]] = []
    for code in languages_of(words, language):
        rules = rulebook.language(code)
        cut = list(words_of(words, rules.spellings, rules.joins))
        found += [(j, cut) for j in Reading(cut, rules, rulebook.judgement()).judge()]
    if not found:
        return Safeguarding(Level.NONE, ())
    level = max((j.level for j, _ in found), key=_ORDER.__getitem__)
    kinds = {k for j, _ in found for k in j.kinds}
    return Safeguarding(
        level=level,
        kinds=tuple(sorted(kinds, key=_KINDS.index)),
        rules=tuple(sorted({j.rule for j, _ in found})),
        evidence=tuple(sorted({Span(cut[j.first].start, cut[j.last - 1].end) for j, cut in found})),
    )
