"""Secondary suppression: which further numbers to hide so that no hidden one can be worked out.

For each number that can be worked out, a linear programme finds another table, as like the true one as can be, in which that number
is far enough away; the numbers in which the two differ are hidden. Afterwards each of them is shown again if the audit holds without.
Deterministic: the same tables always give the same choice.
"""

from __future__ import annotations

import math
from collections.abc import Collection

import numpy as np
from scipy import sparse
from scipy.optimize import linprog

from consultations.disclosure.audit import TOLERANCE, Audit, Leak
from consultations.disclosure.lattice import Key
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
    while leaks := audit.leaks(hidden):
        for leak in leaks:
            if not _still(audit, leak, hidden):
                continue
            more = _cut(audit, leak, hidden, weights)
            hidden |= more if more else set(audit.keys)
        if len(hidden) == len(audit.keys):
            break
    return _show_again(audit, primary, hidden, weights) - primary


def _still(audit: Audit, leak: Leak, hidden: Collection[Key]) -> bool:
    """Whether what was hidden since has not already closed this leak."""
    return not audit.clears(leak.quantity, hidden)


def _weights(audit: Audit) -> Vector:
    """The cost of hiding each number: larger for larger numbers and for totals."""
    deepest = max((len(key.where) for key in audit.keys), default=0)
    return np.array(
        [
            math.log2(2 + count) * TOTAL_WEIGHT ** (deepest - len(key.where)) + 1e-4 * at / len(audit.keys)
            for at, (key, count) in enumerate(zip(audit.keys, audit.counts, strict=True))
        ]
    )


def _cut(audit: Audit, leak: Leak, hidden: Collection[Key], weights: Vector) -> set[Key]:
    """The numbers to hide so that this leak is closed; empty when none are enough."""
    if leak.quantity.need is Need.OPEN:
        target = float(audit.policy.minimum_count)
    else:
        target = leak.low + audit.policy.interval_width
    size, count = audit.system.size, len(audit.keys)
    shown = np.array([key not in hidden for key in audit.keys], dtype=bool)
    eye = sparse.identity(count, format="csr")[np.flatnonzero(shown), :]
    equal = sparse.vstack(
        [
            sparse.hstack([audit.fixed, sparse.csr_array((audit.fixed.shape[0], 2 * count))]),
            sparse.hstack([audit.numbers[np.flatnonzero(shown), :], -eye, eye]),
        ],
        format="csr",
    )
    values = np.concatenate([audit.fixed_values, audit.counts[shown]])
    reach = matrix([leak.quantity.row], size)
    at_most = sparse.vstack([audit.at_most, -reach], format="csr")
    at_most = sparse.hstack([at_most, sparse.csr_array((at_most.shape[0], 2 * count))], format="csr")
    limits = np.concatenate([np.zeros(audit.at_most.shape[0]), [-target]])
    cost = np.concatenate([np.zeros(size), weights, weights])
    for whole in (0, 1):
        result = linprog(
            cost,
            A_ub=at_most,
            b_ub=limits,
            A_eq=equal if equal.shape[0] else None,
            b_eq=values if equal.shape[0] else None,
            bounds=(0, audit.ceiling),
            method="highs",
            integrality=whole,
        )
        if result.x is None:
            return set()
        found = np.asarray(result.x, dtype=float)
        audit.add_witness(found[:size])
        change = found[size : size + count] + found[size + count :]
        more = {audit.keys[i] for i in np.flatnonzero(change > TOLERANCE)} - set(hidden)
        if more:
            return more
    return set()


def _show_again(audit: Audit, primary: set[Key], hidden: set[Key], weights: Vector) -> set[Key]:
    """Give back, dearest first, whatever need not be hidden after all."""
    for at in np.argsort(-weights, kind="stable"):
        key = audit.keys[int(at)]
        if key in hidden and key not in primary and audit.holds(hidden - {key}):
            hidden = hidden - {key}
    return hidden
