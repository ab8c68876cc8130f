"""How long things are kept: raw words until review or some days, drafts some hours."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import Session

from consultations.store import audit, drafts, queries


@dataclass(frozen=True, slots=True)
class Purged:
    """How many were emptied: answers that lost their raw words, and drafts that were wiped."""

    raw_texts: int
    drafts: int


def purge(session: Session, *, today: dt.date, raw_days: int, drafts_before: int) -> Purged:
    """Empty raw words received more than `raw_days` days before `today`, unless held, and drafts last touched before a moment.

    `drafts_before` is in seconds since 1970.
    """
    purged = Purged(
        raw_texts=queries.release_raw(session, before=today - dt.timedelta(days=raw_days), today=today),
        drafts=drafts.wipe_before(session, drafts_before),
    )
    if purged.raw_texts or purged.drafts:
        audit.record(session, actor="retention", action="raw.purged", subject=today.isoformat())
    return purged
