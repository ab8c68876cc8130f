"""Ridge regression of every label at once, with exact held-out scores.

Of the linear designs tried on the same folds it was the best, and its scores are sums over words, so that evidence is
exact. Up to a few thousand examples it is solved in closed form, and what each example would have scored had its fold
not been learnt follows from the same inverse; beyond that, by conjugate gradients.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import linalg, sparse

Array = npt.NDArray[np.float64]
Singles = npt.NDArray[np.float32]

CLOSED_FORM_UP_TO = 9000
"""Examples; the closed form holds a square matrix of this many rows (324 MB of 32-bit numbers)."""

_STEPS = 60
_CLOSE_ENOUGH = 1e-4


class Fit:
    """Solves for one set of rows (examples, features) and targets (examples, labels), one penalty after another."""

    def __init__(self, matrix: sparse.csr_array, targets: Array) -> None:
        self._matrix = matrix.astype(np.float32)
        self._targets = targets.astype(np.float32)
        self._closed = matrix.shape[0] <= CLOSED_FORM_UP_TO
        self._likeness = self._all_pairs() if self._closed else None

    def _all_pairs(self) -> Singles:
        pairs = np.asarray((self._matrix @ self._matrix.T).toarray(), dtype=np.float32)
        return pairs + np.float32(1)

    def held_out(self, penalty: float, fold: npt.NDArray[np.int64]) -> Array:
        """Scores (examples, labels), each from a fit that did not see that example's fold."""
        scores = np.zeros(self._targets.shape)
        if self._likeness is None:
            for k in np.unique(fold):
                out = fold == k
                weights, offset = _by_gradients(self._matrix[~out], self._targets[~out], penalty)
                scores[out] = self._matrix[out] @ weights + offset
            return scores
        inverse = _inverse(self._likeness, penalty)
        dual = inverse @ self._targets
        for k in np.unique(fold):
            out = np.flatnonzero(fold == k)
            residual = linalg.solve(inverse[np.ix_(out, out)], dual[out], assume_a="pos")
            scores[out] = self._targets[out] - residual
        return scores

    def coefficients(self, penalty: float) -> tuple[Array, Array]:
        """Weights (features, labels) and offsets (labels,) learnt from every example."""
        if self._likeness is None:
            return _by_gradients(self._matrix, self._targets, penalty)
        regular = self._likeness.copy()
        regular[np.diag_indices_from(regular)] += penalty
        dual = linalg.solve(regular, self._targets, assume_a="pos", overwrite_a=True)
        return np.asarray(self._matrix.T @ dual, np.float64), np.asarray(dual.sum(axis=0), np.float64)


def _inverse(likeness: Singles, penalty: float) -> Singles:
    regular = likeness.copy()
    regular[np.diag_indices_from(regular)] += penalty
    factor = linalg.lapack.spotrf(regular, lower=1, overwrite_a=1)[0]
    inverse = linalg.lapack.spotri(factor, lower=1, overwrite_c=1)[0]
    return np.asarray(np.tril(inverse) + np.tril(inverse, -1).T, np.float32)


def _by_gradients(matrix: sparse.csr_array, targets: Singles, penalty: float) -> tuple[Array, Array]:
    """Conjugate gradients on the normal equations, all labels side by side; a column of ones carries the offset."""
    ones = np.ones((matrix.shape[0], 1), np.float32)
    wide = sparse.csr_array(sparse.hstack([matrix, sparse.csr_array(ones)], format="csr"))
    tall = sparse.csr_array(wide.T)
    right = np.asarray(tall @ targets, np.float64)
    found = np.zeros_like(right)
    residual = right.copy()
    direction = right.copy()
    size = (residual**2).sum(axis=0)
    goal = size * _CLOSE_ENOUGH**2 + 1e-12
    for _ in range(_STEPS):
        turned = np.asarray(tall @ (wide @ direction)) + penalty * direction
        step = size / np.maximum((direction * turned).sum(axis=0), 1e-12)
        found += step * direction
        residual -= step * turned
        before, size = size, (residual**2).sum(axis=0)
        if (size < goal).all():
            break
        direction = residual + (size / np.maximum(before, 1e-12)) * direction
    return found[:-1], found[-1]
