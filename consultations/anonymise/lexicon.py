"""What a word is known to be: a name, a word that can be a name, an ordinary word, or never a name."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import regex

from consultations.anonymise.context import contexts, fold
from consultations.anonymise.dates import days, months, territories
from consultations.anonymise.files import read_lines, word_set

FIRST = 1  # a first name or nickname, in some list
SURNAME = 2
AMBIGUOUS = 4  # a name that is also an ordinary word
COMMON = 8  # an ordinary word of English
EVERYDAY = 16  # one that people use when they speak
FUNCTION = 32  # a word of grammar
NEVER = 64  # a medicine, illness, nationality, organisation
PLACE = 128  # an establishment, town or country
SURE = 256  # a first name that is nothing else

TOKEN = regex.compile(r"[\p{L}\p{M}]++(?:[''\-][\p{L}\p{M}]++)*+")

_FUNCTION_WORDS = word_set("function_words")


@cache
def lexicon() -> dict[str, int]:
    """Every known word, folded, with its flags."""
    flags: dict[str, int] = defaultdict(int)
    for word in _words("names/common_english.txt"):
        flags[word] |= COMMON
    for word in _words("names/everyday_english.txt"):
        flags[word] |= COMMON | EVERYDAY
    for word in _FUNCTION_WORDS:
        flags[word] |= COMMON | EVERYDAY | FUNCTION
    first, last = _faker()
    for word in (*first, *_words("names/first_names.txt"), *_words("names/nicknames.txt")):
        flags[word] |= FIRST
    for word in (*last, *_words("names/family_names.txt")):
        flags[word] |= SURNAME
    for word in _words("names/ambiguous.txt"):
        flags[word] |= FIRST | AMBIGUOUS
    sure, in_context = _native()
    for word in sure:
        flags[word] |= FIRST
    for word in in_context:
        flags[word] |= FIRST | AMBIGUOUS
    for word in (
        *_words("names/medicines.txt"),
        *_words("names/nationalities.txt"),
        *(e for e in _entries("names/illnesses.txt") if " " not in e),
    ):
        flags[word] |= NEVER
    for word in (e for e in _entries("names/organisations.txt") if " " not in e):
        flags[word] |= NEVER
    for word in (*(e for e in _entries("names/establishments.txt") if " " not in e), *(t for t in territories() if " " not in t)):
        flags[word] |= PLACE
    for word in (*months(), *days()):
        flags[word] |= COMMON if flags[word] & AMBIGUOUS else NEVER
    for context in contexts().values():
        for word in context.common:
            if flags[word] & FIRST and not word.isascii():
                flags[word] |= AMBIGUOUS
    for word, known in flags.items():
        if known & FIRST and not known & (AMBIGUOUS | COMMON | NEVER | PLACE) and len(word) > 2:
            flags[word] |= SURE
        elif known & FIRST and known & COMMON:
            flags[word] |= AMBIGUOUS
    return dict(flags)


@cache
def never_phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Establishments, organisations and illnesses of several words, by their first word, longest first."""
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    entries = (
        *_entries("names/establishments.txt"),
        *_entries("names/organisations.txt"),
        *_entries("names/illnesses.txt"),
        *territories(),
    )
    for entry in entries:
        words = tuple(TOKEN.findall(entry))
        if len(words) > 1:
            found[words[0]].append(words)
    return {first: tuple(sorted(set(rest), key=len, reverse=True)) for first, rest in found.items()}


_STEMS = (
    ("'s", ""),
    ("ies", "y"),
    ("es", ""),
    ("s", ""),
    ("ied", "y"),
    ("ed", ""),
    ("ed", "e"),
    ("ing", ""),
    ("ing", "e"),
    ("in", "ing"),
    ("ly", ""),
    ("er", ""),
    ("er", "e"),
    ("est", ""),
    ("n't", ""),
    ("nt", ""),
    ("ness", ""),
    ("ment", ""),
    ("able", ""),
)


@cache
def is_common(word: str) -> bool:
    """Whether a folded word is an ordinary English word, or a form of one, and in no list of names."""
    known = lexicon().get(word, 0)
    if known & COMMON:
        return True
    if known:
        return False
    for ending, instead in _STEMS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            stem = word[: -len(ending)] + instead
            if lexicon().get(stem, 0) & COMMON:
                return True
            if ending in ("ed", "ing", "er") and stem[-1] == stem[-2] and lexicon().get(stem[:-1], 0) & COMMON:
                return True
    parts = word.split("-")
    return len(parts) > 1 and all(lexicon().get(p, 0) & COMMON for p in parts)


_SOUNDS = tuple(
    (regex.compile(pattern), instead)
    for pattern, instead in (
        ("ph", "f"),
        ("ee|ea|ie|ei|ey|ay|ai|y", "i"),
        ("oo|ou", "u"),
        (r"(.)\1+", r"\1"),
        ("ck|kh|c|q", "k"),
        ("(?<=[aiou])h|h(?=$|[lmnrst])", ""),
        ("z", "s"),
    )
)


def _sound(word: str) -> str:
    for pattern, instead in _SOUNDS:
        word = pattern.sub(instead, word)
    return word


@cache
def _sounds() -> frozenset[str]:
    return frozenset(_sound(word) for word, known in lexicon().items() if known & SURE and word.isascii() and len(word) > 4)


@cache
def sounds_like_a_name(word: str) -> bool:
    """Whether an unknown word is a listed first name spelt by ear: "hakeem", "ryhs", "sharron"."""
    return word.isascii() and len(word) > 4 and not is_common(word) and _sound(word) in _sounds()


def _entries(name: str) -> list[str]:
    return [fold(line) for line in read_lines(name)]


@cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(fold(word) for line in read_lines(name) for word in line.split())


def _sections(name: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in read_lines(name):
        if line.startswith("["):
            current = found.setdefault(line.strip("[]"), [])
        else:
            current += (fold(word) for word in line.split())
    return found


def _faker() -> tuple[list[str], list[str]]:
    sections = _sections("names/faker.txt")
    return sections["first"], sections["last"]


def _native() -> tuple[list[str], list[str]]:
    sections = _sections("names/native_names.txt")
    return sections["sure"], sections["context"]
