"""What the queue is narrowed to, read from the address, and the values that a filter offers."""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from flask import request

from consultations.definitions import framework
from consultations.review import FEWEST_SHOWN
from consultations.schema import Consultation, Question
from consultations.store import reviewing
from consultations.store.models import Review
from consultations.store.reviewing import Confidence, Narrow
from consultations.types import Channel, Setting
from translations.locales import languages
from web.extensions import db
from web.i18n import S_, staff_gettext
from web.staff.words import CHANNELS, SETTINGS

CONFIDENCES: dict[str, str] = {
    Confidence.LOW: S_("Under 50%"),
    Confidence.MIDDLE: S_("50% to 79%"),
    Confidence.HIGH: S_("80% and over"),
}
"""How likely the machine thought its least likely tag."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What the queue is narrowed to. The state of the review tells nothing about a person, so it is not part of `narrow`."""

    narrow: Narrow
    review: Review | None
    sample: bool = False
    """Going through the sample of a batch instead of the queue."""

    @classmethod
    def asked(cls, consultation: Consultation) -> Filters:
        """From the address; a value that means nothing is left out."""

        def one_of(name: str, known: set[str]) -> str | None:
            value = request.args.get(name, "")
            return value if value in known else None

        confidence = one_of("confidence", set(Confidence))
        state = request.args.get("review", "")
        return cls(
            narrow=Narrow(
                commitment=one_of("commitment", {c.id for c in framework()}),
                setting=one_of("setting", set(Setting)),
                question=one_of("question", {q.id for q in consultation.questions}),
                language=one_of("language", set(languages())),
                channel=one_of("channel", set(Channel)),
                confidence=Confidence(confidence) if confidence else None,
                points="points" in request.args,
                outside="outside" in request.args,
            ),
            review=None if state == "any" else Review(state) if state in set(Review) else Review.WAITING,
            sample="sample" in request.args,
        )

    def query(self) -> dict[str, Any]:
        """For links that keep the filters."""
        kept = {**asdict(self.narrow), "sample": self.sample}
        return {name: "yes" if value is True else str(value) for name, value in kept.items() if value}

    def too_few(self, consultation_id: str) -> bool:
        """Whether so few responses fit, whatever their state, that looking through them could be looking for one person."""
        if self.narrow == Narrow():
            return False
        return not reviewing.at_least(db.session(), consultation_id, self.narrow, FEWEST_SHOWN)


Choices = list[tuple[str, str]]
"""Values and what staff call them."""


@dataclass(frozen=True, slots=True)
class Offers:
    """What each filter offers."""

    commitments: Choices
    questions: Choices
    settings: Choices
    languages: Choices
    channels: Choices
    confidences: Choices
    points: bool
    outside: bool


def offered(consultation: Consultation) -> Offers:
    """The values that at least `FEWEST_SHOWN` responses have: the name of a rarer one would already say who took part."""
    commitments = {c.id: f"{c.id[1:]}. {c.easy_title}" for c in framework()}
    questions = {q.id: _short(q) for q in consultation.questions}
    found = reviewing.values(db.session(), consultation.id, questions, commitments, FEWEST_SHOWN)
    names = {code: language.english_name for code, language in languages().items()}
    return Offers(
        commitments=_among(commitments, found.commitments),
        questions=_among(questions, found.questions),
        settings=_among({k: staff_gettext(v) for k, v in SETTINGS.items()}, found.settings),
        languages=_among(names, found.languages),
        channels=_among({k: staff_gettext(v) for k, v in CHANNELS.items()}, found.channels),
        confidences=_among({k: staff_gettext(v) for k, v in CONFIDENCES.items()}, found.confidences),
        points=found.points,
        outside=found.outside,
    )


def _among(names: Mapping[str, str], having: Collection[str]) -> Choices:
    return [(str(value), words) for value, words in names.items() if value in having]


def _short(question: Question) -> str:
    return textwrap.shorten(question.easy_text or question.official_text or question.id, 70, placeholder=" …")
