"""What people decided about the machine's tags, without a word of any answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Row, and_, select
from sqlalchemy.orm import Session

from consultations.agreement import Judged
from consultations.store.models import Response, Review, Scheme, SetBy, Tag
from consultations.store.review_models import BulkBatch, BulkMember, SecondOpinion

Pairs = list[tuple[frozenset[str], frozenset[str]]]


def judged(session: Session) -> Iterator[Judged]:
    """Every response that a reviewer approved, or two of them gave opinions on, with the commitments of each.

    Decisions to withhold are left out: what they say of tags means little. So is the acceptance of responses that nobody
    read one by one, where the machine would be compared with itself.
    """
    opinions = _opinions(session)
    unread = _accepted_unread(session)
    query = (
        select(
            Response.id,
            Response.language,
            Response.setting,
            Response.channel,
            Response.review,
            Response.reviewed_by,
            Tag.label,
            Tag.applies,
            Tag.set_by,
        )
        .outerjoin(Tag, and_(Tag.response_id == Response.id, Tag.scheme == Scheme.COMMITMENT.value))
        .where((Response.review == Review.APPROVED.value) | Response.id.in_(select(SecondOpinion.response_id)))
        .order_by(Response.id, Tag.id)
    )
    rows: Iterable[Row[Any]] = session.execute(query.execution_options(yield_per=2000))
    for response_id, group in groupby(rows, key=attrgetter("id")):
        found = list(group)
        decided = found[0].review == Review.APPROVED.value and found[0].reviewed_by is not None
        counts = decided and (response_id, found[0].reviewed_by) not in unread
        yield _judged(found, opinions.get(response_id, []), counts)


def _judged(rows: Sequence[Row[Any]], opinions: Pairs, counts: bool) -> Judged:
    machine: set[str] = set()
    decided: dict[str, bool] = {}
    for row in rows:
        if row.set_by == SetBy.MODEL.value and row.applies:
            machine.add(row.label)
        elif row.set_by == SetBy.REVIEWER.value:
            # Each decision speaks of every label that stood, so that the last row of each label is of the last decision.
            decided[row.label] = row.applies
    return Judged(
        language=rows[0].language,
        setting=rows[0].setting,
        channel=rows[0].channel,
        machine=frozenset(machine),
        decision=frozenset(label for label, applies in decided.items() if applies) if counts else None,
        opinions=tuple(opinions),
    )


def _opinions(session: Session) -> dict[str, Pairs]:
    """By response: the labels of the first and of the second decision, where both approved."""
    query = select(SecondOpinion).where(
        SecondOpinion.answered_by.is_not(None),
        SecondOpinion.first_review == Review.APPROVED.value,
        SecondOpinion.second_review == Review.APPROVED.value,
    )
    found: dict[str, Pairs] = defaultdict(list)
    for each in session.scalars(query.order_by(SecondOpinion.id)):
        found[each.response_id].append((frozenset(each.first_labels), frozenset(each.second_labels or ())))
    return found


def _accepted_unread(session: Session) -> set[tuple[str, str | None]]:
    """Responses accepted as part of a batch without being among the sample, and by whom."""
    query = (
        select(BulkMember.response_id, BulkBatch.closed_by)
        .join(BulkBatch, BulkBatch.id == BulkMember.batch_id)
        .where(BulkBatch.accepted.is_not(None), BulkMember.sampled.is_(False))
    )
    return {(response_id, by) for response_id, by in session.execute(query)}
