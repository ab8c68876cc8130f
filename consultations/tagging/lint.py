"""Checks training text: every line valid, nothing copied from another line with a noun swapped, and enough of each label."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

import numpy as np

from consultations.tagging.examples import Example, ExampleError, Located, parse
from consultations.tagging.words import split

TOO_ALIKE = 0.6
"""Two texts that share this much of all their three-word runs are one text with a word swapped."""

_RUN = 3
_HASHES = 48
_BAND = 2
_SHORTEST_COMPARED = 4
"""Shorter texts ("no comment") may look alike; only the very same text with the same labels counts as a copy."""


@dataclass(slots=True)
class Report:
    """`faults` must be mended; `counts` are examples by label (`""`: none), `languages` by language."""

    faults: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    several: int = 0
    n: int = 0


def check(paths: Sequence[Path], known_labels: frozenset[str] | None = None) -> Report:
    """Read every example of `paths` and report. `known_labels`: any other label is a fault."""
    report = Report()
    good: list[Located] = []
    places: dict[str, str] = {}
    for path in paths:
        for line, result in parse(path):
            where = f"{path}, line {line}"
            if isinstance(result, ExampleError):
                report.faults.append(str(result))
                continue
            good.append(Located(result, path, line))
            if (first := places.setdefault(str(result.id), where)) is not where:
                report.faults.append(f"{where}: id {result.id} is already used in {first}; give it another")
            if known_labels is not None and (odd := set(result.labels) - known_labels):
                report.faults.append(f"{where}: no such label: {', '.join(sorted(odd))}")
            if not result.text.strip():
                report.faults.append(f"{where}: the text is empty; take the line out")
    _count(report, [located.example for located in good])
    report.faults += [
        f"{b.file}, line {b.line}: {likeness:.0%} the same as {a.file}, line {a.line}; write it anew or take one out"
        for a, b, likeness in near_duplicates(good)
    ]
    return report


def _count(report: Report, examples: Sequence[Example]) -> None:
    for example in examples:
        report.n += 1
        report.counts.update(example.labels or ("",))
        report.languages[example.language or "en"] += 1
        report.several += len(example.labels) > 1


def near_duplicates(located: Sequence[Located]) -> list[tuple[Located, Located, float]]:
    """Pairs whose three-word runs overlap (Jaccard) by `TOO_ALIKE` or more, found by min-hashing and then measured."""
    runs = [_runs(item.example.text) for item in located]
    buckets: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for i, own in enumerate(runs):
        if not own:
            continue
        signature = _signature(own)
        for band in range(0, _HASHES, _BAND):
            buckets[(band, *signature[band : band + _BAND])].append(i)
    candidates = {pair for same in buckets.values() if len(same) > 1 for pair in combinations(same, 2)}
    found = []
    for a, b in sorted(candidates):
        likeness = len(runs[a] & runs[b]) / len(runs[a] | runs[b])
        if likeness >= TOO_ALIKE:
            found.append((located[a], located[b], likeness))
    return found


def _runs(text: str) -> frozenset[str]:
    forms = split(text).forms
    if len(forms) < _SHORTEST_COMPARED:
        return frozenset([" ".join(forms)]) if forms else frozenset()
    return frozenset(" ".join(forms[i : i + _RUN]) for i in range(len(forms) - _RUN + 1))


def _signature(runs: frozenset[str]) -> list[int]:
    """The smallest hash of the runs under each of `_HASHES` hash functions (multiply-shift, Dietzfelbinger 1997)."""
    digests = (hashlib.blake2b(run.encode("utf-8", "surrogatepass"), digest_size=8).digest() for run in runs)
    hashed = np.frombuffer(b"".join(digests), dtype=np.uint64)
    # Products run over on purpose: they are taken modulo 2**64.
    smallest: list[int] = ((hashed[:, None] * _FACTORS + _TERMS) >> np.uint64(32)).min(axis=0).tolist()
    return smallest


_FACTORS, _TERMS = np.random.default_rng(0).integers(0, 2**64, size=(2, _HASHES), dtype=np.uint64)
_FACTORS |= np.uint64(1)
