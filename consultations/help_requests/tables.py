"""The tables of requests for help, in a database of their own.

Rows are stored in the order of their random keys (no row id), so that the file does not tell which came first. They live for
weeks only: a change of these tables needs no migration, it makes new ones.
"""

from __future__ import annotations

import datetime as dt
import secrets

from sqlalchemy import Date, Engine, ForeignKey, LargeBinary, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
from sqlalchemy.schema import CreateIndex, CreateTable


class RequestsBase(DeclarativeBase):
    """Base of the tables that are never in the database of responses."""


class RequestRow(RequestsBase):
    """One request. Who, where and about what is sealed."""

    __tablename__ = "request"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - SQLAlchemy's form

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    week: Mapped[str] = mapped_column(String(8))
    """ISO week, `2026-W47`: no finer time is kept."""
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    held_until: Mapped[dt.date | None] = mapped_column(Date)
    hold_reason: Mapped[str | None] = mapped_column(String(24))

    actions: Mapped[list[RequestAction]] = relationship(cascade="all, delete-orphan", passive_deletes=True)


class RequestAction(RequestsBase):
    """What a lead did about a request, and in which week."""

    __tablename__ = "request_action"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - SQLAlchemy's form

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=lambda: secrets.token_hex(16))
    request_id: Mapped[str] = mapped_column(ForeignKey("request.id", ondelete="CASCADE"))
    what: Mapped[str] = mapped_column(String(24))
    sealed_note: Mapped[bytes | None] = mapped_column(LargeBinary)
    finished: Mapped[bool]
    done_by: Mapped[str] = mapped_column(String(32))
    week: Mapped[str] = mapped_column(String(8))


def create(engine: Engine) -> None:
    """Make what is not there yet; processes that start together do no harm."""
    with engine.begin() as connection:
        for table in RequestsBase.metadata.sorted_tables:
            connection.execute(CreateTable(table, if_not_exists=True))
            for index in table.indexes:
                connection.execute(CreateIndex(index, if_not_exists=True))
