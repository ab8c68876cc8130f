"""Ranks the questions of any consultation for a text: by their own wording, their sections, and their commitments.

Nothing is learnt from answers, so a consultation written yesterday is ranked as well as an old one. A section is judged
first, because several sections may ask the same words ("What has been missed in this section?").
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass

import numpy as np

from consultations.schema import Consultation, Question
from consultations.tagging.features import Item
from consultations.tagging.model import Model
from consultations.tagging.words import MARK, Words, split
from consultations.types import QuestionTag, Setting

_BEST = 10
_MOST_OF_A_SECTION = 3
_PASSES = 0.3


@dataclass(frozen=True, slots=True)
class _Profile:
    """What a section or question is about."""

    concepts: frozenset[str]
    words: frozenset[str]
    commitments: Mapping[str, float]


_PLACE_OF_SETTING: dict[Setting, str] = {
    Setting.PRISON: "prison",
    Setting.WOMENS_PRISON: "women",
    Setting.YOI: "prison",
    Setting.CHILDREN_SECURE: "children",
    Setting.IRC: "immigration",
    Setting.SHORT_TERM_HOLDING: "immigration",
    Setting.PRE_DEPARTURE: "immigration",
    Setting.POLICE_CUSTODY: "police",
    Setting.VOLUNTARY_INTERVIEW: "police",
    Setting.COURT: "court",
    Setting.PROBATION: "probation",
    Setting.COMMUNITY: "release",
    Setting.SECURE_HOSPITAL: "psychosis",
}


class Ranker:
    """The questions of one consultation, ready to be ranked with one model."""

    def __init__(self, consultation: Consultation, model: Model) -> None:
        self.consultation = consultation
        self._model = model
        self._questions = [q for q in consultation.questions if q.kind == "text"] or list(consultation.questions)
        self._rarity = self._rarity_of_concepts()
        titles = {s.id: s.title for s in consultation.sections}
        self._own = [self._profile(_wording(q), q.commitments) for q in self._questions]
        self._sections = list(dict.fromkeys(q.section for q in self._questions))
        self._section_of = np.array([self._sections.index(q.section) for q in self._questions])
        self._section_profiles = [self._profile(titles.get(s, s), ()) for s in self._sections]

    def rank(
        self, words: Words, concepts: Set[str], commitments: Mapping[str, float], setting: Setting | None
    ) -> tuple[QuestionTag, ...]:
        """The ten best questions, strongest first, at most three of one section."""
        place = {_PLACE_OF_SETTING[setting]} if setting else set()
        said = concepts | place
        forms = {f for f in words.forms if f is not MARK}
        own = np.array([self._likeness(p, said, forms, commitments) for p in self._own])
        section = np.array([self._likeness(p, said, forms, commitments) for p in self._section_profiles])
        best_inside = np.array([own[self._section_of == s].max() for s in range(len(self._sections))])
        total = own + (section + 0.5 * best_inside)[self._section_of]
        chances = 1 / (1 + np.exp(-(2.0 * total - 3.0)))
        taken: dict[str, int] = {}
        tags: list[QuestionTag] = []
        for k in np.argsort(-total, kind="stable"):
            question = self._questions[k]
            if taken.get(question.section, 0) == _MOST_OF_A_SECTION:
                continue
            taken[question.section] = taken.get(question.section, 0) + 1
            p = float(chances[k])
            tags.append(QuestionTag(f"{self.consultation.id}/{question.id}", p, p >= _PASSES))
            if len(tags) == _BEST:
                break
        return tuple(tags)

    def _rarity_of_concepts(self) -> dict[str, float]:
        cues = self._model.featuriser.cues
        counts: dict[str, int] = {}
        for q in self._questions:
            for c in {cues.concepts[c] for c, _, _ in cues.find(split(_wording(q)).forms)}:
                counts[c] = counts.get(c, 0) + 1
        return {c: float(np.log(1 + len(self._questions) / n)) for c, n in counts.items()}

    def _profile(self, wording: str, commitments: tuple[str, ...]) -> _Profile:
        words = split(wording)
        cues = self._model.featuriser.cues
        known = self._model.featuriser.vocabulary
        rare = frozenset(f for f in words.forms if f in known.columns and known.idf[known.columns[f]] > 4)
        concepts = frozenset(cues.concepts[c] for c, _, _ in cues.find(words.forms))
        weights: dict[str, float] = dict.fromkeys(commitments, 1.0)
        if not weights:
            weights = dict(zip(self._model.labels, self._model.predict([Item(wording)])[0], strict=True))
        return _Profile(concepts, rare, weights)

    def _likeness(self, profile: _Profile, said: Set[str], forms: Set[str], commitments: Mapping[str, float]) -> float:
        shared = sum(self._rarity.get(c, 1.0) for c in profile.concepts & said)
        size = 1 + sum(self._rarity.get(c, 1.0) for c in profile.concepts)
        by_words = len(profile.words & forms) / (1 + len(profile.words))
        by_commitments = sum(w * commitments.get(c, 0.0) for c, w in profile.commitments.items())
        strength = float(np.sqrt(sum(w * w for w in profile.commitments.values()))) or 1.0
        return 2 * shared / float(np.sqrt(size)) / 2 + 0.5 * by_words + by_commitments / (1 + strength)


def _wording(question: Question) -> str:
    return " ".join(t for t in (question.official_text, question.easy_text) if t)
