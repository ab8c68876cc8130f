"""The thresholds of `policy.yml`, checked; a wrong file is refused with file, line, fault and mend."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from consultations.definitions.files import Document, Fault

SHIPPED = Path(__file__).with_name("policy.yml")

Verdict = Literal["release", "demonstration", "block"]
Count = Annotated[int, Field(strict=True, ge=1, le=1000)]


class Policy(BaseModel):
    """What may leave Heard as numbers. Each field is explained where it is set, in `policy.yml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    minimum_count: Annotated[int, Field(strict=True, ge=5, le=1000)]
    base_minimum: Count
    interval_width: Count
    change_minimum: Count
    quote_minimum: Annotated[int, Field(strict=True, ge=5, le=1000)]
    hide_unanimous_answers: bool
    largest_joint_table: Annotated[int, Field(strict=True, ge=100, le=1_000_000)]
    suppressed_mark: Annotated[str, StringConstraints(pattern=r"^\[[a-z]+\]$")]
    statuses: Annotated[dict[str, Verdict], Field(min_length=1)]

    def verdict(self, status: str) -> Verdict:
        """Whether counts of responses with this review status may leave. A status nobody listed is blocked."""
        return self.statuses.get(status, "block")

    def small(self, count: int) -> bool:
        """Whether a number of people is too small to show."""
        return 1 <= count < self.minimum_count


def read_policy(path: Path = SHIPPED) -> Policy:
    """The policy in this file. Raises `DefinitionError` (file, line, fault, mend) when it is wrong."""
    document = Document(path)
    policy = document.as_model(Policy)
    document.refuse(list(_faults(policy)))
    return policy


@functools.cache
def shipped_policy() -> Policy:
    """The policy that ships with Heard, read once."""
    return read_policy()


def _faults(policy: Policy) -> list[Fault]:
    at_least = {
        "base_minimum": policy.base_minimum,
        "interval_width": policy.interval_width,
        "change_minimum": policy.change_minimum,
    }
    return [
        Fault(
            (name,),
            f"{name} is {value}, under minimum_count ({policy.minimum_count}), so a small number could be worked out.",
            f"Write {policy.minimum_count} or more.",
        )
        for name, value in at_least.items()
        if value < policy.minimum_count
    ]
