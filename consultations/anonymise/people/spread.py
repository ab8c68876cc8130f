"""What follows from a word that is a name: the rest of the name, names joined to it, and every other mention of it."""

from __future__ import annotations

from typing import NamedTuple

from consultations.anonymise.files import word_set
from consultations.anonymise.lexicon import AMBIGUOUS, COMMON, FIRST, FUNCTION, NEVER, PLACE, SURE, SURNAME, is_common
from consultations.anonymise.people.cues import SIZES, Signs, cue_words, is_common_in
from consultations.anonymise.people.judge import CASED, DEEDS, JOINING, NOT_INITIALS, SAINTS, STRONG, Judge
from consultations.anonymise.people.words import Words

_PARTICLES = word_set("particles")


class Name(NamedTuple):
    """Words `first` to `last` are a name, by `rule`."""

    first: int
    last: int
    rule: str
    strength: float


class Spread:
    """The names of one text."""

    def __init__(self, words: Words, signs: Signs) -> None:
        self._words = words
        self._signs = signs
        self._judge = Judge(words, signs)
        self._taken = [False] * words.count
        self._names: list[Name] = []

    def names(self) -> list[Name]:
        """Every name in the text, in order."""
        words = self._words
        i = 0
        while i < words.count:
            if not self._taken[i] and self._judge.worth_a_look(i) and (rule := self._judge.is_name(i)):
                i = self._take(i, rule) + 1
            else:
                i += 1
        self._again()
        return sorted(self._names)

    def _take(self, i: int, rule: str) -> int:
        """Take word `i` with the rest of its name, and names joined to it by "and"; the index of the last word looked at."""
        words = self._words
        first = i
        while (
            first
            and words.keys[first - 1] in SIZES
            and words.gap(first - 1) == " "
            and not self._taken[first - 1]
            and rule != "person.title"
        ):
            first -= 1
        last = self._whole(i)
        self._add(first, last, rule)
        if first == i and i > 1 and words.keys[i - 1] in JOINING:
            self._join_left(i - 2)
        return self._join_right(last)

    def _add(self, first: int, last: int, rule: str) -> None:
        if any(self._taken[first : last + 1]):
            return
        for j in range(first, last + 1):
            self._taken[j] = True
        strong = 0.8 if rule not in ("person.name", "person.surname", "person.weak", "person.again", "person.acts") else 0.6
        self._names.append(Name(first, last, rule, strong))

    def _whole(self, i: int) -> int:
        """The index of the last word of the name that begins at word `i`."""
        words = self._words
        last = i
        while last + 1 < words.count and last - i < 5 and words.gap(last) in (" ", "-", "'", ". ", ".", "  "):
            j = last + 1
            if words.gap(last).startswith(".") and words.ends[last] - words.starts[last] > 2:
                break
            if self._part_of_name(j, i):
                last = j
            elif (
                words.keys[j] in _PARTICLES
                and j + 1 < words.count
                and words.gap(j) in (" ", "-")
                and self._part_of_name(j + 1, i)
            ):
                last = j + 1
            else:
                break
        return last

    def _part_of_name(self, j: int, i: int) -> bool:
        words = self._words
        known, _ = self._judge.known(j)
        key = words.keys[j]
        if words.ends[j] - words.starts[j] == 1:
            return words.raised[j] and words.raised[i] and words.written(j) not in "IA" and key.isascii()
        if known & (FUNCTION | NEVER) or (key in cue_words() - {"singh", "kaur"} and not (words.capital[j] and known & SURNAME)):
            return known & FIRST > 0 and known & NEVER == 0 and key in ("singh", "kaur", "khan", "bibi", "begum", "ਸਿੰਘ", "ਕੌਰ")
        if known & SURE:
            return True
        if is_common_in(key, self._signs.locale(j)) and not (words.capital[j] and words.known[j] & (FIRST | SURNAME)):
            return False
        if words.capital[j] and words.raised[i]:
            return (
                not (known & COMMON and not known & (FIRST | SURNAME))
                and (bool(known & (FIRST | SURNAME)) or not is_common(key))
                and key not in NOT_INITIALS
                and not words.written(j).isupper()
            )
        if not CASED.match(key):
            return bool(known & (FIRST | SURNAME)) or (key.startswith("ال") and words.keys[j - 1] in ("عبد", "ابو"))
        if known & SURNAME or known & FIRST:
            alone = words.last_of_sentence(j) or words.keys[j + 1] in DEEDS
            return len(key) > 2 and (not known & (COMMON | PLACE) or (bool(words.known[j - 1] & SURE) and alone))
        return (
            not known
            and j == i + 1
            and bool(words.known[i] & SURE)
            and len(key) > 3
            and self._signs.locale(j) == "en"
            and not is_common(key)
        )

    def _join_right(self, last: int) -> int:
        """ "Bev and Lynne", "ali, fred and tom"."""
        words = self._words
        while (
            last + 2 < words.count
            and words.gap(last) in (" ", ", ")
            and words.keys[last + 1] in JOINING
            and words.gap(last + 1) == " "
        ):
            j = last + 2
            known = words.known[j]
            cue_here = self._signs.before(j).cue in STRONG
            key, locale = words.keys[j], self._signs.locale(j)
            plain = locale == "en" and len(key) > 2 and not known & (COMMON | PLACE | NEVER) and (known or not is_common(key))
            fits = (
                (known & SURE and not is_common_in(key, locale))
                or plain
                or (words.capital[j] and known & (FIRST | SURNAME) and not known & (FUNCTION | NEVER | PLACE))
            )
            if not fits or cue_here or self._judge.named_thing(j) or self._taken[j]:
                return last
            end = self._whole(j)
            self._add(j, end, "person.joined")
            last = end
        return last

    def _join_left(self, j: int) -> None:
        words = self._words
        known = words.known[j]
        if self._taken[j] or known & (FUNCTION | NEVER | PLACE) or not known & FIRST:
            return
        if words.raised[j] and not (words.written(j).isupper() and j + 1 < words.count):
            self._add(j, j, "person.joined")

    def _again(self) -> None:
        """Every later and earlier mention of a name that was found."""
        words = self._words
        found = {words.keys[j] for name in self._names for j in range(name.first, name.last + 1)}
        found = {key for key in found if len(key) > 2 and key not in _PARTICLES and key not in SIZES}
        found |= {key.partition("'")[0] for key in found}
        if not found:
            return
        for i in range(words.count):
            if self._taken[i]:
                continue
            key, known = words.keys[i], words.known[i]
            plain = key if key in found else key.partition("'")[0]
            if plain not in found and not (key.endswith("s") and key[:-1] in found and not known):
                continue
            if known & (COMMON | AMBIGUOUS | PLACE | NEVER) and not words.capital[i]:
                continue
            if self._judge.named_thing(i) or (i and words.keys[i - 1] in SAINTS):
                continue
            self._add(i, i, "person.again")
