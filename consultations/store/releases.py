"""The snapshots of what was released: added once, never changed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultations.releasable import ReleasableTable
from consultations.store.models import Release


def add(session: Session, release: Release) -> Release:
    """Add a snapshot as the next of its consultation."""
    last = session.scalar(select(func.max(Release.sequence)).where(Release.consultation_id == release.consultation_id))
    release.sequence = (last or 0) + 1
    session.add(release)
    session.flush()
    return release


def latest(session: Session, consultation_id: str) -> Release | None:
    query = select(Release).where(Release.consultation_id == consultation_id).order_by(Release.sequence.desc()).limit(1)
    return session.scalars(query).first()


def every(session: Session, consultation_id: str) -> list[Release]:
    """All releases of a consultation, oldest first."""
    return list(session.scalars(select(Release).where(Release.consultation_id == consultation_id).order_by(Release.sequence)))


def tables(release: Release) -> tuple[ReleasableTable, ...]:
    """The released tables of a snapshot: the one place where they are made again from what was stored."""
    records: list[dict[str, Any]] = release.document["tables"]
    return tuple(ReleasableTable.stored(record) for record in records)
