"""Make `faker.txt`: first names and surnames from the locale lists of Faker (MIT licence, © Daniele Faraglia and contributors).

Run by hand when Faker brings new names: `python consultations/anonymise/names/build_from_faker.py`. Faker is not needed to
run Heard.
"""

from __future__ import annotations

import importlib
import re
import sys
import textwrap
import unicodedata
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))

from consultations.anonymise.normalise import key_of, normalise

LOCALES = [
    "en_GB",
    "en_US",
    "en_IN",
    "en_PK",
    "en_NG",
    "yo_NG",
    "ha_NG",
    "ig_NG",
    "tw_GH",
    "pl_PL",
    "ro_RO",
    "tr_TR",
    "es_ES",
    "es_MX",
    "es_CO",
    "pt_BR",
    "pt_PT",
    "lt_LT",
    "lv_LV",
    "bg_BG",
    "hu_HU",
    "cs_CZ",
    "sk_SK",
    "uk_UA",
    "it_IT",
    "fr_FR",
    "nl_NL",
    "ga_IE",
    "hr_HR",
    "zu_ZA",
    "ar_AA",
    "ar_SA",
    "fa_IR",
    "bn_BD",
    "ru_RU",
]
WORD = re.compile(r"[\w\u0900-\u0dff]{3,}(?:['-][\w\u0900-\u0dff]{2,})?")
HEADER = """\
# Made by build_from_faker.py from the locale lists of Faker {version} (MIT licence, (c) Daniele Faraglia and contributors).
# Folded as texts are: lower case, without Latin marks. Correct other files here, not this one: never_names.txt and
ambiguous.txt overrule it.
"""


def main() -> None:
    version = importlib.import_module("faker").VERSION
    first: set[str] = set()
    last: set[str] = set()
    for locale in LOCALES:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for field in dir(provider):
            if field.startswith("first_name"):
                first |= folded(getattr(provider, field))
            elif field.startswith("last_name"):
                last |= folded(getattr(provider, field))
    target = Path(__file__).with_name("faker.txt")
    parts = [HEADER.format(version=version), "[first]", wrapped(first), "[last]", wrapped(last - first), ""]
    target.write_text("\n".join(parts), encoding="utf-8")


def folded(names: object) -> set[str]:
    if not isinstance(names, Iterable):
        return set()
    keys = {key_of(normalise(part).text) for name in names if isinstance(name, str) for part in name.split()}
    return {unicodedata.normalize("NFC", key) for key in keys if WORD.fullmatch(key)}


def wrapped(names: set[str]) -> str:
    return textwrap.fill(" ".join(sorted(names)), 150, break_long_words=False, break_on_hyphens=False)


if __name__ == "__main__":
    main()
