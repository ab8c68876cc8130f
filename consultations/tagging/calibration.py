"""Scores into probabilities that mean what they say, and the probability from which a label counts as given."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

_STEEPEST = 20.0


def fit_sigmoid(scores: Array, truth: npt.NDArray[np.bool_]) -> tuple[float, float]:
    """Slope and offset of Platt's sigmoid for one label, from scores of examples the model had not seen, shape (n,).

    Targets are drawn in a little (Platt 1999), so that a rare label never becomes certain.
    """
    positives, negatives = int(truth.sum()), int((~truth).sum())
    target = np.where(truth, (positives + 1) / (positives + 2), 1 / (negatives + 2))
    slope, offset = 1.0, float(np.log((positives + 1) / (negatives + 1)))
    for _ in range(100):
        p = _sigmoid(slope * scores + offset)
        error, spread = p - target, np.maximum(p * (1 - p), 1e-6)
        gradient = np.array([(error * scores).sum(), error.sum()])
        a, b, c = (spread * scores**2).sum() + 1e-3, (spread * scores).sum(), spread.sum() + 1e-3
        step = np.array([c * gradient[0] - b * gradient[1], a * gradient[1] - b * gradient[0]]) / (a * c - b * b)
        step = np.clip(step, -2, 2)
        slope, offset = slope - step[0], offset - step[1]
        if np.abs(step).max() < 1e-6:
            break
    return float(np.clip(slope, 1e-3, _STEEPEST)), float(offset)


def apply_sigmoid(scores: Array, slopes: Array, offsets: Array) -> Array:
    """Probabilities for `scores` (n, labels)."""
    return _sigmoid(scores * slopes + offsets)


def _sigmoid(x: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-np.clip(x, -35, 35))), dtype=np.float64)


_GRID = np.arange(0.05, 0.96, 0.01)
_PRIOR_POSITIVES = 40


def choose_thresholds(probabilities: Array, truth: npt.NDArray[np.bool_]) -> Array:
    """For each label the probability cut with the best F1 on unseen examples, shape (n, labels) -> (labels,).

    A label with few examples leans on the cut that is best for all labels together, and each cut is judged with its
    neighbours, so that one lucky example does not set it.
    """
    hits, given = _counts(probabilities, truth)
    true = truth.sum(axis=0)
    pooled = _smooth(2 * hits.sum(axis=1) / np.maximum(given.sum(axis=1) + true.sum(), 1))
    chosen = np.empty(truth.shape[1])
    for label in range(truth.shape[1]):
        own = _smooth(2 * hits[:, label] / np.maximum(given[:, label] + true[label], 1))
        trust = true[label] / (true[label] + _PRIOR_POSITIVES)
        chosen[label] = _GRID[np.argmax(trust * own + (1 - trust) * pooled)]
    return chosen


def _counts(probabilities: Array, truth: npt.NDArray[np.bool_]) -> tuple[Array, Array]:
    over = probabilities[None, :, :] >= _GRID[:, None, None]
    return (over & truth[None]).sum(axis=1).astype(float), over.sum(axis=1).astype(float)


def _smooth(curve: Array) -> Array:
    return np.convolve(np.pad(curve, 4, mode="edge"), np.ones(9) / 9, mode="valid")


def calibration_error(probabilities: Array, truth: npt.NDArray[np.bool_], bins: int = 10) -> float:
    """Expected calibration error over all labels together: mean |stated - observed| in equal-width bins, weighted by size."""
    p, t = probabilities.ravel(), truth.ravel()
    place = np.minimum((p * bins).astype(int), bins - 1)
    sizes = np.bincount(place, minlength=bins)
    stated = np.bincount(place, weights=p, minlength=bins)
    observed = np.bincount(place, weights=t.astype(float), minlength=bins)
    return float(np.abs(stated - observed).sum() / max(sizes.sum(), 1))
