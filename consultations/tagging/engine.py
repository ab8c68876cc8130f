"""The tagger: redacted texts in, commitments with evidence, ranked questions and the language out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy import sparse

from consultations.schema import Consultation
from consultations.tagging import default, evidence, language, setting_rules, windows
from consultations.tagging.examples import Example
from consultations.tagging.features import Item, Rows
from consultations.tagging.model import Model
from consultations.tagging.questions import Asked, Ranker
from consultations.tagging.training import context_of
from consultations.tagging.words import Words
from consultations.types import Audience, CommitmentTag, QuestionTag, RedactedText, Setting, Span, Tagging

_FEW_EXAMPLES = 60
"""A language with fewer training examples than this is not one the model was trained in."""
_LOW_CONFIDENCE = 0.5
_WORDS_ADD = 0.5
"""Log-odds that the words themselves must speak for a label; a setting alone never earns a tag."""


@dataclass(frozen=True, slots=True)
class Context:
    """What is known about a text besides its words; all of it may be unknown."""

    question: str | None = None
    """The wording the person was answering."""
    setting: Setting | None = None
    audience: Audience | None = None
    language: str | None = None
    consultation: Consultation | None = None
    """Whose questions to rank."""


class Tagger:
    """Tags texts with one model. Safe to keep and use from several threads."""

    VERSION = "1"

    def __init__(self, model: Model) -> None:
        self.model = model
        self.name = f"{self.VERSION}-{model.digest}"
        self._rules_apply = setting_rules.applies(model.labels)
        self._rankers: dict[str, Ranker] = {}

    @classmethod
    def load(cls, path: Path | None = None) -> Tagger:
        """The tagger of a saved model; of the default model when no path is given (trained first if it is missing)."""
        return cls(default.load() if path is None else Model.load(path))

    def tag(self, texts: Sequence[RedactedText], contexts: Sequence[Context]) -> list[Tagging]:
        """One `Tagging` for each text, in order. `commitments` holds every label of the codebook, strongest first.

        Offsets of evidence are code points of the redacted text. Raises `ValueError` when the two differ in length.
        """
        return self._tag_all([t.text for t in texts], contexts)

    def tag_examples(self, examples: Sequence[Example]) -> list[Tagging]:
        """The same for labelled examples, which are written or checked to hold nothing that identifies anyone."""
        contexts = [Context(e.question, e.setting, e.audience, e.language) for e in examples]
        return self._tag_all([e.text for e in examples], contexts)

    def _tag_all(self, texts: Sequence[str], contexts: Sequence[Context]) -> list[Tagging]:
        if len(texts) != len(contexts):
            raise ValueError(f"{len(texts)} texts but {len(contexts)} contexts")
        if not texts:
            return []
        items = [Item(t, c.question, context_of(c.setting, c.audience)) for t, c in zip(texts, contexts, strict=True)]
        rows = self.model.rows(items)
        spoken = [language.detect(t, w, c.language) for t, w, c in zip(texts, rows.words, contexts, strict=True)]
        groups = [self.model.group_of(name) for name, _ in spoken]
        probabilities = self.model.probabilities(rows, groups)
        best_run = self._judge_runs(items, rows, probabilities, groups)
        if self._rules_apply:
            for i, c in enumerate(contexts):
                probabilities[i] = setting_rules.apply(probabilities[i], self.model.labels, c.setting, c.audience)
        gains = self._gains(rows)
        questions = self._questions(contexts, rows, probabilities)
        return [
            self._one(contexts[i], rows, i, spoken[i], probabilities[i], gains[i] * best_run.get(i, 1), questions[i])
            for i in range(len(texts))
        ]

    def _judge_runs(
        self, items: Sequence[Item], rows: Rows, probabilities: npt.NDArray[np.float64], groups: Sequence[int]
    ) -> dict[int, npt.NDArray[np.float32]]:
        """Raise the probabilities of long texts to those of their best run of sentences.

        Returns for each long text, by its place, which words may be evidence of which label: (words, labels), 0 or 1.
        """
        where = [(i, *run) for i, item in enumerate(items) for run in windows.cut(item.text, rows.words[i])]
        best: dict[int, npt.NDArray[np.float32]] = {}
        if not where:
            return best
        of_runs = self.model.predict(
            [
                items[i]._replace(text=items[i].text[rows.words[i].starts[first] : rows.words[i].ends[end - 1]])
                for i, first, end in where
            ],
            [groups[i] for i, _, _ in where],
        )
        for (i, first, end), of_run in zip(where, of_runs, strict=True):
            allowed = best.setdefault(i, np.ones((len(rows.words[i]), len(self.model.labels)), np.float32))
            better = of_run > probabilities[i]
            probabilities[i] = np.maximum(probabilities[i], of_run)
            allowed[:, better] = 0
            allowed[first:end, better] = 1
        return best

    def _gains(self, rows: Rows) -> list[npt.NDArray[np.float32]]:
        """For each text, what each of its words added to each label's score: (words, labels)."""
        starts = np.concatenate([[0], np.cumsum([len(w) for w in rows.words])])
        of_words = rows.word >= 0
        place = starts[rows.row[of_words]] + rows.word[of_words]
        by_word = sparse.csr_array(
            (rows.share[of_words], (place, rows.feature[of_words])), shape=(int(starts[-1]), rows.matrix.shape[1])
        )
        total = by_word @ self.model.coefficients
        return [total[starts[i] : starts[i + 1]] for i in range(len(rows.words))]

    def _one(
        self,
        context: Context,
        rows: Rows,
        i: int,
        spoken: tuple[str, bool],
        probabilities: npt.NDArray[np.float64],
        gains: npt.NDArray[np.float32],
        questions: tuple[QuestionTag, ...],
    ) -> Tagging:
        words = rows.words[i]
        name, sure = spoken
        group = self.model.group_of(name)
        passed = probabilities >= self.model.threshold[group]
        evidence_of = self._evidence(context, words, rows.cues[i], gains, passed, group)
        tags = tuple(
            CommitmentTag(self.model.labels[k], float(probabilities[k]), evidence_of.get(k, ()), k in evidence_of)
            for k in np.argsort(-probabilities, kind="stable").tolist()
        )
        return Tagging(name, tags, questions, self._needs_translation(name, sure, tags), self.name)

    def _evidence(
        self,
        context: Context,
        words: Words,
        cues: Sequence[tuple[int, int, int]],
        gains: npt.NDArray[np.float32],
        passed: npt.NDArray[np.bool_],
        group: int,
    ) -> dict[int, tuple[Span, ...]]:
        """The evidence of each label that passed and has some."""
        labels = self.model.labels
        if not len(words):
            # A codebook of its own may have a label for "said nothing"; only there can a text without words be tagged.
            return {} if self._rules_apply else dict.fromkeys(np.flatnonzero(passed).tolist(), ())
        phrases = [(first, end) for _, first, end in cues]
        instead = setting_rules.instead_of_custody(context.setting, context.audience) if self._rules_apply else None
        found: dict[int, tuple[Span, ...]] = {}
        for k in np.flatnonzero(passed).tolist():
            own = gains[:, k]
            if labels[k] == instead:
                own = gains[:, [k, labels.index("C6"), labels.index("C7")]].max(axis=1)
            slope = float(self.model.slope[group, k])
            if slope * float(own[own > 0].sum()) < _WORDS_ADD:
                # The setting alone made it likely; words that say next to nothing are no evidence.
                continue
            if spans := evidence.spans(words, own.tolist(), phrases):
                found[k] = spans
        return found

    def _questions(
        self, contexts: Sequence[Context], rows: Rows, probabilities: npt.NDArray[np.float64]
    ) -> list[tuple[QuestionTag, ...]]:
        names = self.model.featuriser.cues.concepts
        found: list[tuple[QuestionTag, ...]] = [()] * len(contexts)
        asked_by: dict[str, list[int]] = {}
        for i, context in enumerate(contexts):
            if context.consultation is not None:
                asked_by.setdefault(context.consultation.id, []).append(i)
        for places in asked_by.values():
            consultation = contexts[places[0]].consultation
            if consultation is None:
                continue
            texts = [
                Asked(rows.words[i].forms, {names[c] for c, _, _ in rows.cues[i]}, probabilities[i], contexts[i].setting)
                for i in places
            ]
            for i, tags in zip(places, self._ranker(consultation).rank(texts), strict=True):
                found[i] = tags
        return found

    def _ranker(self, consultation: Consultation) -> Ranker:
        ranker = self._rankers.get(consultation.id)
        if ranker is None or (ranker.consultation is not consultation and ranker.consultation != consultation):
            ranker = self._rankers[consultation.id] = Ranker(consultation, self.model)
        return ranker

    def _needs_translation(self, spoken: str, sure: bool, tags: Sequence[CommitmentTag]) -> bool:
        if spoken == "en":
            return False
        if self.model.languages.get(spoken, 0) < _FEW_EXAMPLES:
            return True
        passed = [t for t in tags if t.passed]
        return not sure or not passed or max(t.probability for t in passed) < _LOW_CONFIDENCE
