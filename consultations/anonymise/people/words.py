"""A folded text cut into words, each with what the lexicon knows of it and whether its capital says anything."""

from __future__ import annotations

import regex

from consultations.anonymise.files import word_set
from consultations.anonymise.lexicon import COMMON, NEVER, PLACE, TOKEN, lexicon, never_phrases
from consultations.anonymise.normalise import View

_ENDS_SENTENCE = regex.compile(r"[.!?\n;؟।。！？…]")
_ABBREVIATIONS = word_set("abbreviated")


class Words:
    """`keys[i]`: word `i`, folded; `starts`, `ends`: where it lies; `known[i]`: flags of the lexicon; `sentence[i]`: which
    sentence it is in;
    `capital[i]`: begins with a capital that says something: not the first of its sentence, and the sentence is not all
    capitals or a title."""

    def __init__(self, view: View) -> None:
        self.text = view.text
        get = lexicon().get
        self.keys: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        for match in TOKEN.finditer(view.key):
            self.keys.append(match.group())
            self.starts.append(match.start())
            self.ends.append(match.end())
        self.known: list[int] = [get(key, 0) for key in self.keys]
        self.count = len(self.keys)
        self.sentence: list[int] = []
        self.raised: list[bool] = [self.text[start].isupper() for start in self.starts]
        self.capital: list[bool] = [False] * self.count
        self._cut_sentences()
        self._rule_out_phrases()

    def gap(self, i: int) -> str:
        """What stands between word `i` and the next one."""
        return self.text[self.ends[i] : self.starts[i + 1]]

    def written(self, i: int) -> str:
        return self.text[self.starts[i] : self.ends[i]]

    def last_of_sentence(self, i: int) -> bool:
        return i + 1 >= self.count or self.sentence[i + 1] != self.sentence[i]

    def _cut_sentences(self) -> None:
        number = begin = 0
        for i in range(self.count):
            self.sentence.append(number)
            if i + 1 == self.count or self._ends_sentence(i):
                self._weigh_capitals(begin, i + 1)
                number, begin = number + 1, i + 1

    def _ends_sentence(self, i: int) -> bool:
        gap = self.gap(i)
        if gap == " " or not _ENDS_SENTENCE.search(gap):
            return False
        return not (gap in (". ", ".") and (self.keys[i] in _ABBREVIATIONS or len(self.keys[i]) == 1))

    def _weigh_capitals(self, begin: int, end: int) -> None:
        raised = [i for i in range(begin, end) if self.raised[i]]
        if not raised:
            return
        length = end - begin
        shouted = sum(1 for i in raised if self.ends[i] - self.starts[i] > 1 and self.written(i).isupper())
        if (length > 2 and shouted * 10 > length * 6) or (length > 4 and len(raised) * 4 > length * 3):
            return
        for i in raised:
            if i != begin and not (self.ends[i] - self.starts[i] > 1 and self.written(i).isupper()):
                self.capital[i] = True

    def _rule_out_phrases(self) -> None:
        phrases = never_phrases()
        for i, key in enumerate(self.keys):
            for phrase in phrases.get(key, ()):
                here = tuple(self.keys[i : i + len(phrase)])
                if here == phrase or (*here[:-1], here[-1].removesuffix("'s")) == phrase:
                    for j in range(i, i + len(phrase)):
                        self.known[j] |= NEVER
                    break


def ordinary(known: int) -> bool:
    return bool(known & (COMMON | NEVER | PLACE))
