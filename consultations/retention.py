"""How long things are kept: raw words until review or some days, drafts some hours, requests for help some weeks."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import Session

from consultations.store import audit, drafts, queries


@dataclass(frozen=True, slots=True)
class Purged:
    """How many answers lost their raw words, drafts were wiped, and requests for help were deleted."""

    raw_texts: int
    drafts: int
    requests: int = 0


def purge(session: Session, *, today: dt.date, raw_days: int, drafts_before: int, requests: int = 0) -> Purged:
    """Empty raw words received more than `raw_days` days before `today`, unless held, and drafts last touched before a moment.

    `drafts_before` is in seconds since 1970; `requests` is how many requests for help were deleted from their own database.
    """
    purged = Purged(
        raw_texts=queries.release_raw(session, before=today - dt.timedelta(days=raw_days), today=today),
        drafts=drafts.wipe_before(session, drafts_before),
        requests=requests,
    )
    if purged.raw_texts or purged.drafts:
        audit.record(session, actor="retention", action="raw.purged", subject=today.isoformat())
    if purged.requests:
        audit.record(session, actor="retention", action="requests.purged", subject=today.isoformat())
    return purged
