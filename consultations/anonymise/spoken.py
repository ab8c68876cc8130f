"""Numbers said in words: "oh seven seven double oh" becomes digits, each knowing which word it stands for.

Only runs of at least four number words or digits in a row are read so; "one of the two nurses" stays as it is.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import regex

from consultations.anonymise.files import NumberWords, read_yaml
from consultations.anonymise.normalise import View, key_of, normalise

_LEAST = 4
_ROUND = frozenset(["20", "30", "40", "50", "60", "70", "80", "90"])
_TOKEN = regex.compile(r"[\p{L}\p{M}]++|[0-9]++")
_BETWEEN = regex.compile(r"[ \t.,\-/]{0,3}")
_CHINESE = regex.compile(r"[零〇一幺二两三四五六七八九]{5,}+")
_SLIPS = regex.compile(r"(?<![A-Za-z])(?=[OoIl|]*[0-9])[0-9OoIl|]{5,}+(?![A-Za-z])")
_SLIP_DIGITS = str.maketrans("OoIl|", "00111")


@cache
def _words() -> tuple[dict[str, str], dict[str, str], dict[str, int]]:
    data = read_yaml("context/numbers.yml", NumberWords)
    digits = {
        key_of(normalise(word).text): str(value)
        for spellings in data.digits.values()
        for value, entry in enumerate(spellings)
        for word in entry.split("/")
    }
    tens = {word: str(value) for word, value in data.tens.items()} | {word: "0" * count for word, count in data.zeros.items()}
    return digits, tens, data.repeat


def spoken(view: View, vocabulary: frozenset[str]) -> View:
    """The view with number words as digits; the same view where there are none. `vocabulary`: its folded words. Linear."""
    digits, _, _ = _words()
    pieces = [] if vocabulary.isdisjoint(digits) else [piece for run in _runs(view.key) for piece in _read(run)]
    if not view.text.isascii():
        pieces += [_Piece(m.start(), m.end(), "".join(digits[c] for c in m.group())) for m in _CHINESE.finditer(view.text)]
    return _unslipped(_rewritten(view, sorted(pieces)) if pieces else view)


class _Piece(NamedTuple):
    """A word, or the digits it stands for, at `[start, end)`."""

    start: int
    end: int
    word: str


def _runs(key: str) -> list[list[_Piece]]:
    """Number words and digits in a row, nothing but single letters between them: "A one two three four B C"."""
    digits, tens, repeat = _words()
    runs: list[list[_Piece]] = []
    run: list[_Piece] = []
    said = spelled = 0
    for match in _TOKEN.finditer(key):
        token = match.group()
        is_word = token in digits or token in tens
        if run and (
            (len(token) > 1 and not is_word and token not in repeat and not token.isdigit())
            or not _BETWEEN.fullmatch(key, run[-1].end, match.start())
        ):
            if said >= _LEAST and spelled:
                runs.append(run)
            run, said, spelled = [], 0, 0
        if is_word or token in repeat or token.isdigit() or (run and len(token) == 1):
            run.append(_Piece(match.start(), match.end(), token))
            said += is_word or token.isdigit()
            spelled += is_word
    if said >= _LEAST and spelled:
        runs.append(run)
    return runs


def _read(run: list[_Piece]) -> list[_Piece]:
    """The words of a run as digits; what is digits or a letter already is left out."""
    digits, tens, repeat = _words()
    pieces: list[_Piece] = []
    at = 0
    while at < len(run):
        start, end, word = run[at]
        following = digits.get(run[at + 1].word) or run[at + 1].word if at + 1 < len(run) else ""
        if word in repeat and following.isdigit():
            pieces.append(_Piece(start, run[at + 1].end, following * repeat[word]))
            at += 1
        elif word in digits:
            pieces.append(_Piece(start, end, digits[word]))
        elif word in tens:
            joins = tens[word] in _ROUND and len(following) == 1 and following in "123456789"
            pieces.append(_Piece(start, run[at + 1].end if joins else end, tens[word][0] + following if joins else tens[word]))
            at += joins
        at += 1
    return pieces


def _rewritten(view: View, pieces: list[_Piece]) -> View:
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for start, end, digits in [*pieces, _Piece(len(view.text), len(view.text), "")]:
        if start < at:
            continue
        out += (view.text[at:start], digits)
        for i in range(at, start):
            a, b = view.place(i, i + 1)
            starts.append(a)
            ends.append(b)
        if digits:
            a, b = view.place(start, end)
            starts += [a] * len(digits)
            ends += [b] * len(digits)
        at = end
    return View("".join(out), starts, ends)


def _unslipped(view: View) -> View:
    """The letters O, l and I inside a number are 0 and 1."""
    if not _SLIPS.search(view.text):
        return view
    fixed = _SLIPS.sub(_digits_only, view.text)
    return view if fixed == view.text else View(fixed, view.starts, view.ends)


def _digits_only(match: regex.Match[str]) -> str:
    word = match.group()
    figures = sum(c.isdigit() for c in word)
    return word.translate(_SLIP_DIGITS) if figures * 3 >= len(word) else word
