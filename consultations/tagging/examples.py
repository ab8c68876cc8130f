"""Reads training examples: JSON Lines that a colleague can extend. A wrong line is refused with file, line and reason."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from consultations.types import Audience, Setting

HOME = Path(__file__).parent / "examples"
"""The training text that ships with Heard: written for it, about nobody."""

_Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class ExampleError(ValueError):
    """A training example that cannot be used; the message names file, line and what to mend, and never holds the text."""


class Example(BaseModel):
    """One response with the labels a person gave it. Unknown fields are kept out of the model but do no harm."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str | int
    text: str
    labels: tuple[_Label, ...] = Field(default=())
    question: str | None = None
    setting: Setting | None = None
    audience: Audience | None = None
    language: str | None = None
    group: str | None = None
    """Examples of the same person share a group, and are never split between training and checking."""


@dataclass(frozen=True, slots=True)
class Located:
    """An example and where it was read."""

    example: Example
    file: Path
    line: int


def shipped() -> list[Path]:
    """Every example file of the default model, in a stable order."""
    return sorted(HOME.glob("*.jsonl"))


def load(paths: Iterable[Path]) -> list[Example]:
    """All examples of `paths`, in order. Raises `ExampleError` at the first line that is not a valid example."""
    return [located.example for located in read(paths)]


def read(paths: Iterable[Path]) -> Iterator[Located]:
    """Examples with their places. Raises `ExampleError` at the first line that is not a valid example."""
    for path in paths:
        for number, result in parse(path):
            if isinstance(result, ExampleError):
                raise result
            yield Located(result, path, number)


def parse(path: Path) -> Iterator[tuple[int, Example | ExampleError]]:
    """Each non-blank line of `path` as an example, or as the reason why it is none."""
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield number, _example(path, number, line)


def _example(path: Path, number: int, line: bytes) -> Example | ExampleError:
    where = f"{path}, line {number}"
    try:
        record = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        return ExampleError(f"{where}: not UTF-8; save the file as UTF-8")
    except (json.JSONDecodeError, RecursionError):
        return ExampleError(f"{where}: not JSON; each line must be one complete JSON object")
    if not isinstance(record, dict):
        return ExampleError(f"{where}: not a JSON object; write {{…}}")
    try:
        return Example.model_validate(record)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        return ExampleError(f"{where}: {field}: {first['msg']}")
