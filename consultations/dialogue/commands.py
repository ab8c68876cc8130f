"""Exact commands, matched by the site itself before anything else looks at what was typed."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

from translations.locales import SOURCE

FILE = Path(__file__).with_name("commands.yml")

ACTS = frozenset(
    (
        *("affirm", "deny", "choose", "send", "skip", "go_back", "change_answer", "stop_and_save", "start_again"),
        *(
            "delete_everything",
            "help",
            "again",
            "easier",
            "what_does_word_mean",
            "read_aloud",
            "how_long",
            "change_language",
        ),
        *("complain", "talk_to_person", "who_sees", "affects_my_case", "are_you_robot", "medical_request", "off_topic"),
        *("insult", "tells_something", "greet", "thanks", "nlu_fallback"),
    )
)
"""Acts that typed words can stand for. Sending and deleting for good are not among them: only buttons do those."""

_SIGNS = re.compile(r"[^\w\s]|_", re.UNICODE)
_SPACES = re.compile(r"\s+")
_SAME_LETTERS = str.maketrans({"ł": "l", "ى": "ي", "ة": "ه", "ـ": None, "ی": "ي", "ک": "ك"})


class CommandError(ValueError):
    """A commands file that cannot be used; the message names file, line, what is wrong and how to mend it."""


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    also_where_words_are_asked: frozenset[str]
    commands: dict[str, dict[str, tuple[str, ...]]]
    numbers: dict[str, dict[int, tuple[str, ...]]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _means_one_thing(self) -> _File:
        for locale, acts in self.commands.items():
            if unknown := set(acts) - ACTS:
                raise ValueError(f"{locale}: no act {', '.join(sorted(unknown))}: use one of {', '.join(sorted(ACTS))}")
            seen: dict[str, str] = {}
            for act, phrases in acts.items():
                for phrase in phrases:
                    if not plain(phrase):
                        raise ValueError(f"{locale}: {act}: {phrase!r} has no letter or digit: nobody could type it")
                    other = seen.setdefault(plain(phrase), act)
                    if other != act:
                        raise ValueError(f"{locale}: {phrase!r} stands for {other} and for {act}: keep one")
        if strange := self.also_where_words_are_asked - ACTS:
            raise ValueError(f"also_where_words_are_asked: no act {', '.join(sorted(strange))}")
        return self


def plain(typed: str) -> str:
    """What was typed, without case, accents, marks, signs and spare spaces; letters that are written either way made one."""
    decomposed = unicodedata.normalize("NFKD", typed.casefold())
    kept = "".join(c for c in decomposed if unicodedata.category(c) not in ("Mn", "Cf"))
    return _SPACES.sub(" ", _SIGNS.sub(" ", kept.translate(_SAME_LETTERS))).strip()


def match(locale: str, typed: str, *, words_asked: bool) -> str | None:
    """The act that was typed exactly, or None. Where words were asked, only commands that cannot be an answer count.

    English commands are understood in every language.
    """
    wanted = plain(typed)
    book = load()
    for language in dict.fromkeys((locale, SOURCE)):
        act = book.acts.get(language, {}).get(wanted)
        if act and (not words_asked or act in book.anywhere):
            return act
    return None


def number(locale: str, typed: str) -> int | None:
    """The number in "2", "number 2", "the second one", in any script's digits; None when there is none, or several."""
    wanted = plain(typed)
    digits = ["".join(str(unicodedata.decimal(c)) for c in word) for word in wanted.split() if word.isdecimal()]
    if len(digits) == 1 and len(wanted.split()) <= _FEW:
        return int(digits[0])
    book = load()
    for language in dict.fromkeys((locale, SOURCE)):
        if found := book.numbers.get(language, {}).get(wanted):
            return found
    return None


_FEW = 4


class Book:
    """The commands, ready to look up."""

    def __init__(self, file: _File) -> None:
        self.anywhere = file.also_where_words_are_asked
        self.acts: Mapping[str, Mapping[str, str]] = {
            locale: {plain(p): act for act, phrases in acts.items() for p in phrases} for locale, acts in file.commands.items()
        }
        self.numbers: Mapping[str, Mapping[str, int]] = {
            locale: {plain(p): n for n, phrases in numbers.items() for p in phrases} for locale, numbers in file.numbers.items()
        }


@functools.cache
def load(path: Path = FILE) -> Book:
    """The commands file, checked (`CommandError`)."""
    try:
        return Book(_File.model_validate(YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))))
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise CommandError(f"{path.name}, line {line}: not YAML ({error.problem}): check indents and quotation marks") from None
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = list(first["loc"])
        said = f"{'.'.join(map(str, where))}: {first['msg']}" if where else first["msg"]
        raise CommandError(f"{path.name}, line {_line(path, where)}: {said}") from None


def _line(path: Path, keys: list[int | str]) -> int:
    node = YAML(typ="rt", pure=True).load(path.read_text(encoding="utf-8"))
    line = 0
    for key in keys:
        try:
            line = node.lc.item(key)[0] if isinstance(key, int) else node.lc.key(key)[0]
            node = node[key]
        except (AttributeError, KeyError, IndexError, TypeError):
            break
    return int(line) + 1
