"""See through disguise: fold a text to plain letters and digits while remembering where each character came from.

What is folded: zero-width and direction marks, keycaps and variation selectors (dropped); full-width, mathematical and circled
forms (NFKC); digits of every script (to 0-9); dashes, quotation marks and spaces (to one of each); Arabic letter variants and
vowel signs; Cyrillic and Greek look-alikes inside words that also hold Latin letters or digits.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import regex

from consultations.types import Span

_LOOKALIKES = str.maketrans(
    "АВЕКМНОРСТУХІЈЅаеорсухіјѕԁԛԝһΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαν",
    "ABEKMHOPCTYXIJSaeopcyxijsdqwhABEZHIKMNOPTYXoav",
)
_WORD = regex.compile(r"[A-Za-z0-9\p{Cyrillic}\p{Greek}]++")
_PLAIN = regex.compile(r"[A-Za-z0-9]")
_HAS_LOOKALIKE = regex.compile(r"[\p{Cyrillic}\p{Greek}]")
_CLUSTER = regex.compile(r"\p{L}[\u0300-\u036f]+")
_ARABIC = str.maketrans("كيىةأإآٱؤہۃھۀ", "کییهااااوهههه")
_FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\u20e3\u0640")
_SINGLE_QUOTES = frozenset("’‘‛ʼʹ`´′ˈ＇")


class _Folds(dict[str, str]):
    """What each character folds to, worked out once for each."""

    def __missing__(self, char: str) -> str:
        self[char] = folded = _fold(char)
        return folded


def _fold(char: str) -> str:
    category = unicodedata.category(char)
    if char in _FILLERS or category == "Cf" or "\ufe00" <= char <= "\ufe0f":
        return ""
    if "\u064b" <= char <= "\u065f" or char == "\u0670":
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(char))
    if category == "Zs" or char == "\u2800":
        return " "
    if category == "Pd" or char in "\u2212\u00b7\u2022\u2010\u30fb":
        return "-"
    if char in _SINGLE_QUOTES:
        return "'"
    if char in "“”„«»＂":
        return '"'
    plain = unicodedata.normalize("NFKC", char)
    if len(plain) > 4:
        return char
    if len(plain) > 1 or plain != char:
        plain = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in plain)
        plain = plain.replace("\u0020\u0301", "'")
    return plain.translate(_ARABIC)


_FOLDS = _Folds()


def _plain_letters() -> dict[int, int]:
    """Latin letters with marks, lower case, to their base letter: people leave the marks out."""
    table = {ord(a): ord(b) for a, b in zip("łøđıðħŧþæœßəŋ", "lodidhttaosen", strict=True)}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        char = chr(code)
        base = unicodedata.normalize("NFD", char)[0]
        if char.islower() and base != char and base.isascii():
            table[code] = ord(base)
    return table


_PLAIN_LETTERS = _plain_letters()


def key_of(words: str) -> str:
    """Lower case without Latin marks, one character for each of `words`: what names and context words are compared by."""
    lower = words.lower()
    if len(lower) != len(words):
        lower = "".join(c.lower()[0] for c in words)
    return lower if lower.isascii() else lower.translate(_PLAIN_LETTERS)


@dataclass(frozen=True)
class View:
    """A folded text. `starts[i]` and `ends[i]` bound, in the original, what character `i` stands for; None: the same places."""

    text: str
    starts: Sequence[int] | None = None
    ends: Sequence[int] | None = None

    @cached_property
    def key(self) -> str:
        return key_of(self.text)

    def original(self, start: int, end: int) -> Span:
        """Where `[start, end)` of the folded text lies in the original, everything dropped in between included."""
        if self.starts is None or self.ends is None:
            return Span(start, end)
        return Span(self.starts[start], self.ends[end - 1])

    def place(self, start: int, end: int) -> tuple[int, int]:
        """`original` as a plain pair."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def normalise(words: str) -> View:
    """Fold `words`; linear in their length, never raises."""
    if words.isascii() and "`" not in words:
        return View(words)
    pieces = [_FOLDS[c] for c in words]
    if not unicodedata.is_normalized("NFC", words):
        _compose(words, pieces)
    text = "".join(pieces)
    if len(text) != len(words) or any(len(p) != 1 for p in pieces):
        starts = [i for i, p in enumerate(pieces) for _ in p]
        ends = [i + 1 for i, p in enumerate(pieces) for _ in p]
        _stretch(words, pieces, ends)
        return View(_without_lookalikes(text), starts, ends)
    return View(_without_lookalikes(text))


def _compose(words: str, pieces: list[str]) -> None:
    """Letters written as base and marks become one letter, standing where the base stood."""
    for match in _CLUSTER.finditer(words):
        whole = unicodedata.normalize("NFC", match.group())
        pieces[match.start()] = _FOLDS[whole[0]]
        for i in range(match.start() + 1, match.end()):
            pieces[i] = ""


def _stretch(words: str, pieces: list[str], ends: list[int]) -> None:
    """A letter's end moves over the dropped accents and vowel signs that follow it, so that they are covered with it."""
    at = 0
    for i, piece in enumerate(pieces):
        if piece:
            at += len(piece)
        elif at and unicodedata.combining(words[i]):
            ends[at - 1] = i + 1


def _without_lookalikes(text: str) -> str:
    if not _HAS_LOOKALIKE.search(text):
        return text
    return _WORD.sub(_unmask, text)


def _unmask(match: regex.Match[str]) -> str:
    """A word in one script is left as it is; one that mixes scripts is read as Latin."""
    word = match.group()
    return word.translate(_LOOKALIKES) if _PLAIN.search(word) and not word.isascii() else word
