"""Turns texts and their contexts into one sparse row each, and keeps which word every feature came from.

Four blocks, each brought to a length of its own before they stand side by side: words (one and two together), pieces of
words (3 to 5 characters, so that spelling as people write it still counts), concepts from the cue files, and context:
the setting, the audience, and what the question asked about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import sparse

from consultations.tagging.cues import Cues
from consultations.tagging.words import MARK, Words, split

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float32]

WORD, PIECE, CUE, CONTEXT = range(4)
_SEEN_AT_LEAST = 2
_SEEN_AT_LEAST_IN_PRIVATE = 5
"""Responses of people that must hold a word before a model knows it; words of the shipped text need two examples."""
_PIECE_LENGTHS = (3, 4, 5)


class Item(NamedTuple):
    """One text and what is known about it; `context` are ready features such as `setting=prison`."""

    text: str
    question: str | None = None
    context: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Weights:
    """How long each block's row is, and how strongly each context feature counts."""

    word: float = 0.7
    piece: float = 0.7
    cue: float = 0.2
    context: float = 0.3

    def of_blocks(self) -> tuple[float, float, float, float]:
        return self.word, self.piece, self.cue, self.context


@dataclass(slots=True)
class Rows:
    """Features of a batch. `matrix` is (texts, features). Feature occurrence `k` of the flat arrays belongs to text
    `row[k]`, to word `word[k]` of it (-1: to no word of the text), and adds `share[k]` to the matrix."""

    matrix: sparse.csr_array
    row: Ints
    word: Ints
    feature: Ints
    share: Floats
    words: list[Words]
    cues: list[list[tuple[int, int, int]]]


@dataclass(slots=True)
class Vocabulary:
    """Which features there are. `names` are words, pairs (joined by a space), `#piece`s, `@concept`s and context, in the
    order of their columns; `blocks` says which block each belongs to and `idf` how rare it is."""

    names: list[str]
    blocks: npt.NDArray[np.int8]
    idf: Floats
    columns: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        self.columns = {name: i for i, name in enumerate(self.names)}

    def __len__(self) -> int:
        return len(self.names)


class _Runs(NamedTuple):
    """All features of one word together: columns, text, word."""

    columns: list[Ints]
    row: list[int]
    word: list[int]

    def add(self, columns: Ints, row: int, word: int) -> None:
        self.columns.append(columns)
        self.row.append(row)
        self.word.append(word)


class _Singles(NamedTuple):
    """Features one by one: column, text, word."""

    column: list[int]
    row: list[int]
    word: list[int]

    def add(self, column: int, row: int, word: int) -> None:
        self.column.append(column)
        self.row.append(row)
        self.word.append(word)


def _joined(runs: _Runs, singles: _Singles) -> tuple[Ints, Ints, Ints]:
    sizes = np.fromiter(map(len, runs.columns), np.int64, len(runs.columns))
    return (
        np.concatenate([*runs.columns, np.array(singles.column, np.int32)]),
        np.concatenate([np.repeat(np.array(runs.row, np.int32), sizes), np.array(singles.row, np.int32)]),
        np.concatenate([np.repeat(np.array(runs.word, np.int32), sizes), np.array(singles.word, np.int32)]),
    )


class Featuriser:
    """Reads texts with a fixed vocabulary. Make one with `learn`, or from a saved vocabulary."""

    def __init__(self, vocabulary: Vocabulary, cues: Cues, weights: Weights) -> None:
        self.vocabulary = vocabulary
        self.cues = cues
        self.weights = weights
        cues.know(n for n, b in zip(vocabulary.names, vocabulary.blocks, strict=True) if b == WORD and " " not in n)
        self._columns_of_word = lru_cache(maxsize=100_000)(self._look_up_word)
        self._concept_columns = [vocabulary.columns.get("@" + name, -1) for name in cues.concepts]
        self._asked_columns = [vocabulary.columns.get("?" + name, -1) for name in cues.concepts]

    @classmethod
    def learn(cls, items: Sequence[Item], cues: Cues, weights: Weights, private: int = 0) -> Featuriser:
        """The vocabulary of `items`: every feature seen in at least two of them.

        The last `private` items were written by respondents: a feature seen in too few of them counts as not seen there.
        """
        shipped, theirs = items[: len(items) - private], items[len(items) - private :]
        seen = Counter(form for item in shipped for form in set(split(item.text).forms))
        cues.know(form for form, n in seen.items() if n >= _SEEN_AT_LEAST)
        counts, others = _counts(shipped, cues), _counts(theirs, cues)
        for block, other in zip(counts, others, strict=True):
            block.update({name: n for name, n in other.items() if n >= _SEEN_AT_LEAST_IN_PRIVATE})
        kept = [(n, b, c) for b, block in enumerate(counts) for n, c in sorted(block.items()) if c >= _SEEN_AT_LEAST]
        total = len(items)
        idf = np.array([1 + np.log((1 + total) / (1 + c)) if b in (WORD, PIECE) else 1.0 for _, b, c in kept], np.float32)
        vocabulary = Vocabulary([n for n, _, _ in kept], np.array([b for _, b, _ in kept], np.int8), idf)
        return cls(vocabulary, cues, weights)

    def rows(self, items: Sequence[Item]) -> Rows:
        """Features of `items`, in order."""
        runs = _Runs([], [], [])
        singles = _Singles([], [], [])
        all_words: list[Words] = []
        all_cues: list[list[tuple[int, int, int]]] = []
        column = self.vocabulary.columns.get
        for r, item in enumerate(items):
            words = split(item.text)
            hits = self.cues.find(words.forms)
            all_words.append(words)
            all_cues.append(hits)
            before = MARK
            for i, form in enumerate(words.forms):
                if form is not MARK:
                    runs.add(self._columns_of_word(form), r, i)
                    if before is not MARK and (pair := column(f"{before} {form}")) is not None:
                        singles.add(pair, r, i)
                before = form
            for concept, first, _ in hits:
                if (found := self._concept_columns[concept]) >= 0:
                    singles.add(found, r, first)
            for found in self._context(item):
                singles.add(found, r, -1)
        feature, row, word = _joined(runs, singles)
        matrix, share = self._weigh(row, feature, len(items))
        return Rows(matrix, row, word, feature, share, all_words, all_cues)

    def _look_up_word(self, form: str) -> Ints:
        column = self.vocabulary.columns.get
        found = [c for name in (form, *_pieces(form)) if (c := column(name)) is not None]
        return np.array(found, np.int32)

    def _context(self, item: Item) -> list[int]:
        names = [*item.context, *_asked(item.question, self.cues)]
        return [c for n in names if (c := self.vocabulary.columns.get(n)) is not None]

    def _weigh(self, row: Ints, feature: Ints, texts: int) -> tuple[sparse.csr_array, Floats]:
        """Sublinear counts times rarity, each block of each text brought to its length."""
        width = len(self.vocabulary)
        key = row.astype(np.int64) * width + feature
        unique, inverse, counts = np.unique(key, return_inverse=True, return_counts=True)
        columns = (unique % width).astype(np.int32)
        rows = (unique // width).astype(np.int32)
        values = (1 + np.log(counts)).astype(np.float32) * self.vocabulary.idf[columns]
        block = rows.astype(np.int64) * 4 + self.vocabulary.blocks[columns]
        squares = np.bincount(block, weights=values.astype(np.float64) ** 2, minlength=4 * texts)
        length = np.sqrt(squares) + 1e-9
        wanted = np.tile(np.array(self.weights.of_blocks()), texts)
        # Concepts and context keep their strength however many there are: five subjects are not each a fifth of one.
        kept = np.isin(np.arange(4 * texts) % 4, (CUE, CONTEXT))
        scale = np.where(kept, wanted, wanted / length)
        values *= scale[block].astype(np.float32)
        starts = np.searchsorted(rows, np.arange(texts + 1)).astype(np.int32)
        matrix = sparse.csr_array((values, columns, starts), shape=(texts, width))
        return matrix, (values / counts)[inverse].astype(np.float32)


def _counts(items: Iterable[Item], cues: Cues) -> tuple[Counter[str], ...]:
    """In how many items each feature is, block by block."""
    counts: tuple[Counter[str], ...] = (Counter(), Counter(), Counter(), Counter())
    for item in items:
        for block, names in enumerate(_names(item, cues)):
            counts[block].update(names)
    return counts


def _pieces(form: str) -> list[str]:
    padded = f" {form} "
    return [f"#{padded[i : i + n]}" for n in _PIECE_LENGTHS for i in range(len(padded) - n + 1)]


def _asked(question: str | None, cues: Cues) -> list[str]:
    if not question:
        return []
    return sorted({"?" + cues.concepts[concept] for concept, _, _ in cues.find(split(question).forms)})


def _names(item: Item, cues: Cues) -> tuple[Iterable[str], ...]:
    forms = split(item.text).forms
    real = [f for f in forms if f is not MARK]
    pairs = {f"{a} {b}" for a, b in pairwise(forms) if a is not MARK and b is not MARK}
    concepts = {"@" + cues.concepts[c] for c, _, _ in cues.find(forms)}
    context = {*item.context, *_asked(item.question, cues)}
    return {*real, *pairs}, {p for f in set(real) for p in _pieces(f)}, concepts, context
