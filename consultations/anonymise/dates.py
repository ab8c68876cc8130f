"""The names of months and days in every language of Heard, from CLDR, and those people write that CLDR does not hold."""

from __future__ import annotations

from functools import cache
from typing import Annotated

from babel import Locale, UnknownLocaleError
from pydantic import BaseModel, ConfigDict, Field

from consultations.anonymise.context import contexts, fold
from consultations.anonymise.files import read_lines, read_yaml


class Months(BaseModel):
    """`context/months.yml`: names of months beside CLDR's."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    months: dict[str, Annotated[int, Field(ge=1, le=12)]]


@cache
def months() -> dict[str, int]:
    """Every name of a month, folded, with its number; Chinese ones are numbers and not here."""
    found = {fold(name): number for name, number in read_yaml("context/months.yml", Months).months.items()}
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
