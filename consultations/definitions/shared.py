"""What every consultation shares: the twelve commitments, and the five faces of a scale question."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from consultations.definitions.files import Document, Fault
from consultations.schema import Choice, Commitment, Source

_CONSULTATIONS = Path(__file__).resolve().parent.parent
FRAMEWORK_FILE = _CONSULTATIONS / "framework.yml"
SCALE_FILE = _CONSULTATIONS / "scale.yml"


class _Framework(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    source: Source
    commitments: tuple[Commitment, ...]


class _Scale(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    choices: Annotated[tuple[Choice, ...], Field(min_length=2)]


@functools.cache
def framework() -> tuple[Commitment, ...]:
    """The twelve commitments, C1 to C12, in order. Raises `DefinitionError`."""
    return read_framework(FRAMEWORK_FILE)


@functools.cache
def scale() -> tuple[Choice, ...]:
    """What a question of kind `scale` is answered with: values `1` (very bad) to `5` (very good), then `unsure`.
    Raises `DefinitionError`."""
    return read_scale(SCALE_FILE)


def read_framework(path: Path) -> tuple[Commitment, ...]:
    """The commitments of a framework file; raises `DefinitionError`, also where the twelve are not all there in order."""
    document = Document(path)
    commitments = document.as_model(_Framework).commitments
    wanted = [f"C{n}" for n in range(1, 13)]
    if [c.id for c in commitments] != wanted:
        document.refuse(
            [Fault(("commitments",), "The commitments are not C1 to C12, once each, in order.", "List all twelve, C1 first.")]
        )
    return commitments


def read_scale(path: Path) -> tuple[Choice, ...]:
    """The choices of a scale file; raises `DefinitionError`, also where the values are not those stored answers use."""
    document = Document(path)
    choices = document.as_model(_Scale).choices
    wanted = ["1", "2", "3", "4", "5", "unsure"]
    if [c.value for c in choices] != wanted:
        document.refuse(
            [
                Fault(
                    ("choices",), f"The values are not {', '.join(wanted)}.", "Keep these values: answers already given use them."
                )
            ]
        )
    return choices
