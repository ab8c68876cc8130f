"""The one model that every report file is made from. It can hold released tables only, so no exporter can leak."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from consultations.releasable import ReleasableTable, Role

DEMONSTRATION = "Demonstration only: this consultation is not being run, and the responses are invented."
UNREVIEWED = "Not reviewed: no person has checked how these responses were tagged or what was taken out of them."
METHOD = (
    "People chose whether to answer, and which questions. The numbers say how many people said something, not how common it is.",
    "Responses are not people: one person may have answered more than once, and some answered together.",
    "What people wrote was redacted and tagged by software before anyone read it.",
)
SUPPRESSED_MARK = "[c]"


def disclosure_statement(minimum_count: int, base_minimum: int) -> str:
    """What readers are told about hidden numbers; the thresholds come from the disclosure policy."""
    return (
        f"Numbers from 1 to {minimum_count - 1} are not shown, so that nobody can be picked out. They are marked "
        f"{SUPPRESSED_MARK}. Some larger numbers and some zeros are marked {SUPPRESSED_MARK} as well, because a hidden number "
        f"could be worked out from them. Groups of fewer than {base_minimum} people are not broken down. "
        f"{SUPPRESSED_MARK} does not mean nobody."
    )


@dataclass(frozen=True, slots=True)
class Report:
    """What one release says.

    `consultation` is its id and `number` counts its releases from 1. `disclosure`, `method` and `not_released` (tables that the
    gate held back, and why) are shown as they are. `about` pairs a name (such as "Who decides") with what the consultation says
    of it. `labels` gives words for values: dimension to value to words (a question's text, a setting's name); a value without a
    label is shown as it is. Nobody's name and no reason written by staff is in it.
    """

    consultation: str
    title: str
    what_was_asked: str
    released: dt.date
    disclosure: str
    tables: tuple[ReleasableTable, ...]
    demonstration: bool = False
    unreviewed: bool = False
    method: tuple[str, ...] = METHOD
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    number: int = 1
    about: tuple[tuple[str, str], ...] = ()
    not_released: tuple[str, ...] = ()

    @property
    def marks(self) -> tuple[str, ...]:
        """What every page and file of the report must say first."""
        return (DEMONSTRATION,) * self.demonstration + (UNREVIEWED,) * self.unreviewed

    @property
    def people(self) -> int | None:
        """How many responses the report rests on, as released; `None` when that is hidden or no table shows it."""
        for table in self.tables:
            if Role.QUESTION not in table.roles and not table.filters:
                return next((cell.count for cell in table.cells if not cell.dimensions), None)
        return None

    def label(self, dimension: str, value: str) -> str:
        return self.labels.get(dimension, {}).get(value, value)
