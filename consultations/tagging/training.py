"""Learns a model from examples of any codebook: weights, calibration and cuts, the last two from examples set aside."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from consultations.tagging import calibration, cues
from consultations.tagging.examples import Example
from consultations.tagging.features import Featuriser, Item, Weights
from consultations.tagging.model import Model, digest_of

Truth = npt.NDArray[np.bool_]

FOLDS = 5
_WITHOUT_CONTEXT = 0.25
"""Share of examples learnt as if setting, audience and question were unknown, because often they are."""


class NotEnough(ValueError):
    """Too few examples to learn from."""


def item_of(example: Example) -> Item:
    """What the model sees of an example."""
    return Item(example.text, example.question, context_of(example.setting, example.audience))


def context_of(setting: str | None, audience: str | None) -> tuple[str, ...]:
    """The context features of a setting and an audience."""
    return tuple(f"{name}={value}" for name, value in (("setting", setting), ("audience", audience)) if value)


def train(examples: Sequence[Example], weights: Weights | None = None, strength: float = 0.5) -> Model:
    """A model of every label in `examples`, in the order of the codebook. Raises `NotEnough` below two examples of each."""
    labels = label_order(examples)
    truth = truth_of(examples, labels)
    if not labels or len(examples) < 2 * FOLDS:
        raise NotEnough(f"{len(examples)} examples of {len(labels)} labels: give at least {2 * FOLDS} examples")
    weights = weights or Weights()
    items = [_as_learnt(e) for e in examples]
    featuriser = Featuriser.learn(items, cues.shipped(), weights)
    matrix = featuriser.rows(items).matrix
    held_out = cross_validated(matrix, truth, folds_of(examples), strength)
    sigmoids = [calibration.fit_sigmoid(held_out[:, k], truth[:, k]) for k in range(len(labels))]
    slope, offset = np.array([s for s, _ in sigmoids]), np.array([o for _, o in sigmoids])
    probabilities = calibration.apply_sigmoid(held_out, slope, offset)
    coefficients, intercepts = fit(matrix, truth, strength)
    return Model(
        labels=labels,
        featuriser=featuriser,
        coefficients=coefficients.astype(np.float32),
        slope=slope,
        offset=offset + slope * intercepts,
        threshold=calibration.choose_thresholds(probabilities, truth),
        languages=dict(Counter(e.language or "en" for e in examples)),
        digest=digest_of([e.model_dump_json() for e in examples]),
    )


def label_order(examples: Sequence[Example]) -> list[str]:
    """Every label, numbered ones by number (C2 before C10)."""
    return sorted({label for e in examples for label in e.labels}, key=order)


def order(label: str) -> tuple[str, int, str]:
    """Sorts C2 before C10."""
    return label.rstrip("0123456789"), len(label), label


def truth_of(examples: Sequence[Example], labels: Sequence[str]) -> Truth:
    """Which label each example has, (examples, labels)."""
    return np.array([[label in e.labels for label in labels] for e in examples], dtype=bool).reshape(len(examples), -1)


def folds_of(examples: Sequence[Example], folds: int = FOLDS) -> npt.NDArray[np.int64]:
    """The fold of each example; the same text, or the same group, always lands in the same one."""
    return np.array([_digest(e.group or " ".join(e.text.casefold().split())) % folds for e in examples])


def fit(matrix: sparse.csr_array, truth: Truth, strength: float) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """One linear support vector machine a label: coefficients (features, labels) and intercepts (labels,)."""
    wide = sparse.csr_matrix(matrix, dtype=np.float64)
    wide.indices, wide.indptr = wide.indices.astype(np.int32), wide.indptr.astype(np.int32)
    with ThreadPoolExecutor(max_workers=2) as pool:
        fitted = list(pool.map(lambda k: _fit_one(wide, truth[:, k], strength), range(truth.shape[1])))
    return np.array([c for c, _ in fitted]).T, np.array([i for _, i in fitted])


def _fit_one(matrix: Any, wanted: npt.NDArray[np.bool_], strength: float) -> tuple[npt.NDArray[np.float64], float]:
    from sklearn.svm import LinearSVC

    if wanted.all() or not wanted.any():
        return np.zeros(matrix.shape[1]), 1.0 if wanted.all() else -1.0
    machine = LinearSVC(C=strength, class_weight="balanced", random_state=0, max_iter=3000, tol=1e-3)
    machine.fit(matrix, wanted)
    return machine.coef_[0], float(machine.intercept_[0])


def cross_validated(
    matrix: sparse.csr_array, truth: Truth, fold: npt.NDArray[np.int64], strength: float
) -> npt.NDArray[np.float64]:
    """Scores (examples, labels), each from a machine that did not learn from that example's fold."""
    scores = np.zeros(truth.shape)
    for k in np.unique(fold):
        out = fold == k
        coefficients, intercepts = fit(matrix[~out], truth[~out], strength)
        scores[out] = matrix[out] @ coefficients + intercepts
    return scores


def _as_learnt(example: Example) -> Item:
    item = item_of(example)
    if _digest(f"context {example.id} {example.text}") % 1000 < 1000 * _WITHOUT_CONTEXT:
        return Item(item.text)
    return item


def _digest(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).digest(), "big")
