"""What people decided about the machine's tags, without a word of any answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Row, and_, select
from sqlalchemy.orm import Session

from consultations.agreement import Judged
from consultations.store.models import Response, Review, Scheme, SetBy, Tag


def judged(session: Session) -> Iterator[Judged]:
    """Every approved response with the commitments of the machine and of each reviewer, whoever decided last coming last.

    A reviewer who decided twice counts with the later decision. An earlier reviewer who approved without any tag, where
    nobody had set one, left no rows, and cannot be told from one who never decided.
    """
    query = (
        select(
            Response.id,
            Response.language,
            Response.setting,
            Response.channel,
            Response.reviewed_by,
            Tag.label,
            Tag.applies,
            Tag.set_by,
            Tag.setter,
        )
        .outerjoin(Tag, and_(Tag.response_id == Response.id, Tag.scheme == Scheme.COMMITMENT.value))
        .where(Response.review == Review.APPROVED.value, Response.reviewed_by.is_not(None))
        .order_by(Response.id, Tag.id)
    )
    rows: Iterable[Row[Any]] = session.execute(query.execution_options(yield_per=2000))
    for _, group in groupby(rows, key=attrgetter("id")):
        yield _judged(list(group))


def _judged(rows: Sequence[Row[Any]]) -> Judged:
    machine: set[str] = set()
    by_reviewer: dict[str, dict[str, bool]] = {}
    for row in rows:
        if row.set_by == SetBy.MODEL.value and row.applies:
            machine.add(row.label)
        elif row.set_by == SetBy.REVIEWER.value:
            # Taken out and put back, so that the order is that of the last word of each.
            by_reviewer[row.setter] = {**by_reviewer.pop(row.setter, {}), row.label: row.applies}
    response = rows[0]
    # A reviewer who left every commitment unset wrote no row.
    by_reviewer.setdefault(response.reviewed_by, {})
    return Judged(
        language=response.language,
        setting=response.setting,
        channel=response.channel,
        machine=frozenset(machine),
        decisions=tuple(frozenset(label for label, applies in each.items() if applies) for each in by_reviewer.values()),
    )
