"""What stands before or after a word and makes it a name: "nurse …", "my name is …", "… bey"."""

from __future__ import annotations

from collections import Counter, defaultdict
from enum import IntEnum
from functools import cache
from typing import NamedTuple

import regex

from consultations.anonymise.context import contexts, things
from consultations.anonymise.files import word_set
from consultations.anonymise.lexicon import FUNCTION, TOKEN, lexicon
from consultations.anonymise.people.words import Words


class Cue(IntEnum):
    """How strongly something points to a name, weakest first."""

    NONE = 0
    ASKING = 1
    INTRODUCING = 2
    CALLED = 3
    KIN = 4
    ROLE = 5
    TITLE = 6
    NAMING = 7


class Sign(NamedTuple):
    """A cue found: its kind, its language, and where it begins (index of a word)."""

    cue: Cue
    locale: str
    at: int


NO_SIGN = Sign(Cue.NONE, "en", -1)
_FIELDS = {
    "titles": Cue.TITLE,
    "roles": Cue.ROLE,
    "roles_in_capitals": Cue.ROLE,
    "kin": Cue.KIN,
    "naming": Cue.NAMING,
    "called": Cue.CALLED,
    "introducing": Cue.INTRODUCING,
    "asking": Cue.ASKING,
}
SIZES = frozenset({"big", "little", "lil", "mad", "old", "young", "man", "fat"})
"""Words that go before a nickname: "my mate big dave"."""
_JOINED = regex.compile(r"[ \t]*[.,:\-\"'(\[/=]{0,2}[ \t]*")
_ABBREVIATED = word_set("abbreviated")


_WHO_MISS = word_set("before_missing")
_CALLERS = word_set("callers")


class _Entry(NamedTuple):
    before: tuple[str, ...]  # the words of the phrase before its last one, nearest first
    cue: Cue
    locale: str
    gated: bool  # counts only in a sentence of its own language
    capitals: bool  # counts only in capitals


@cache
def _before() -> dict[str, tuple[_Entry, ...]]:
    table: dict[str, list[_Entry]] = defaultdict(list)
    known = lexicon()
    for locale, context in contexts().items():
        for field, cue in _FIELDS.items():
            for phrase in getattr(context, field):
                words = TOKEN.findall(phrase)
                if not words:
                    continue
                weak = cue in (Cue.ASKING, Cue.INTRODUCING)
                clash = bool(known.get(words[-1], 0)) if locale != "en" else words[-1] in _foreign()
                gated = len(words) == 1 and words[0].isascii() and (clash or (weak and locale != "en"))
                table[words[-1]].append(_Entry(tuple(reversed(words[:-1])), cue, locale, gated, field == "roles_in_capitals"))
    return {last: tuple(sorted(entries, key=lambda e: (-len(e.before), -e.cue))) for last, entries in table.items()}


@cache
def _foreign() -> dict[str, tuple[str, ...]]:
    """Common words of the other languages, each with its languages."""
    table: dict[str, list[str]] = defaultdict(list)
    for locale, context in contexts().items():
        for word in context.common:
            table[word].append(locale)
    return {word: tuple(locales) for word, locales in table.items()}


@cache
def _after() -> dict[str, tuple[tuple[tuple[str, ...], Cue, str], ...]]:
    table: dict[str, list[tuple[tuple[str, ...], Cue, str]]] = defaultdict(list)
    for locale, context in contexts().items():
        for field, cue in (("titles_after", Cue.TITLE), ("naming_after", Cue.NAMING)):
            for phrase in getattr(context, field):
                words = tuple(TOKEN.findall(phrase))
                table[words[0]].append((words, cue, locale))
    return {first: tuple(entries) for first, entries in table.items()}


@cache
def cue_words() -> frozenset[str]:
    """Single words that are titles, roles or relations themselves: after another cue they are not names ("nurse manager")."""
    return frozenset(
        w
        for c in contexts().values()
        for f in ("titles", "titles_after", "roles", "kin")
        for w in getattr(c, f)
        if len(TOKEN.findall(w)) == 1
    )


@cache
def acts() -> frozenset[str]:
    return frozenset(word for context in contexts().values() for word in context.acts)


@cache
def after_things() -> frozenset[str]:
    return frozenset(things().after)


@cache
def called_things() -> frozenset[str]:
    return frozenset(things().called)


@cache
def is_common_in(word: str, locale: str) -> bool:
    return locale in _foreign().get(word, ())


class Signs:
    """The cues of one text."""

    def __init__(self, words: Words, language: str | None) -> None:
        self._words = words
        self._hint = language if language in contexts() else (language or "").split("-")[0]
        self._locales: dict[int, str] = {}

    def locale(self, i: int) -> str:
        """The language of the sentence that word `i` is in, by its common words; the hint decides ties, then English."""
        number = self._words.sentence[i]
        if number not in self._locales:
            self._locales[number] = self._vote(number, i)
        return self._locales[number]

    def _vote(self, number: int, i: int) -> str:
        words = self._words
        votes: Counter[str] = Counter()
        begin = i
        while begin > 0 and words.sentence[begin - 1] == number and i - begin < 60:
            begin -= 1
        for j in range(begin, min(words.count, begin + 120)):
            if words.sentence[j] != number:
                break
            votes.update(_foreign().get(words.keys[j], ()))
            if words.known[j] & FUNCTION:
                votes["en"] += 1
        if not votes:
            return self._hint if self._hint in contexts() else "en"
        best = max(votes.values())
        winners = [locale for locale, count in votes.items() if count == best]
        if len(winners) == 1:
            return winners[0]
        return self._hint if self._hint in winners else ("en" if "en" in winners else sorted(winners)[0])

    def before(self, i: int) -> Sign:
        """The strongest cue that ends right before word `i`."""
        words = self._words
        while i > 1 and words.keys[i - 1] in SIZES and words.gap(i - 1) == " ":
            i -= 1
        if i == 0:
            return NO_SIGN
        entries = _before().get(words.keys[i - 1])
        if not entries or not self._joined(i - 1):
            return NO_SIGN
        best = NO_SIGN
        for entry in entries:
            length = len(entry.before)
            if length and (i - 1 < length or any(words.keys[i - 2 - k] != word for k, word in enumerate(entry.before))):
                continue
            if entry.gated and self.locale(i) != entry.locale:
                continue
            cue = entry.cue
            if entry.capitals and not words.written(i - 1).isupper():
                continue
            if cue is Cue.CALLED:
                cue = self._called(i - 1 - length)
            if (
                cue is Cue.TITLE
                and words.keys[i - 1] == "miss"
                and not words.raised[i - 1]
                and i > 1
                and words.keys[i - 2] in _WHO_MISS
            ):
                cue = Cue.ASKING
            if cue is Cue.NAMING and entry.locale == "en" and self._is_thing(i - 1 - length):
                cue = Cue.NONE
            if cue > best.cue or (cue == best.cue and entry.locale == self.locale(i)):
                best = Sign(cue, entry.locale, i - 1 - length)
        return best

    def after(self, i: int) -> Sign:
        """The strongest cue that begins right after word `i`."""
        words = self._words
        if i + 1 >= words.count or words.gap(i) not in (" ", "-", ""):
            return NO_SIGN
        best = NO_SIGN
        for phrase, cue, locale in _after().get(words.keys[i + 1], ()):
            if tuple(words.keys[i + 1 : i + 1 + len(phrase)]) != phrase or cue <= best.cue:
                continue
            if phrase[0].isascii() and self.locale(i) != locale:
                continue
            best = Sign(cue, locale, i + 1)
        return best

    def _joined(self, i: int) -> bool:
        gap = self._words.gap(i)
        if gap == " ":
            return True
        if not _JOINED.fullmatch(gap):
            return False
        return "." not in gap or self._words.keys[i] in _ABBREVIATED

    def _called(self, i: int) -> Cue:
        """ "A lad called …" names him; "I called …" rang somebody; "a course called …" is a thing."""
        words = self._words
        if i and words.keys[i - 1] in _CALLERS and words.keys[i] == "called":
            return Cue.ASKING
        return Cue.NONE if self._is_thing(i) else Cue.CALLED

    def _is_thing(self, i: int) -> bool:
        """Whether what is "called" something, a few words back, is a thing."""
        words = self._words
        for j in range(i, max(-1, i - 6), -1):
            if words.sentence[j] != words.sentence[i]:
                return False
            if words.keys[j] in called_things():
                return True
            if words.keys[j] in cue_words():
                return False
        return False
