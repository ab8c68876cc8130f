"""Reading one YAML file against a schema, so that every fault is told with its file, line, what is wrong and how to mend it."""

from __future__ import annotations

import difflib
import types
import typing
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError

Model = TypeVar("Model", bound=BaseModel)
Location = tuple[str | int, ...]
"""The way to a value in a file: keys of mappings and positions in lists, from the top."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a file, at a place not yet turned into a line."""

    location: Location
    what: str
    mend: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a file, as a person is told it. `line` counts from 1."""

    file: Path
    line: int
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what} How to mend it: {self.mend}"


class DefinitionError(Exception):
    """One or more files cannot be used. `problems` has every fault found, in the order of the file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: (str(p.file), p.line)))
        super().__init__("\n".join(str(p) for p in self.problems))


class Document:
    """One YAML file that has been read: its values, and the line each of them stands on."""

    def __init__(self, path: Path) -> None:
        """Raises `DefinitionError` if the file cannot be read, is not UTF-8, not YAML, or not a mapping."""
        self.path = path
        self.tree = _parse(path)

    def line(self, location: Location) -> int:
        """The line of the value at `location`, or of the nearest part above it that is there."""
        node: Any = self.tree
        line = 1
        for step in location:
            if isinstance(node, CommentedMap) and step in node:
                line = node.lc.key(step)[0] + 1
            elif isinstance(node, CommentedSeq) and isinstance(step, int) and step < len(node):
                line = node.lc.item(step)[0] + 1
            else:
                break
            node = node[step]
        return line

    def texts_named(self, start: str) -> Iterator[tuple[int, str]]:
        """Every text whose name begins with `start`, wherever it stands in the file, with its line."""
        return _texts_named(start, self.tree)

    def refuse(self, faults: Sequence[Fault]) -> None:
        """Raise `DefinitionError` if there is any fault."""
        if faults:
            raise DefinitionError(Problem(self.path, self.line(f.location), f.what, f.mend) for f in faults)

    def as_model(self, model: type[Model]) -> Model:
        """The file's values as `model`; raises `DefinitionError` with every fault that pydantic finds."""
        try:
            return model.model_validate(_plain(self.tree))
        except ValidationError as error:
            faults = [_fault(e, model) for e in error.errors(include_url=False, include_input=True)]
        self.refuse(faults)
        raise AssertionError("a validation error names at least one fault")


def _texts_named(start: str, node: Any) -> Iterator[tuple[int, str]]:
    if isinstance(node, CommentedMap):
        for name, value in node.items():
            if isinstance(value, str) and str(name).startswith(start):
                yield node.lc.key(name)[0] + 1, str(value)
            yield from _texts_named(start, value)
    elif isinstance(node, CommentedSeq):
        for value in node:
            yield from _texts_named(start, value)


def _parse(path: Path) -> CommentedMap:
    try:
        tree = YAML(typ="rt").load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise _unreadable(path, 1, f"The file cannot be read ({error.strerror}).", "Check that it exists.") from None
    except UnicodeDecodeError:
        raise _unreadable(path, 1, "The file is not UTF-8 text.", "Save it again with the encoding UTF-8.") from None
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = "This is not YAML: " + " ".join(f"{error.problem} {error.context or ''}".split()) + "."
        raise _unreadable(path, mark.line + 1 if mark else 1, what, _mend_yaml(str(error.problem))) from None
    if not isinstance(tree, CommentedMap):
        raise _unreadable(path, 1, "The file has no names with values.", "Start it with lines such as `id: my-consultation`.")
    return tree


def _unreadable(path: Path, line: int, what: str, mend: str) -> DefinitionError:
    return DefinitionError([Problem(path, line, what, mend)])


def _mend_yaml(problem: str) -> str:
    if "duplicate key" in problem:
        return "Keep one of the two lines and remove the other."
    if "tab" in problem or "\\t" in problem:
        return "Use spaces, not tabs, at the start of a line."
    return "Check the spaces at the start of the line, and put text that holds `: ` or starts with a sign into double quotes."


def _plain(node: Any) -> Any:
    """The same values as ordinary dicts, lists and strings, without the marks of the YAML reader."""
    if isinstance(node, CommentedMap):
        return {_plain(k): _plain(v) for k, v in node.items()}
    if isinstance(node, CommentedSeq):
        return [_plain(v) for v in node]
    return str(node) if isinstance(node, str) else node


def _fault(error: ErrorDetails, model: type[BaseModel]) -> Fault:
    location: Location = tuple(error["loc"])
    name = f"`{location[-1]}`" if location else "the file"
    context = error.get("ctx", {})
    kind = error["type"]
    if kind == "definition":
        return Fault(location, _sentence(context["what"]), context["mend"])
    if kind == "missing":
        return Fault(location, f"{name} is missing.", f"Add a line `{location[-1]}: …` here.")
    if kind == "extra_forbidden":
        return Fault(location, f"{name} is not a name this file may use.", _mend_name(location, model))
    if kind in ("enum", "literal_error"):
        return Fault(
            location, f"{error['input']!r} is not one of the values this may have.", f"Use one of: {context['expected']}."
        )
    if kind == "string_pattern_mismatch":
        return Fault(location, f"{error['input']!r} is not written as {name} must be.", _mend_pattern(context["pattern"]))
    if kind == "string_type" and not isinstance(error["input"], (dict, list)):
        return Fault(location, f"{name} must be text, and {error['input']!r} is not.", f'Put it in quotes: "{error["input"]}".')
    return Fault(location, _sentence(f"{name}: {error['msg']}"), _MENDS.get(kind.partition("_")[0], _MENDS["other"]))


_MENDS = {
    "date": "Write year, month and day as in 2026-03-31.",
    "bool": "Write true or false.",
    "string": "Write one text here, not a list and not nested lines. Write the words, if there are none.",
    "tuple": "Write a list: [one, two], or one line for each, starting with a hyphen.",
    "model": "Write named values here, such as `id: …`, each on its own line.",
    "int": "Write a whole number.",
    "other": "Compare this line with the same line in another file of this folder.",
}


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:].rstrip(".") + "."


def _mend_pattern(pattern: str) -> str:
    if pattern.startswith("^C("):
        return "Write C1, C2 … C12."
    return "Use small letters a to z, figures, and single hyphens between them, such as `my-question-1`."


def _mend_name(location: Location, model: type[BaseModel]) -> str:
    known = list(_model_at(location[:-1], model).model_fields)
    near = difflib.get_close_matches(str(location[-1]), known, n=1)
    if near:
        return f"Write `{near[0]}`, if that is what was meant; otherwise remove the line."
    return f"Remove it, or use one of: {', '.join(known)}."


def _model_at(location: Location, model: type[BaseModel]) -> type[BaseModel]:
    """The model that describes the part of the file at `location`."""
    for step in location:
        if isinstance(step, str) and step in model.model_fields:
            inner = _models_in(model.model_fields[step].annotation)
            model = inner[0] if inner else model
    return model


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias) and issubclass(annotation, BaseModel):
        return [annotation]
    return [m for part in typing.get_args(annotation) for m in _models_in(part)]
