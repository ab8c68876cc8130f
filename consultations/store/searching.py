"""Full-text search over redacted words: FTS5 in SQLite, tsvector in PostgreSQL. The migrations make the indexes."""

from __future__ import annotations

import regex
from sqlalchemy import ColumnElement, Select, func, literal_column, select, text
from sqlalchemy.orm import Session, selectinload

from consultations.store.models import Answer, Response

_WORD = regex.compile(r"[\p{L}\p{N}][\p{L}\p{M}\p{N}]*")
MOST_WORDS = 12


def words_of(asked: str) -> list[str]:
    """The words of a question, at most `MOST_WORDS`; signs mean nothing, so that none is taken for a command of the index."""
    return _WORD.findall(asked)[:MOST_WORDS]


def search(
    session: Session, consultation_id: str, asked: str, *, fewest: int, limit: int, offset: int = 0
) -> tuple[list[Response], int] | None:
    """Responses with an answer that holds every word asked for, in shuffled order, and how many; whatever their review.

    None when fewer than `fewest` fit, or no word was asked for: a word may be used to look for one person.
    """
    words = words_of(asked)
    if not words:
        return None
    query = select(Response).where(
        Response.consultation_id == consultation_id, Response.id.in_(holding(session.get_bind().dialect.name, words))
    )
    total = session.scalar(query.with_only_columns(func.count(Response.id))) or 0
    if total < fewest:
        return None
    page = query.order_by(Response.shuffle, Response.id).limit(limit).offset(offset)
    return list(session.scalars(page.options(selectinload(Response.answers), selectinload(Response.tags)))), total


def holding(dialect: str, words: list[str]) -> Select[str]:
    """The ids of responses with an answer that holds all these words."""
    answers = select(Answer.response_id)
    if dialect == "postgresql":
        # Written as in the index, or it would not be used.
        vector: ColumnElement[str] = literal_column("to_tsvector('simple', coalesce(answer.redacted, ''))")
        return answers.where(vector.op("@@")(func.plainto_tsquery("simple", " ".join(words))))
    matching = text(
        "answer.id IN (SELECT n.answer_id FROM answer_search s JOIN answer_number n ON n.number = s.rowid"
        " WHERE answer_search MATCH :asked)"
    ).bindparams(asked=" ".join(f'"{word}"' for word in words))
    return answers.where(matching)


def forget(session: Session) -> None:
    """After words were deleted or hidden: SQLite's index keeps them struck out until its parts are merged. Merge them at once.

    Takes about a second for 150,000 answers. (FTS5 has a `secure-delete` of its own from SQLite 3.42 on; Debian 12 has 3.40.)
    PostgreSQL's vacuum sees to its own.
    """
    session.flush()
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("INSERT INTO answer_search (answer_search) VALUES ('optimize')"))
