"""Forms of words: case endings, joined words, capitals, and what a script says of the language."""

from __future__ import annotations

import regex

from consultations.anonymise.context import contexts
from consultations.anonymise.lexicon import FIRST, SURE, SURNAME, lexicon
from consultations.anonymise.people.words import Words


def shouting(words: Words, i: int) -> bool:
    """Whether the words beside word `i` are all capitals too."""
    beside = [j for j in (i - 2, i - 1, i + 1, i + 2) if 0 <= j < words.count and words.ends[j] - words.starts[j] > 1]
    return bool(beside) and all(words.written(j).isupper() for j in beside)


_MEDICINE = regex.compile(
    r"(?:pam|ine|ol|in|ide|one|ate|pril|statin|mab|cillin|zole|lin|bin|um|afil|oxin|artan|entin|epam|azine|ium|id|an)$"
)


def like_medicine(key: str) -> bool:
    return len(key) > 5 and _MEDICINE.search(key) is not None


_SCRIPTS = {
    "arabic": (regex.compile(r"\p{Arabic}"), ("ar", "fa", "ur", "ps", "ckb")),
    "bengali": (regex.compile(r"\p{Bengali}"), ("bn",)),
    "gurmukhi": (regex.compile(r"\p{Gurmukhi}"), ("pa",)),
    "ethiopic": (regex.compile(r"\p{Ethiopic}"), ("ti",)),
    "cyrillic": (regex.compile(r"\p{Cyrillic}"), ("ru",)),
}


def languages_of(key: str) -> tuple[str, ...]:
    """The languages whose script a word is in."""
    for pattern, locales in _SCRIPTS.values():
        if pattern.match(key):
            return locales
    return ()


def inflected(key: str, locales: tuple[str, ...]) -> str:
    """The listed name that `key` is a case form of, or has a joined word in front of; nothing when there is none."""
    get = lexicon().get
    for locale in locales:
        context = contexts()[locale]
        for beginning in context.beginnings:
            if key.startswith(beginning) and len(key) - len(beginning) > 1 and get(key[len(beginning) :], 0) & SURE:
                return key[len(beginning) :]
        for rule in context.endings:
            ending, _, instead = rule.partition(">")
            if key.endswith(ending) and len(key) - len(ending) > 1:
                base = key[: -len(ending)] + instead
                if get(base, 0) & (FIRST | SURNAME):
                    return base
    return ""
