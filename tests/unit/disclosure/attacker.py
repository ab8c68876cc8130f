"""Somebody who wants a hidden number. Knows only what was released, and shares no code with the gate.

Works on whole numbers of people: by elimination, by narrowing bounds, by trying values one after another, and by integer
programming where there are too many.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from fractions import Fraction

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

Part = tuple[str, ...]


class Attacker:
    """`knows(sum, value)` adds what was released: a sum of parts (part to factor) and its value. Parts are never negative."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.parts: list[Part] = []
        self._at: dict[Part, int] = {}
        self.equations: list[tuple[dict[int, int], int]] = []

    def part(self, part: Part) -> int:
        if part not in self._at:
            self._at[part] = len(self.parts)
            self.parts.append(part)
        return self._at[part]

    def knows(self, total: Mapping[Part, int], value: int) -> None:
        self.equations.append(({self.part(p): f for p, f in total.items()}, value))

    def bounds(self) -> tuple[list[int], list[int]]:
        low, high = [0] * len(self.parts), [self.most] * len(self.parts)
        if not narrow(self.equations, low, high):
            raise AssertionError("what was released contradicts itself")
        return low, high

    def eliminated(self, target: Mapping[Part, int]) -> Fraction | None:
        """The value of `target` if the equations alone give it."""
        return combine(self.equations, {self.part(p): f for p, f in target.items()})

    def most_of(self, target: Mapping[Part, int]) -> int:
        """The highest whole number of people that `target` can be."""
        columns = {self.part(p): f for p, f in target.items()}
        known = np.zeros((len(self.equations), len(self.parts)))
        for row, (terms, _) in enumerate(self.equations):
            known[row, list(terms)] = list(terms.values())
        values = np.array([value for _, value in self.equations], dtype=float)
        cost = np.zeros(len(self.parts))
        cost[list(columns)] = list(columns.values())
        found = milp(
            -cost,
            integrality=np.ones(len(cost)),
            bounds=Bounds(0, self.most),
            constraints=[LinearConstraint(known, values, values)] if self.equations else [],
        )
        assert found.x is not None, "what was released contradicts itself"
        return round(float(cost @ np.rint(found.x)))

    def least_of(self, target: Mapping[Part, int]) -> int:
        """The lowest whole number of people that `target` can be."""
        return -self.most_of({part: -factor for part, factor in target.items()})

    def reaches(self, target: Mapping[Part, int], apart: int) -> bool:
        """Whether `target` can have two values at least this far apart."""
        return self.most_of(target) - self.least_of(target) >= apart

    def can_be(self, target: Mapping[Part, int], value: int) -> bool:
        """Whether `target` can have this value, by trying whole numbers one after another; for a few parts only."""
        equations = [*self.equations, ({self.part(p): f for p, f in target.items()}, value)]
        return search(equations, [0] * len(self.parts), [self.most] * len(self.parts))


def narrow(equations: list[tuple[dict[int, int], int]], low: list[int], high: list[int]) -> bool:
    """Tighten bounds until nothing moves; False when nothing is possible."""
    moved = True
    while moved:
        moved = False
        for terms, value in equations:
            least = sum(f * (low[i] if f > 0 else high[i]) for i, f in terms.items())
            most = sum(f * (high[i] if f > 0 else low[i]) for i, f in terms.items())
            if least > value or most < value:
                return False
            for i, f in terms.items():
                own_least = f * (low[i] if f > 0 else high[i])
                own_most = f * (high[i] if f > 0 else low[i])
                ends = sorted(((value - (most - own_most)) / f, (value - (least - own_least)) / f))
                new_low, new_high = max(low[i], -int(-ends[0] // 1)), min(high[i], int(ends[1] // 1))
                if new_low > new_high:
                    return False
                if (new_low, new_high) != (low[i], high[i]):
                    low[i], high[i] = new_low, new_high
                    moved = True
                    least = sum(g * (low[j] if g > 0 else high[j]) for j, g in terms.items())
                    most = sum(g * (high[j] if g > 0 else low[j]) for j, g in terms.items())
    return True


def search(equations: list[tuple[dict[int, int], int]], low: list[int], high: list[int]) -> bool:
    """Whether any whole numbers fit."""
    low, high = list(low), list(high)
    if not narrow(equations, low, high):
        return False
    open_parts = [i for i in range(len(low)) if low[i] < high[i]]
    if not open_parts:
        return True
    i = min(open_parts, key=lambda j: high[j] - low[j])
    for value in range(low[i], high[i] + 1):
        tried_low, tried_high = list(low), list(high)
        tried_low[i] = tried_high[i] = value
        if search(equations, tried_low, tried_high):
            return True
    return False


def combine(equations: Iterable[tuple[dict[int, int], int]], target: Mapping[int, int]) -> Fraction | None:
    """`target`'s value as a combination of the equations, by elimination, or None."""
    pivots: dict[int, tuple[dict[int, Fraction], Fraction]] = {}

    def reduce(terms: dict[int, Fraction], value: Fraction) -> tuple[dict[int, Fraction], Fraction]:
        for i in sorted(pivots):
            factor = terms.get(i)
            if factor:
                row, known = pivots[i]
                for j, f in row.items():
                    terms[j] = terms.get(j, Fraction(0)) - factor * f
                value -= factor * known
        return {j: f for j, f in terms.items() if f}, value

    for terms, value in equations:
        left, rest = reduce({i: Fraction(f) for i, f in terms.items()}, Fraction(value))
        if left:
            i = min(left)
            pivots[i] = ({j: f / left[i] for j, f in left.items()}, rest / left[i])
            for k in sorted(pivots):
                if k != i and i in pivots[k][0]:
                    row, known = pivots[k]
                    factor = row[i]
                    merged = {j: row.get(j, Fraction(0)) - factor * f for j, f in pivots[i][0].items()}
                    merged |= {j: f for j, f in row.items() if j not in pivots[i][0]}
                    pivots[k] = ({j: f for j, f in merged.items() if f}, known - factor * pivots[i][1])
    left, rest = reduce({i: Fraction(f) for i, f in target.items()}, Fraction(0))
    return None if left else -rest


def parts_of(values: Mapping[str, Iterable[str]], fixed: Mapping[str, Iterable[str]], *prefix: str) -> dict[Part, int]:
    """The parts of a cross of dimensions for which `fixed` holds."""
    ranges = [[v for v in vs if name not in fixed or v in set(fixed[name])] for name, vs in values.items()]
    return {(*prefix, *combination): 1 for combination in itertools.product(*ranges)}
