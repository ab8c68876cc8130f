"""An alert as a safeguarding lead sees it: the redacted words, where, and how long it has waited; never the raw words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from consultations.definitions import load_all
from consultations.lead import clock
from consultations.lead.clock import Wait
from consultations.store import queries
from consultations.store.models import Alert, Response
from consultations.types import SafeguardingKind
from translations.locales import languages
from web.review.pieces import Piece, cut
from web.staff.models import User
from web.staff.permissions import MAY_NOT_REVIEW, Employer


@dataclass(frozen=True, slots=True)
class ShownAlert:
    """One alert with the one answer it was raised on."""

    alert: Alert
    response: Response
    wait: Wait
    question: str
    pieces: tuple[Piece, ...]
    language: str | None
    direction: str


def works_outside(user: User) -> bool:
    """Whether a lead is known to work for nobody who holds or treats people. Only such leads see allegations against staff."""
    return user.employer not in {*MAY_NOT_REVIEW, Employer.NOT_GIVEN}


def may_see(user: User, alert: Alert) -> bool:
    return works_outside(user) or SafeguardingKind.ABUSE_BY_STAFF.value not in alert.kinds


def alerts(found: Iterable[Alert], user: User, today: dt.date, *, finished: bool = False) -> list[ShownAlert]:
    """Those of `found` that the lead may see and whose clock runs, or has stopped, most urgent first."""
    mine = [alert for alert in found if may_see(user, alert)]
    return [_show(alert, wait) for alert, wait in clock.most_urgent_first(mine, today) if wait.finished == finished]


def one(alert: Alert, today: dt.date) -> ShownAlert:
    return _show(alert, clock.wait(alert, today))


def _show(alert: Alert, wait: Wait) -> ShownAlert:
    answer = alert.answer
    words = queries.redacted(answer)
    language = languages().get(answer.language or "")
    return ShownAlert(
        alert=alert,
        response=answer.response,
        wait=wait,
        question=_question(answer.response.consultation_id, answer.question_id),
        pieces=tuple(cut(words, ())) if words else (),
        language=answer.language,
        direction=language.direction if language else "auto",
    )


def _question(consultation_id: str, question_id: str) -> str:
    """The wording that was asked; the id where the definition no longer has it."""
    consultation = load_all().get(consultation_id)
    question = next((q for q in consultation.questions if q.id == question_id), None) if consultation else None
    return (question.easy_text or question.official_text or question_id) if question else question_id
