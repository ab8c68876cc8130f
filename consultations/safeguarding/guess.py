"""Which languages' rules to read a text with: its script decides first, then its commonest words, then the hint."""

from __future__ import annotations

from collections import Counter

import regex

from consultations.safeguarding import rulebook
from consultations.safeguarding.words import TOKEN, fold

_SCRIPTS = {
    "Latin": ("en", "cy", "pl", "ro", "sq", "vi", "so", "es", "pt-BR", "tr"),
    "Arabic": ("ar", "fa", "ckb", "ps", "ur"),
    "Cyrillic": ("ru",),
    "Bengali": ("bn",),
    "Gurmukhi": ("pa",),
    "Han": ("zh-Hans",),
    "Ethiopic": ("ti",),
}
_LETTERS = regex.compile("|".join(rf"(?P<{name}>\p{{{name}}}+)" for name in _SCRIPTS))
_LOOKED_AT = 2000
"""Characters from the start and from the end of a text that are enough to tell its language."""


def languages_of(text: str, hint: str | None) -> tuple[str, ...]:
    """Languages (of `rulebook.codes()`), likeliest first; several is usual, because people mix them.

    The hint counts when its script occurs in the text.
    """
    sample = text if len(text) <= 2 * _LOOKED_AT else text[:_LOOKED_AT] + " " + text[-_LOOKED_AT:]
    scripts: Counter[str] = Counter()
    for match in _LETTERS.finditer(sample):
        scripts[match.lastgroup or ""] += len(match.group())
    hinted = _known(hint)
    chosen: list[str] = []
    for script, _ in scripts.most_common():
        offered = [c for c in _SCRIPTS[script] if c in rulebook.codes()]
        if len(offered) < 2:
            chosen += offered
        else:
            chosen += _by_words(sample, offered, hinted)
    if scripts["Latin"]:
        chosen.append("en")
    return tuple(dict.fromkeys(chosen))


def _known(hint: str | None) -> str:
    """The language of ours that a BCP 47 code means, or an empty string."""
    if not hint:
        return ""
    wanted = hint.replace("_", "-").lower()
    by_code = {c.lower(): c for c in rulebook.codes()}
    by_primary = {c.lower().split("-")[0]: c for c in rulebook.codes()}
    return by_code.get(wanted) or by_primary.get(wanted.split("-")[0], "")


def _by_words(sample: str, offered: list[str], hinted: str) -> list[str]:
    """The hinted language, and the one whose common words occur most where that is clearly another or there is no hint."""
    words = {fold(m.group()[:40]) for m in TOKEN.finditer(sample)}
    scores = {code: len(words & rulebook.common_words(code)) for code in offered}
    best = max(scores.values())
    if hinted in offered:
        clearly_other = [c for c in offered if scores[c] == best and best >= 2 * scores[hinted] + 2]
        return [hinted, *clearly_other[:1]]
    return [c for c in offered if scores[c] == best] if best else offered
