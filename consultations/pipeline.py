"""What happens to words between the person and the reviewer: each step takes what the step before made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from consultations.anonymise import engine as anonymiser
from consultations.anonymise.rarity import could_point_to_one_person
from consultations.safeguarding import detector
from consultations.schema import Consultation, Question
from consultations.tagging.engine import Context, Tagger
from consultations.types import Audience, RawText, RedactedText, Safeguarding, Setting, Tagging

ANONYMISER = anonymiser.VERSION
DETECTOR = detector.VERSION


@dataclass(frozen=True, slots=True)
class About:
    """What is known about a text besides its words."""

    language: str | None = None
    setting: Setting | None = None
    audience: Audience | None = None
    question: Question | None = None
    consultation: Consultation | None = None

    @property
    def asked(self) -> str | None:
        """The wording the person answered."""
        return (self.question.easy_text or self.question.official_text) if self.question else None


@dataclass(frozen=True, slots=True)
class Processed:
    """One text after the whole pipeline."""

    redacted: RedactedText
    tagging: Tagging
    safeguarding: Safeguarding
    could_point_to: tuple[str, ...]


def assess(raw: RawText, language: str | None) -> Safeguarding:
    """Safeguarding alone: runs at once, before the next page or the bot's next line."""
    return detector.assess(raw, language)


class Pipeline:
    """The pipeline with its tagging model, loaded when first needed and again when another one is adopted.

    `model`: where an installation keeps the model it adopted; while nothing is there, the shipped one is used.
    """

    def __init__(self, model: Path | None = None) -> None:
        self._model = model
        self._tagger: Tagger | None = None
        self._loaded: int | None = None

    @property
    def tagger(self) -> Tagger:
        there = self._model.stat().st_mtime_ns if self._model and self._model.exists() else None
        if self._tagger is None or there != self._loaded:
            self._tagger, self._loaded = Tagger.load(self._model if there else None), there
        return self._tagger

    def process(self, items: Sequence[tuple[RawText, About]]) -> list[Processed]:
        """Every text safeguarded, anonymised and tagged; same order."""
        redacted = [anonymiser.anonymise(raw, about.language) for raw, about in items]
        taggings = self.tag([(text, about) for text, (_, about) in zip(redacted, items, strict=True)])
        return [
            Processed(
                redacted=text,
                tagging=tagging,
                safeguarding=detector.assess(raw, about.language),
                could_point_to=could_point_to_one_person(text, about.setting),
            )
            for text, tagging, (raw, about) in zip(redacted, taggings, items, strict=True)
        ]

    def tag(self, items: Sequence[tuple[RedactedText, About]]) -> list[Tagging]:
        return self.tagger.tag(
            [text for text, _ in items],
            [
                Context(
                    question=about.asked,
                    setting=about.setting,
                    audience=about.audience,
                    language=about.language,
                    consultation=about.consultation,
                )
                for _, about in items
            ],
        )
