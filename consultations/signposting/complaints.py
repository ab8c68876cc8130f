"""Does an answer read like a complaint? Then the person is asked whether they want to make it one; nothing else happens."""

from __future__ import annotations

import functools
import re
import unicodedata
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter
from ruamel.yaml import YAML

from consultations.types import RedactedText

WORDS = Path(__file__).with_name("complaint_words.yml")
LOOKED_AT = 20_000
"""Characters: more than the longest answer a form takes."""

_STRONG_ENOUGH = 2
_ARABIC = str.maketrans("ىیېےکةہھەۆڕڵ", "ييييكهههه" + "ورل")
_SPACES = re.compile(r"\s+")
_DASHES = re.compile(r"[’'‘ʼ\u200b-\u200f\u2060\ufeff]")


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    plain: str
    strong: str = ""
    not_: str = Field(default="", alias="not")


def reads_like_complaint(text: RedactedText, language: str | None = None) -> bool:
    """Whether to ask "do you want to make this a complaint?". `language` (BCP 47) is a hint; English is always read too."""
    words = _fold(text.text[:LOOKED_AT])
    return any(_reads(words, code) for code in _languages(language))


def _reads(words: str, code: str) -> bool:
    plain, strong, taken_away = _phrases(code)
    for phrase in taken_away:
        words = words.replace(phrase, " ")
    if any(phrase in words for phrase in plain):
        return True
    return sum(phrase in words for phrase in strong) >= _STRONG_ENOUGH


def _languages(hint: str | None) -> tuple[str, ...]:
    known = _all()
    if hint is None:
        return tuple(known)
    wanted = hint.replace("_", "-").lower()
    same = [c for c in known if c.lower() == wanted] or [c for c in known if c.split("-")[0] == wanted.split("-")[0]]
    return tuple(dict.fromkeys([*(same or known), "en"]))


@functools.cache
def _all() -> dict[str, _Words]:
    return TypeAdapter(dict[str, _Words]).validate_python(YAML(typ="safe", pure=True).load(WORDS.read_text(encoding="utf-8")))


@functools.cache
def _phrases(code: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    words = _all()[code]
    plain, strong, taken_away = (
        tuple(_fold(line) for line in block.splitlines() if line.strip()) for block in (words.plain, words.strong, words.not_)
    )
    return plain, strong, taken_away


def _fold(text: str) -> str:
    text = _DASHES.sub("", text.lower())
    parts = unicodedata.normalize("NFKD", text)
    bare = "".join(c for c in parts if not unicodedata.combining(c) or "\u0900" <= c <= "\u0dff")
    return _SPACES.sub(" ", bare.translate(_ARABIC).replace("ł", "l").replace("đ", "d").replace("ı", "i")).strip()
