"""From a finished draft to the submission that intake takes."""

from __future__ import annotations

import datetime as dt

from consultations.intake import Given, Submission
from consultations.journey.draft import Draft
from consultations.journey.steps import questions
from consultations.receipts import Receipt
from consultations.schema import Consultation


class NotReady(ValueError):
    """The draft cannot be sent yet; `reason` is `audience` or `nothing_answered`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def submission(
    draft: Draft, consultation: Consultation, version: str, day: dt.date, receipt: Receipt | None, *, demonstration: bool
) -> Submission:
    """What was answered on this person's way; answers to topics they later left out stay behind."""
    if draft.audience is None:
        raise NotReady("audience")
    given = [Given(q.id, a.choices, a.words) for q in questions(draft, consultation) if (a := draft.answers.get(q.id))]
    if not given:
        raise NotReady("nothing_answered")
    return Submission(
        consultation=consultation,
        definition_version=version,
        language=draft.language,
        audience=draft.audience,
        setting=draft.setting,
        channel=draft.channel,
        key=draft.submission_key,
        answers=given,
        received_on=day,
        region=draft.region,
        stage=draft.stage,
        helped_by=draft.helped_by,
        organisation_name=draft.organisation_name,
        members_views=draft.members_views,
        understood=draft.understood,
        may_quote=bool(draft.may_quote),
        receipt=receipt,
        read_back=draft.read_back,
        demonstration=demonstration,
    )
