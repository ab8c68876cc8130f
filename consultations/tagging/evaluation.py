"""How well tags agree with people's labels: F1 for each label and overall, with intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Booleans = npt.NDArray[np.bool_]

_RESAMPLES = 1000


@dataclass(frozen=True, slots=True)
class Agreement:
    """F1 of one label, or of all, with its 95 % interval; `n` is how many examples people gave the label."""

    name: str
    f1: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Evaluation:
    """`labels` in the order of the codebook; `n` examples were compared."""

    labels: tuple[Agreement, ...]
    micro: Agreement
    macro: Agreement
    calibration_error: float
    n: int

    def last_line(self) -> str:
        return f"micro={self.micro.f1:.3f} macro={self.macro.f1:.3f} n={self.n}"


def evaluate(given: Booleans, truth: Booleans, probabilities: npt.NDArray[np.float64], labels: Sequence[str]) -> Evaluation:
    """Compare tags `given` with people's labels `truth`, both (examples, labels).

    Intervals are percentiles over 1,000 resamplings of the examples (fixed seed). A label nobody gave and no one should
    have given is left out of the macro average.
    """
    from consultations.statistics.calibration import calibration_error

    n = len(truth)
    draws = np.random.default_rng(0).multinomial(n, np.full(n, 1 / max(n, 1)), size=_RESAMPLES) if n else np.ones((1, 0), int)
    hit, out, want = (x.astype(np.float32) for x in (given & truth, given, truth))
    counts = [np.vstack([x.sum(axis=0)[None], draws @ x]) for x in (hit, out, want)]
    with np.errstate(invalid="ignore"):
        by_label = 2 * counts[0] / (counts[1] + counts[2])
        micro = 2 * counts[0].sum(axis=1) / (counts[1].sum(axis=1) + counts[2].sum(axis=1))
    used = (counts[1][0] + counts[2][0]) > 0
    macro = np.nan_to_num(by_label[:, used]).mean(axis=1) if used.any() else np.zeros(len(micro))
    return Evaluation(
        labels=tuple(_agreement(name, by_label[:, k], int(truth[:, k].sum())) for k, name in enumerate(labels)),
        micro=_agreement("micro", micro, int(truth.sum())),
        macro=_agreement("macro", macro, int(truth.sum())),
        calibration_error=calibration_error(probabilities, truth) if truth.size else 0.0,
        n=n,
    )


def _agreement(name: str, values: npt.NDArray[np.floating], n: int) -> Agreement:
    values = np.nan_to_num(values)
    low, high = np.percentile(values[1:], [2.5, 97.5]) if len(values) > 1 else (values[0], values[0])
    return Agreement(name, float(values[0]), float(low), float(high), n)
