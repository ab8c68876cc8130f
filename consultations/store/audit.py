"""The audit trail: append-only, each entry chained to the one before by hash. Ids and salted digests only, never words."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.store.models import AuditEntry

_START = "0" * 64


def record(session: Session, *, actor: str, action: str, subject: str) -> None:
    """Append one entry. The subject is kept as a salted digest, so that the trail alone leads to nobody."""
    session.flush()
    last = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1).with_for_update()).first()
    salt = secrets.token_hex(16)
    entry = AuditEntry(
        on=dt.datetime.now(dt.UTC).date(),
        actor=actor,
        action=action,
        subject=hashlib.sha256(f"{salt}{subject}".encode()).hexdigest(),
        salt=salt,
        previous=last.digest if last else _START,
        digest="",
    )
    entry.digest = _digest(entry)
    session.add(entry)
    session.flush()


def verify(session: Session) -> list[int]:
    """The ids of entries that do not follow from the one before; empty when the trail is whole."""
    wrong: list[int] = []
    previous = _START
    for entry in session.scalars(select(AuditEntry).order_by(AuditEntry.id).execution_options(yield_per=1000)):
        if entry.previous != previous or entry.digest != _digest(entry):
            wrong.append(entry.id)
        previous = entry.digest
    return wrong


def _digest(entry: AuditEntry) -> str:
    parts = (entry.previous, entry.on.isoformat(), entry.actor, entry.action, entry.subject, entry.salt)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
