"""Splits any text into words with their places, and brings each word to the form in which it is counted."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import regex

from consultations.types import RedactionKind

MARK = "\0mark"
"""The form of a redaction mark: it keeps its place in the text but carries no feature and no evidence."""

_LONGEST_FORM = 40
_WORD = regex.compile(
    r"(?P<mark>\[(?:" + "|".join(kind.value for kind in RedactionKind) + r")\])"
    r"|(?P<single>\p{Han}|\p{Extended_Pictographic})"
    r"|[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}\u200c\u200d\u00ad]|['’](?=\p{L})(?!\p{Han}))*+"
)
_LONG_NUMBER = regex.compile(r"\p{Nd}{3,}")
_STRETCHED = regex.compile(r"(\p{L})\1{2,}")
_INVISIBLE = regex.compile(r"[\p{Cf}\u00ad'’]")
_FOLDS_ACCENTS = regex.compile(r"[\p{Latin}\p{Arabic}\p{Cyrillic}]")
_ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ـ": ""})
_SENTENCE_END = regex.compile(r"[.!?।。！？؟۔።\n]")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text: `forms[i]` was read at code points `[starts[i], ends[i])`."""

    forms: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.forms)


def split(text: str) -> Words:
    """Every word, Han character, emoji and redaction mark of `text`, in order."""
    forms: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _WORD.finditer(text):
        forms.append(MARK if match.lastgroup == "mark" else form(match.group()))
        starts.append(match.start())
        ends.append(match.end())
    return Words(forms, starts, ends)


@lru_cache(maxsize=200_000)
def form(word: str) -> str:
    """The counted form: case, accents, apostrophes, stretched letters and digits levelled; the first 40 characters."""
    word = unicodedata.normalize("NFKC", word[: 4 * _LONGEST_FORM]).casefold()
    word = _INVISIBLE.sub("", word)
    if _FOLDS_ACCENTS.search(word):
        word = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c)).translate(_ARABIC)
    word = _STRETCHED.sub(r"\1\1", word)
    return _LONG_NUMBER.sub("0", word)[:_LONGEST_FORM]


def sentence_breaks(text: str, words: Words) -> list[int]:
    """Indices of words that begin a new sentence (never 0)."""
    return [i for i in range(1, len(words)) if _SENTENCE_END.search(text, words.ends[i - 1], words.starts[i])]
