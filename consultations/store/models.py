"""The tables. One plain declarative base, shared by the site, the queue and the command line."""

from __future__ import annotations

import datetime as dt
import secrets
import uuid
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Date, ForeignKey, Index, Integer, LargeBinary, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    """Base of every table of Heard."""


def _new_id() -> str:
    return uuid.uuid4().hex


def _shuffle() -> int:
    return secrets.randbelow(2**31)


class Review(StrEnum):
    """Where a response stands with its reviewers. An unknown status blocks release."""

    WAITING = "waiting"
    APPROVED = "approved"
    WITHHELD = "withheld"


class Scheme(StrEnum):
    """What a tag speaks of."""

    COMMITMENT = "commitment"
    QUESTION = "question"


class SetBy(StrEnum):
    """Who or what set a tag."""

    MODEL = "model"
    RESPONDENT = "respondent"
    REVIEWER = "reviewer"
    BULK = "bulk"
    """The machine's tag, accepted unread after a sample was checked by hand."""


class DraftRow(Base):
    """A response being written. The whole of it is sealed; the row's key is a digest of the browser's random token."""

    __tablename__ = "draft"

    token_digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    touched_at: Mapped[int] = mapped_column(Integer, index=True)
    """Seconds since 1970: needed to wipe what is abandoned; gone with the draft."""


class Response(Base):
    """One sent response. Dates are kept to the day; `shuffle` orders what reviewers see, so that arrival order is lost."""

    __tablename__ = "response"
    __table_args__ = (Index("ix_response_queue", "consultation_id", "review", "shuffle"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=_new_id)
    consultation_id: Mapped[str] = mapped_column(String(60), index=True)
    definition_version: Mapped[str] = mapped_column(String(16))
    language: Mapped[str] = mapped_column(String(12))
    audience: Mapped[str] = mapped_column(String(16))
    setting: Mapped[str | None] = mapped_column(String(24))
    region: Mapped[str | None] = mapped_column(String(40))
    stage: Mapped[str | None] = mapped_column(String(12))
    channel: Mapped[str] = mapped_column(String(16))
    helped_by: Mapped[str | None] = mapped_column(String(24))
    received_on: Mapped[dt.date] = mapped_column(Date)
    shuffle: Mapped[int] = mapped_column(Integer, default=_shuffle)
    may_quote: Mapped[bool] = mapped_column(default=False)
    organisation_name: Mapped[str | None] = mapped_column(String(200))
    sealed_members_views: Mapped[bytes | None] = mapped_column(LargeBinary)
    """How an organisation gathered its members' views, in its own words, encrypted."""
    reference: Mapped[str] = mapped_column(String(16), unique=True)
    submission_digest: Mapped[str | None] = mapped_column(String(64), unique=True)
    """Of the one-time key of the form or the import id: the same response sent twice is stored once."""
    receipt_digest: Mapped[str | None] = mapped_column(String(64), unique=True)
    read_back: Mapped[bool] = mapped_column(default=False)
    review: Mapped[str] = mapped_column(String(12), default=Review.WAITING.value)
    reviewed_by: Mapped[str | None] = mapped_column(String(32))
    demonstration: Mapped[bool] = mapped_column(default=False)
    followed_up: Mapped[bool] = mapped_column(default=False)
    """True once the queue has done what could wait."""
    release_id: Mapped[str | None] = mapped_column(ForeignKey("release.id"))
    """The first release that counted it; from then on its receipt can no longer change it."""

    answers: Mapped[list[Answer]] = relationship(
        back_populates="response", cascade="all, delete-orphan", passive_deletes=True, order_by="Answer.position"
    )
    tags: Mapped[list[Tag]] = relationship(
        back_populates="response", cascade="all, delete-orphan", passive_deletes=True, order_by="Tag.id"
    )
    alerts: Mapped[list[Alert]] = relationship(cascade="all, delete-orphan", passive_deletes=True, order_by="Alert.id")


class Answer(Base):
    """What was said to one question: choices, or words (sealed as written, and redacted)."""

    __tablename__ = "answer"
    __table_args__ = (Index("ix_answer_question", "question_id"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=_new_id)
    response_id: Mapped[str] = mapped_column(ForeignKey("response.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(Integer)
    question_id: Mapped[str] = mapped_column(String(60))
    choices: Mapped[list[str] | None] = mapped_column(JSON)
    sealed_raw: Mapped[bytes | None] = mapped_column(LargeBinary)
    """The words as written, encrypted; emptied when review is decided or after the days that settings allow."""
    redacted: Mapped[str | None] = mapped_column(Text)
    redactions: Mapped[list[list[Any]]] = mapped_column(JSON, default=list)
    """`[start, end, kind]` in the words as written."""
    anonymiser: Mapped[str | None] = mapped_column(String(40))
    could_point_to: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Why the redacted words could still point to one person; empty when nothing was seen."""
    language: Mapped[str | None] = mapped_column(String(12))
    """The language the words were found to be in."""
    needs_translation: Mapped[bool] = mapped_column(default=False)
    likeness: Mapped[str | None] = mapped_column(String(32), index=True)
    """Digest shared by near-duplicates; empty text where the answer is too short to tell."""
    near_duplicate_of: Mapped[str | None] = mapped_column(ForeignKey("answer.id", ondelete="SET NULL"))

    response: Mapped[Response] = relationship(back_populates="answers")
    tags: Mapped[list[Tag]] = relationship(back_populates="answer", cascade="all, delete-orphan", passive_deletes=True)


class Tag(Base):
    """One tag or one decision about a tag; later ones stand beside earlier ones, nothing is overwritten.

    The model tags single answers (`answer_id`); a person decides for the whole response (`answer_id` empty).
    """

    __tablename__ = "tag"
    __table_args__ = (Index("ix_tag_label", "scheme", "label"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    response_id: Mapped[str] = mapped_column(ForeignKey("response.id", ondelete="CASCADE"), index=True)
    answer_id: Mapped[str | None] = mapped_column(ForeignKey("answer.id", ondelete="CASCADE"), index=True)
    scheme: Mapped[str] = mapped_column(String(12))
    label: Mapped[str] = mapped_column(String(130))
    applies: Mapped[bool] = mapped_column(default=True)
    probability: Mapped[float | None]
    evidence: Mapped[list[list[int]]] = mapped_column(JSON, default=list)
    """`[start, end]` in the redacted words of `answer_id`."""
    set_by: Mapped[str] = mapped_column(String(12))
    setter: Mapped[str] = mapped_column(String(64))
    """Model version, or the reviewer's user id; empty for a respondent."""
    set_on: Mapped[dt.date] = mapped_column(Date)

    response: Mapped[Response] = relationship(back_populates="tags")
    answer: Mapped[Answer | None] = relationship(back_populates="tags")


class Alert(Base):
    """A safeguarding finding in a sent answer: level, kinds and the rules that fired, never the words."""

    __tablename__ = "alert"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    response_id: Mapped[str] = mapped_column(ForeignKey("response.id", ondelete="CASCADE"), index=True)
    answer_id: Mapped[str] = mapped_column(ForeignKey("answer.id", ondelete="CASCADE"))
    level: Mapped[str] = mapped_column(String(12))
    kinds: Mapped[list[str]] = mapped_column(JSON)
    rules: Mapped[list[str]] = mapped_column(JSON)
    detector: Mapped[str] = mapped_column(String(40))
    raised_on: Mapped[dt.date] = mapped_column(Date)

    answer: Mapped[Answer] = relationship(viewonly=True)
    actions: Mapped[list[AlertAction]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="AlertAction.id"
    )


class AlertAction(Base):
    """What a safeguarding lead did about an alert. Later ones stand beside earlier ones; one that finishes it stops its clock."""

    __tablename__ = "alert_action"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    alert_id: Mapped[int] = mapped_column(ForeignKey("alert.id", ondelete="CASCADE"), index=True)
    what: Mapped[str] = mapped_column(String(24))
    sealed_note: Mapped[bytes | None] = mapped_column(LargeBinary)
    finished: Mapped[bool] = mapped_column(default=False)
    done_by: Mapped[str] = mapped_column(String(32))
    done_on: Mapped[dt.date] = mapped_column(Date)


class Hold(Base):
    """Keeps a response's raw words, whatever its age or review, until the end of a day. The person can still delete it."""

    __tablename__ = "hold"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    response_id: Mapped[str] = mapped_column(ForeignKey("response.id", ondelete="CASCADE"), index=True)
    reason: Mapped[str] = mapped_column(String(24))
    kept_until: Mapped[dt.date] = mapped_column(Date)
    placed_by: Mapped[str] = mapped_column(String(32))
    placed_on: Mapped[dt.date] = mapped_column(Date)
    ended_on: Mapped[dt.date | None] = mapped_column(Date)
    """Set when a lead ended it before its day."""


class Release(Base):
    """A frozen snapshot of what left through the gate: `document` is never changed."""

    __tablename__ = "release"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=_new_id)
    consultation_id: Mapped[str] = mapped_column(String(60), index=True)
    sequence: Mapped[int] = mapped_column(Integer)
    released_on: Mapped[dt.date] = mapped_column(Date)
    released_by: Mapped[str] = mapped_column(String(64))
    reason: Mapped[str] = mapped_column(Text)
    unreviewed: Mapped[bool] = mapped_column(default=False)
    demonstration: Mapped[bool] = mapped_column(default=False)
    policy_version: Mapped[str] = mapped_column(String(16))
    document: Mapped[dict[str, Any]] = mapped_column(JSON)


class AuditEntry(Base):
    """Who did what to which id, chained by hash. Holds ids and salted digests only."""

    __tablename__ = "audit_entry"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    on: Mapped[dt.date] = mapped_column("happened_on", Date)
    actor: Mapped[str] = mapped_column(String(64))
    action: Mapped[str] = mapped_column(String(64))
    subject: Mapped[str] = mapped_column(String(130))
    salt: Mapped[str] = mapped_column(String(32))
    previous: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64), unique=True)


class Mark(Base):
    """Facts about this installation, such as that it is a demonstration."""

    __tablename__ = "mark"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(String(200))
