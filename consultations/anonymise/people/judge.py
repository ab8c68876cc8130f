"""Which words are names: each word with what is known of it and the cue beside it, then the names that follow from those."""

from __future__ import annotations

import regex

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
from consultations.anonymise.people.cues import NO_SIGN, Cue, Sign, Signs, acts, after_things, cue_words, is_common_in
from consultations.anonymise.people.forms import inflected, languages_of, like_medicine, shouting
from consultations.anonymise.people.words import Words

STRONG = frozenset({Cue.TITLE, Cue.ROLE, Cue.KIN, Cue.NAMING, Cue.CALLED})
JOINING = word_set("joining")
SAINTS = frozenset({"st", "saint", "hmp", "hmyoi", "yoi", "irc", "stc", "hm", "sth", "lord's"})
DEEDS = word_set("deeds")
_MR = frozenset({"mr", "mrs", "miss", "ms"})
_PEOPLE = word_set("people")
_MODAL = frozenset({"will", "may"})
_PERSON_VERBS = word_set("person_verbs")
_ENDINGS = regex.compile(
    r"(?:ful|fully|less|ous|ously|tion|tions|sion|ness|able|ible|ably|ive|ively|ally|ised|ized|ising|izing|ated"
    r"|ating|ability|ology|ies|ically|wards|wise|ments?)$"
)
CASED = regex.compile(r"[\p{Latin}\p{Cyrillic}\p{Greek}]")
NOT_INITIALS = word_set("not_initials")
_MONTH_LIKE = word_set("month_like")


class Judge:
    """Judges the words of one text."""

    def __init__(self, words: Words, signs: Signs) -> None:
        self._words = words
        self._signs = signs

    def worth_a_look(self, i: int) -> bool:
        """Whether word `i` could be a name at all; most words are ordinary and are passed over here."""
        known = self._words.known[i]
        if not known & COMMON or known & AMBIGUOUS or self._words.capital[i]:
            return True
        return not known & EVERYDAY and i > 0 and self._words.keys[i - 1] in cue_words()

    def is_name(self, i: int) -> str:
        """The rule by which word `i` is a name, or nothing."""
        words = self._words
        known, base = self.known(i)
        if known & NEVER and not known & FIRST:
            return ""
        before = self._signs.before(i)
        after = self._signs.after(i)
        sign = after if after.cue > before.cue and after.cue in STRONG else before
        cased = CASED.match(words.keys[i]) is not None
        if i and words.keys[i - 1] in SAINTS and before.cue is not Cue.TITLE:
            return ""
        if known & NEVER:
            return ""
        if known & FUNCTION and not (words.capital[i] and sign.cue is not Cue.NONE):
            return self._modal_name(i, sign)
        if self.named_thing(i) and sign.cue not in (Cue.TITLE, Cue.KIN):
            return ""
        if words.ends[i] - words.starts[i] == 1:
            return self._letter(i, sign)
        if sign.cue in STRONG:
            if self._after_strong(i, known, sign, cased):
                return f"person.{sign.cue.name.lower()}"
            if sign is after or after.cue is Cue.NONE:
                return (
                    self._unaided(i, known, base, before if sign is not before else NO_SIGN, cased)
                    if known & (SURE | SURNAME)
                    else ""
                )
        return self._unaided(i, known, base, sign, cased)

    def known(self, i: int) -> tuple[int, str]:
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
            return inflected(key, (locale,))
        return inflected(key, languages_of(key))

    def named_thing(self, i: int) -> bool:
        """Whether the name stands before "report", "wing", "disease" and the like, alone or with its surname."""
        words = self._words
        for j in (i + 1, i + 2):
            if j >= words.count or words.gap(j - 1) not in (" ", "-"):
                return False
            if words.keys[j] in after_things():
                return True
            if words.known[j] & FUNCTION or not (words.raised[j] or words.known[j] & SURNAME):
                return False
        return False

    def _modal_name(self, i: int, sign: Sign) -> str:
        """ "my mate will helped": a word of grammar that is also a name, between a relation and what the person did."""
        words = self._words
        if words.keys[i] not in _MODAL or sign.cue not in STRONG or i + 1 >= words.count:
            return ""
        following = words.keys[i + 1]
        did = following.endswith("ed") or following in DEEDS
        return "person.modal" if did and words.gap(i) == " " else ""

    def _letter(self, i: int, sign: Sign) -> str:
        words = self._words
        letter = words.written(i)
        if sign.cue in STRONG and letter != "I" and (words.raised[i] or letter == "o") and self._surname_next(i):
            return "person.initial"
        if sign.cue not in (Cue.TITLE, Cue.ROLE, Cue.NAMING) or not letter.isascii():
            return ""
        if letter.isupper():
            return "person.initial" if letter != "I" and self._acts_next(i) else ""
        return "person.initial" if letter not in "aiounrxys" and self._acts_next(i) else ""

    def _surname_next(self, i: int) -> bool:
        words = self._words
        if i + 1 >= words.count or words.gap(i) not in (" ", ". ", "."):
            return False
        known = words.known[i + 1]
        return bool(words.capital[i + 1] or known & (FIRST | SURNAME)) and not known & (FUNCTION | NEVER)

    def _acts_next(self, i: int) -> bool:
        words = self._words
        return words.last_of_sentence(i) or words.keys[i + 1] in acts() or words.gap(i) not in (" ",)

    def _after_strong(self, i: int, known: int, sign: Sign, cased: bool) -> bool:
        """Whether a word after a title, role, relation or naming phrase is a name."""
        words = self._words
        key, capital = words.keys[i], words.capital[i]
        if known & SURE and not (is_common_in(key, self._signs.locale(i)) and not capital):
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
            or (not cased and any(is_common_in(key, locale) for locale in languages_of(key)))
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
            return capital and sign.cue in STRONG and not comma
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
        return i + 1 < words.count and words.gap(i) == " " and words.keys[i + 1] in DEEDS

    def _unknown_after_strong(self, i: int, sign: Sign, cased: bool, comma: bool) -> bool:
        words = self._words
        key = words.keys[i]
        if key in NOT_INITIALS or len(key) < 2:
            return sign.cue is Cue.NAMING and len(key) == 2 and words.raised[i]
        shouted = words.raised[i] and words.written(i).isupper() and len(key) < 5 and not shouting(words, i)
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
            joined = i and words.keys[i - 1] in JOINING and self._from_next(i)
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
            if self._full(i):
                return "person.full"
            if not cased:
                return ""
            own = self._signs.locale(i) == "en" and (capital or words.raised[i] or len(key) > 4)
            return "person.surname" if (own and (weak or self._does_something(i))) or (capital and self._acts_next(i)) else ""
        if (
            not known
            and cased
            and not is_common(key)
            and len(key) > 2
            and key not in NOT_INITIALS
            and not is_common_in(key, self._signs.locale(i))
        ):
            if words.written(i).isupper() and not shouting(words, i):
                return ""
            if capital and sign.cue is Cue.ASKING and self._asks_a_person(i):
                return "person.asking"
            if self._asks_for(i) and not capital and self._acts_next(i) and not like_medicine(key):
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
        return not nouns.isdisjoint(_PEOPLE) and words.keys[i + 1] not in JOINING

    def _sure_unaided(self, i: int, cased: bool) -> str:
        words = self._words
        if is_common_in(words.keys[i], self._signs.locale(i)):
            return ""
        if not cased or words.raised[i]:
            if words.raised[i] and words.written(i).isupper() and words.ends[i] - words.starts[i] < 4 and not shouting(words, i):
                return ""
            return "person.name"
        if self._signs.locale(i) == "en" or self._words.capital[i]:
            return "person.name"
        return ""

    def _person_like(self, i: int) -> bool:
        words = self._words
        return (
            words.last_of_sentence(i)
            or words.keys[i + 1] in DEEDS
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
