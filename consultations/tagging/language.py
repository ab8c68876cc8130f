"""Says which of our languages a text is in, offline: by its script and letters first, then by py3langid among those left.

What the person (or the page they used) said is a hint. It is trusted unless the text plainly says otherwise.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import Any

import regex

from consultations.tagging.words import Words

_LATIN = ("en", "cy", "pl", "ro", "sq", "vi", "so", "es", "pt-BR", "tr")
OURS = (*_LATIN, "ar", "fa", "ckb", "ps", "ur", "pa", "bn", "zh-Hans", "ti", "ru")

_READ_AT_MOST = 1000
_SCRIPTS = ("Latin", "Arabic", "Cyrillic", "Han", "Ethiopic", "Gurmukhi", "Bengali")
_LETTER = regex.compile("|".join(rf"(?P<{s}>\p{{{s}}}+)" for s in _SCRIPTS))
_ASCII_LETTER = regex.compile("[A-Za-z]")
_BY_SCRIPT = {"Han": "zh-Hans", "Ethiopic": "ti", "Gurmukhi": "pa", "Bengali": "bn", "Cyrillic": "ru"}
_SCRIPT_OF = {
    **dict.fromkeys(("ar", "fa", "ckb", "ps", "ur"), "Arabic"),
    **{language: script for script, language in _BY_SCRIPT.items()},
}
# Letters that one of the languages in Arabic script has and its neighbours have not.
_OWN_LETTERS = {
    "ckb": regex.compile("[ێۆڕڵڤە]"),
    "ps": regex.compile("[ټډړږښځڅڼېۍ]"),
    "ur": regex.compile("[ٹڈڑںےہھ]"),
    "fa": regex.compile("[پچژگیک]"),
    "ar": regex.compile("[ةىيكإأؤ]"),
}
_LANGID_NAMES = {"zh-Hans": "zh", "pt-BR": "pt"}
_PLAIN_ENGLISH = frozenset(
    regex.findall(
        r"\S+",
        "the and of to was were is it i my they you me not have with for that this but had when get got no from been his "
        "her are on he she we them what who there because after never would could so out up very just all your their as "
        "at if dont didnt cant wont im ive told said need needs more help nothing",
    )
)


def detect(text: str, words: Words, hint: str | None = None) -> tuple[str, bool]:
    """The language of `text` as BCP 47, and whether that is beyond doubt. Without letters: the hint, or English."""
    hinted = _tidy(hint)
    script = _script(text[:_READ_AT_MOST])
    if script is None:
        return hinted or "en", False
    if script != "Latin":
        return _other_script(text[:_READ_AT_MOST], script, hinted)
    if hinted in (None, "en") and _reads_english(words):
        return "en", True
    return _latin(text[:_READ_AT_MOST], words, hinted)


def _tidy(hint: str | None) -> str | None:
    """A hint as we write it; a code we do not offer is kept, since the person may well be right."""
    if not hint or not regex.fullmatch(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]+)*", hint.strip()):
        return None
    parts = hint.strip().replace("_", "-").split("-")
    base = parts[0].lower()
    ours = {"zh": "zh-Hans", "pt": "pt-BR", "sdh": "ckb", "prs": "fa"}.get(base, base)
    return None if base in ("und", "mul", "zxx") else ours


def _script(text: str) -> str | None:
    if text.isascii():
        return "Latin" if _ASCII_LETTER.search(text) else None
    letters: Counter[str] = Counter()
    for match in _LETTER.finditer(text):
        script = match.lastgroup or ""
        # One Chinese character says about as much as three letters.
        letters[script] += len(match.group()) * (3 if script == "Han" else 1)
    return letters.most_common(1)[0][0] if letters else None


def _other_script(text: str, script: str, hint: str | None) -> tuple[str, bool]:
    plain = _BY_SCRIPT.get(script)
    if plain:
        unknown_to_us = hint is not None and hint not in OURS
        return (hint, False) if unknown_to_us and hint else (plain, True)
    if hint is not None and hint not in OURS:
        return hint, False
    counts = {language: len(letters.findall(text)) for language, letters in _OWN_LETTERS.items()}
    for language in ("ckb", "ps", "ur"):
        others = [counts[o] for o in ("ckb", "ps", "ur") if o != language]
        if counts[language] and counts[language] > max(others):
            return language, True
    if hint and _SCRIPT_OF.get(hint) == "Arabic":
        return hint, True
    return ("fa", True) if counts["fa"] > counts["ar"] else ("ar", counts["ar"] > 0)


def _reads_english(words: Words) -> bool:
    common = sum(form in _PLAIN_ENGLISH for form in words.forms[:60])
    return common >= 2 and common >= 0.2 * min(len(words), 60)


def _latin(text: str, words: Words, hint: str | None) -> tuple[str, bool]:
    if hint is not None and hint not in OURS:
        return (hint, False) if not _reads_english(words) else ("en", True)
    ranked = dict(_identifier().rank(text))
    names = {language: ranked.get(_LANGID_NAMES.get(language, language), 0.0) for language in _LATIN}
    best = max(names, key=lambda language: names[language])
    trusted = hint if hint in _LATIN else None
    favourite = trusted or "en"
    if best == favourite:
        return best, names[best] > 0.5 or trusted is not None
    # A few words are easily mistaken; many words, clearly in another language, are not.
    needed = 0.97 if len(words) < 4 else 0.85 if len(words) < 8 else 0.7
    if trusted == "en" or trusted is None:
        needed -= 0.05
    if names[best] >= needed and not (favourite == "en" and _reads_english(words)):
        return best, names[best] > 0.9
    return favourite, trusted is not None


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([_LANGID_NAMES.get(language, language) for language in _LATIN])
    return identifier
