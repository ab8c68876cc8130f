"""How long an alert may wait, how long it has waited, and which comes first. Days only: no finer time is kept."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from consultations.definitions import Document
from consultations.store.models import Alert
from consultations.types import Level, SafeguardingKind

FILE = Path(__file__).with_name("clock.yml")

Days = Annotated[int, Field(ge=0, le=30)]


class Clock(BaseModel):
    """The whole file: days allowed for each level and, where shorter, for each kind."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    levels: dict[Level, Days]
    kinds: dict[SafeguardingKind, Days] = Field(default_factory=dict)
    longest_hold_days: Annotated[int, Field(ge=1, le=3660)]
    requests_kept_days: Annotated[int, Field(ge=7, le=90)]

    @model_validator(mode="after")
    def _every_level_has_days(self) -> Self:
        missing = {Level.CONCERN, Level.IMMEDIATE} - set(self.levels)
        if missing:
            raise ValueError(f"levels must give days for {', '.join(sorted(missing))}")
        return self

    def allowed(self, level: Level, kinds: Collection[SafeguardingKind]) -> int:
        """Days an alert of this level and these kinds may wait: the shortest that applies."""
        return min([self.levels[level], *(self.kinds[k] for k in kinds if k in self.kinds)])


@functools.cache
def load(path: Path = FILE) -> Clock:
    """Read and check the file; raises `DefinitionError` with every fault's line and mend."""
    return Document(path).as_model(Clock)


@dataclass(frozen=True, slots=True)
class Wait:
    """How long an alert has waited. `finished` stops the clock."""

    days: int
    allowed: int
    finished: bool

    @property
    def overdue(self) -> bool:
        return not self.finished and self.days >= self.allowed


def wait(alert: Alert, today: dt.date, clock: Clock | None = None) -> Wait:
    """How long an alert has waited until `today`, or until the day it was finished."""
    clock = clock or load()
    ended = next((a.done_on for a in alert.actions if a.finished), None)
    kinds = [SafeguardingKind(k) for k in alert.kinds]
    days = max(0, ((ended or today) - alert.raised_on).days)
    return Wait(days=days, allowed=clock.allowed(Level(alert.level), kinds), finished=ended is not None)


def most_urgent_first(alerts: Iterable[Alert], today: dt.date, clock: Clock | None = None) -> list[tuple[Alert, Wait]]:
    """Open before finished, immediate before concern, then the shorter allowance, then the longer wait."""
    waits = [(alert, wait(alert, today, clock)) for alert in alerts]
    return sorted(waits, key=lambda pair: (pair[1].finished, pair[0].level != Level.IMMEDIATE, pair[1].allowed, -pair[1].days))
