"""Queries about drafts: responses being written, sealed, each under the digest of a token that only its browser holds."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from consultations.store.models import DraftRow
from consultations.store.queries import DELETED


def load(session: Session, token_digest: str) -> bytes | None:
    return session.scalar(select(DraftRow.sealed).where(DraftRow.token_digest == token_digest))


def touched_at(session: Session, token_digest: str) -> int | None:
    """Seconds since 1970 of the last change or touch; None where there is no such draft."""
    return session.scalar(select(DraftRow.touched_at).where(DraftRow.token_digest == token_digest))


def add(session: Session, token_digest: str, sealed: bytes, now: int) -> None:
    session.add(DraftRow(token_digest=token_digest, sealed=sealed, touched_at=now))


def save(session: Session, token_digest: str, sealed: bytes, now: int) -> bool:
    """Change a draft. False where it was wiped meanwhile: a slow request must not bring it back."""
    return _update(session, token_digest, sealed=sealed, touched_at=now)


def touch(session: Session, token_digest: str, now: int) -> bool:
    """Note that somebody is still at it. False where it was wiped meanwhile."""
    return _update(session, token_digest, touched_at=now)


def _update(session: Session, token_digest: str, **values: Any) -> bool:
    done = session.execute(update(DraftRow).where(DraftRow.token_digest == token_digest).values(**values))
    return bool(getattr(done, "rowcount", 0))


def wipe(session: Session, token_digest: str) -> None:
    session.info[DELETED] = True
    session.execute(delete(DraftRow).where(DraftRow.token_digest == token_digest))


def wipe_before(session: Session, moment: int) -> int:
    """Wipe what nobody touched since `moment` (seconds since 1970); how many they were."""
    session.info[DELETED] = True
    done = session.execute(delete(DraftRow).where(DraftRow.touched_at < moment))
    return int(getattr(done, "rowcount", 0))
