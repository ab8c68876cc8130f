"""The thresholds of `policy.yml`, checked; a wrong file is refused with file, line, fault and mend."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from consultations.definitions.files import Document, Fault

SHIPPED = Path(__file__).with_name("policy.yml")

Verdict = Literal["release", "demonstration", "block"]
Number = Annotated[int, Field(strict=True)]

SAFEST_MINIMUM = 5
"""Numbers under five are suppressed (see `policy.yml` for the source); a policy may be stricter, never looser."""


class Policy(BaseModel):
    """What may leave Heard as numbers. Each field is explained where it is set, in `policy.yml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    minimum_count: Number
    base_minimum: Number
    interval_width: Number
    change_minimum: Number
    hide_unanimous_answers: Annotated[bool, Field(strict=True)]
    largest_joint_table: Number
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
    least = {
        "minimum_count": SAFEST_MINIMUM,
        "base_minimum": policy.minimum_count,
        "interval_width": policy.minimum_count,
        "change_minimum": policy.minimum_count,
        "largest_joint_table": 1000,
    }
    values = policy.model_dump()
    return [
        Fault((name,), f"{name} is {values[name]}, which is too low to keep people safe.", f"Write {lowest} or more.")
        for name, lowest in least.items()
        if values[name] < lowest
    ]
