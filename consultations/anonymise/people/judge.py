"""Which words are names: each word with what is known of it and the cue beside it, then the names that follow from those."""

from __future__ import annotations

from typing import NamedTuple

import regex

from consultations.anonymise.context import contexts
from consultations.anonymise.files import word_set
from consultations.anonymise.lexicon import (
    AMBIGUOUS,
    COMMON,
    EVERYDAY,
    FIRST,
    FUNCTION,
    NEVER,
    PLACE,
    SURE,
    SURNAME,
    is_common,
    lexicon,
    sounds_like_a_name,
)
from consultations.anonymise.people.cues import NO_SIGN, SIZES, Cue, Sign, Signs, acts, after_things, cue_words, is_common_in
from consultations.anonymise.people.words import Words

_STRONG = frozenset({Cue.TITLE, Cue.ROLE, Cue.KIN, Cue.NAMING, Cue.CALLED})
_PARTICLES = word_set("particles")
_AND = word_set("joining")
_SAINTS = frozenset({"st", "saint", "hmp", "hmyoi", "yoi", "irc", "stc", "hm", "sth", "lord's"})
_SPEAKS = word_set("deeds")
_MR = frozenset({"mr", "mrs", "miss", "ms"})
_PEOPLE = word_set("people")
_MODAL = frozenset({"will", "may"})
_PERSON_VERBS = word_set("person_verbs")
_ENDINGS = regex.compile(
    r"(?:ful|fully|less|ous|ously|tion|tions|sion|ness|able|ible|ably|ive|ively|ally|ised|ized|ising|izing|ated|ating|ability|ology|ies|ically|wards|wise|ments?)$"
)
_CASED = regex.compile(r"[\p{Latin}\p{Cyrillic}\p{Greek}]")
_NOT_INITIALS = word_set("not_initials")
_MONTH_LIKE = word_set("month_like")


class Name(NamedTuple):
    """Words `first` to `last` are a name, by `rule`."""

    first: int
    last: int
    rule: str
    strength: float


class Judge:
    """Judges the words of one text."""

    def __init__(self, words: Words, signs: Signs) -> None:
        self._words = words
        self._signs = signs
        self._taken = [False] * words.count
        self._names: list[Name] = []

    def names(self) -> list[Name]:
        """Every name in the text, in order."""
        words = self._words
        i = 0
        while i < words.count:
            if self._worth_a_look(i) and (rule := self._is_name(i)):
                i = self._take(i, rule) + 1
            else:
                i += 1
        self._again()
        return sorted(self._names)

    def _worth_a_look(self, i: int) -> bool:
        known = self._words.known[i]
        return not self._taken[i] and (not known & COMMON or bool(known & AMBIGUOUS) or self._words.capital[i])

    def _is_name(self, i: int) -> str:
        """The rule by which word `i` is a name, or nothing."""
        words = self._words
        known, base = self._known(i)
        if known & NEVER and not known & FIRST:
            return ""
        before = self._signs.before(i)
        after = self._signs.after(i)
        sign = after if after.cue > before.cue and after.cue in _STRONG else before
        cased = _CASED.match(words.keys[i]) is not None
        if i and words.keys[i - 1] in _SAINTS and before.cue is not Cue.TITLE:
            return ""
        if known & NEVER:
            return ""
        if known & FUNCTION and not (words.capital[i] and sign.cue is not Cue.NONE):
            return self._modal_name(i, sign)
        if self._named_thing(i) and sign.cue not in (Cue.TITLE, Cue.KIN):
            return ""
        if words.ends[i] - words.starts[i] == 1:
            return self._letter(i, sign)
        if sign.cue in _STRONG:
            if self._after_strong(i, known, sign, cased):
                return f"person.{sign.cue.name.lower()}"
            if sign is after or after.cue is Cue.NONE:
                return (
                    self._unaided(i, known, base, before if sign is not before else NO_SIGN, cased)
                    if known & (SURE | SURNAME)
                    else ""
                )
        return self._unaided(i, known, base, sign, cased)

    def _known(self, i: int) -> tuple[int, str]:
        """Flags of the word, or of the word it is a case form of."""
        words = self._words
        known, key = words.known[i], words.keys[i]
        if known or is_common_in(key, self._signs.locale(i)):
            return known, key
        base = self._base(key, i)
        if base:
            return lexicon().get(base, 0), base
        spelt = key.removesuffix("'s") if self._signs.locale(i) == "en" else ""
        return (FIRST | SURE, key) if sounds_like_a_name(spelt) or sounds_like_a_name(spelt.removesuffix("s")) else (0, key)

    def _base(self, key: str, i: int) -> str:
        get = lexicon().get
        for mark in ("'", "-"):
            head, found, _ = key.partition(mark)
            if found and len(head) > 2 and get(head, 0) & (FIRST | SURNAME):
                return head
        if key.isascii():
            if key.endswith("s") and get(key[:-1], 0) & SURE:
                return key[:-1]
            locale = self._signs.locale(i)
            if locale == "en":
                return ""
            return _inflected(key, (locale,))
        return _inflected(key, _languages_of(key))

    def _named_thing(self, i: int) -> bool:
        """Whether the name stands before "report", "wing", "disease" and the like, alone or with its surname."""
        words = self._words
        for j in (i + 1, i + 2):
            if j >= words.count or words.gap(j - 1) not in (" ", "-"):
                return False
            if words.keys[j] in after_things():
                return True
            if not (words.raised[j] or words.known[j] & SURNAME):
                return False
        return False

    def _modal_name(self, i: int, sign: Sign) -> str:
        """ "my mate will helped": a word of grammar that is also a name, between a relation and what the person did."""
        words = self._words
        if words.keys[i] not in _MODAL or sign.cue not in _STRONG or i + 1 >= words.count:
            return ""
        following = words.keys[i + 1]
        did = following.endswith("ed") or following in _SPEAKS
        return "person.modal" if did and words.gap(i) == " " else ""

    def _letter(self, i: int, sign: Sign) -> str:
        words = self._words
        letter = words.written(i)
        following = words.known[i + 1] if i + 1 < words.count and words.gap(i) in (" ", ". ", ".") else 0
        if sign.cue in _STRONG and letter.isalpha() and i + 1 < words.count and words.gap(i) in (" ", ". ", "."):
            if (
                (words.raised[i] or letter == "o")
                and (words.capital[i + 1] or following & (FIRST | SURNAME))
                and not following & (FUNCTION | NEVER)
            ):
                return "person.initial"
        if sign.cue not in (Cue.TITLE, Cue.ROLE, Cue.NAMING) or not letter.isascii():
            return ""
        if letter.isupper():
            return "person.initial" if letter != "I" and self._acts_next(i) else ""
        return "person.initial" if letter not in "aiounrxys" and self._acts_next(i) else ""

    def _acts_next(self, i: int) -> bool:
        words = self._words
        return words.last_of_sentence(i) or words.keys[i + 1] in acts() or words.gap(i) not in (" ",)

    def _after_strong(self, i: int, known: int, sign: Sign, cased: bool) -> bool:
        """Whether a word after a title, role, relation or naming phrase is a name."""
        words = self._words
        key, capital = words.keys[i], words.capital[i]
        if known & SURE:
            return True
        if (
            key in cue_words()
            and not (not cased and known & FIRST)
            and not (capital and known & AMBIGUOUS)
            and not (sign.cue is Cue.TITLE and known & SURNAME)
        ):
            return False
        if (
            is_common_in(key, sign.locale)
            or (cased and is_common_in(key, self._signs.locale(i)))
            or (not cased and any(is_common_in(key, locale) for locale in _languages_of(key)))
        ):
            return capital and bool(known & FIRST) and sign.cue in (Cue.TITLE, Cue.ROLE, Cue.KIN, Cue.NAMING)
        comma = i > 0 and "," in words.gap(i - 1)
        if known & (FIRST | SURNAME) or known & PLACE:
            return self._listed_after_strong(i, known, sign, cased, comma)
        if known & COMMON and not known & EVERYDAY and sign.cue is Cue.KIN and not comma and self._does_something(i):
            return not key.endswith(("ly", "s", "ing", "ed"))
        if known & COMMON or (cased and (is_common(key) or (len(key) > 6 and _ENDINGS.search(key)))):
            plain = words.gap(i - 1) == " " or words.sentence[i - 1] != words.sentence[i]
            return capital and sign.cue is Cue.TITLE and words.keys[i - 1] in _MR and not known & FUNCTION and plain
        return self._unknown_after_strong(i, sign, cased, comma)

    def _listed_after_strong(self, i: int, known: int, sign: Sign, cased: bool, comma: bool) -> bool:
        words = self._words
        capital = words.capital[i]
        if known & FUNCTION:
            return capital and sign.cue in _STRONG and not comma
        if known & PLACE:
            return sign.cue is Cue.TITLE or (capital and sign.cue in (Cue.KIN, Cue.NAMING))
        if sign.cue is Cue.TITLE or not known & COMMON:
            return not comma or capital or not known & (AMBIGUOUS | COMMON)
        if capital:
            return True
        if comma:
            return False
        if known & EVERYDAY:
            return sign.cue is not Cue.CALLED and known & SURNAME + 0 > 0 and self._does_something(i) if cased else True
        return known & FIRST > 0 or self._acts_next(i)

    def _does_something(self, i: int) -> bool:
        words = self._words
        return i + 1 < words.count and words.gap(i) == " " and words.keys[i + 1] in _SPEAKS

    def _unknown_after_strong(self, i: int, sign: Sign, cased: bool, comma: bool) -> bool:
        words = self._words
        key = words.keys[i]
        if key in _NOT_INITIALS or len(key) < 2:
            return sign.cue is Cue.NAMING and len(key) == 2 and words.raised[i]
        shouted = words.raised[i] and words.written(i).isupper() and len(key) < 5 and not _shouting(words, i)
        if shouted and sign.cue is not Cue.NAMING:
            return False
        if not cased:
            return sign.cue is Cue.NAMING or (sign.cue is Cue.TITLE and not key.startswith("ال"))
        if words.capital[i]:
            return True
        if comma or (sign.cue is Cue.KIN and len(key) < 3):
            return False
        if sign.locale == "en" or sign.cue in (Cue.TITLE, Cue.NAMING):
            return self._signs.locale(i) in ("en", sign.locale)
        return False

    def _unaided(self, i: int, known: int, base: str, sign: Sign, cased: bool) -> str:
        """Whether a word is a name with a weak cue or none."""
        words = self._words
        capital = words.capital[i]
        weak = sign.cue in (Cue.ASKING, Cue.INTRODUCING)
        if known & PLACE:
            return "person.set_off" if known & FIRST and self._set_off(i) else ""
        if known & SURE:
            return self._sure_unaided(i, cased)
        key = words.keys[i]
        if cased and self._set_off(i) and (known & (FIRST | SURNAME) or not is_common(key)) and not known & (FUNCTION | EVERYDAY):
            return "person.set_off"
        if not cased and sign.cue is Cue.INTRODUCING and known & FIRST and base != key:
            return "person.introducing"
        if known & AMBIGUOUS:
            pointed = sign.cue is Cue.INTRODUCING or (i and words.keys[i - 1] in _PERSON_VERBS)
            joined = i and words.keys[i - 1] in _AND and self._from_next(i)
            if capital and key not in _MONTH_LIKE and weak and ((pointed and self._person_like(i)) or joined):
                return "person.weak"
            if (
                not capital
                and known & FIRST
                and not known & FUNCTION
                and words.keys[i - 1] in ("with", "told", "asked", "saw")
                and not words.last_of_sentence(i)
            ):
                return "person.from" if words.keys[i + 1] == "from" else ""
            return "person.full" if self._full(i) else ""
        if known & SURNAME and not known & COMMON:
            if not cased:
                return ""
            own = self._signs.locale(i) == "en" and (capital or words.raised[i] or len(key) > 4)
            return "person.surname" if (own and (weak or self._does_something(i))) or (capital and self._acts_next(i)) else ""
        if (
            not known
            and cased
            and not is_common(key)
            and len(key) > 2
            and key not in _NOT_INITIALS
            and not is_common_in(key, self._signs.locale(i))
        ):
            if words.written(i).isupper() and not _shouting(words, i):
                return ""
            if capital and sign.cue is Cue.ASKING and self._asks_a_person(i):
                return "person.asking"
            if self._asks_for(i) and not capital and self._acts_next(i) and not _like_medicine(key):
                return "person.asking"
            if capital and self._speaks_next(i):
                return "person.acts"
        return ""

    def _set_off(self, i: int) -> bool:
        """ "the girl who does bloods, chelsea, is gentle": between commas or in brackets, a few words after a person."""
        words = self._words
        if (
            i < 2
            or i + 1 >= words.count
            or words.gap(i - 1).strip() not in (",", "(")
            or not words.gap(i).strip().startswith((",", ")"))
        ):
            return False
        nouns = {words.keys[j] for j in range(max(0, i - 7), i) if words.sentence[j] == words.sentence[i]}
        return not nouns.isdisjoint(_PEOPLE) and words.keys[i + 1] not in _AND

    def _sure_unaided(self, i: int, cased: bool) -> str:
        words = self._words
        if is_common_in(words.keys[i], self._signs.locale(i)):
            return ""
        if not cased or words.raised[i]:
            if words.raised[i] and words.written(i).isupper() and words.ends[i] - words.starts[i] < 4 and not _shouting(words, i):
                return ""
            return "person.name"
        if self._signs.locale(i) == "en" or self._words.capital[i]:
            return "person.name"
        return ""

    def _person_like(self, i: int) -> bool:
        words = self._words
        return (
            words.last_of_sentence(i)
            or words.keys[i + 1] in _SPEAKS
            or words.keys[i + 1] in ("from", "on", "helped", "and")
            or words.gap(i).startswith(",")
        )

    def _from_next(self, i: int) -> bool:
        words = self._words
        return not words.last_of_sentence(i) and words.keys[i + 1] in ("from", "said", "told", "helped", "gave", "came")

    def _full(self, i: int) -> bool:
        """Two listed names in a row that are not English words: "xiao wei"."""
        words = self._words
        if i + 1 >= words.count or words.gap(i) != " " or words.sentence[i] != words.sentence[i + 1]:
            return False
        listed = all(
            words.known[j] & (FIRST | SURNAME) and not words.known[j] & (COMMON | NEVER | PLACE) and len(words.keys[j]) > 2
            for j in (i, i + 1)
        )
        return listed and (self._signs.locale(i) == "en" or (words.raised[i] and words.raised[i + 1]))

    def _speaks_next(self, i: int) -> bool:
        words = self._words
        return i + 1 < words.count and words.gap(i) == " " and words.keys[i + 1] in ("said", "says", "told", "shouted", "laughed")

    def _asks_a_person(self, i: int) -> bool:
        return self._words.keys[i - 1] in (
            "told",
            "tell",
            "asked",
            "ask",
            "saw",
            "thanks",
            "helped",
            "miss",
            "met",
            "by",
            "with",
            "dear",
        ) or self._asks_for(i)

    def _asks_for(self, i: int) -> bool:
        keys = self._words.keys
        return i > 1 and (keys[i - 2], keys[i - 1]) in {
            ("ask", "for"),
            ("asked", "for"),
            ("speak", "to"),
            ("spoke", "to"),
            ("spoke", "with"),
            ("speak", "with"),
            ("talk", "to"),
            ("talked", "to"),
            ("letter", "from"),
            ("seen", "by"),
        }

    # What follows from a name found

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
        if first == i and i > 1 and words.keys[i - 1] in _AND:
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
        known, _ = self._known(j)
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
                and key not in _NOT_INITIALS
                and not words.written(j).isupper()
            )
        if not _CASED.match(key):
            return bool(known & (FIRST | SURNAME)) or (key.startswith("ال") and words.keys[j - 1] in ("عبد", "ابو"))
        if known & SURNAME or known & FIRST:
            alone = words.last_of_sentence(j) or words.keys[j + 1] in _SPEAKS
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
            and words.keys[last + 1] in _AND
            and words.gap(last + 1) == " "
        ):
            j = last + 2
            known = words.known[j]
            cue_here = self._signs.before(j).cue in _STRONG
            fits = (
                known & SURE
                or (known & FIRST and not known & (COMMON | PLACE | NEVER))
                or (words.capital[j] and known & (FIRST | SURNAME) and not known & (FUNCTION | NEVER | PLACE))
            )
            if not fits or cue_here or self._named_thing(j) or self._taken[j]:
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
            if self._named_thing(i) or (i and words.keys[i - 1] in _SAINTS):
                continue
            self._add(i, i, "person.again")


def _shouting(words: Words, i: int) -> bool:
    """Whether the words beside word `i` are all capitals too."""
    beside = [j for j in (i - 2, i - 1, i + 1, i + 2) if 0 <= j < words.count and words.ends[j] - words.starts[j] > 1]
    return bool(beside) and all(words.written(j).isupper() for j in beside)


_MEDICINE = regex.compile(
    r"(?:pam|ine|ol|in|ide|one|ate|pril|statin|mab|cillin|zole|lin|bin|um|afil|oxin|artan|entin|epam|azine|ium|id|an)$"
)


def _like_medicine(key: str) -> bool:
    return len(key) > 5 and _MEDICINE.search(key) is not None


_SCRIPTS = {
    "arabic": (regex.compile(r"\p{Arabic}"), ("ar", "fa", "ur", "ps", "ckb")),
    "bengali": (regex.compile(r"\p{Bengali}"), ("bn",)),
    "gurmukhi": (regex.compile(r"\p{Gurmukhi}"), ("pa",)),
    "ethiopic": (regex.compile(r"\p{Ethiopic}"), ("ti",)),
    "cyrillic": (regex.compile(r"\p{Cyrillic}"), ("ru",)),
}


def _languages_of(key: str) -> tuple[str, ...]:
    """The languages whose script a word is in."""
    for pattern, locales in _SCRIPTS.values():
        if pattern.match(key):
            return locales
    return ()


def _inflected(key: str, locales: tuple[str, ...]) -> str:
    """The listed name that `key` is a case form of, or has a joined word in front of; nothing when there is none."""
    get = lexicon().get
    for locale in locales:
        context = contexts()[locale]
        for beginning in context.beginnings:
            if key.startswith(beginning) and len(key) - len(beginning) > 1 and get(key[len(beginning) :], 0) & SURE:
                return key[len(beginning) :]
        for rule in context.endings:
            ending, _, instead = rule.partition(">")
            if key.endswith(ending) and len(key) - len(ending) > 1:
                base = key[: -len(ending)] + instead
                if get(base, 0) & (FIRST | SURNAME):
                    return base
    return ""
