"""The tables of reviewers' work beside their decisions. Every row about a response goes when the response is deleted."""

from __future__ import annotations

import datetime as dt
import uuid

from sqlalchemy import JSON, Date, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from consultations.store.models import Base


class ReviewNote(Base):
    """What a reviewer noted about a response, after the anonymiser went over it."""

    __tablename__ = "review_note"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    response_id: Mapped[str] = mapped_column(ForeignKey("response.id", ondelete="CASCADE"), index=True)
    words: Mapped[str] = mapped_column(Text)
    written_by: Mapped[str] = mapped_column(String(32))
    written_on: Mapped[dt.date] = mapped_column(Date)


class SecondOpinion(Base):
    """A first decision that another reviewer was asked to check, and what that one decided. Open while `closed_on` is empty."""

    __tablename__ = "second_opinion"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    response_id: Mapped[str] = mapped_column(ForeignKey("response.id", ondelete="CASCADE"), index=True)
    asked_by: Mapped[str] = mapped_column(String(32))
    asked_of: Mapped[str | None] = mapped_column(String(32), index=True)
    """The reviewer who was asked; empty: any other one."""
    asked_on: Mapped[dt.date] = mapped_column(Date)
    first_review: Mapped[str] = mapped_column(String(12))
    first_labels: Mapped[list[str]] = mapped_column(JSON)
    answered_by: Mapped[str | None] = mapped_column(String(32))
    second_review: Mapped[str | None] = mapped_column(String(12))
    second_labels: Mapped[list[str] | None] = mapped_column(JSON)
    closed_on: Mapped[dt.date | None] = mapped_column(Date)
    """Also set, with nobody in `answered_by`, when the first reviewer took the question back."""


class BulkBatch(Base):
    """Responses whose tags the machine was sure of, and among them a sample to be checked by hand before the rest is accepted."""

    __tablename__ = "bulk_batch"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=lambda: uuid.uuid4().hex)
    consultation_id: Mapped[str] = mapped_column(String(60), index=True)
    percent: Mapped[int] = mapped_column(Integer)
    """Every tag of its responses was at least this likely."""
    sample_size: Mapped[int] = mapped_column(Integer)
    drawn_by: Mapped[str] = mapped_column(String(32))
    drawn_on: Mapped[dt.date] = mapped_column(Date)
    accepted: Mapped[int | None] = mapped_column(Integer)
    """How many were accepted unread; empty until then, and for a batch that was given up."""
    closed_by: Mapped[str | None] = mapped_column(String(32))
    closed_on: Mapped[dt.date | None] = mapped_column(Date)


class BulkMember(Base):
    """One response of a batch, with the commitments the machine had set when it was drawn."""

    __tablename__ = "bulk_member"

    batch_id: Mapped[str] = mapped_column(ForeignKey("bulk_batch.id", ondelete="CASCADE"), primary_key=True)
    response_id: Mapped[str] = mapped_column(ForeignKey("response.id", ondelete="CASCADE"), primary_key=True, index=True)
    sampled: Mapped[bool] = mapped_column(default=False)
    labels: Mapped[list[str]] = mapped_column(JSON)
