"""Safeguarding holds: which raw words may not be emptied yet."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from consultations.store.models import Hold, Response


def _stands(today: dt.date) -> tuple[ColumnElement[bool], ...]:
    return Hold.ended_on.is_(None), Hold.kept_until >= today


def holding(today: dt.date) -> ColumnElement[bool]:
    """True for responses whose raw words are held on `today`; the last day of a hold is still held."""
    return Response.id.in_(select(Hold.response_id).where(*_stands(today)))


def standing(session: Session, response_id: str, today: dt.date) -> Hold | None:
    """The hold that stands on a response, the longest of them."""
    query = select(Hold).where(Hold.response_id == response_id, *_stands(today))
    return session.scalars(query.order_by(Hold.kept_until.desc()).limit(1)).first()
