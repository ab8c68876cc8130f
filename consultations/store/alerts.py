"""What safeguarding leads ask of the database: alerts with their redacted answer, what was done, and holds."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from consultations.store.models import Alert, Answer, Hold

_WHOLE = (selectinload(Alert.answer).selectinload(Answer.response), selectinload(Alert.actions))


def every(session: Session) -> list[Alert]:
    """All alerts, in no particular order."""
    return list(session.scalars(select(Alert).options(*_WHOLE)))


def one(session: Session, alert_id: int) -> Alert | None:
    return session.scalars(select(Alert).where(Alert.id == alert_id).options(*_WHOLE)).first()


def holds(session: Session, response_id: str) -> list[Hold]:
    """Every hold ever placed on a response, latest first."""
    return list(session.scalars(select(Hold).where(Hold.response_id == response_id).order_by(Hold.id.desc())))


def raw_is_there(session: Session, response_id: str) -> bool:
    """Whether any words as written of a response are still kept."""
    kept = select(Answer.id).where(Answer.response_id == response_id, Answer.sealed_raw.is_not(None)).limit(1)
    return session.scalar(kept) is not None
