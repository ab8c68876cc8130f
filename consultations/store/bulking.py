"""What accepting in bulk asks of the database."""

from __future__ import annotations

from sqlalchemy import exists, select, text, update
from sqlalchemy.orm import Session, aliased, selectinload

from consultations.store.models import Answer, Response, Review, Scheme, SetBy, Tag
from consultations.store.review_models import BulkBatch, BulkMember, SecondOpinion


def sure(session: Session, consultation_id: str, least: float, limit: int) -> list[Response]:
    """Waiting responses, in shuffled order, whose machine tags are all at least this likely, and which need no person's eyes.

    Left out: those without a tag, in another language, that could point to one person, whose writer corrected a tag, and those
    on which a reviewer was at work.
    """
    of_this = (Tag.response_id == Response.id, Tag.scheme == Scheme.COMMITMENT.value)
    by_machine = (*of_this, Tag.set_by == SetBy.MODEL.value)
    machine = aliased(Tag)
    agreed = exists().where(
        machine.response_id == Tag.response_id,
        machine.scheme == Tag.scheme,
        machine.label == Tag.label,
        machine.set_by == SetBy.MODEL.value,
    )
    query = (
        select(Response)
        .where(
            Response.consultation_id == consultation_id,
            Response.review == Review.WAITING.value,
            exists().where(*by_machine),
            ~exists().where(*by_machine, Tag.probability < least),
            ~exists().where(*of_this, Tag.set_by == SetBy.REVIEWER.value),
            ~exists().where(*of_this, Tag.set_by == SetBy.RESPONDENT.value, ~(Tag.applies & agreed)),
            ~exists().where(Answer.response_id == Response.id, Answer.needs_translation),
            ~exists().where(Answer.response_id == Response.id, text("CAST(answer.could_point_to AS TEXT) <> '[]'")),
            ~exists().where(SecondOpinion.response_id == Response.id, SecondOpinion.closed_on.is_(None)),
        )
        .order_by(Response.shuffle, Response.id)
        .limit(limit)
    )
    return list(session.scalars(query.options(selectinload(Response.answers), selectinload(Response.tags))))


def fits(response: Response) -> bool:
    """Whether a response that was drawn still needs no person's eyes. A second opinion leaves a reviewer's tags."""
    return (
        response.review == Review.WAITING.value
        and not any(t.set_by == SetBy.REVIEWER.value for t in response.tags if t.scheme == Scheme.COMMITMENT.value)
        and not any(a.needs_translation or a.could_point_to for a in response.answers)
    )


def open_batch(session: Session, consultation_id: str) -> BulkBatch | None:
    query = select(BulkBatch).where(BulkBatch.consultation_id == consultation_id, BulkBatch.closed_on.is_(None))
    return session.scalars(query).first()


def hold(session: Session, batch_id: str) -> BulkBatch | None:
    """One batch as it stands now, held until this transaction ends. It must come before other changes of the same session."""
    session.execute(update(BulkBatch).where(BulkBatch.id == batch_id).values(percent=BulkBatch.percent))
    return session.scalars(select(BulkBatch).where(BulkBatch.id == batch_id).execution_options(populate_existing=True)).first()


def members(session: Session, batch_id: str, *, sampled: bool) -> list[tuple[BulkMember, Response]]:
    """The sample of a batch, or the rest, each with its response as it stands, in shuffled order."""
    query = (
        select(BulkMember, Response)
        .join(Response, Response.id == BulkMember.response_id)
        .where(BulkMember.batch_id == batch_id, BulkMember.sampled.is_(sampled))
        .order_by(Response.shuffle, Response.id)
        .options(selectinload(Response.answers), selectinload(Response.tags))
    )
    return [(member, response) for member, response in session.execute(query)]
