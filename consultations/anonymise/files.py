"""Read the data files of this package; a wrong one is refused with file, line, what is wrong and how to mend it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, RootModel, StringConstraints, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

HERE = Path(__file__).parent

Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Words = tuple[Word, ...]


class DataFileError(ValueError):
    """A data file that cannot be used: the message names file, line, what is wrong and how to mend it."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class NumberWords(_Part):
    """`context/numbers.yml`."""

    digits: dict[str, Annotated[tuple[Word, ...], Field(min_length=10, max_length=10)]]
    tens: dict[str, int]
    repeat: dict[str, int]
    zeros: dict[str, int]


Part = TypeVar("Part", bound=BaseModel)


def read_yaml(name: str, schema: type[Part]) -> Part:
    """The file `name` (relative to this package) checked by `schema`; `DataFileError` when it is wrong."""
    return parse_yaml((HERE / name).read_text(encoding="utf-8"), name, schema)


def parse_yaml(text: str, name: str, schema: type[Part]) -> Part:
    """`text` checked by `schema`; `name` is for messages."""
    try:
        data = YAML(typ="safe").load(text)
    except MarkedYAMLError as wrong:
        line = wrong.problem_mark.line + 1 if wrong.problem_mark else 1
        raise DataFileError(f"{name}, line {line}: not YAML ({wrong.problem}). Check indents, colons and quotes.") from None
    try:
        return schema.model_validate(data)
    except ValidationError as wrong:
        first = wrong.errors(include_url=False, include_input=False)[0]
        line = _line(text, first["loc"])
        where = ".".join(str(part) for part in first["loc"])
        raise DataFileError(f"{name}, line {line}: {where}: {first['msg']}. {_fix(first['type'])}") from None


def _fix(kind: str) -> str:
    return {
        "extra_forbidden": "Take this key out or spell it as the other files do.",
        "missing": "Add this key.",
        "string_type": "Put quotation marks around the word (YAML reads yes, no, on and numbers as something else).",
        "string_too_short": "Write a word here or take the entry out.",
    }.get(kind, "Write it as the other files do.")


def _place(node: Any, part: int | str) -> int:
    place: tuple[int, int] = node.lc.item(part) if isinstance(part, int) else node.lc.key(part)
    return place[0]


def _line(text: str, location: tuple[int | str, ...]) -> int:
    """The line of the deepest part of `location` that is in the file."""
    node: Any = YAML(typ="rt").load(text)
    line = 0
    for part in location:
        if not hasattr(node, "lc"):
            break
        try:
            line = _place(node, part)
            node = node[part]
        except (KeyError, IndexError, TypeError, AttributeError):
            break
    return line + 1


@cache
def read_lines(name: str) -> tuple[str, ...]:
    """Entries of a plain list, one a line; `#` starts a comment. `DataFileError` when an entry has a tab or is longer than a
    line of a list."""
    entries: list[str] = []
    for number, line in enumerate((HERE / name).read_text(encoding="utf-8").splitlines(), start=1):
        entry = line.partition("#")[0].strip()
        if "\t" in entry or len(entry) > 800:
            raise DataFileError(f"{name}, line {number}: one entry a line, without tabs, at most 800 characters. Split the line.")
        if entry:
            entries.append(entry)
    return tuple(entries)


class WordSets(RootModel[dict[str, Words]]):
    """`context/word_sets.yml`: sets of words by name."""


@cache
def _word_sets() -> dict[str, Words]:
    return read_yaml("context/word_sets.yml", WordSets).root


def word_set(name: str) -> frozenset[str]:
    """The set `name` of `context/word_sets.yml`; `KeyError` when there is none."""
    return frozenset(_word_sets()[name])
