"""The words that stand around personal data in each language (`context/<locale>.yml`), folded, as tables and patterns."""

from __future__ import annotations

from functools import cache

import regex
from pydantic import BaseModel, ConfigDict

from consultations.anonymise.files import HERE, Words, read_yaml
from consultations.anonymise.normalise import key_of, normalise


class Context(BaseModel):
    """`context/<locale>.yml`. Every list holds words or phrases in small letters.

    `titles`, `roles`, `kin`, `naming`, `called`, `introducing` and `asking` stand before a name, from the strongest to the
    weakest sign;
    `titles_after` and `naming_after` stand behind it; `acts` are what people do, right after their name. `common` words are
    never names.
    `endings` are case endings, `"owi>"` read as "take -owi off", `"i>a"` as "make -i an -a"; `beginnings` are words joined
    in front.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    titles: Words = ()
    titles_after: Words = ()
    roles: Words = ()
    roles_in_capitals: Words = ()
    kin: Words = ()
    naming: Words = ()
    naming_after: Words = ()
    called: Words = ()
    introducing: Words = ()
    asking: Words = ()
    acts: Words = ()
    common: Words = ()
    phone: Words = ()
    born: Words = ()
    home: Words = ()
    in_place: Words = ()
    street_before: Words = ()
    street_after: Words = ()
    cell: Words = ()
    endings: Words = ()
    beginnings: Words = ()


class Things(BaseModel):
    """`context/things.yml`: words beside a name that show it to be a thing's."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    after: Words
    called: Words


def fold(words: str) -> str:
    """As texts are folded before they are compared."""
    return key_of(normalise(words).text)


@cache
def contexts() -> dict[str, Context]:
    """Every language, its words folded. `DataFileError` when a file is wrong."""
    found: dict[str, Context] = {}
    for path in sorted((HERE / "context").glob("*.yml")):
        if path.stem in ("numbers", "things", "word_sets", "rarity", "months"):
            continue
        raw = read_yaml(f"context/{path.name}", Context)
        found[path.stem] = Context(**{name: tuple(fold(word) for word in words) for name, words in raw})
    return found


@cache
def things() -> Things:
    raw = read_yaml("context/things.yml", Things)
    return Things(after=tuple(map(fold, raw.after)), called=tuple(map(fold, raw.called)))


@cache
def phrases(kind: str) -> regex.Pattern[str]:
    """One pattern for the `kind` words of all languages: `phone`, `born`, `home` and `in_place` as they stand; `street` and
    `cell` with number."""
    if kind == "street":
        return _street()
    if kind == "cell":
        return regex.compile(
            rf"{_any('cell')} ?(?:nr|no|num|numero|number|№|رقم|شماره|rhif)?\.? ?[a-z]?[0-9]{{1,3}}(?![0-9a-z]"
            rf"|[.\-/:%][0-9])|[0-9]{{1,4}}号?(?:牢房|房间|室|监室)"
        )
    return regex.compile(_any(kind))


def _any(kind: str) -> str:
    words = sorted(
        {w for locale, c in contexts().items() for w in getattr(c, kind) if locale != "zh-Hans"}, key=len, reverse=True
    )
    chinese = sorted(contexts()["zh-Hans"].model_dump()[kind], key=len, reverse=True)
    parts = [rf"(?<![\p{{L}}\p{{M}}])(?:{'|'.join(map(regex.escape, words))})(?![\p{{L}}\p{{M}}])"] if words else []
    parts += map(regex.escape, chinese)
    return f"(?:{'|'.join(parts)})"


def _street() -> regex.Pattern[str]:
    before = [w for c in contexts().values() for w in c.street_before]
    after = [w for locale, c in contexts().items() for w in c.street_after if locale != "zh-Hans"]
    name = r"(?:[\p{L}\p{M}'.\-]{1,25}+,? ){1,4}?"
    number = r"(?:(?:nr|no|n|№|numero|رقم|شماره)[.:]? ?)?[0-9]{1,4}[a-z]?(?![0-9])"
    return regex.compile(
        rf"(?<![\p{{L}}\p{{M}}])(?:{'|'.join(map(regex.escape, before))})\.? {name}{number}"
        rf"|(?<![\p{{L}}\p{{M}}]){name}(?:{'|'.join(map(regex.escape, after))})\.?,? {number}"
        rf"|\p{{Han}}{{2,6}}(?:路|街|道|巷)[0-9]{{1,4}}号"
    )
