"""What reviewing asks of the database besides the queue itself."""

from __future__ import annotations

from sqlalchemy import select, tuple_, update
from sqlalchemy.orm import Session, selectinload

from consultations.store.models import Response, Review, Scheme, Tag


def hold(session: Session, response_id: str) -> Response | None:
    """One response as it stands now, held until this transaction ends: whoever else decides on it waits, then sees the result.

    It must come before other changes of the same session: writing first is what makes SQLite wait instead of refusing.
    """
    session.execute(update(Response).where(Response.id == response_id).values(review=Response.review))
    query = (
        select(Response).where(Response.id == response_id).options(selectinload(Response.answers), selectinload(Response.tags))
    )
    return session.scalars(query.execution_options(populate_existing=True)).first()


def next_waiting(
    session: Session,
    consultation_id: str,
    *,
    commitment: str | None = None,
    setting: str | None = None,
    after: Response | None = None,
) -> str | None:
    """The id of the next response to review in shuffled order, starting again from the first when `after` was the last."""
    query = select(Response.id).where(Response.consultation_id == consultation_id, Response.review == Review.WAITING.value)
    if setting is not None:
        query = query.where(Response.setting == setting)
    if commitment is not None:
        tagged = select(Tag.response_id).where(Tag.scheme == Scheme.COMMITMENT.value, Tag.label == commitment)
        query = query.where(Response.id.in_(tagged))
    query = query.order_by(Response.shuffle, Response.id).limit(1)
    if after is None:
        return session.scalar(query)
    later = tuple_(Response.shuffle, Response.id) > (after.shuffle, after.id)
    return session.scalar(query.where(later)) or session.scalar(query.where(Response.id != after.id))
