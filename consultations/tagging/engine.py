"""The tagger: redacted texts in, commitments with evidence, ranked questions and the language out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from consultations.schema import Consultation
from consultations.tagging import default, evidence, language, setting_rules
from consultations.tagging.examples import Example
from consultations.tagging.features import Item, Rows
from consultations.tagging.model import Model
from consultations.tagging.questions import Ranker
from consultations.tagging.training import context_of
from consultations.types import Audience, CommitmentTag, QuestionTag, RedactedText, Setting, Span, Tagging

_FEW_EXAMPLES = 60
"""A language with fewer training examples than this is not one the model was trained in."""
_LOW_CONFIDENCE = 0.5


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
        probabilities = self.model.probabilities(rows)
        if self._rules_apply:
            for i, c in enumerate(contexts):
                probabilities[i] = setting_rules.apply(probabilities[i], self.model.labels, c.setting, c.audience)
        gains = self._gains(rows)
        return [self._one(i, texts[i], contexts[i], rows, probabilities[i], gains[i]) for i in range(len(texts))]

    def _gains(self, rows: Rows) -> list[npt.NDArray[np.float64]]:
        """For each text, what each of its words added to each label's score: (words, labels)."""
        sizes = np.array([len(w) for w in rows.words])
        starts = np.concatenate([[0], np.cumsum(sizes)])
        total = np.zeros((int(starts[-1]), len(self.model.labels)))
        of_words = rows.word >= 0
        if of_words.any():
            feature, place = rows.feature[of_words], (starts[rows.row] + rows.word)[of_words]
            gain = self.model.coefficients[feature] * rows.share[of_words][:, None]
            # Occurrences of one word follow one another, so sums over runs are enough.
            runs = np.concatenate([[0], np.flatnonzero(np.diff(place)) + 1])
            np.add.at(total, place[runs], np.add.reduceat(gain, runs, axis=0))
        return [total[starts[i] : starts[i + 1]] for i in range(len(sizes))]

    def _one(
        self,
        i: int,
        text: str,
        context: Context,
        rows: Rows,
        probabilities: npt.NDArray[np.float64],
        gains: npt.NDArray[np.float64],
    ) -> Tagging:
        words = rows.words[i]
        spoken, sure = language.detect(text, words, context.language)
        tags = tuple(
            self._tag(k, float(probabilities[k]), context, rows, i, gains) for k in np.argsort(-probabilities, kind="stable")
        )
        return Tagging(
            language=spoken,
            commitments=tags,
            questions=self._questions(context, rows, i, probabilities),
            needs_translation=self._needs_translation(spoken, sure, tags),
            model=self.name,
        )

    def _tag(
        self, k: int, probability: float, context: Context, rows: Rows, i: int, gains: npt.NDArray[np.float64]
    ) -> CommitmentTag:
        label = self.model.labels[k]
        spans: tuple[Span, ...] = ()
        passed = probability >= self.model.threshold[k]
        if passed:
            phrases = [(first, end) for _, first, end in rows.cues[i]]
            spans = evidence.spans(rows.words[i], gains[:, k], phrases)
            if self._rules_apply and label == setting_rules.instead_of_custody(context.setting, context.audience):
                of_health = [self.model.labels.index(name) for name in (label, "C6", "C7")]
                spans = evidence.spans(rows.words[i], gains[:, of_health].max(axis=1), phrases)
        return CommitmentTag(label, probability, spans, passed and bool(spans))

    def _questions(self, context: Context, rows: Rows, i: int, probabilities: npt.NDArray[np.float64]) -> tuple[QuestionTag, ...]:
        consultation = context.consultation
        if consultation is None:
            return ()
        ranker = self._rankers.get(consultation.id)
        if ranker is None or ranker.consultation != consultation:
            ranker = self._rankers[consultation.id] = Ranker(consultation, self.model)
        concepts = {self.model.featuriser.cues.concepts[c] for c, _, _ in rows.cues[i]}
        return ranker.rank(rows.words[i], concepts, dict(zip(self.model.labels, probabilities, strict=True)), context.setting)

    def _needs_translation(self, spoken: str, sure: bool, tags: Sequence[CommitmentTag]) -> bool:
        if spoken == "en":
            return False
        if self.model.languages.get(spoken, 0) < _FEW_EXAMPLES:
            return True
        passed = [t for t in tags if t.passed]
        return not sure or not passed or max(t.probability for t in passed) < _LOW_CONFIDENCE
