"""Reads labelled examples: JSON Lines that a colleague can extend. A wrong line is refused with file, line and reason."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from consultations.types import Level, SafeguardingKind

HOME = Path(__file__).parents[1] / "examples"
"""The examples that ship with Heard: written for it, about nobody."""


class ExampleError(ValueError):
    """An example that cannot be used; the message names file, line and what to mend, and never holds the text."""


class Example(BaseModel):
    """One text, how urgent it is, and of what kinds. Unknown fields do no harm."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
    language: str
    level: Level
    kinds: tuple[SafeguardingKind, ...] = Field(default=())

    @model_validator(mode="after")
    def _kinds_fit_the_level(self) -> Example:
        if (self.level is Level.NONE) == bool(self.kinds):
            raise ValueError('an example of level "none" has no kinds, and every other has at least one')
        return self


def shipped() -> list[Path]:
    """Every example file of Heard, in a stable order."""
    return sorted(HOME.glob("*.jsonl"))


def load(paths: Iterable[Path]) -> list[Example]:
    """All examples of `paths`, in order. Raises `ExampleError` at the first line that is not one, or has the id of another."""
    seen: dict[str, str] = {}
    found = []
    for path in paths:
        for number, example in _read(path):
            where = f"{path}, line {number}"
            if (first := seen.setdefault(example.id, where)) is not where:
                raise ExampleError(f"{where}: id {example.id} is already used in {first}; give it another")
            found.append(example)
    return found


def _read(path: Path) -> Iterator[tuple[int, Example]]:
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            where = f"{path}, line {number}"
            try:
                yield number, Example.model_validate(json.loads(line.decode("utf-8")))
            except UnicodeDecodeError:
                raise ExampleError(f"{where}: not UTF-8; save the file as UTF-8") from None
            except json.JSONDecodeError:
                raise ExampleError(f"{where}: not JSON; each line must be one complete JSON object") from None
            except ValidationError as error:
                first = error.errors(include_input=False, include_url=False)[0]
                field = ".".join(str(part) for part in first["loc"]) or "the line"
                raise ExampleError(f"{where}: {field}: {first['msg']}") from None
