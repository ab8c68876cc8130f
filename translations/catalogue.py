"""Catalogues read straight from their `.po` files, so that no compiled copy can grow stale."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

from translations.locales import SOURCE, languages

ROOT = Path(__file__).parent


def po_file(locale: str, domain: str) -> Path:
    return ROOT / languages()[locale].folder / "LC_MESSAGES" / f"{domain}.po"


def read(locale: str, domain: str) -> Catalog:
    """The catalogue as Babel reads it; raises `FileNotFoundError` when the language has none."""
    with po_file(locale, domain).open("rb") as handle:
        return read_po(handle, locale=languages()[locale].folder, domain=domain)


@cache
def load(locale: str, domain: str = "respondent") -> NullTranslations:
    """Translations of one language and domain. English, and a language without a catalogue, give the English back."""
    if locale == SOURCE or not po_file(locale, domain).exists():
        return NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, read(locale, domain))
    compiled.seek(0)
    return Translations(compiled, domain=domain)


def gettext(locale: str, message: str) -> str:
    """One respondent-facing sentence in a language. The empty sentence stays empty (gettext would answer its header)."""
    return str(load(locale).ugettext(message)) if message else ""


def mark(message: str) -> str:
    """Mark a sentence for translation where it is written and translated later; extraction looks for this name as `N_`."""
    return message


N_ = mark
S_ = mark
"""The same for staff, whose words are another domain."""
