"""Read and check the rules: one file of phrases a language, one file of judgement for all. Errors name file, line and fix."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

from consultations.safeguarding.phrases import Matcher, PhraseError
from consultations.safeguarding.words import fold
from consultations.types import Level, SafeguardingKind

RULES = Path(__file__).with_name("rules")
_SHARED = {"judgement.yml", "common_words.yml"}

Context = Literal[
    "negated",
    "idiom",
    "subject",
    "asked",
    "offence",
    "if",
    "past",
    "long_past",
    "past_resolved",
    "resolved",
    "leaving",
    "no_wish",
    "tried",
    "died",
]


class RuleError(ValueError):
    """A rules file that cannot be used; the message names file, line, what is wrong and how to mend it."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


_T = TypeVar("_T", bound=BaseModel)


class Negation(_Part):
    """How many words before and after a finding a "not" still reaches it."""

    before: Annotated[int, Field(ge=0, le=12)] = 4
    after: Annotated[int, Field(ge=0, le=12)] = 0


class Phrases(_Part):
    """One language: phrases by concept, one a line."""

    language: str
    negation: Negation = Negation()
    gap: Annotated[int, Field(ge=1, le=12)] = 3
    joins: str = ""
    spellings: dict[str, str] = Field(default_factory=dict)
    misspelt: str = ""
    groups: dict[str, str] = Field(default_factory=dict)
    concepts: dict[str, str]


class CommonWords(_Part):
    """By language: words by which it is recognised."""

    words: dict[str, str]


class Derived(_Part):
    """Concepts that together, in any order, make another."""

    concept: str
    all: tuple[str, ...] = Field(min_length=2)
    within: Literal["clause", "sentence"] = "clause"
    apart: Annotated[int, Field(ge=0, le=40)] = 6


class Signal(_Part):
    """What a concept means, and what makes it weigh more, less or nothing."""

    name: str
    concept: str
    kinds: tuple[SafeguardingKind, ...]
    level: Level
    cancelled_by: tuple[Context, ...]
    lowered_by: tuple[Context, ...] = ()
    raised_by: tuple[str, ...] = ()
    raised_within: Literal["clause", "sentence"] = "sentence"
    also: dict[str, tuple[SafeguardingKind, ...]] = Field(default_factory=dict)
    instead: dict[str, tuple[SafeguardingKind, ...]] = Field(default_factory=dict)
    third_party: Literal["never", "when_other", "always"] = "when_other"


class Judgement(_Part):
    """The rules that hold in every language."""

    concepts: dict[str, str]
    derived: tuple[Derived, ...]
    signals: tuple[Signal, ...]


@dataclass(frozen=True, slots=True)
class Language:
    """One language, ready to use."""

    code: str
    matcher: Matcher
    negation: Negation
    joins: frozenset[str]
    spellings: dict[str, str]


@functools.cache
def judgement(folder: Path = RULES) -> Judgement:
    """The judgement of all languages (`RuleError`)."""
    path = folder / "judgement.yml"
    rules = _checked(path, Judgement)
    known = set(rules.concepts) | {d.concept for d in rules.derived}
    for what, used in _used(rules):
        for name in used:
            if name not in known:
                raise RuleError(f"{path.name}, line {_line(path, [name])}: {what} names {name}: list it under concepts")
    return rules


def _used(rules: Judgement) -> list[tuple[str, tuple[str, ...]]]:
    return [("a derived concept", d.all) for d in rules.derived] + [
        (f"signal {s.name}", (s.concept, *s.raised_by, *s.also, *s.instead)) for s in rules.signals
    ]


@functools.cache
def codes(folder: Path = RULES) -> tuple[str, ...]:
    """The languages that have rules, as BCP 47."""
    return tuple(sorted(p.stem.replace("_", "-") for p in folder.glob("*.yml") if p.name not in _SHARED))


@functools.cache
def common_words(code: str, folder: Path = RULES) -> frozenset[str]:
    """The commonest short words of a language, by which it is told from others of its script (`RuleError`)."""
    return frozenset(map(fold, _common(folder).words.get(code, "").split()))


@functools.cache
def _common(folder: Path) -> CommonWords:
    return _checked(folder / "common_words.yml", CommonWords)


@functools.cache
def language(code: str, folder: Path = RULES) -> Language:
    """The rules of one language of `codes()` (`RuleError`)."""
    path = folder / f"{code.replace('-', '_')}.yml"
    file = _checked(path, Phrases)
    allowed = set(judgement(folder).concepts) | {d.concept for d in judgement(folder).derived}
    for concept in file.concepts:
        if concept not in allowed:
            raise RuleError(
                f"{path.name}, line {_line(path, ['concepts', concept])}: no concept {concept}: use one of judgement.yml"
            )
    groups = {name: _lines(block) for name, block in file.groups.items()}
    concepts = {name: _lines(block) for name, block in file.concepts.items()}
    try:
        matcher = Matcher(concepts, groups, file.gap)
    except PhraseError:
        raise _phrase_error(path, file, groups) from None
    spellings = {fold(k): " ".join(fold(w) for w in v.split()) for k, v in file.spellings.items()}
    for word in map(fold, file.misspelt.split()):
        for variant in one_slip(word):
            if variant not in matcher.vocabulary:
                spellings.setdefault(variant, word)
    return Language(
        code=code,
        matcher=matcher,
        negation=file.negation,
        joins=frozenset(map(fold, file.joins.split())),
        spellings=spellings,
    )


def one_slip(word: str) -> set[str]:
    """`word` with one letter left out, or two neighbours swapped: the commonest slips."""
    left_out = {word[:i] + word[i + 1 :] for i in range(1, len(word))}
    swapped = {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(1, len(word) - 1)}
    doubled = {word[:i] + word[i] + word[i:] for i in range(1, len(word))}
    return (left_out | swapped | doubled) - {word}


def _lines(block: str) -> list[str]:
    """Phrases stand one a line or with commas between; a line that starts with # and a space is a remark."""
    lines = (line for line in block.splitlines() if not line.lstrip().startswith("# "))
    return [phrase.strip() for line in lines for phrase in line.split(",") if phrase.strip()]


def _checked(path: Path, model: type[_T]) -> _T:
    try:
        return model.model_validate(YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8")))
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise RuleError(f"{path.name}, line {line}: not YAML ({error.problem}): check indents and quotation marks") from None
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        keys = list(first["loc"])
        where = ".".join(map(str, keys)) or "the file"
        raise RuleError(f"{path.name}, line {_line(path, list(keys))}: {where}: {first['msg']}") from None


def _phrase_error(path: Path, file: Phrases, groups: dict[str, list[str]]) -> RuleError:
    """Which phrase of which concept cannot be read."""
    for concept, block in file.concepts.items():
        for phrase in _lines(block):
            try:
                Matcher({concept: [phrase]}, groups, file.gap)
            except PhraseError as error:
                number = 1 + next(
                    (i for i, line in enumerate(path.read_text(encoding="utf-8").splitlines()) if phrase in line), 0
                )
                return RuleError(f"{path.name}, line {number}: concept {concept}: {error}")
    return RuleError(f"{path.name}, line 1: a phrase cannot be read: check the groups")


def _line(path: Path, keys: list[object]) -> int:
    """The line (from 1) on which the innermost known of `keys` stands."""
    node = YAML(typ="rt").load(path.read_text(encoding="utf-8"))
    line = 0
    for key in keys:
        try:
            line = node.lc.value(key)[0] if isinstance(key, int) else node.lc.key(key)[0]
            node = node[key]
        except (AttributeError, KeyError, IndexError, TypeError):
            break
    return int(line) + 1
