"""Scores into probabilities that mean what they say, and the probability from which a label counts as given."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


def fit_sigmoid(scores: Array, truth: npt.NDArray[np.bool_]) -> tuple[float, float]:
    """Slope and offset of Platt's sigmoid for one label, from scores of examples the model had not seen, shape (n,).

    Targets are drawn in a little (Platt 1999), so that a rare label never becomes certain.
    """
    positives, negatives = int(truth.sum()), int((~truth).sum())
    target = np.where(truth, (positives + 1) / (positives + 2), 1 / (negatives + 2))
    centre, spread = float(scores.mean()), float(scores.std()) or 1.0
    x = np.column_stack([(scores - centre) / spread, np.ones(len(scores))])
    at = np.array([1.0, np.log((positives + 1) / (negatives + 1))])
    loss = _loss(x @ at, target)
    for _ in range(50):
        p = _sigmoid(x @ at)
        curve = x.T @ (x * np.maximum(p * (1 - p), 1e-9)[:, None]) + 1e-6 * np.eye(2)
        step = np.linalg.solve(curve, x.T @ (p - target))
        while (tried := _loss(x @ (at - step), target)) > loss and np.abs(step).max() > 1e-9:
            step = step / 2
        at, gained, loss = at - step, loss - tried, tried
        if gained < 1e-9 * max(loss, 1.0):
            break
    slope = max(float(at[0]) / spread, 1e-3)
    return slope, float(at[1]) - slope * centre


def _loss(logits: Array, target: Array) -> float:
    return float((np.logaddexp(0, logits) - target * logits).sum())


def apply_sigmoid(scores: Array, slopes: Array, offsets: Array) -> Array:
    """Probabilities for `scores` (n, labels)."""
    return _sigmoid(scores * slopes + offsets)


def _sigmoid(x: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-np.clip(x, -35, 35))), dtype=np.float64)


_GRID = np.arange(0.05, 0.96, 0.01)
_PRIOR_POSITIVES = 40


def choose_thresholds(probabilities: Array, truth: npt.NDArray[np.bool_]) -> Array:
    """For each label the probability cut with the best F1 on unseen examples, shape (n, labels) -> (labels,).

    Half the judgement is what a cut does for F1 over all labels together. A label with few examples leans on the cut that
    is best for all, and each cut is judged with its neighbours, so that one lucky example does not set it.
    """
    hits, given = _counts(probabilities, truth)
    true = truth.sum(axis=0)
    pooled = _smooth(2 * hits.sum(axis=1) / np.maximum(given.sum(axis=1) + true.sum(), 1))
    best = float(pooled.max())
    chosen = np.empty(truth.shape[1])
    for label in range(truth.shape[1]):
        own = _smooth(2 * hits[:, label] / np.maximum(given[:, label] + true[label], 1))
        for_all = _smooth((2 * hits[:, label] - best * given[:, label]) / (true[label] + 1))
        trust = true[label] / (true[label] + _PRIOR_POSITIVES)
        chosen[label] = _GRID[np.argmax(trust * own + (1 - trust) * pooled + 0.5 * for_all)]
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
