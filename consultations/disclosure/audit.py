"""How far each hidden number can still vary, for somebody who holds everything else against it.

The proof that a number is hidden is another set of whole numbers of people that agrees with everything shown: a *witness*.
A linear programme (HiGHS) gives a witness for many hidden numbers at once; those that no witness has cleared yet get their own
lowest and highest, in whole numbers where the linear programme's answer is not whole.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from consultations.disclosure.lattice import Key
from consultations.disclosure.policy import Policy
from consultations.disclosure.space import Row
from consultations.disclosure.system import Need, Quantity, System, Vector, matrix

TOLERANCE = 1e-6
WHOLE = 1e-4
OPTIMAL, INFEASIBLE = 0, 2
"""Statuses of `scipy.optimize.milp`."""
Flags = npt.NDArray[np.bool_]
ROUNDS = 6
"""How many witnesses are made for all open quantities together before each gets its own."""
COLUMNS = 3000
"""How many unknowns one linear programme has at most when several questions are asked at once."""


class Impossible(Exception):
    """What is shown contradicts itself, so that nothing can be proven about what is hidden."""


@dataclass(frozen=True, slots=True)
class Limit:
    """Sums of unknowns that lie between `low` and `high`."""

    rows: sparse.csr_array
    low: Vector
    high: Vector


@dataclass(frozen=True, slots=True)
class Leak:
    """A quantity that can be worked out too well: it lies between `low` and `high`."""

    quantity: Quantity
    low: float
    high: float


class Audit:
    """Asks one system how far hidden numbers can vary, for any choice of what is hidden; keeps witnesses for the next choice."""

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
        truth = solve(np.zeros(system.size), [*self.always(), equal_to(self.numbers, self.counts)], self.ceiling)
        if truth is None:
            raise Impossible
        self.add_witness(truth)

    def always(self) -> list[Limit]:
        """What holds whatever is hidden."""
        return [at_most(self.at_most), equal_to(self.fixed, self.fixed_values)]

    def leaks(self, hidden: Collection[Key]) -> list[Leak]:
        """What can be worked out too well when exactly `hidden` is hidden. Raises `Impossible`."""
        return self._search(hidden)

    def holds(self, hidden: Collection[Key], doubtful: Collection[Row] = ()) -> bool:
        """Whether nothing can be worked out too well; asks about the `doubtful` sums first. Raises `Impossible`."""
        return not self._search(hidden, stop_at_first=True, doubtful=doubtful)

    def clears(self, quantity: Quantity, hidden: Collection[Key]) -> bool:
        """Whether the witnesses at hand already show that this quantity is safe."""
        shown = np.array([key not in hidden for key in self.keys], dtype=bool)
        usable = self.agreeing(shown)
        if not len(usable):
            return False
        values = matrix([quantity.row], self.system.size) @ usable.T
        return self.enough(quantity, float(values.min()), float(values.max()))

    def add_witness(self, witness: Vector) -> None:
        """Keep a solution, if it is whole, as evidence for later questions."""
        if np.abs(witness - np.rint(witness)).max(initial=0.0) < WHOLE:
            self._witnesses = np.vstack([self._witnesses, np.rint(witness)])

    def _search(self, hidden: Collection[Key], *, stop_at_first: bool = False, doubtful: Collection[Row] = ()) -> list[Leak]:
        quantities = [
            Quantity(self.system.numbers[key][0], Need.WIDE, key) for key in self.keys if key in hidden
        ] + self.system.quantities
        shown = np.array([key not in hidden for key in self.keys], dtype=bool)
        search = _Search(self, quantities, shown)
        if stop_at_first:
            if search.open and search.obvious():
                return search.obvious()
            found = search.settle([i for i in search.open if quantities[i].row in doubtful])
            if found:
                return found
        leaks: list[Leak] = []
        search.together()
        while search.open:
            leaks += search.settle(search.open[: search.problem.at_once])
            if leaks and stop_at_first:
                return leaks
        return leaks

    def agreeing(self, shown: Flags) -> Vector:
        """The witnesses that agree with everything shown."""
        if not len(self._witnesses):
            return self._witnesses
        values = (self.numbers @ self._witnesses.T)[shown, :]
        agrees = (np.abs(values - self.counts[shown, None]) < TOLERANCE).all(axis=0)
        return np.asarray(self._witnesses[agrees], dtype=float)

    def enough(self, quantity: Quantity, low: float, high: float) -> bool:
        """Whether a quantity that is known to reach from `low` to `high` is safe already."""
        if quantity.need is Need.OPEN:
            return high >= self.policy.minimum_count
        return high - low >= self.policy.interval_width


class _Search:
    """One audit under way: which quantities are still open, and how far each is known to vary."""

    def __init__(self, audit: Audit, quantities: Sequence[Quantity], shown: Flags) -> None:
        self.audit = audit
        self.quantities = quantities
        self.problem = _Problem(audit, shown)
        self.rows = matrix([q.row for q in quantities], audit.system.size)
        values = self.rows @ audit.agreeing(shown).T
        self.low = values.min(axis=1, initial=np.inf)
        self.high = values.max(axis=1, initial=-np.inf)
        self.open = list(range(len(quantities)))
        self._close()

    def _close(self) -> None:
        enough = self.audit.enough
        self.open = [i for i in self.open if not enough(self.quantities[i], self.low[i], self.high[i])]

    def obvious(self) -> list[Leak]:
        """A leak that can be seen without solving anything, if there is one."""
        most = self.problem.most()
        for i in self.open:
            quantity = self.quantities[i]
            high = sum(factor * most[at] for at, factor in quantity.row.items())
            if quantity.need is Need.WIDE and min(quantity.row.values()) > 0 and high < self.audit.policy.interval_width:
                return [Leak(quantity, 0.0, float(high))]
        return []

    def together(self) -> None:
        """Witnesses in which many open quantities at once are high or low: all of them first, then every other one or two.

        Numbers that can rise only at each other's cost do not rise together, hence the halves.
        """
        for turn in range(ROUNDS):
            if self.open:
                signs = np.zeros(len(self.quantities))
                signs[self.open] = [(-1.0) ** (turn + (place * turn) // 2) for place in range(len(self.open))]
                self._learn(self.problem.extreme(self.rows.T @ signs))

    def settle(self, which: Sequence[int]) -> list[Leak]:
        """Find out whether these quantities leak, by the highest and lowest of each."""
        for sign in (1.0, -1.0):
            ask = [i for i in which if i in self.open]
            for witness in self.problem.extremes([sign * self.rows[[i], :].toarray()[0] for i in ask]):
                self._learn(witness)
        leaks = []
        for i in which:
            if i in self.open:
                self.open.remove(i)
                if self.quantities[i].need is Need.WIDE or self.high[i] >= 1:
                    leaks.append(Leak(self.quantities[i], float(self.low[i]), float(self.high[i])))
        return leaks

    def _learn(self, witness: Vector | None) -> None:
        if witness is None:
            raise Impossible
        if is_whole(witness):
            self.audit.add_witness(witness)
            values = self.rows @ np.rint(witness)
            np.minimum(self.low, values, out=self.low)
            np.maximum(self.high, values, out=self.high)
            self._close()


class _Problem:
    """The linear programme for one choice of what is shown."""

    def __init__(self, audit: Audit, shown: Flags) -> None:
        self.audit = audit
        self.equal = sparse.vstack([audit.fixed, audit.numbers[np.flatnonzero(shown), :]], format="csr")
        self.values = np.concatenate([audit.fixed_values, audit.counts[shown]])

        self.limits = [at_most(audit.at_most), equal_to(self.equal, self.values)]
        self.at_once = max(1, COLUMNS // audit.system.size)

    def extreme(self, direction: Vector) -> Vector | None:
        """People in every part such that `direction` is highest, or `None` when nothing agrees with what is shown."""
        return solve(-direction, self.limits, self.audit.ceiling)

    def extremes(self, directions: Sequence[Vector]) -> list[Vector | None]:
        """The same for several directions, each in whole numbers. Asking the solver once for many saves most of the time."""
        if not directions:
            return []
        copies = len(directions)
        found = solve(-np.concatenate(directions), [_copied(x, copies) for x in self.limits], self.audit.ceiling)
        if found is None:
            return [None]
        return [
            part if is_whole(part) else solve(-direction, self.limits, self.audit.ceiling, whole=True)
            for part, direction in zip(np.split(found, copies), directions, strict=True)
        ]

    def most(self) -> Vector:
        """For each unknown, more than which it can certainly not be: what the sums it is part of leave for it."""
        plain = np.flatnonzero(self.equal.min(axis=1).toarray().ravel() >= 0)
        rows, values = self.equal[plain, :], self.values[plain]
        alone = np.flatnonzero(np.diff(rows.indptr) == 1)
        known = np.zeros(rows.shape[1])
        is_known = np.zeros(rows.shape[1], dtype=bool)
        at = rows.indices[rows.indptr[alone]]
        known[at], is_known[at] = values[alone], True
        left = values - rows @ known
        most = np.full(rows.shape[1], self.audit.ceiling)
        each = np.repeat(left, np.diff(rows.indptr))
        np.minimum.at(most, rows.indices, each)
        return np.where(is_known, known, most)


def _copied(limit: Limit, copies: int) -> Limit:
    """The same limit on several sets of unknowns side by side."""
    rows = sparse.csr_array(sparse.kron(sparse.eye_array(copies, format="csr"), limit.rows, format="csr"))
    return Limit(rows, np.tile(limit.low, copies), np.tile(limit.high, copies))


def at_most(rows: sparse.csr_array, limits: Vector | None = None) -> Limit:
    """Sums no higher than their limits (zero if none are given)."""
    return Limit(rows, np.full(rows.shape[0], -np.inf), np.zeros(rows.shape[0]) if limits is None else limits)


def equal_to(rows: sparse.csr_array, values: Vector) -> Limit:
    """Sums that have these values."""
    return Limit(rows, values, values)


def solve(cost: Vector, limits: Sequence[Limit], ceiling: float, *, whole: bool = False) -> Vector | None:
    """Unknowns from 0 to `ceiling` at least cost; `None` when there are none. Raises `Impossible` when the solver gives up."""
    result = milp(
        cost,
        constraints=[LinearConstraint(x.rows, x.low, x.high) for x in limits if x.rows.shape[0]],
        bounds=Bounds(0, ceiling),
        integrality=np.full(len(cost), int(whole)),
    )
    if result.status == INFEASIBLE:
        return None
    if result.x is None or result.status != OPTIMAL:
        raise Impossible
    return np.asarray(result.x, dtype=float)


def is_whole(values: Vector) -> bool:
    """Whether every value is a whole number, but for rounding."""
    return bool(np.abs(values - np.rint(values)).max(initial=0.0) < WHOLE)
