"""How far each hidden number can still vary, for somebody who holds everything else against it.

The proof that a number is hidden is another set of whole numbers of people that agrees with everything shown: a *witness*. Each
linear programme (HiGHS) gives a witness for many hidden numbers at once; those that no witness has cleared yet get their own lowest and
highest, in whole numbers where the linear programme's answer is not whole.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.optimize import linprog

from consultations.disclosure.lattice import Key
from consultations.disclosure.policy import Policy
from consultations.disclosure.system import Need, Quantity, System, Vector, matrix

TOLERANCE = 1e-6
WHOLE = 1e-4
ROUNDS = 6
"""How many witnesses are made for all open quantities together before each gets its own."""


class Impossible(Exception):
    """What is shown contradicts itself, so that nothing can be proven about what is hidden."""


@dataclass(frozen=True, slots=True)
class Leak:
    """A quantity that can be worked out too well: it lies between `low` and `high`."""

    quantity: Quantity
    low: float
    high: float


class Audit:
    """Asks one system how far hidden numbers can vary, for any choice of what is hidden. Keeps its witnesses for the next choice."""

    def __init__(self, system: System, policy: Policy) -> None:
        self.system = system
        self.policy = policy
        self.keys = list(system.numbers)
        self._at = {key: i for i, key in enumerate(self.keys)}
        self.counts = np.array([count for _, count in system.numbers.values()], dtype=float)
        self.numbers = matrix([row for row, _ in system.numbers.values()], system.size)
        self.fixed = matrix([row for row, _ in system.fixed], system.size)
        self.fixed_values = np.array([value for _, value in system.fixed], dtype=float)
        self.at_most = matrix(system.at_most, system.size)
        self.ceiling = 2.0 * system.largest + 20.0 * policy.interval_width
        self._witnesses = np.empty((0, system.size))

    def leaks(self, hidden: Collection[Key]) -> list[Leak]:
        """What can be worked out too well when exactly `hidden` is hidden. Raises `Impossible`."""
        return self._search(hidden, stop_at_first=False)

    def holds(self, hidden: Collection[Key]) -> bool:
        """Whether nothing can be worked out too well."""
        return not self._search(hidden, stop_at_first=True)

    def clears(self, quantity: Quantity, hidden: Collection[Key]) -> bool:
        """Whether the witnesses at hand already show that this quantity is safe."""
        shown = np.array([key not in hidden for key in self.keys], dtype=bool)
        usable = self._agreeing(shown)
        if not len(usable):
            return False
        values = matrix([quantity.row], self.system.size) @ usable.T
        return self._enough(quantity, float(values.min()), float(values.max()))

    def add_witness(self, witness: Vector) -> None:
        """Keep a solution, if it is whole, as evidence for later questions."""
        if np.abs(witness - np.rint(witness)).max(initial=0.0) < WHOLE:
            self._witnesses = np.vstack([self._witnesses, np.rint(witness)])

    def _search(self, hidden: Collection[Key], *, stop_at_first: bool) -> list[Leak]:
        quantities = [
            Quantity(self.system.numbers[key][0], Need.WIDE, key) for key in self.keys if key in hidden
        ] + self.system.quantities
        if not quantities:
            return []
        shown = np.array([key not in hidden for key in self.keys], dtype=bool)
        problem = _Problem(self, shown)
        rows = matrix([q.row for q in quantities], self.system.size)
        usable = self._agreeing(shown)
        seen = rows @ usable.T if len(usable) else np.empty((len(quantities), 0))
        low = seen.min(axis=1, initial=np.inf)
        high = seen.max(axis=1, initial=-np.inf)
        open_ = [i for i, q in enumerate(quantities) if not self._enough(q, low[i], high[i])]

        def learn(witness: Vector) -> None:
            nonlocal open_
            self.add_witness(witness)
            values = rows @ np.rint(witness)
            np.minimum(low, values, out=low)
            np.maximum(high, values, out=high)
            open_ = [i for i in open_ if not self._enough(quantities[i], low[i], high[i])]

        for turn in range(ROUNDS):
            if not open_:
                return []
            signs = np.zeros(len(quantities))
            signs[open_] = [_sign(turn, place) for place in range(len(open_))]
            found = problem.extreme(rows.T @ signs)
            if found is None:
                raise Impossible
            if _whole(found):
                learn(found)

        leaks: list[Leak] = []
        while open_:
            i = open_[0]
            row = rows[[i], :].toarray()[0]
            for direction in (row, -row):
                if i in open_:
                    found = problem.extreme(direction, whole=True)
                    if found is None:
                        raise Impossible
                    learn(found)
            if i in open_:
                open_.remove(i)
                certainly_nobody = quantities[i].need is Need.OPEN and high[i] < 0.5
                if not certainly_nobody:
                    leaks.append(Leak(quantities[i], float(low[i]), float(high[i])))
                    if stop_at_first:
                        return leaks
        return leaks

    def _agreeing(self, shown: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Vector:
        if not len(self._witnesses):
            return self._witnesses
        values = (self.numbers @ self._witnesses.T)[shown, :]
        agrees = (np.abs(values - self.counts[shown, None]) < TOLERANCE).all(axis=0)
        return self._witnesses[agrees]

    def _enough(self, quantity: Quantity, low: float, high: float) -> bool:
        if quantity.need is Need.OPEN:
            return high >= self.policy.minimum_count
        return high - low >= self.policy.interval_width


class _Problem:
    """The linear programme for one choice of what is shown."""

    def __init__(self, audit: Audit, shown: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> None:
        self.audit = audit
        self.equal = sparse.vstack([audit.fixed, audit.numbers[np.flatnonzero(shown), :]], format="csr")
        self.values = np.concatenate([audit.fixed_values, audit.counts[shown]])

    def extreme(self, direction: Vector, *, whole: bool = False) -> Vector | None:
        """People in every part such that `direction` is highest, or `None` when nothing agrees with what is shown."""
        found = solve(self.audit, -direction, self.equal, self.values)
        if found is not None and whole and not _whole(found):
            found = solve(self.audit, -direction, self.equal, self.values, whole=True)
        return found


def solve(audit: Audit, cost: Vector, equal: sparse.csr_array, values: Vector, *, whole: bool = False) -> Vector | None:
    """Least cost; `None` when there is no solution. Raises `Impossible` when the solver gives up."""
    result = linprog(
        cost,
        A_ub=audit.at_most if audit.at_most.shape[0] else None,
        b_ub=np.zeros(audit.at_most.shape[0]) if audit.at_most.shape[0] else None,
        A_eq=equal if equal.shape[0] else None,
        b_eq=values if equal.shape[0] else None,
        bounds=(0, audit.ceiling),
        method="highs",
        integrality=1 if whole else 0,
    )
    if result.status == 2:
        return None
    if result.x is None or result.status != 0:
        raise Impossible
    return np.asarray(result.x, dtype=float)


def _whole(values: Vector) -> bool:
    return bool(np.abs(values - np.rint(values)).max(initial=0.0) < WHOLE)


def _sign(turn: int, place: int) -> float:
    """All up, all down, then halves, so that numbers that can only rise at each other's cost each rise once."""
    if turn < 2:
        return 1.0 if turn == 0 else -1.0
    return 1.0 if (place >> (turn - 2)) & 1 == 0 else -1.0
