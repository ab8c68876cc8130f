"""The word lists of easy read: common words, hard words with meanings, idioms, limits. A wrong list names file, line and mend."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedSeq
from ruamel.yaml.error import MarkedYAMLError

FOLDER = Path(__file__).resolve().parent


class WordListError(Exception):
    """A word list cannot be used: the message has file, line, what is wrong and how to mend it."""

    def __init__(self, path: Path, line: int, what: str, mend: str) -> None:
        super().__init__(f"{path}:{line}: {what} How to mend it: {mend}")


@dataclass(frozen=True, slots=True)
class HardWord:
    """A word that is explained wherever it is used. `forms` are other endings and spellings of it."""

    word: str
    meaning: str
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Idiom:
    """A phrase that is not meant word for word, and what to say instead."""

    phrase: str
    say: str
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """The figures of `limits.yml`."""

    words_in_a_sentence: int
    commas_in_a_sentence: int
    hard_words_in_a_sentence: int
    syllables_in_a_word: int


@functools.cache
def hard_words() -> tuple[HardWord, ...]:
    """Every hard word with its easy meaning, in the order of the file. Raises `WordListError`."""
    path = FOLDER / "hard_words.yml"
    found: dict[str, HardWord] = {}
    for line, entry in _entries(path, "words", {"word", "meaning"}):
        hard = HardWord(entry["word"], entry["meaning"], tuple(entry.get("forms", ())))
        for form in (hard.word, *hard.forms):
            if form.lower() in found:
                raise WordListError(path, line, f"{form!r} is listed twice.", "Keep one of the two.")
            found[form.lower()] = hard
    return tuple(dict.fromkeys(found.values()))


def hard_words_in(text: str) -> tuple[HardWord, ...]:
    """The hard words that `text` uses, in the order of their first use; where one lies in a longer one, only the longer."""
    index = _hard_forms()
    return tuple(dict.fromkeys(index[_key(match.group())] for match in hard_word_pattern().finditer(text)))


@functools.cache
def hard_word_pattern() -> re.Pattern[str]:
    """Finds hard words in a text, longer ones first. Words written in capitals (NHS, UK) are found in capitals only."""
    return _any_of(_hard_forms_as_written())


@functools.cache
def idioms() -> dict[str, Idiom]:
    """Idioms by every form they take, in small letters. Raises `WordListError`."""
    found: dict[str, Idiom] = {}
    for _, entry in _entries(FOLDER / "idioms.yml", "idioms", {"phrase", "say"}):
        idiom = Idiom(entry["phrase"], entry["say"], tuple(entry.get("forms", ())))
        found |= dict.fromkeys((form.lower() for form in (idiom.phrase, *idiom.forms)), idiom)
    return found


@functools.cache
def idiom_pattern() -> re.Pattern[str]:
    """Finds idioms in a text."""
    return _any_of(list(idioms()))


@functools.cache
def limits() -> Limits:
    """The limits of easy read. Raises `WordListError`."""
    path = FOLDER / "limits.yml"
    tree = _tree(path)
    names = Limits.__slots__
    for name in names:
        if not isinstance(tree.get(name), int) or tree[name] < 1:
            raise WordListError(path, 1, f"`{name}` is not a whole number above 0.", f"Write a line such as `{name}: 15`.")
    return Limits(*(tree[name] for name in names))


@functools.cache
def participles() -> tuple[frozenset[str], frozenset[str]]:
    """Irregular participles, and words that look like participles but say how somebody is."""
    tree = _tree(FOLDER / "passive.yml")
    return frozenset(tree["irregular_participles"].split()), frozenset(tree["states"].split())


@functools.cache
def common_words() -> frozenset[str]:
    """Base forms of the words that need no explanation, in small letters."""
    lines = (FOLDER / "common_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word.lower() for line in lines if not line.startswith("#") for word in line.split())


def is_common(word: str) -> bool:
    """Whether `word`, or the base form it is made from, is a common word."""
    return any(base in common_words() for base in base_forms(word.lower()))


def base_forms(word: str) -> Iterator[str]:
    """`word` and the base forms that it may be made from by a regular English ending."""
    word = re.sub(r"['’]s?$", "", word)
    yield word
    for ending, replacements in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending):
            stem = word[: -len(ending)]
            yield from (stem + letters for letters in replacements)
            if len(stem) > 2 and stem[-1] == stem[-2]:
                yield stem[:-1]


_ENDINGS = (
    ("ies", ("y", "ie")),
    ("ied", ("y", "ie")),
    ("ier", ("y",)),
    ("iest", ("y",)),
    ("ily", ("y",)),
    ("es", ("", "e")),
    ("s", ("",)),
    ("ed", ("", "e")),
    ("ying", ("ie",)),
    ("ing", ("", "e")),
    ("er", ("", "e")),
    ("est", ("", "e")),
    ("ly", ("", "le")),
)


@functools.cache
def _hard_forms() -> dict[str, HardWord]:
    return {_key(form): hard for hard in hard_words() for form in (hard.word, *hard.forms)}


def _hard_forms_as_written() -> list[str]:
    return [form for hard in hard_words() for form in (hard.word, *hard.forms)]


def _key(form: str) -> str:
    return " ".join(form.lower().split())


def _any_of(phrases: list[str]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(_phrase, longest_first)) + r")(?![\w-])")


def _phrase(phrase: str) -> str:
    words = r"\s+".join(re.escape(word) for word in phrase.split())
    return words if phrase.isupper() else f"(?i:{words})"


def _entries(path: Path, name: str, needed: set[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    entries = _tree(path).get(name)
    if not isinstance(entries, CommentedSeq):
        raise WordListError(path, 1, f"There is no list `{name}`.", f"Start the file with `{name}:` and list entries under it.")
    for i, entry in enumerate(entries):
        line = entries.lc.item(i)[0] + 1
        if not isinstance(entry, dict) or not needed <= entry.keys() <= needed | {"forms"}:
            wanted = ", ".join(sorted(needed))
            raise WordListError(
                path, line, f"An entry has {wanted}, and may have forms; this one does not fit.", "Correct the names."
            )
        if not all(isinstance(entry[key], str) and entry[key].strip() for key in needed):
            raise WordListError(path, line, "A value is not text.", "Put it into double quotes.")
        yield line, dict(entry)


def _tree(path: Path) -> Any:
    try:
        return YAML(typ="rt").load(path.read_text(encoding="utf-8"))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = f"This is not YAML: {error.problem}."
        raise WordListError(path, mark.line + 1 if mark else 1, what, "Check spaces and quotes.") from None
