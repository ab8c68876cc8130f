"""What may leave Heard as numbers: tables that only the gate can make and only the store can reload."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Role(StrEnum):
    """How a dimension of a table divides people."""

    QUESTION = "question"
    """Each value has its own people (those who answered it); values are never added up."""
    GROUP = "group"
    """Who people are (setting, audience, language): each person has one value."""
    ANSWER = "answer"
    """What people said: each person has one value."""
    TAG = "tag"
    """What people said: each person has any number of values, and each is solved as yes or no against the base."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of a released table.

    `dimensions` pairs each dimension that this cell fixes with its value, in the table's order; a dimension left out means
    the total over it. `count` is the number of people, or `None` when it is suppressed.
    """

    dimensions: tuple[tuple[str, str], ...]
    count: int | None

    @property
    def suppressed(self) -> bool:
        return self.count is None

    def where(self) -> dict[str, str]:
        return dict(self.dimensions)


class ReleasableTable:
    """A table in which every small number, and every number that would give one away, is suppressed.

    Made by `freeze()` below, called only by `consultations.disclosure.gate`, and by `ReleasableTable.stored()`, called only
    by `consultations.store` (a test holds both).

    `dimensions` names the dimensions in order, and `roles` says how each divides people: leaving a tag dimension out gives the
    number of people, not the sum over its values. `filters` says which part of the responses the table counts, as (dimension,
    values). `release` is the number of the release, from 1, that it belongs to.
    """

    __slots__ = ("cells", "dimensions", "filters", "id", "population", "release", "roles", "title")

    def __init__(
        self,
        *,
        id: str,
        title: str,
        dimensions: tuple[str, ...],
        cells: tuple[Cell, ...],
        release: int,
        roles: tuple[Role, ...],
        filters: tuple[tuple[str, tuple[str, ...]], ...],
        population: str,
        _key: object = None,
    ) -> None:
        if _key is not _MAKER:
            raise TypeError("ReleasableTable is made by consultations.disclosure.gate, not by hand")
        for name, value in {
            "id": id,
            "title": title,
            "dimensions": dimensions,
            "cells": cells,
            "release": release,
            "roles": roles,
            "filters": filters,
            "population": population,
        }.items():
            object.__setattr__(self, name, value)

    id: str
    title: str
    dimensions: tuple[str, ...]
    cells: tuple[Cell, ...]
    release: int
    roles: tuple[Role, ...]
    filters: tuple[tuple[str, tuple[str, ...]], ...]
    population: str

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a ReleasableTable never changes")

    def __delattr__(self, name: str) -> None:
        raise AttributeError("a ReleasableTable never changes")

    @classmethod
    def stored(cls, record: Mapping[str, Any]) -> ReleasableTable:
        """Reload what the gate made and the store kept; `record` is what `as_record()` gave."""
        return _from(record)

    @property
    def several(self) -> tuple[str, ...]:
        """The dimensions of which one person can have several values."""
        return tuple(d for d, role in zip(self.dimensions, self.roles, strict=True) if role is Role.TAG)

    def as_record(self) -> dict[str, Any]:
        """The table as plain data that JSON can hold, for the store's snapshot."""
        return {
            "id": self.id,
            "title": self.title,
            "dimensions": list(self.dimensions),
            "roles": [role.value for role in self.roles],
            "filters": {name: list(values) for name, values in self.filters},
            "population": self.population,
            "release": self.release,
            "cells": [{"dimensions": c.where(), "count": c.count, "suppressed": c.suppressed} for c in self.cells],
        }

    def cell(self, **where: str) -> Cell:
        """The cell that fixes exactly these dimensions (`KeyError` when the table has none)."""
        for cell in self.cells:
            if cell.where() == where:
                return cell
        raise KeyError(f"table {self.id} has no cell for {sorted(where)}")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ReleasableTable) and self.as_record() == other.as_record()

    def __hash__(self) -> int:
        return hash((self.id, self.release, self.cells))

    def __repr__(self) -> str:
        return f"<ReleasableTable {self.id} of release {self.release}, {len(self.cells)} cells>"


_MAKER: Any = object()


def freeze(
    *,
    id: str,
    title: str,
    dimensions: Iterable[str],
    cells: Iterable[Cell],
    release: int,
    roles: Iterable[Role],
    filters: Iterable[tuple[str, tuple[str, ...]]] = (),
    population: str = "respondents",
) -> ReleasableTable:
    """Make a table that may leave. Only `consultations.disclosure.gate` calls this."""
    return ReleasableTable(
        id=id,
        title=title,
        dimensions=tuple(dimensions),
        cells=tuple(cells),
        release=release,
        roles=tuple(roles),
        filters=tuple(filters),
        population=population,
        _key=_MAKER,
    )


def _from(record: Mapping[str, Any]) -> ReleasableTable:
    cells = [Cell(tuple(c["dimensions"].items()), None if c["suppressed"] else c["count"]) for c in record["cells"]]
    return freeze(
        id=record["id"],
        title=record["title"],
        dimensions=record["dimensions"],
        cells=cells,
        release=record["release"],
        roles=[Role(role) for role in record["roles"]],
        filters=[(name, tuple(values)) for name, values in record["filters"].items()],
        population=record["population"],
    )
