"""The easy-read rules. Each looks at one sentence, and says what to write instead.

The rules are estimates from spelling and word order: they find what is surely hard, and cannot say that a text is easy.
Only people who read easy read can say that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from accessibility.easy_read.syllables import syllables
from accessibility.easy_read.words import (
    base_forms,
    hard_word_pattern,
    hard_words_in,
    idiom_pattern,
    idioms,
    is_common,
    limits,
    participles,
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One place that is not easy read: the sentence, the rule it breaks, and what to write instead."""

    text: str
    rule: str
    suggestion: str

    def __str__(self) -> str:
        return f"“{self.text}” [{self.rule}] {self.suggestion}"


def lint(text: str) -> list[Finding]:
    """Every finding of one respondent-facing English text, in reading order. Placeholders such as `%(count)s` and `{name}`
    count as one common word."""
    return [
        Finding(sentence, rule, suggestion)
        for sentence in sentences(text)
        for rule, check in RULES.items()
        for suggestion in check(_WITHOUT_PLACEHOLDERS.sub("7", sentence))
    ]


def sentences(text: str) -> list[str]:
    """The sentences of a text: they end at `.`, `!` or `?` before a space, and at the end of a line."""
    parts = re.split(r"(?<=[.!?…])[\"”’')]*\s+|\n+", text)
    return [" ".join(part.split()) for part in parts if part.strip()]


_WITHOUT_PLACEHOLDERS = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_COUNTED = re.compile(r"[\w'’%-]*\w[\w'’%-]*")


def _sentence_length(sentence: str) -> Iterator[str]:
    count, most = len(_COUNTED.findall(sentence)), limits().words_in_a_sentence
    if count > most:
        yield f"The sentence has {count} words; the limit is {most}. Make two sentences."


_SECOND_IDEA = (
    (re.compile(r"[;—]|\s–\s"), "Use a full stop in place of the mark between the two parts."),
    (re.compile(r"\("), "Say what is in the brackets in its own sentence."),
    (
        re.compile(
            r"(?i)(?<=\s)(?:although|whereas|unless|therefore|however|moreover|nevertheless|despite|whose|(?<=, )which)\b"
        ),
        "Start a new sentence here: “{0}”.",
    ),
    (
        re.compile(r"(?i)\b(?:and|but|so|or)\s+(?:then\s+)?(?:i|he|she|we|they|it|there)\b(?!['’]s)"),
        "Start a new sentence at “{0}”.",
    ),
    (re.compile(r"(?i)\bbecause\b(?!\s+of\b)"), "Give the reason in its own sentence."),
)


def _one_idea(sentence: str) -> Iterator[str]:
    for pattern, suggestion in _SECOND_IDEA:
        if match := pattern.search(sentence):
            yield suggestion.format(match.group())
    commas, most = sentence.count(","), limits().commas_in_a_sentence
    if commas > most:
        yield f"The sentence has {commas} commas; the limit is {most}. Name fewer things, or use a list."


def _common_words(sentence: str) -> Iterator[str]:
    rest = hard_word_pattern().sub(lambda m: "7" * len(m.group()), sentence)
    for match in _WORD.finditer(rest):
        word = match.group()
        is_name = word[0].isupper() and (match.start() > 0 or not word[1:].islower())
        if is_name and not word.isupper():
            continue
        if not _known(word) and not _SHORT_FORM.fullmatch(word):
            yield f"“{word}” is not a common word. Use an easier one, or explain it in hard_words.yml."


def _known(word: str) -> bool:
    """A word with a hyphen is known where its parts are; a long one is known only if it is a number of easy parts."""
    most = limits().syllables_in_a_word
    return is_common(word) or all(is_common(part) and syllables(part) <= most for part in word.split("-"))


def _few_hard_words(sentence: str) -> Iterator[str]:
    hard, most = hard_words_in(sentence), limits().hard_words_in_a_sentence
    if len(hard) > most:
        named = ", ".join(h.word for h in hard)
        yield f"The sentence has {len(hard)} hard words ({named}); the limit is {most}. Make two sentences."


def _long_words(sentence: str) -> Iterator[str]:
    most = limits().syllables_in_a_word
    rest = hard_word_pattern().sub("7", sentence)
    for match in _WORD.finditer(rest):
        word = match.group()
        if is_common(word) and all(syllables(base) > most for base in base_forms(word.lower()) if is_common(base)):
            yield f"“{word}” is long. Use a shorter word, or explain it in hard_words.yml."


def _no_idiom(sentence: str) -> Iterator[str]:
    rest = hard_word_pattern().sub("7", sentence)
    for match in idiom_pattern().finditer(rest):
        phrase = match.group()
        yield f"“{phrase}” is not meant word for word. Say: {idioms()[' '.join(phrase.lower().split())].say}."


_BE = re.compile(
    r"(?i)\b(?:am|is|are|was|were|be|been|being|get|gets|got|getting)\s+(?:(?:not|also|always|never|often|only|\w+ly)\s+)*(\w+)\b"
)


def _active(sentence: str) -> Iterator[str]:
    irregular, states = participles()
    for match in _BE.finditer(sentence):
        word = match.group(1).lower()
        regular = word.endswith("ed") and len(word) > 4 and not word.endswith("eed")
        if (regular or word in irregular) and word not in states:
            yield f"“{match.group()}” does not say who does it. Start with who does it."


_SHORT_FORM = re.compile(r"(?i)\b\w+(?:n['’]t|['’](?:re|ve|ll|d|m))\b|\b(?:it|that|there|what|who|here|he|she|let)['’]s\b")


def _full_forms(sentence: str) -> Iterator[str]:
    for match in _SHORT_FORM.finditer(sentence):
        yield f"“{match.group()}” is a short form. Write it in full."


_NEGATIVE = re.compile(r"(?i)\b(?:not|no|never|nobody|nothing|none|nowhere|without|cannot|\w+n['’]t)\b")


_CLAUSE_END = re.compile(r"(?i)[,:;]|\b(?:and|or|but|if|when)\b")


def _one_negative(sentence: str) -> Iterator[str]:
    if any(len(_NEGATIVE.findall(clause)) > 1 for clause in _CLAUSE_END.split(sentence)):
        yield "This says “not” twice. Say what is."


_SIGNS = (
    (re.compile(r"(?i)\be\.?g\.|\bi\.e\.|\betc\b\.?|\bvs\b|\bn\.?b\.(?=\s)"), "Write “{0}” in words."),
    (re.compile(r"[&/+=<>*_#~^|\\]"), "Write the sign “{0}” in words."),
    (re.compile(r"(?i)\bhealthcare\b"), "Write “health care” as two words."),
    (re.compile(r"\b[A-Z]{4,}\b"), "“{0}”: whole words in capitals are hard to read. Write small letters."),
    (re.compile(r"(?i)\b(?:thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|ninety)\b"),
     "Write “{0}” as a figure."),
)  # fmt: skip


def _plain_signs(sentence: str) -> Iterator[str]:
    known = hard_word_pattern().sub("7", sentence)
    for pattern, suggestion in _SIGNS:
        for match in pattern.finditer(known):
            yield suggestion.format(match.group())


RULES: dict[str, Callable[[str], Iterator[str]]] = {
    "sentence-length": _sentence_length,
    "one-idea": _one_idea,
    "common-words": _common_words,
    "few-hard-words": _few_hard_words,
    "long-words": _long_words,
    "no-idiom": _no_idiom,
    "active": _active,
    "full-forms": _full_forms,
    "one-negative": _one_negative,
    "plain-signs": _plain_signs,
}
"""The rules by name, in the order their findings are told."""
