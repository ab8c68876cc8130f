"""Days of the year in every usual form: 3/4/24, 2024-05-03, 3rd of March, May 3rd, 3 marca, 3月4日, "the third of march"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import regex

from consultations.anonymise.dates import months
from consultations.anonymise.normalise import View

_NUMERIC = regex.compile(
    r"(?<![0-9./\-])(?P<a>[0-9]{1,2}) ?(?P<sep>[./\-]) ?(?P<b>[0-9]{1,2}) ?(?P=sep) ?(?P<y>(?:1[0-9]"
    r"|20)?[0-9]{2})(?![0-9]|[./\-][0-9])"
)
_SPACED = regex.compile(r"(?<![0-9./\-])(?P<a>[0-9]{1,2}) (?P<b>[0-9]{1,2}) (?P<y>(?:19|20)[0-9]{2})(?![0-9]|[./\-][0-9])")
_ISO = regex.compile(r"(?<![0-9./\-])(?P<y>(?:1[0-9]|20)[0-9]{2}) ?[./\-] ?(?P<b>[0-9]{1,2}) ?[./\-] ?(?P<a>[0-9]{1,2})(?![0-9])")
_SHORT = regex.compile(r"(?<![0-9./\-£$€])(?P<a>[0-9]{1,2})(?P<sep>[./])(?P<b>[0-9]{1,2})(?![0-9]|[./\-%][0-9]|%)")
_CHINESE = regex.compile(
    r"(?:(?:[0-9]{4}|[零〇一二三四五六七八九]{4})年)?(?P<b>[0-9]{1,2}|[一二三四五六七八九十]{1,2})月(?P<a>[0-9]{1,2}|[一二三四五六七八九十]{1,3})[日号]"
)
_VIETNAMESE = regex.compile(r"(?:ngay |mung )?(?P<a>[0-9]{1,2}) ?thang ?(?P<b>[0-9]{1,2})(?: ?nam ?[0-9]{4})?(?![0-9])")

_ORDINALS = [
    word.replace(".", "[ -]?")
    for word in [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
        "twenty.first",
        "twenty.second",
        "twenty.third",
        "twenty.fourth",
        "twenty.fifth",
        "twenty.sixth",
        "twenty.seventh",
        "twenty.eighth",
        "twenty.ninth",
        "thirtieth",
        "thirty.first",
    ]
]
_TENTH = {word: number for number, word in enumerate(["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"], start=1)}


_ORDINAL_WORDS = frozenset(word.rpartition("[ -]?")[2] for word in _ORDINALS)
_DIGIT = regex.compile(r"[0-9]")


class Day(NamedTuple):
    """A day of the year at `[start, end)`. `sure`: its form can be nothing but a date. `year`: a year stands with it."""

    start: int
    end: int
    day: int
    month: int
    sure: bool
    year: bool


@cache
def _named() -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    names = sorted(months(), key=len, reverse=True)
    month = rf"(?P<m>{'|'.join(map(regex.escape, names))})"
    words = sorted(_ORDINALS, key=len, reverse=True)
    number = (
        rf"(?:(?P<d>[0-3]?[0-9])(?P<th> ?(?:st|nd|rd|th|ain|af|fed|ydd|eg|º|°|er|o|е|го|-го|-е|i|:e|ኛ|ኣ|م|ی|م\.|-an"
        rf"|\.))?|(?P<w>{'|'.join(words)}))"
    )
    joint = r"(?: ?(?:of|day of|de|do|o|din|i|e|in|ta|bisha|ى|من|ی|ي|د|ی|ماه|ਦੀ|এ|ই|ኣብ|ዕለት)\b)?,?"
    year = r"(?:,? ?(?:de |del |din |г )?(?P<y>(?:1[0-9]|20)[0-9]{2}|'[0-9]{2}|[0-9]{2}(?![0-9:./]))(?!\p{L}))?"
    back = (
        rf"(?:(?P<th>the ) ?)?(?:(?P<d>[0-3]?[0-9])(?P<th2> ?(?:st|nd|rd|th))?|(?P<w>{'|'.join(words)}))(?![0-9:]"
        rf"|[./%][0-9]|\p{{L}})"
    )
    ahead = regex.compile(
        rf"(?<![0-9./\-£:\p{{L}}]){number}(?: ?(?:-|to|and|or|&|/|,) ?[0-9]{{1,2}}(?:st|nd|rd"
        rf"|th)?)?{joint} ?[-/.]? ?{month}(?:\.|(?![\p{{L}}\p{{M}}])|(?='))(?: ?[-/] ?)?{year}"
    )
    after = regex.compile(rf"(?<![\p{{L}}\p{{M}}]){month}\.? ?(?:on |of )?{back}{year}")
    return ahead, after


@cache
def _month_words() -> frozenset[str]:
    """The first word of every month's name."""
    return frozenset(name.split()[0].strip(".") for name in months())


def days_of_year(view: View, vocabulary: frozenset[str]) -> Iterator[Day]:
    """Every day of the year in a folded text, forms that could be something else included (`sure` is false for them)."""
    key = view.key
    has_digits = _DIGIT.search(key) is not None
    for form, sure in ((_NUMERIC, True), (_ISO, True), (_SPACED, False), (_SHORT, False)) if has_digits else ():
        for match in form.finditer(key):
            a, b = int(match["a"]), int(match["b"])
            if form is _NUMERIC and match["sep"] == "-" and len(match["y"]) == 2 and len(match["a"]) == 1:
                sure = False
            day, month = (a, b) if b <= 12 else (b, a)
            if 1 <= day <= 31 and 1 <= month <= 12:
                yield Day(match.start(), match.end(), day, month, sure, form is not _SHORT)
    if "月" in key:
        for match in _CHINESE.finditer(key):
            yield Day(match.start(), match.end(), _chinese(match["a"]), _chinese(match["b"]), True, "年" in match.group())
    if "thang" in key:
        for match in _VIETNAMESE.finditer(key):
            if 1 <= int(match["a"]) <= 31 and 1 <= int(match["b"]) <= 12:
                yield Day(match.start(), match.end(), int(match["a"]), int(match["b"]), True, "nam" in match.group())
    if (has_digits or not vocabulary.isdisjoint(_ORDINAL_WORDS)) and not vocabulary.isdisjoint(_month_words()):
        yield from _with_names(key)


def _with_names(key: str) -> Iterator[Day]:
    ahead, after = _named()
    for form in (ahead, after):
        for match in form.finditer(key):
            day = int(match["d"]) if match["d"] else _ordinal(match["w"])
            if not 1 <= day <= 31:
                continue
            marked = bool(match["w"] or match["th"] or (form is after and match["th2"]))
            yield Day(
                match.start(),
                match.end(),
                day,
                months()[match["m"]],
                marked or bool(match["y"]) or (len(match["m"]) > 3 and match["m"] != "march"),
                bool(match["y"]),
            )


def _ordinal(words: str) -> int:
    for number, form in enumerate(_ORDINALS, start=1):
        if regex.fullmatch(form, words):
            return number
    return 0


def _chinese(figures: str) -> int:
    if figures.isdigit():
        return int(figures)
    tens, ten, ones = figures.partition("十")
    return (_TENTH.get(tens, 1) * 10 + _TENTH.get(ones, 0)) if ten else _TENTH.get(tens, 0)
