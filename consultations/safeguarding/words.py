"""Cut a text into words that can be compared: case, accents, spelling variants and invisible characters no longer matter.

Every word keeps where it stood in the original (code points) and which clause and sentence it belongs to.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import regex

TOKEN = regex.compile(
    r"\p{Han}|[[\p{L}\p{M}\p{N}'’‘ʼ`´\u200b-\u200f\u2060\ufeff\u00ad]--\p{Han}]+|[\n.!?;؟۔।॥。！？；።፧]+|[,،，、：:()…–—፣፡]+",
    regex.V1,
)
_SENTENCE_END = frozenset("\n.!?;؟۔।॥。！？；።፧")
_CLAUSE_END = frozenset(",،，、：:()…–—፣፡")

_DROPPED = dict.fromkeys(map(ord, "'’‘ʼ`´\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\u0640"))
_FOLDED = str.maketrans(
    {
        # Latin letters that do not come apart into a letter and a mark.
        "ł": "l",
        "đ": "d",
        "ı": "i",
        "ø": "o",
        "ß": "ss",
        "æ": "ae",
        # Arabic script: one letter for each set that keyboards and writers mix.
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ې": "ي",
        "ۍ": "ي",
        "ێ": "ي",
        "ے": "ي",
        "ۓ": "ي",
        "ک": "ك",
        "ڪ": "ك",
        "ګ": "گ",
        "ة": "ه",
        "ہ": "ه",
        "ھ": "ه",
        "ە": "ه",
        "ۀ": "ه",
        "ۂ": "ه",
        "ۃ": "ه",
        "ۆ": "و",
        "ۊ": "و",
        "ۇ": "و",
        "ڕ": "ر",
        "ڵ": "ل",
        "ں": "ن",
        "ء": "",
        # Ethiopic: rows that sound the same.
        **{chr(0x1220 + i): chr(0x1230 + i) for i in range(7)},
        **{chr(0x1340 + i): chr(0x1338 + i) for i in range(7)},
        **{chr(0x1280 + i): chr(0x1210 + i) for i in range(7)},
        # Bengali and Gurmukhi signs that are often left out or swapped.
        "ੱ": "",
        "ਁ": "ਂ",
        "ঁ": "",
        "়": "",
        "਼": "",
    }
)
_CYRILLIC_LOOKALIKES = str.maketrans("аеіорсухктмвн", "aeiopcyxktmbh")
_KEEP_MARKS = regex.compile(r"[\p{Bengali}\p{Gurmukhi}]")
_LATIN = regex.compile(r"[a-z]")
_REPEATED = regex.compile(r"(.)\1{2,}")
_LONGEST_WORD = 40


@dataclass(frozen=True, slots=True)
class Word:
    """One comparable word; `start` and `end` lie in the original text. `other` is the word without a joined-on particle."""

    text: str
    start: int
    end: int
    clause: int
    sentence: int
    number: int | None
    other: str | None = None


def fold(word: str) -> str:
    """The form in which a word is compared. Deterministic, and the same for texts and for rules."""
    word = word.lower().translate(_DROPPED)
    if word.isascii():
        return _REPEATED.sub(r"\1", word) if len(word) > 3 else word
    parts = unicodedata.normalize("NFKD", word)
    if not _KEEP_MARKS.search(parts):
        parts = "".join(c for c in parts if not unicodedata.combining(c))
    parts = parts.translate(_FOLDED)
    if _LATIN.search(parts) and not parts.isascii():
        parts = parts.translate(_CYRILLIC_LOOKALIKES)
    return _REPEATED.sub(r"\1", parts)


def _number(word: str) -> int | None:
    if word[:1].isdigit() and len(word) <= 4 and word.isdigit():
        try:
            return int(word)
        except ValueError:
            return None
    return None


def words_of(text: str, spellings: Mapping[str, str], joins: frozenset[str] = frozenset()) -> Iterator[Word]:
    """The words of `text`, in order. `spellings` maps folded variants to the usual form; `joins` are prefixes written apart."""
    clause = sentence = 0
    waiting: tuple[str, int] | None = None
    for match in TOKEN.finditer(text):
        piece = match.group()
        if piece[0] in _SENTENCE_END:
            sentence += 1
            clause += 1
            continue
        if piece[0] in _CLAUSE_END:
            clause += 1
            continue
        folded = fold(piece[:_LONGEST_WORD])
        if not folded:
            continue
        start = match.start()
        if waiting is not None:
            folded, start = waiting[0] + folded, waiting[1]
            waiting = None
        elif folded in joins:
            waiting = (folded, start)
            continue
        usual = spellings.get(folded, folded)
        for part in usual.split(" "):
            yield Word(part, start, match.end(), clause, sentence, _number(part), _bare(part))


def _bare(word: str) -> str | None:
    """An Arabic-script word without the "and" joined to its front."""
    if len(word) > 2 and word[0] in "وف" and "\u0600" <= word[1] <= "\u06ff":
        return word[1:]
    return None
