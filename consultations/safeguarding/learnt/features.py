"""Turns words into sparse rows: words, pairs of words and pieces of words, hashed, so that no list of words is kept.

Words are compared as the rules compare them (`safeguarding.words`): case, accents and invisible characters do not matter.
What the rules noticed stands beside the words. It carries the same name in every language, so that what is learnt of it in
one language holds in all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.feature_extraction import FeatureHasher

Floats = npt.NDArray[np.float32]

COLUMNS = 1 << 18
"""Of each of the two blocks, words and pieces."""
_PIECES = (2, 3, 4, 5)
_LONGEST_PIECED = 24
SIGNAL_WEIGHT = 0.1
"""Of one thing the rules noticed, beside blocks of words of length one."""

_hasher = FeatureHasher(COLUMNS, input_type="string", alternate_sign=False, dtype=np.float32)


@lru_cache(maxsize=50_000)
def _pieces(word: str) -> tuple[str, ...]:
    padded = f" {word[:_LONGEST_PIECED]} "
    return tuple(padded[i : i + n] for n in _PIECES for i in range(len(padded) - n + 1))


def _words_and_pairs(words: Sequence[str]) -> list[str]:
    return [*words, *(f"{a} {b}" for a, b in pairwise(words))]


def counts(texts: Sequence[Sequence[str]]) -> sparse.csr_array:
    """How often each hashed feature occurs in each text (its folded words), damped; shape (texts, 2 * `COLUMNS`)."""
    words = _hasher.transform(_words_and_pairs(t) for t in texts)
    pieces = _hasher.transform([p for word in t for p in _pieces(word)] for t in texts)
    both = sparse.csr_array(sparse.hstack([words, pieces], format="csr"))
    both.data = 1 + np.log(both.data)
    return both


def one(words: Sequence[str], rarities: Floats) -> tuple[npt.NDArray[np.int64], Floats]:
    """Columns and values of one text: what `weighed` gives for it."""
    columns, values = [], []
    for at, names in enumerate((_words_and_pairs(words), [p for word in words for p in _pieces(word)])):
        hashed = _hasher.transform([names])
        place = hashed.indices.astype(np.int64) + at * COLUMNS
        of_block = (1 + np.log(hashed.data)) * rarities[place]
        columns.append(place)
        values.append((of_block / (np.sqrt((of_block.astype(np.float64) ** 2).sum()) + 1e-9)).astype(np.float32))
    return np.concatenate(columns), np.concatenate(values)


def rarity(of: sparse.csr_array) -> Floats:
    """How rare each feature is among the examples; features never seen count as rare as those seen once."""
    seen = np.bincount(of.indices, minlength=of.shape[1])
    return (1 + np.log((1 + of.shape[0]) / (1 + np.maximum(seen, 1)))).astype(np.float32)


def weighed(of: sparse.csr_array, rarities: Floats) -> sparse.csr_array:
    """Counts times rarity, each block of each text brought to length one."""
    row = np.repeat(np.arange(of.shape[0]), np.diff(of.indptr))
    block = 2 * row + (of.indices >= COLUMNS)
    values = of.data * rarities[of.indices]
    length = np.sqrt(np.bincount(block, weights=values.astype(np.float64) ** 2, minlength=2 * of.shape[0])) + 1e-9
    values = (values / length[block]).astype(np.float32)
    return sparse.csr_array((values, of.indices, of.indptr), shape=of.shape)


def spoken(signals: Sequence[Iterable[str]], place: Mapping[str, int]) -> sparse.csr_array:
    """The signals of the rules as rows; `place` says which column each has, and others are left out."""
    said = [sorted({place[s] for s in signal if s in place}) for signal in signals]
    starts = np.cumsum([0, *(len(s) for s in said)])
    columns = np.array([c for s in said for c in s], np.int32)
    values = np.full(len(columns), SIGNAL_WEIGHT, np.float32)
    return sparse.csr_array((values, columns, starts), shape=(len(signals), len(place)))
