"""How far tags agree, machine with reviewers and reviewers with each other. Pure: judged responses in, figures out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

ENOUGH = 30
"""Groups of fewer compared responses have no figures: an interval over them would say next to nothing."""

_DRAWS = 4000

Labels = frozenset[str]
Outcome = tuple[int, int, int, int]
"""Of one response: how many labels both gave, only the second, only the first, neither."""
Floats = npt.NDArray[np.float64]
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Judged:
    """One response: the labels the machine gave, and those that reviewers gave it.

    `decision` stands; None when nobody has read the response and decided. `opinions` are pairs of a first decision and a
    second one, made without sight of the first.
    """

    language: str
    setting: str | None
    channel: str
    machine: Labels
    decision: Labels | None
    opinions: tuple[tuple[Labels, Labels], ...] = ()


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Agreement:
    """F1 and Cohen's kappa over `n` responses. None where a figure has no meaning: nobody, or everybody, gave the label."""

    n: int
    f1: Estimate | None
    kappa: Estimate | None


@dataclass(frozen=True, slots=True)
class Row:
    """Both comparisons of one group; None where fewer than `ENOUGH` responses were compared."""

    machine: Agreement | None
    reviewers: Agreement | None


@dataclass(frozen=True, slots=True)
class Measured:
    """All responses together, and by group. A setting that nobody said is the group None."""

    everything: Row
    commitments: dict[str, Row]
    languages: dict[str, Row]
    settings: dict[str | None, Row]
    channels: dict[str, Row]


def measure(judged: Iterable[Judged], labels: Sequence[str]) -> Measured:
    """Compare over the labels of a codebook, others left out.

    The machine is compared with the decision that stands, reviewers by second opinions. Groups of responses count all
    labels together (micro F1, pooled kappa).
    """
    kept = list(judged)
    return Measured(
        everything=_row(kept, labels),
        commitments={label: _row(kept, [label]) for label in labels},
        languages=_by(kept, labels, lambda j: j.language),
        settings=_by(kept, labels, lambda j: j.setting),
        channels=_by(kept, labels, lambda j: j.channel),
    )


def agreement(outcomes: Counter[Outcome], labels: int) -> Agreement | None:
    """The figures for responses counted by outcome, each over `labels` labels; None when they are fewer than `ENOUGH`.

    The interval is the middle 95 % of a Bayesian bootstrap over responses (Rubin 1981), so that the labels of one
    response may depend on each other. Half a response is added for each way a single label can turn out, Jeffreys'
    prior: perfect agreement in 30 responses is no proof of perfect agreement.
    """
    n = outcomes.total()
    if n < ENOUGH:
        return None
    rest = labels - 1
    weights = Counter[Outcome]({(1, 0, 0, rest): 0, (0, 1, 0, rest): 0, (0, 0, 1, rest): 0, (0, 0, 0, labels): 0})
    imagined = set(weights)
    weights.update(outcomes)
    kinds = np.array(list(weights), dtype=np.float64)
    seen = np.array([float(count) for count in weights.values()])
    prior = np.array([0.5 * (kind in imagined) for kind in weights])
    drawn = np.random.default_rng(0).dirichlet(seen + prior, size=_DRAWS) @ kinds
    measured = (seen @ kinds)[None]
    return Agreement(n, _estimate(_f1, measured, drawn), _estimate(_kappa, measured, drawn))


def _row(judged: Sequence[Judged], labels: Sequence[str]) -> Row:
    codebook = frozenset(labels)
    machine: Counter[Outcome] = Counter()
    reviewers: Counter[Outcome] = Counter()
    for each in judged:
        if each.decision is not None:
            machine[_outcome([(each.machine, each.decision)], codebook)] += 1
        if each.opinions:
            reviewers[_outcome(each.opinions, codebook)] += 1
    return Row(agreement(machine, len(labels)), agreement(reviewers, len(labels)))


def _by(judged: Sequence[Judged], labels: Sequence[str], key: Callable[[Judged], Key]) -> dict[Key, Row]:
    groups: dict[Key, list[Judged]] = defaultdict(list)
    for each in judged:
        groups[key(each)].append(each)
    return {name: _row(group, labels) for name, group in groups.items()}


def _outcome(pairs: Iterable[tuple[Labels, Labels]], codebook: Labels) -> Outcome:
    both = second = first = neither = 0
    for a, b in pairs:
        both += len(a & b & codebook)
        second += len((b - a) & codebook)
        first += len((a - b) & codebook)
        neither += len(codebook - a - b)
    return both, second, first, neither


def _estimate(statistic: Callable[[Floats], Floats], measured: Floats, drawn: Floats) -> Estimate | None:
    value = float(statistic(measured)[0])
    if np.isnan(value):
        return None
    low, high = np.quantile(statistic(drawn), [0.025, 0.975])
    # The prior draws away from the ends, where agreement can be perfect.
    return Estimate(value, min(float(low), value), max(float(high), value))


def _f1(counts: Floats) -> Floats:
    """Of counts (draws, 4)."""
    both, second, first, _ = counts.T
    return _divided(2 * both, 2 * both + second + first)


def _kappa(counts: Floats) -> Floats:
    """Of counts (draws, 4): Cohen (1960)."""
    both, second, first, neither = counts.T
    by_chance = (both + first) * (both + second) + (neither + first) * (neither + second)
    square = counts.sum(axis=1) ** 2
    return _divided((both + neither) * counts.sum(axis=1) - by_chance, square - by_chance)


def _divided(above: Floats, below: Floats) -> Floats:
    return np.divide(above, below, out=np.full_like(above, np.nan), where=below > 0)
