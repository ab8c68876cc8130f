"""Learns a model from examples of any codebook: weights, calibration and cuts, the last two from examples set aside."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from consultations.statistics import calibration, ridge
from consultations.tagging import cues
from consultations.tagging.examples import Example
from consultations.tagging.features import Featuriser, Item, Weights
from consultations.tagging.model import Model, digest_of

Truth = npt.NDArray[np.bool_]
Array = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

PENALTIES = (0.5, 1.0, 2.0)

FOLDS = 5
_A_GROUP_OF_ITS_OWN = 500
"""Examples from which a language has probabilities and cuts of its own; the others share theirs."""
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


def train(examples: Sequence[Example], weights: Weights | None = None, *, corrections: Sequence[Example] = ()) -> Model:
    """A model of every label in `examples`, in the order of the codebook. Raises `NotEnough` below ten examples.

    `corrections` are learnt from as well, but add to the vocabulary only what several of them hold: they were written by
    respondents, and no model may keep what one person alone wrote.
    """
    examples = [*examples, *corrections]
    labels = label_order(examples)
    truth = truth_of(examples, labels)
    if not labels or len(examples) < 2 * FOLDS:
        raise NotEnough(f"{len(examples)} examples of {len(labels)} labels: give at least {2 * FOLDS} examples")
    items = [_as_learnt(e) for e in examples]
    featuriser = Featuriser.learn(items, cues.shipped(), weights or Weights(), private=len(corrections))
    fit = ridge.Fit(featuriser.rows(items).matrix, np.where(truth, 1.0, -1.0))
    fold = folds_of(examples)
    groups, group = _groups(examples)
    tried = [_held_out(fit, penalty, truth, fold, group) for penalty in PENALTIES]
    best = max(tried, key=lambda t: t.worth)
    coefficients, offsets = fit.coefficients(best.penalty)
    return Model(
        labels=labels,
        featuriser=featuriser,
        coefficients=coefficients.astype(np.float32),
        slope=best.slope,
        offset=best.offset + best.slope * offsets,
        threshold=best.threshold,
        groups=groups,
        languages=dict(Counter(e.language or "en" for e in examples)),
        digest=digest_of([e.model_dump_json() for e in examples]),
    )


@dataclass(frozen=True, slots=True)
class _HeldOut:
    """How one penalty did on examples it had not learnt."""

    penalty: float
    worth: float
    slope: Array
    offset: Array
    threshold: Array


def _held_out(fit: ridge.Fit, penalty: float, truth: Truth, fold: Ints, group: Ints) -> _HeldOut:
    scores = fit.held_out(penalty, fold)
    shape = (int(group.max()) + 1, truth.shape[1])
    slope, offset, threshold = np.ones(shape), np.zeros(shape), np.full(shape, 0.5)
    given = np.zeros(truth.shape, dtype=bool)
    for g in range(shape[0]):
        own = group == g
        if not own.any():
            continue
        sigmoids = [calibration.fit_sigmoid(scores[own, k], truth[own, k]) for k in range(shape[1])]
        slope[g], offset[g] = [s for s, _ in sigmoids], [o for _, o in sigmoids]
        probabilities = calibration.apply_sigmoid(scores[own], slope[g], offset[g])
        threshold[g] = calibration.choose_thresholds(probabilities, truth[own])
        given[own] = probabilities >= threshold[g]
    hits, total = (given & truth).sum(axis=0), given.sum(axis=0) + truth.sum(axis=0)
    worth = float(2 * hits.sum() / max(total.sum(), 1) + (2 * hits / np.maximum(total, 1)).mean())
    return _HeldOut(penalty, worth, slope, offset, threshold)


def _groups(examples: Sequence[Example]) -> tuple[list[str], Ints]:
    """Languages with many examples, and the group of each example: their place from one on, nought for all others."""
    languages = [e.language or "en" for e in examples]
    many = [name for name, n in Counter(languages).most_common() if n >= _A_GROUP_OF_ITS_OWN]
    return many, np.array([many.index(name) + 1 if name in many else 0 for name in languages])


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


def _as_learnt(example: Example) -> Item:
    item = item_of(example)
    if _digest(f"context {example.id} {example.text}") % 1000 < 1000 * _WITHOUT_CONTEXT:
        return Item(item.text)
    return item


def _digest(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).digest(), "big")
