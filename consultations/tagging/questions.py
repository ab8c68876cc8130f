"""Ranks the questions of any consultation for a text: by their own wording, their sections, and their commitments.

Nothing is learnt from answers, so a consultation written yesterday is ranked as well as an old one. Sections are judged
beside questions, because several sections may ask the very same words ("What has been missed in this section?").
Where a consultation has official questions, they are what is ranked; easy questions lend their words and commitments to
the official ones they serve.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from consultations.schema import Consultation, Question
from consultations.tagging.features import Item
from consultations.tagging.model import Model
from consultations.tagging.words import MARK, split
from consultations.types import QuestionTag, Setting

Array = npt.NDArray[np.float64]

_BEST = 10
_MOST_OF_A_SECTION = 3
"""So that ten questions always come from at least four sections, where there are as many."""
_PASSES = 0.4

_SECTION_BY_SUBJECT, _SECTION_BY_COMMITMENT, _OWN_BY_SUBJECT, _OWN_BY_COMMITMENT, _BY_WORD = 0.8, 2.0, 0.5, 0.35, 0.3
_SECTIONS_IN_TURN = 6
"""Sections judged one after another; ten questions, at most three of a section, come from fewer."""
_SPENT = 0.5
"""How much of what a section is about counts for the sections after it: a story of two things belongs to two sections."""
_STEEPNESS, _MIDDLE = 3.0, 1.5
_TITLE_COUNTS = 3
_STEM = 6
_SHORTEST_WORD = 4

# The subject that a setting makes every answer be about, beside its own.
_SUBJECT_OF_SETTING: dict[Setting, str] = {
    Setting.PRISON: "prison",
    Setting.WOMENS_PRISON: "prison",
    Setting.YOI: "prison",
    Setting.CHILDREN_SECURE: "children",
    Setting.IRC: "immigration",
    Setting.SHORT_TERM_HOLDING: "immigration",
    Setting.PRE_DEPARTURE: "immigration",
    Setting.POLICE_CUSTODY: "police",
    Setting.VOLUNTARY_INTERVIEW: "police",
    Setting.COURT: "court",
    Setting.PROBATION: "probation",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the ranker needs to know of one text."""

    forms: Sequence[str]
    concepts: Set[str]
    commitments: Array
    """Probability of each of the model's labels."""
    setting: Setting | None


class Ranker:
    """The questions of one consultation, ready to be ranked with one model."""

    def __init__(self, consultation: Consultation, model: Model) -> None:
        self.consultation = consultation
        self._labels = model.labels
        self._cues = model.featuriser.cues
        self._concept_column = {name: i for i, name in enumerate(self._cues.concepts)}
        self._questions = _ranked_questions(consultation)
        self._ids = [f"{consultation.id}/{q.id}" for q in self._questions]
        sections = list(dict.fromkeys(q.section for q in self._questions))
        self._section_of = [sections.index(q.section) for q in self._questions]
        wordings, linked = self._lent(consultation)
        titles = {s.id: f"{s.title} {s.easy_title}" for s in consultation.sections}

        self._stem_column: dict[str, int] = {}
        own = np.array([self._subjects(w) for w in wordings])
        self._own_words = _lengthened(_rarer(self._stems(wordings)))
        self._own_subjects = _lengthened(_rarer(own))
        self._own_commitments = _lengthened(self._commitments(wordings, linked, model))
        in_section = np.array([own[_places(self._section_of, s)].mean(axis=0) for s in range(len(sections))])
        of_title = np.array([self._subjects(titles.get(s, s)) for s in sections])
        self._section_subjects = _lengthened(_rarer(in_section + _TITLE_COUNTS * of_title))
        by_section = [self._own_commitments[_places(self._section_of, s)].mean(axis=0) for s in range(len(sections))]
        self._section_commitments = _lengthened(_rarer(np.array(by_section)))

    def rank(self, texts: Sequence[Asked]) -> list[tuple[QuestionTag, ...]]:
        """For each text the ten best questions, strongest first, at most three of one section."""
        chances = self.chances(texts)
        order = np.argsort(-chances, axis=1, kind="stable")
        return [self._best(row.tolist(), by_chance.tolist()) for row, by_chance in zip(chances, order, strict=True)]

    def _best(self, chances: list[float], order: list[int]) -> tuple[QuestionTag, ...]:
        taken: dict[int, int] = {}
        tags: list[QuestionTag] = []
        for k in order:
            section = self._section_of[k]
            if taken.get(section, 0) < _MOST_OF_A_SECTION:
                taken[section] = taken.get(section, 0) + 1
                tags.append(QuestionTag(self._ids[k], chances[k], chances[k] >= _PASSES))
                if len(tags) == _BEST:
                    break
        return tuple(tags)

    def chances(self, texts: Sequence[Asked]) -> Array:
        """Probability that each text helps to answer each ranked question, (texts, questions)."""
        subjects = np.zeros((len(texts), len(self._concept_column)))
        words = np.zeros((len(texts), self._own_words.shape[1]))
        for i, asked in enumerate(texts):
            place = _SUBJECT_OF_SETTING.get(asked.setting) if asked.setting else None
            for name in (*asked.concepts, *([place] if place in self._concept_column else [])):
                subjects[i, self._concept_column[name]] = 1.0
            for form in asked.forms:
                if (column := self._stem_column.get(form[:_STEM])) is not None:
                    words[i, column] = 1.0
        given = np.array([asked.commitments for asked in texts])
        own = _OWN_BY_SUBJECT * (subjects @ self._own_subjects.T) + _OWN_BY_COMMITMENT * (given @ self._own_commitments.T)
        own += _BY_WORD * (words @ self._own_words.T)
        total = self._of_sections(subjects, given, own)[:, self._section_of] + own
        return np.asarray(1 / (1 + np.exp(-_STEEPNESS * (total - _MIDDLE))))

    def _of_sections(self, subjects: Array, given: Array, own: Array) -> Array:
        """What each section scores for each text, (texts, sections): the best first, the next by what is left to speak of."""
        every = np.arange(len(given))
        best_own = np.array([own[:, _places(self._section_of, s)].max(axis=1) for s in range(len(self._section_subjects))]).T
        taken_subjects, taken_commitments = _up_to_one(self._section_subjects), _up_to_one(self._section_commitments)
        scores = np.zeros(best_own.shape)
        waiting = np.ones(best_own.shape, dtype=bool)
        for turn in range(min(best_own.shape[1], _SECTIONS_IN_TURN)):
            now = _SECTION_BY_SUBJECT * (subjects @ self._section_subjects.T)
            now += _SECTION_BY_COMMITMENT * (given @ self._section_commitments.T)
            if turn == _SECTIONS_IN_TURN - 1:
                return np.asarray(np.where(waiting, now, scores))
            best = np.where(waiting, now + best_own, -np.inf).argmax(axis=1)
            scores[every, best] = now[every, best]
            waiting[every, best] = False
            subjects = subjects * (1 - _SPENT * taken_subjects[best])
            given = given * (1 - _SPENT * taken_commitments[best])
        return scores

    def _lent(self, consultation: Consultation) -> tuple[list[str], list[frozenset[str]]]:
        """The wording and the commitments of each ranked question, with those of the questions that serve it."""
        topics = {t.id: t.commitments for t in consultation.topics}
        wordings: list[str] = []
        linked: list[frozenset[str]] = []
        for question in self._questions:
            serving = [question, *(q for q in consultation.questions if question.id in q.serves and q != question)]
            wordings.append(" ".join(_wording(q) for q in serving))
            linked.append(frozenset(c for q in serving for c in (q.commitments or topics.get(q.topic or "", ()))))
        return wordings, linked

    def _subjects(self, text: str) -> Array:
        found = np.zeros(len(self._concept_column))
        for concept, _, _ in self._cues.find(split(text).forms):
            found[concept] = 1.0
        return found

    def _stems(self, wordings: Sequence[str]) -> Array:
        stems = [{f[:_STEM] for f in split(w).forms if f is not MARK and len(f) >= _SHORTEST_WORD} for w in wordings]
        self._stem_column = {stem: i for i, stem in enumerate(sorted(set().union(*stems)))}
        return np.array([_marked(len(self._stem_column), (self._stem_column[s] for s in own)) for own in stems])

    def _commitments(self, wordings: Sequence[str], linked: Sequence[frozenset[str]], model: Model) -> Array:
        """Linked commitments where a question has them; otherwise what the model reads in its wording."""
        read = model.predict([Item(w) for w in wordings])
        for k, names in enumerate(linked):
            known = [self._labels.index(c) for c in names if c in self._labels]
            if known:
                read[k] = _marked(len(self._labels), known)
        return read


def _ranked_questions(consultation: Consultation) -> list[Question]:
    official = [q for q in consultation.questions if q.official_text]
    return official or [q for q in consultation.questions if q.kind == "text"] or list(consultation.questions)


def _places(values: Sequence[int], wanted: int) -> list[int]:
    return [i for i, value in enumerate(values) if value == wanted]


def _wording(question: Question) -> str:
    return " ".join(t for t in (question.official_text, question.easy_text) if t)


def _marked(width: int, columns: Iterable[int]) -> Array:
    row = np.zeros(width)
    row[list(columns)] = 1.0
    return row


def _rarer(rows: Array) -> Array:
    """Columns that fewer rows share count more."""
    shared = (rows > 0).sum(axis=0)
    return np.asarray(rows * np.log(1 + len(rows) / np.maximum(shared, 1)))


def _lengthened(rows: Array) -> Array:
    return np.asarray(rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9))


def _up_to_one(rows: Array) -> Array:
    return np.asarray(rows / (rows.max(axis=1, keepdims=True) + 1e-9))
