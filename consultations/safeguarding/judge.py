"""From the concepts found in a text to a level and kinds: negation, time, idiom, subject and person are weighed here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from consultations.safeguarding.phrases import Hit
from consultations.safeguarding.rulebook import Context, Derived, Judgement, Language, Signal
from consultations.safeguarding.words import Word
from consultations.types import Level, SafeguardingKind

_REACH_OF_RESOLVED = 3
"""Sentences before or after a finding in which "it was put right" still speaks of it."""
_MOST_HITS = 40
"""Of one concept in one text: enough to judge by, and it keeps the time linear however long the text is."""


_FIRST_YEAR, _LAST_YEAR = 1950, 2025
"""A number in this range names a year that is over."""
_TIMES = ("now", "past", "long_past")


@dataclass(frozen=True, slots=True)
class Judged:
    """One signal that counts."""

    level: Level
    kinds: frozenset[SafeguardingKind]
    rule: str
    first: int
    last: int


class Reading:
    """One text read with one language's rules."""

    def __init__(self, words: Sequence[Word], language: Language, rules: Judgement) -> None:
        self.words = words
        self.language = language
        self.rules = rules
        self.hits: dict[str, list[Hit]] = {}
        for hit in language.matcher.hits(words):
            self._keep(hit)
        for at, word in enumerate(words):
            if word.number is not None and _FIRST_YEAR <= word.number <= _LAST_YEAR:
                self._keep(Hit("long_past", at, at + 1, 0))
        self._longest_time_wins()
        for derived in rules.derived:
            for hit in self._derive(derived):
                self._keep(hit)

    def _keep(self, hit: Hit) -> None:
        kept = self.hits.setdefault(hit.concept, [])
        if len(kept) < _MOST_HITS:
            kept.append(hit)

    def _longest_time_wins(self) -> None:
        """ "In the past month" is not "in the past": of times inside one another the longest counts."""
        times = [h for name in _TIMES for h in self.hits.get(name, ())]
        for name in _TIMES:
            self.hits[name] = [
                h
                for h in self.hits.get(name, ())
                if not any(t.first <= h.first and h.last <= t.last and t.last - t.first > h.last - h.first for t in times)
            ]

    def judge(self) -> list[Judged]:
        """Every signal that is left once its context is weighed."""
        return [j for s in self.rules.signals for h in self.hits.get(s.concept, ()) if (j := self._weigh(s, h)) is not None]

    def _weigh(self, signal: Signal, hit: Hit) -> Judged | None:
        if any(self._is(context, hit) for context in signal.cancelled_by):
            return None
        level = signal.level
        if any(self._near(name, hit, signal.raised_within) for name in signal.raised_by):
            level = Level.IMMEDIATE
        if any(self._is(context, hit) for context in signal.lowered_by):
            level = Level.CONCERN
        kinds = set(signal.kinds)
        for name, others in signal.instead.items():
            if self._near(name, hit, "sentence"):
                kinds = set(others)
        for name, others in signal.also.items():
            if self._near(name, hit, "sentence"):
                kinds |= set(others)
        if signal.third_party == "always" or (signal.third_party == "when_other" and self._about_another(hit)):
            kinds.add(SafeguardingKind.THIRD_PARTY_RISK)
        if self.hits.get("child_self") or self._near("child_other", hit, "sentence"):
            kinds.add(SafeguardingKind.CHILD_AT_RISK)
        rule = f"{self.language.code}:{signal.name}:{hit.phrase + 1}"
        return Judged(level, frozenset(kinds), rule, hit.first, hit.last)

    def _derive(self, derived: Derived) -> Iterable[Hit]:
        first, *others = derived.all
        for hit in self.hits.get(first, ()):
            if hit.parts and self._negated(hit):
                continue
            found = [hit]
            for name in others:
                near = (h for h in self._within(name, hit, derived.within) if self._gap(h, hit) <= derived.apart)
                match = next((h for h in near if not (h.parts and self._negated(h))), None)
                if match is None:
                    break
                found.append(match)
            else:
                parts = tuple((h.first, h.last) for h in found)
                yield Hit(derived.concept, min(f for f, _ in parts), max(e for _, e in parts), 900 + hit.phrase, parts)

    @staticmethod
    def _gap(one: Hit, other: Hit) -> int:
        return max(one.first - other.last, other.first - one.last, 0)

    def _within(self, name: str, hit: Hit, scope: str) -> Iterable[Hit]:
        start, end = self.words[hit.first], self.words[hit.last - 1]
        for other in self.hits.get(name, ()):
            a, b = self.words[other.first], self.words[other.last - 1]
            if scope == "clause":
                if a.clause <= end.clause and b.clause >= start.clause:
                    yield other
            elif a.sentence <= end.sentence and b.sentence >= start.sentence:
                yield other

    def _near(self, name: str, hit: Hit, scope: str) -> bool:
        return any(True for _ in self._within(name, hit, scope))

    def _overlaps(self, name: str, hit: Hit) -> bool:
        return any(h.first < hit.last and hit.first < h.last for h in self.hits.get(name, ()))

    def _is(self, context: Context, hit: Hit) -> bool:
        match context:
            case "negated":
                return self._negated(hit)
            case "idiom":
                return self._overlaps("idiom", hit)
            case "tried":
                return self._overlaps("suicide_past", hit)
            case "subject" | "offence" | "died" | "leaving" | "no_wish":
                return self._near(context, hit, "sentence")
            case "asked":
                return self._asked(hit)
            case "if":
                return any(h.first <= hit.first for h in self._within("if", hit, "clause"))
            case "past" | "long_past":
                return self._in_the_past(context, hit)
            case "resolved":
                return self._resolved(hit)
            case "past_resolved":
                return self._resolved(hit) and (self._in_the_past("past", hit) or self._in_the_past("long_past", hit))

    def _negated(self, hit: Hit) -> bool:
        reach = self.language.negation
        clause = self.words[hit.first].clause
        for no in self.hits.get("neg", ()):
            if self.words[no.first].clause != clause or self._overlaps("not_neg", no):
                continue
            if hit.parts and hit.first < no.first < hit.last:
                if all(no.last <= first or last <= no.first for first, last in hit.parts):
                    return True
            elif no.last <= hit.first <= no.last + reach.before or (
                reach.after and hit.last <= no.first < hit.last + reach.after
            ):
                return True
        return False

    def _asked(self, hit: Hit) -> bool:
        """Somebody else's words: asked about in the same clause, or in the same sentence and then denied."""
        return self._near("asked", hit, "clause") or (
            self._near("asked", hit, "sentence") and self._near("denied", hit, "sentence")
        )

    def _now(self, hit: Hit) -> bool:
        return any(not self._overlaps("resolved", h) for h in self._within("now", hit, "clause"))

    def _in_the_past(self, name: str, hit: Hit) -> bool:
        return self._near(name, hit, "sentence") and not self._now(hit)

    def _resolved(self, hit: Hit) -> bool:
        here = self.words[hit.first].sentence
        near = [h for h in self.hits.get("resolved", ()) if abs(self.words[h.first].sentence - here) <= _REACH_OF_RESOLVED]
        return any(not self._negated(h) for h in near)

    def _about_another(self, hit: Hit) -> bool:
        return any(h.first <= hit.last for h in self._within("other", hit, "clause")) and not self._overlaps("myself", hit)
