"""Words that hide nothing by themselves but together could point to one person: a role, an illness and a place that only one
person has.

Nothing is taken out: a reviewer is told, and decides.
"""

from __future__ import annotations

from functools import cache

import regex
from pydantic import BaseModel, ConfigDict, Field

from consultations.anonymise.context import fold
from consultations.anonymise.files import Words, read_yaml
from consultations.anonymise.normalise import key_of, normalise
from consultations.types import RedactedText, RedactionKind, Setting, mark_for


class Rarity(BaseModel):
    """`context/rarity.yml`: what counts as rare, and how many kinds of it together are enough."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    enough: int = Field(ge=2)
    enough_in_small_settings: int = Field(ge=1)
    small_settings: tuple[Setting, ...]
    only: Words
    kinds: dict[str, Words]


@cache
def _rarity() -> Rarity:
    return read_yaml("context/rarity.yml", Rarity)


@cache
def _patterns() -> tuple[regex.Pattern[str], dict[str, regex.Pattern[str]]]:
    return _any_of(_rarity().only), {kind: _any_of(words) for kind, words in _rarity().kinds.items()}


def _any_of(words: Words) -> regex.Pattern[str]:
    folded = sorted(map(fold, words), key=len, reverse=True)
    return regex.compile(rf"(?<![a-z])(?:{'|'.join(map(regex.escape, folded))})s?(?![a-z])")


def could_point_to_one_person(text: RedactedText, setting: Setting | None) -> tuple[str, ...]:
    """Why the redacted text could still point to one person: kinds of attribute, never words. Empty: nothing was seen.

    `setting` None is taken as a large one. English texts only are read for attributes; translate others first.
    """
    words = text.text
    for kind in RedactionKind:
        words = words.replace(mark_for(kind), " ")
    key = key_of(normalise(words).text)
    only, kinds = _patterns()
    found = [kind for kind, pattern in kinds.items() if pattern.search(key)]
    if set(found) - {"a place"} and only.search(key):
        return ("said to be the only one", *found)
    rarity = _rarity()
    enough = rarity.enough_in_small_settings if setting in rarity.small_settings else rarity.enough
    return tuple(found) if len(found) >= enough else ()
