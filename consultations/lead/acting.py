"""What a safeguarding lead decides: what was done about an alert, and how long words as written are kept because of it."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from sqlalchemy.orm import Session

from consultations.lead import clock
from consultations.store import alerts, audit
from consultations.store import holds as holding
from consultations.store.models import Alert, AlertAction, Hold
from consultations.store.vault import Vault
from consultations.types import RawText

LONGEST_NOTE = 1000
"""Characters."""


class Done(StrEnum):
    """What was done. A closed list can be counted and holds no words about anyone."""

    TOLD_PLACE = "told_place"
    TOLD_HEALTH = "told_health"
    TOLD_COUNCIL = "told_council"
    TOLD_POLICE = "told_police"
    TOLD_OTHER = "told_other"
    ANSWERED = "answered"
    """For requests for help only: nobody knows whom to answer for words in a response."""
    NO_DANGER = "no_danger"
    CANNOT = "cannot"


FOR_ALERTS = tuple(d for d in Done if d is not Done.ANSWERED)


class HoldReason(StrEnum):
    """Why words are kept longer. A closed list: a reason in free words could name somebody."""

    STILL_HELPING = "still_helping"
    INVESTIGATION = "investigation"
    POLICE = "police"
    COURT = "court"
    COMPLAINT = "complaint"


class Refused(ValueError):
    """Why something cannot be done: `date`, `too_long`, `nothing_left`, `note`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def record(
    session: Session, vault: Vault, alert: Alert, *, what: Done, note: RawText | None, finished: bool, by: str, on: dt.date
) -> None:
    """Note what was done about an alert, by whom, on which day. The note is sealed. Raises `Refused`."""
    check_note(note)
    alert.actions.append(
        AlertAction(what=what.value, sealed_note=vault.seal(note) if note else None, finished=finished, done_by=by, done_on=on)
    )
    audit.record(session, actor=by, action=f"alert.{what.value}{'.finished' if finished else ''}", subject=f"alert:{alert.id}")


def place_hold(session: Session, alert: Alert, *, reason: HoldReason, until: dt.date, by: str, on: dt.date) -> None:
    """Keep the words as written of the alert's response until the end of a day. Raises `Refused`.

    A hold that stands is replaced by the new one, so that the latest decision counts.
    """
    check_hold(until, on)
    if not alerts.raw_is_there(session, alert.response_id):
        raise Refused("nothing_left")
    _end(session, alert.response_id, on)
    session.add(Hold(response_id=alert.response_id, reason=reason.value, kept_until=until, placed_by=by, placed_on=on))
    audit.record(session, actor=by, action=f"response.held:{reason.value}", subject=alert.response_id)


def end_hold(session: Session, alert: Alert, *, by: str, on: dt.date) -> bool:
    """End the hold that stands; the next purge empties words that are past their time. False when there was none."""
    ended = _end(session, alert.response_id, on)
    if ended:
        audit.record(session, actor=by, action="response.hold_ended", subject=alert.response_id)
    return ended


def check_hold(until: dt.date, on: dt.date) -> None:
    """Raises `Refused` when the last day is not after today, or further off than is allowed."""
    if until <= on:
        raise Refused("date")
    if (until - on).days > clock.load().longest_hold_days:
        raise Refused("too_long")


def check_note(note: RawText | None) -> None:
    if note is not None and len(note) > LONGEST_NOTE:
        raise Refused("note")


def _end(session: Session, response_id: str, on: dt.date) -> bool:
    found = False
    while (standing := holding.standing(session, response_id, on)) is not None:
        standing.ended_on = on
        session.flush()
        found = True
    return found
