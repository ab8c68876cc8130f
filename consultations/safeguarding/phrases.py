"""Find phrases in a list of words, in time linear in the words: no regular expression meets what a person wrote.

A phrase is words with spaces between. `a|b` is either, `kill*` any ending, `*kill` any beginning, `word?` may be missing, `_`
any one word, `..` up to a few words, `#` a number, `#big` a number from 8, `#child` one from 8 to 17, `{group}`
any phrase of a group. `two_words` are kept together, as one alternative.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

import regex

from consultations.safeguarding.words import Word, fold

_HAN = regex.compile(r"\p{Han}")
_MOST_EXPANSIONS = 5000


class PhraseError(ValueError):
    """A phrase that cannot be read; says why and how to mend it."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Words `first` up to but not including `last` match a phrase of `concept`; `phrase` is its number in the list."""

    concept: str
    first: int
    last: int
    phrase: int
    parts: tuple[tuple[int, int], ...] = ()
    """For a derived concept: where each of the concepts it was made of stands."""


@dataclass(slots=True)
class _Node:
    exact: dict[str, _Node] = field(default_factory=dict)
    starts: dict[str, _Node] = field(default_factory=dict)
    parts: dict[str, _Node] = field(default_factory=dict)
    """`*part*` and `*part`: found anywhere in the word."""
    lengths: frozenset[int] = frozenset()
    part_lengths: frozenset[int] = frozenset()
    number: _Node | None = None
    big_number: _Node | None = None
    child_number: _Node | None = None
    any_word: _Node | None = None
    gap: _Node | None = None
    found: list[tuple[str, int]] = field(default_factory=list)


class Matcher:
    """All the phrases of one language."""

    def __init__(self, concepts: Mapping[str, Sequence[str]], groups: Mapping[str, Sequence[str]], gap: int) -> None:
        self._root = _Node()
        self._gap = gap
        self.vocabulary: set[str] = set()
        for concept, phrases in concepts.items():
            for number, phrase in enumerate(phrases):
                for sequence in expand(phrase, groups):
                    self._add(sequence, concept, number)
        _seal(self._root)

    def _add(self, sequence: Sequence[str], concept: str, number: int) -> None:
        node = self._root
        for element in sequence:
            node = self._child(node, element)
        if (concept, number) not in node.found:
            node.found.append((concept, number))

    def _child(self, node: _Node, element: str) -> _Node:
        if element == "..":
            node.gap = node.gap or _Node()
            return node.gap
        if element == "_":
            node.any_word = node.any_word or _Node()
            return node.any_word
        if element == "#":
            node.number = node.number or _Node()
            return node.number
        if element == "#big":
            node.big_number = node.big_number or _Node()
            return node.big_number
        if element == "#child":
            node.child_number = node.child_number or _Node()
            return node.child_number
        core = fold(element.strip("*"))
        if not core:
            raise PhraseError("a phrase holds a word with no letters: write the word, or _ for any word")
        if element.startswith("*"):
            return node.parts.setdefault(core, _Node())
        if element.endswith("*"):
            return node.starts.setdefault(core, _Node())
        self.vocabulary.add(core)
        return node.exact.setdefault(core, _Node())

    def hits(self, words: Sequence[Word]) -> list[Hit]:
        """Every match, in order of where it starts."""
        out: list[Hit] = []
        for first in range(len(words)):
            seen: set[tuple[int, int]] = set()
            for last, (concept, number) in self._from(self._root, words, first, seen):
                out.append(Hit(concept, first, last, number))
        return out

    def _from(
        self, node: _Node, words: Sequence[Word], at: int, seen: set[tuple[int, int]]
    ) -> Iterator[tuple[int, tuple[str, int]]]:
        if (id(node), at) in seen:
            return
        seen.add((id(node), at))
        for found in node.found:
            yield at, found
        if node.gap is not None:
            for skipped in range(self._gap + 1):
                if at + skipped >= len(words) or words[at + skipped].sentence != words[max(at - 1, 0)].sentence:
                    break
                yield from self._from(node.gap, words, at + skipped, seen)
        if at >= len(words):
            return
        for following in _follow(node, words[at]):
            yield from self._from(following, words, at + 1, seen)


def _follow(node: _Node, word: Word) -> Iterator[_Node]:
    for form in (word.text, word.other):
        if form is None:
            continue
        if (exact := node.exact.get(form)) is not None:
            yield exact
        for length in node.lengths:
            if length <= len(form) and (start := node.starts.get(form[:length])) is not None:
                yield start
        for length in node.part_lengths:
            for offset in range(len(form) - length + 1):
                if (part := node.parts.get(form[offset : offset + length])) is not None:
                    yield part
    if word.number is not None:
        if node.number is not None:
            yield node.number
        if node.big_number is not None and word.number >= 8:
            yield node.big_number
        if node.child_number is not None and 8 <= word.number <= 17:
            yield node.child_number
    if node.any_word is not None:
        yield node.any_word


def _seal(node: _Node) -> None:
    node.lengths = frozenset(map(len, node.starts))
    node.part_lengths = frozenset(map(len, node.parts))
    children = [*node.exact.values(), *node.starts.values(), *node.parts.values()]
    for child in (*children, node.number, node.big_number, node.child_number, node.any_word, node.gap):
        if child is not None:
            _seal(child)


def expand(phrase: str, groups: Mapping[str, Sequence[str]], depth: int = 0) -> list[list[str]]:
    """Every sequence of single words that `phrase` stands for (`PhraseError` when it cannot be read)."""
    if depth > 4:
        raise PhraseError("groups call each other in a circle: spell one of them out")
    columns: list[list[list[str]]] = []
    for element in phrase.split():
        optional = element.endswith("?") and len(element) > 1
        element = element[:-1] if optional else element
        choices: list[list[str]] = []
        for choice in element.split("|"):
            choices += _choice(choice, groups, depth)
        if optional:
            choices.append([])
        columns.append(choices)
    total = 1
    for column in columns:
        total *= len(column)
    if total > _MOST_EXPANSIONS:
        raise PhraseError(f"a phrase stands for {total} others: split it up")
    sequences = [[word for part in combination for word in part] for combination in product(*columns)]
    if any(not s or s[0] == ".." or s[-1] == ".." for s in sequences):
        raise PhraseError("a phrase must start and end with a word, not with .. or an optional word alone")
    return sequences


def _choice(choice: str, groups: Mapping[str, Sequence[str]], depth: int) -> list[list[str]]:
    if choice.startswith("{") and choice.endswith("}"):
        name = choice[1:-1]
        if name not in groups:
            raise PhraseError(f"there is no group {name}: add it under groups, or spell the words out")
        return [s for phrase in groups[name] for s in expand(phrase, groups, depth + 1)]
    if choice in ("..", "_", "#", "#big", "#child"):
        return [[choice]]
    if not choice:
        raise PhraseError("an alternative is empty: write a|b, with a word on each side")
    words: list[str] = []
    for word in choice.replace("-", "_").split("_"):
        if _HAN.search(word):
            words += [c for c in word if c != "*"]
        elif word:
            words.append(word)
    return [words]
