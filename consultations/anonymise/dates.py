"""The names of months and days in every language of Heard, from CLDR, and those people write that CLDR does not hold."""

from __future__ import annotations

from functools import cache

from babel import Locale, UnknownLocaleError

from consultations.anonymise.context import contexts, fold
from consultations.anonymise.files import read_lines

OTHER_MONTHS: dict[str, int] = {
    # English, shortened and misspelt
    "jan": 1, "feb": 2, "febuary": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sept": 9, "sep": 9, "septemeber": 9, "oct": 10, "nov": 11, "dec": 12, "janury": 1, "agust": 8, "augest": 8, "ocotber": 10, "decemeber": 12,
    # Welsh, mutated
    "fawrth": 3, "fai": 5, "fehefin": 6, "ragfyr": 12, "dachwedd": 11, "orffennaf": 7, "fedi": 9,
    # Arabic of Iraq and the Levant
    "كانون الثاني": 1, "شباط": 2, "اذار": 3, "نيسان": 4, "ايار": 5, "حزيران": 6, "تموز": 7, "اب": 8, "ايلول": 9, "تشرين الاول": 10, "تشرين الثاني": 11, "كانون الاول": 12,
    # Persian and Afghan calendars
    "فروردین": 1, "اردیبهشت": 2, "خرداد": 3, "تیر": 4, "مرداد": 5, "شهریور": 6, "مهر": 7, "آبان": 8, "آذر": 9, "دی": 10, "بهمن": 11, "اسفند": 12,
    "حمل": 1, "ثور": 2, "جوزا": 3, "سرطان": 4, "اسد": 5, "سنبله": 6, "میزان": 7, "عقرب": 8, "قوس": 9, "جدی": 10, "دلو": 11, "حوت": 12,
    "مارچ": 3, "اپریل": 4, "مارس": 3, "جون": 6, "جولای": 7, "اگست": 8,
    # Kurdish
    "مارت": 3, "نیسان": 4, "ئایار": 5, "حوزەیران": 6, "تەمموز": 7, "ئاب": 8, "ئەیلوول": 9, "ئازار": 3,
    # Somali
    "maarso": 3, "abriil": 4, "juun": 6, "luuliyo": 7, "agoosto": 8, "sebteembar": 9, "oktoobar": 10, "nofeembar": 11, "diseembar": 12, "jannaayo": 1, "febraayo": 2,
    # Tigrinya
    "መጋቢት": 3, "ጥሪ": 1, "ለካቲት": 2, "ሚያዝያ": 4, "ግንቦት": 5, "ሰነ": 6, "ሓምለ": 7, "ነሓሰ": 8, "መስከረም": 9, "ጥቅምቲ": 10, "ሕዳር": 11, "ታሕሳስ": 12,
}  # fmt: skip
"""Month names beside CLDR's; the number is the month it stands for, or its place in its own calendar."""


@cache
def months() -> dict[str, int]:
    """Every name of a month, folded, with its number; Chinese ones are numbers and not here."""
    found = {fold(name): number for name, number in OTHER_MONTHS.items()}
    spoken_words = {word for line in read_lines("names/everyday_english.txt") for word in line.split()}
    for locale in _locales():
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in locale.months[form].get(width, {}).items():
                    key = fold(name).strip(".")
                    english_word = locale.language != "en" and key in spoken_words
                    if len(key) > 2 and not english_word and not any(c.isdigit() for c in key):
                        found.setdefault(key, number)
    return found


@cache
def days() -> frozenset[str]:
    """Every name of a day of the week, folded."""
    return frozenset(fold(name) for locale in _locales() for name in locale.days["format"]["wide"].values())


@cache
def territories() -> tuple[str, ...]:
    """Every name of a country in every language, folded."""
    return tuple({fold(name) for locale in _locales() for name in locale.territories.values() if len(name) > 2})


def _locales() -> list[Locale]:
    found: list[Locale] = []
    for tag in contexts():
        try:
            found.append(Locale.parse(tag, sep="-"))
        except (UnknownLocaleError, ValueError):
            continue
    return found
