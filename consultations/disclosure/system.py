"""Everything that anyone can hold against one population's numbers, as one system of linear equations and inequalities.

It holds the population's own numbers, those of the populations it is part of, and those of earlier releases. What is hidden is
left open; the rest is fixed. `audit.py` asks it how far a hidden number can still vary.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

import numpy as np
import numpy.typing as npt
from scipy import sparse

from consultations.disclosure.lattice import Key, Numbers, Shape
from consultations.disclosure.space import Classes, Row, Space, difference

Vector = npt.NDArray[np.float64]


class Need(Enum):
    """What must hold of the values that a quantity can still have."""

    WIDE = auto()
    """Lowest and highest lie at least the policy's interval width apart."""
    OPEN = auto()
    """It is certainly nobody, or it may be as many as the policy's minimum count. For numbers that no table shows."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """Something that must not be worked out. `key` is the number it is about, if a table shows it."""

    row: Row
    need: Need
    key: Key | None


@dataclass
class Layer:
    """What one release shows of one population and of those it is part of; `None` is a hidden number."""

    own: Mapping[Key, int | None]
    parents: Sequence[Mapping[Key, int | None]]


@dataclass
class System:
    """`size` unknowns, none under zero.

    `fixed`: sums with a known value. `at_most`: sums that are zero or less. `numbers`: this release's own, with their true
    values; the audit fixes those that are not hidden. `quantities`: besides the hidden numbers, what must not be worked out.
    """

    size: int = 0
    fixed: list[tuple[Row, int]] = field(default_factory=list)
    at_most: list[Row] = field(default_factory=list)
    numbers: dict[Key, tuple[Row, int]] = field(default_factory=dict)
    quantities: list[Quantity] = field(default_factory=list)
    largest: int = 0


def build(
    own: Numbers,
    parents: Sequence[tuple[Numbers, Mapping[Key, int | None]]],
    complements: Iterable[tuple[Key, Key]] = (),
    earlier: Sequence[Layer] = (),
    earlier_shapes: Sequence[Sequence[Shape]] = (),
) -> System:
    """The system for one population.

    `parents`: the populations it is part of, nearest first, with what is shown of each. `complements`: pairs (number, a number
    it is part of, of this population or the nearest parent) whose difference must not be worked out. `earlier`: earlier
    releases, oldest first, and the shapes of their tables for the own population and each parent; only if people may have been
    added but none taken away.
    """
    system = System()
    levels = [own.shapes, *(numbers.shapes for numbers, _ in parents)]
    for i, shapes in enumerate(earlier_shapes):
        levels[i] = [*levels[i], *shapes]
    seen: list[Mapping[Key, int | None]] = [own.counts, *(shown for _, shown in parents)]
    wheres = [key.where for level in seen for key in level]
    wheres += [key.where for layer in earlier for level in (layer.own, *layer.parents) for key in level]
    classes = Classes((s for shapes in levels for s in shapes), wheres)

    layers = [_spaces(system, levels, classes, own.answers) for _ in range(len(earlier) + 1)]
    now = layers[-1]
    for key, count in own.counts.items():
        system.numbers[key] = (now[0].row(key.where), count)
    for space, (_, shown) in zip(now[1:], parents, strict=True):
        _fix(system, space, shown)
    for layer, spaces in zip(earlier, layers, strict=False):
        for space, shown in zip(spaces, (layer.own, *layer.parents), strict=True):
            _fix(system, space, shown)
    for before, after in itertools.pairwise(layers):
        _grow(system, before, after)
    for part, whole in complements:
        space = now[0] if whole.node == part.node else now[1]
        row = difference(space.row(whole.where), now[0].row(part.where))
        system.quantities.append(Quantity(row, Need.WIDE, part))
    shown_rows = {frozenset(row) for row, _ in system.numbers.values()}
    system.quantities += [Quantity(row, Need.OPEN, None) for row in now[0].every_sum() if frozenset(row) not in shown_rows]
    known = [count for level in (*seen, *(m for x in earlier for m in (x.own, *x.parents))) for count in level.values()]
    system.largest = max((count for count in known if count is not None), default=0)
    return system


def _spaces(system: System, levels: Sequence[Sequence[Shape]], classes: Classes, answers: set[str]) -> list[Space]:
    """Unknowns for a population and those it is part of, tied together."""
    spaces: list[Space] = []
    for shapes in levels:
        spaces.append(Space(shapes, classes, system.size))
        system.size = spaces[-1].end
        system.fixed += [(row, 0) for row in spaces[-1].agreements()]
    for part, whole in itertools.pairwise(spaces):
        for edge in part.edges:
            for other in whole.edges:
                shared = sorted((set(edge) - answers) & set(other))
                pairs = zip(part.margin(edge, shared), whole.margin(other, shared), strict=True)
                system.at_most += [difference(left, right) for left, right in pairs]
    return spaces


def _fix(system: System, space: Space, shown: Mapping[Key, int | None]) -> None:
    for key, count in shown.items():
        row = space.row(key.where)
        if count is None:
            system.quantities.append(Quantity(row, Need.WIDE, None))
        else:
            system.fixed.append((row, count))


def _grow(system: System, before: Sequence[Space], after: Sequence[Space]) -> None:
    """People were added between two releases, none taken away; no small number of them may be worked out."""
    for old, new in zip(before, after, strict=True):
        shift = new.start - old.start
        system.at_most += [{at: 1.0, at + shift: -1.0} for at in range(old.start, old.end)]
    shift = after[0].start - before[0].start
    for row in before[0].every_sum():
        added = difference({at + shift: factor for at, factor in row.items()}, row)
        system.quantities.append(Quantity(added, Need.OPEN, None))


def matrix(rows: Sequence[Row], size: int) -> sparse.csr_array:
    """Rows as a sparse matrix of `len(rows)` by `size`."""
    lengths = np.fromiter((len(row) for row in rows), dtype=np.int64, count=len(rows))
    columns = np.fromiter((at for row in rows for at in row), dtype=np.int64, count=int(lengths.sum()))
    values = np.fromiter((v for row in rows for v in row.values()), dtype=np.float64, count=int(lengths.sum()))
    start = np.concatenate(([0], np.cumsum(lengths)))
    return sparse.csr_array((values, columns, start), shape=(len(rows), size))
