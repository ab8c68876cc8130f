"""Secondary suppression: which further numbers to hide so that no hidden one can be worked out.

For each number that can be worked out, a linear programme finds another table, as like the true one as can be, in which that
number is far enough away; the numbers in which the two differ are hidden. Then each is shown again if the audit still holds.
Deterministic: the same tables always give the same choice.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping

import numpy as np
from scipy import sparse

from consultations.disclosure.audit import TOLERANCE, Audit, Leak, Limit, at_most, equal_to, is_whole, solve
from consultations.disclosure.lattice import Key
from consultations.disclosure.space import Row
from consultations.disclosure.system import Need, Vector, matrix

TOTAL_WEIGHT = 4.0
"""How much more it costs to hide a total than a number of the same size one dimension below."""


def protect(audit: Audit, primary: Collection[Key]) -> set[Key]:
    """What to hide besides `primary`, so that the audit holds.

    Raises `audit.Impossible` when what is shown contradicts itself. When even hiding every number is not enough (earlier
    releases can cause that), all numbers are returned and the caller must ask the audit.
    """
    primary = set(primary)
    hidden = set(primary)
    weights = _weights(audit)
    causes: dict[Key, list[Row]] = {}
    while leaks := audit.leaks(hidden):
        for leak in leaks:
            if audit.clears(leak.quantity, hidden):
                continue
            more = _cut(audit, leak, hidden, weights)
            if more is None:
                more = set(audit.keys) - hidden
            for key in more:
                causes.setdefault(key, []).append(leak.quantity.row)
            hidden |= more
        if len(hidden) == len(audit.keys):
            break
    return _show_again(audit, primary, hidden, causes, weights) - primary


def _weights(audit: Audit) -> Vector:
    """The cost of hiding each number: larger for larger numbers and for totals."""
    deepest = max((len(key.where) for key in audit.keys), default=0)
    return np.array(
        [
            math.log2(2 + count) * TOTAL_WEIGHT ** (deepest - len(key.where)) + 1e-4 * at / len(audit.keys)
            for at, (key, count) in enumerate(zip(audit.keys, audit.counts, strict=True))
        ]
    )


def _cut(audit: Audit, leak: Leak, hidden: Collection[Key], weights: Vector) -> set[Key] | None:
    """The numbers to hide so that this leak is closed; `None` when even hiding all of them would not close it."""
    is_open = leak.quantity.need is Need.OPEN
    target = audit.policy.minimum_count if is_open else leak.low + audit.policy.interval_width
    size, count = audit.system.size, len(audit.keys)
    shown = np.array([key not in hidden for key in audit.keys], dtype=bool)
    eye = sparse.identity(count, format="csr")[np.flatnonzero(shown), :]
    limits = [
        *(_wider(limit, 2 * count) for limit in audit.always()),
        equal_to(sparse.hstack([audit.numbers[np.flatnonzero(shown), :], -eye, eye], format="csr"), audit.counts[shown]),
        _wider(at_most(-matrix([leak.quantity.row], size), np.array([-float(target)])), 2 * count),
    ]
    cost = np.concatenate([np.zeros(size), weights, weights])
    found = solve(cost, limits, audit.ceiling)
    if found is not None and not is_whole(found[:size]):
        found = solve(cost, limits, audit.ceiling, whole=True)
    if found is None:
        return None
    audit.add_witness(found[:size])
    change = found[size : size + count] + found[size + count :]
    return {audit.keys[i] for i in np.flatnonzero(change > TOLERANCE)} - set(hidden)


def _wider(limit: Limit, more: int) -> Limit:
    """The same limit with further unknowns that it says nothing about."""
    nothing = sparse.csr_array((limit.rows.shape[0], more), dtype=np.float64)
    return Limit(sparse.csr_array(sparse.hstack([limit.rows, nothing], format="csr")), limit.low, limit.high)


def _show_again(audit: Audit, primary: set[Key], hidden: set[Key], causes: Mapping[Key, list[Row]], weights: Vector) -> set[Key]:
    """Give back, dearest first, whatever need not be hidden after all."""
    for at in np.argsort(-weights, kind="stable"):
        key = audit.keys[int(at)]
        if key in hidden and key not in primary and audit.holds(hidden - {key}, causes[key]):
            hidden = hidden - {key}
    return hidden
