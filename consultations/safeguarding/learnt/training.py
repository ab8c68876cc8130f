"""Learns the model from labelled examples; every cut is chosen on examples that were set aside while learning."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy import sparse

from consultations.safeguarding.learnt import features, signals
from consultations.safeguarding.learnt.examples import Example
from consultations.safeguarding.learnt.model import Model, digest_of
from consultations.statistics import calibration, ridge
from consultations.types import Level, SafeguardingKind

Array = npt.NDArray[np.float64]
Truth = npt.NDArray[np.bool_]

FOLDS = 5
PENALTY = 0.5
FALSE_ALARMS = 0.12
"""Share of the examples without danger that may be flagged. Nearly all of those are hard ones, full of the words of danger:
of ordinary answers far fewer are."""
LET_GO = 0.02
"""Where the rules found immediate danger the model only stops what is plainly not so: at most this share of the examples in
which they were right."""
_SIGNAL_IN_AT_LEAST = 5


class NotEnough(ValueError):
    """Too few examples to learn from."""


def train(examples: Sequence[Example]) -> Model:
    """A model of danger, of danger now, and of each kind. Raises `NotEnough` when a level has fewer examples than folds."""
    levels = Counter(e.level for e in examples)
    if any(levels[level] < 2 * FOLDS for level in Level):
        raise NotEnough(f"give at least {2 * FOLDS} examples of each level; there are {dict(levels)}")
    reads = [signals.read(e.text, e.language) for e in examples]
    noticed = [signals.of(r, 0, len(e.text)) for r, e in zip(reads, examples, strict=True)]
    often = Counter(name for one in noticed for name in one)
    names = sorted(name for name, n in often.items() if n >= _SIGNAL_IN_AT_LEAST)
    counted = features.counts([[w.text for w in r[0].words] for r in reads])
    rarities = features.rarity(counted)
    spoken = features.spoken(noticed, {name: i for i, name in enumerate(names)})
    rows = sparse.csr_array(sparse.hstack([features.weighed(counted, rarities), spoken], format="csr"))
    truth = _truth(examples)
    fit = ridge.Fit(rows, np.where(truth, 1.0, -1.0))
    held_out = fit.held_out(PENALTY, np.array([_fold(e) for e in examples]))
    sigmoids = [calibration.fit_sigmoid(held_out[:, k], truth[:, k]) for k in range(truth.shape[1])]
    slope, offset = np.array([s for s, _ in sigmoids]), np.array([o for _, o in sigmoids])
    chances = calibration.apply_sigmoid(held_out, slope, offset)
    weights, constants = fit.coefficients(PENALTY)
    by_rules = np.array(["level immediate" in n for n in noticed])
    danger = float(np.quantile(chances[~truth[:, 0], 0], 1 - FALSE_ALARMS))
    right = chances[truth[:, 0] & by_rules, 0]
    with_rules = float(np.quantile(right, LET_GO)) if len(right) else danger
    return Model(
        signals=names,
        rarities=rarities,
        coefficients=weights.astype(np.float32),
        slope=slope,
        offset=offset + slope * constants,
        danger_cut=danger,
        danger_cut_with_rules=min(danger, with_rules),
        now_cut=_best_level_cut(chances, truth, danger),
        kind_cuts=calibration.choose_thresholds(chances[:, 2:], truth[:, 2:]),
        digest=digest_of([e.model_dump_json() for e in examples]),
    )


def _truth(examples: Sequence[Example]) -> Truth:
    """(examples, targets): danger, danger now, each kind."""
    return np.array(
        [[e.level is not Level.NONE, e.level is Level.IMMEDIATE, *(k in e.kinds for k in SafeguardingKind)] for e in examples],
        dtype=bool,
    )


def _best_level_cut(chances: Array, truth: Truth, danger: float) -> float:
    """From which chance of "now" most of what is flagged gets its right level."""
    flagged = chances[:, 0] >= danger
    tried = np.arange(0.2, 0.8, 0.01)
    right = [((chances[flagged, 1] >= cut) == truth[flagged, 1]).mean() for cut in tried]
    return float(tried[int(np.argmax(right))])


def _fold(example: Example) -> int:
    return int.from_bytes(hashlib.blake2b(example.text.encode(), digest_size=6).digest(), "big") % FOLDS
