"""Cues: what the codebook's subjects are called, in the words people use, in every language we have them for.

A concept ("medicine") has words in many languages and feeds one feature, so what the model learns of it in English holds
in Polish. The words are data, in `cues/`: `en.yml` names the concepts, the other files only say their words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Annotated, TypeVar

import regex
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from consultations.tagging.words import split

HOME = Path(__file__).parent / "cues"

_SHORTEST_RESPELLED = 6
# Arabic writes "and", "with", "for" and "the" as one word with what follows.
_ARABIC_JOINED = regex.compile(r"^(?:[وفبلك]?ال|لل|[وبل])(?=\p{Arabic}{3})")
_Cue = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]


class CueError(ValueError):
    """A cue file that cannot be used; the message names file, place and what to mend."""


class Concept(BaseModel):
    """A subject and its English words. `*` at the end of a word stands for any ending."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    commitments: tuple[Annotated[str, StringConstraints(pattern=r"^C([1-9]|1[0-2])$")], ...] = ()
    words: tuple[_Cue, ...] = Field(min_length=1)


class EnglishFile(BaseModel):
    """`cues/en.yml`: every concept, with the commitments it speaks for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    concepts: dict[Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]*$")], Concept]


class OtherFile(BaseModel):
    """`cues/<language>.yml`: words of concepts that `en.yml` names."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    concepts: dict[str, tuple[_Cue, ...]]


class Cues:
    """All concepts and how to find them in a list of word forms.

    A word the model has never seen, one letter away from a cue of six letters or more, counts as that cue misspelt.
    """

    def __init__(self, concepts: Sequence[str], commitments: dict[str, tuple[str, ...]], words: Iterable[tuple[str, str]]):
        self.concepts = list(concepts)
        self.words = [(concept, cue) for concept, cue in words]
        self.commitments = commitments
        self._index = {name: i for i, name in enumerate(self.concepts)}
        self._exact: dict[str, set[int]] = defaultdict(set)
        self._prefix: dict[str, set[int]] = defaultdict(set)
        self._misspelt: dict[str, set[str]] = defaultdict(set)
        self._known: frozenset[str] = frozenset()
        # Each pattern is (concept, its words after the first), filed under an id that its first word leads to.
        self._patterns: list[tuple[int, tuple[tuple[str, bool], ...]]] = []
        for concept, cue in self.words:
            self._add(self._index[concept], cue)
        self._longest_prefix = max((len(p) for p in self._prefix), default=0)
        self._starts = lru_cache(maxsize=100_000)(self._starts_of)

    def _add(self, concept: int, cue: str) -> None:
        parts = [part for piece in cue.split() for part in _forms(piece)]
        if not parts:
            raise CueError(f"the cue {cue!r} holds no word")
        pattern = len(self._patterns)
        self._patterns.append((concept, tuple(parts[1:])))
        first, any_ending = parts[0]
        (self._prefix if any_ending else self._exact)[first].add(pattern)
        if len(parts) == 1 and len(first) >= _SHORTEST_RESPELLED and first.isascii():
            for shorter in _one_less(first):
                self._misspelt[shorter].add(first)

    def know(self, words: Iterable[str]) -> None:
        """Tell which words are real, so that they are not taken for misspelt cues."""
        self._known = frozenset(words)
        self._starts.cache_clear()

    def find(self, forms: Sequence[str]) -> list[tuple[int, int, int]]:
        """`(concept, first word, word after the last)` for each cue in `forms`, overlapping ones included."""
        found = []
        for i, form in enumerate(forms):
            for concept, rest in self._starts(form):
                if not rest:
                    found.append((concept, i, i + 1))
                elif self._goes_on(rest, forms, i + 1):
                    found.append((concept, i, i + 1 + len(rest)))
        return found

    @staticmethod
    def _goes_on(rest: tuple[tuple[str, bool], ...], forms: Sequence[str], at: int) -> bool:
        if len(forms) - at < len(rest):
            return False
        for (word, any_ending), form in zip(rest, forms[at : at + len(rest)], strict=True):
            if not (form.startswith(word) if any_ending else form == word):
                return False
        return True

    def _starts_of(self, form: str) -> tuple[tuple[int, tuple[tuple[str, bool], ...]], ...]:
        hits = self._beginning_with(form)
        if not hits and form.isascii():
            if form not in self._known and len(form) >= _SHORTEST_RESPELLED - 1:
                for right in self._respelled(form):
                    hits |= self._exact.get(right, set()) | self._prefix.get(right, set())
        elif not hits and (bare := _ARABIC_JOINED.sub("", form)) != form:
            hits = self._beginning_with(bare)
        return tuple(self._patterns[pattern] for pattern in sorted(hits))

    def _beginning_with(self, form: str) -> set[int]:
        hits = set(self._exact.get(form, ()))
        for n in range(1, min(len(form), self._longest_prefix) + 1):
            hits |= self._prefix.get(form[:n], set())
        return hits

    def _respelled(self, form: str) -> set[str]:
        """Cues one letter (or two swapped letters) away from `form`, or from a beginning of it where any ending will do."""
        near: set[str] = set()
        for n in range(_SHORTEST_RESPELLED - 1, len(form) + 1):
            for shorter in _one_less(form[:n]):
                near |= {
                    right
                    for right in self._misspelt.get(shorter, ())
                    if abs(len(right) - n) <= 1 and right[0] == form[0] and (n == len(form) or right in self._prefix)
                }
        return near


def _forms(piece: str) -> list[tuple[str, bool]]:
    forms = split(piece.rstrip("*")).forms
    return [(w, piece.endswith("*") and i == len(forms) - 1) for i, w in enumerate(forms)]


def _one_less(word: str) -> list[str]:
    return [word, *(word[:i] + word[i + 1 :] for i in range(len(word)))]


@lru_cache(maxsize=1)
def shipped() -> Cues:
    """The cues that ship with Heard. Raises `CueError` naming file and entry when one cannot be used."""
    return load(HOME)


def load(home: Path) -> Cues:
    """Every cue file of `home`. Raises `CueError` naming file and entry when one cannot be used."""
    english = _read(home / "en.yml", EnglishFile)
    names = list(english.concepts)
    words = [(name, w) for name, concept in english.concepts.items() for w in concept.words]
    for path in sorted(home.glob("*.yml")):
        if path.name == "en.yml":
            continue
        for name, cues in _read(path, OtherFile).concepts.items():
            if name not in english.concepts:
                raise CueError(f"{path}: concepts.{name}: en.yml names no such concept; add it there or correct the name")
            words += [(name, w) for w in cues]
    return Cues(names, {name: c.commitments for name, c in english.concepts.items()}, words)


_File = TypeVar("_File", bound=BaseModel)


def _read(path: Path, schema: type[_File]) -> _File:
    try:
        data = YAML(typ="safe", pure=True).load(path.read_text("utf-8"))
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        raise CueError(f"{path}{line}: not YAML: {getattr(error, 'problem', error)}") from None
    try:
        return schema.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise CueError(f"{path}: {'.'.join(str(p) for p in first['loc'])}: {first['msg']}") from None
