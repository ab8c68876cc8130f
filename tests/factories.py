"""Invented submissions and responses for tests. Nobody wrote these words about anything that happened."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from consultations.definitions import load, version_of
from consultations.intake import Given, Submission
from consultations.types import Audience, Channel, RawText, Setting

_numbers = itertools.count()


def a_submission(**changes: Any) -> Submission:
    """A prisoner's short response to the twelve commitments; `changes` replace any field, `words` the text answer."""
    words = changes.pop("words", "I waited six weeks for the dentist and nurse sharon never told me why")
    consultation = changes.pop("consultation", load("twelve-commitments"))
    fields: dict[str, Any] = {
        "consultation": consultation,
        "definition_version": version_of(consultation.id),
        "language": "en",
        "audience": Audience.PERSON,
        "setting": Setting.PRISON,
        "channel": Channel.FORM,
        "key": f"test-{next(_numbers)}",
        "answers": [Given("c6-how", ("2",)), Given("c6-what-happened", words=RawText(words))],
        "received_on": dt.date(2026, 1, 5),
    }
    return Submission(**{**fields, **changes})
