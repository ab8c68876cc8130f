"""What a reviewer decides about one response: beside the machine's tags, never over them, and never over another's decision."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import Session

from consultations.store import audit, queries, reviewing
from consultations.store.models import Response, Review, Scheme, SetBy, Tag

FEWEST_SHOWN = 10
"""A filter that fits fewer responses than this shows none of them: it could be used to look for one person."""


class Withheld(StrEnum):
    """Why a response is kept out of the results."""

    COULD_IDENTIFY = "could-identify"
    NOT_AN_ANSWER = "not-an-answer"
    OTHER = "other"


class Stale(Exception):
    """Somebody decided on the response, or its tags changed, after it was read."""


class AskedOfAnother(Exception):
    """A second opinion is asked for, and it is not this reviewer's to give."""


@dataclass(frozen=True, slots=True)
class Decision:
    """`labels` are the commitments that apply. `withheld` is empty when the response is approved."""

    labels: frozenset[str]
    by: str
    on: dt.date
    withheld: Withheld | None = None

    @property
    def review(self) -> Review:
        return Review.WITHHELD if self.withheld else Review.APPROVED


def version(response: Response) -> str:
    """Changes whenever what a reviewer saw of the response changes: its status, its words, or any tag."""
    seen = [response.review, response.reviewed_by or ""]
    seen += [f"{a.id}:{a.redacted}" for a in sorted(response.answers, key=lambda a: a.id)]
    seen += [f"{t.id}:{t.label}:{t.applies}" for t in sorted(response.tags, key=lambda t: t.id)]
    return hashlib.sha256("\x1f".join(seen).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def decide(session: Session, response_id: str, seen: str, decision: Decision) -> Response:
    """Record a decision on the response that the reviewer saw as version `seen`; the caller commits.

    Each commitment that anybody set, and each that the reviewer chose, gets a row of its own saying whether it applies. The raw
    words are emptied unless a safeguarding hold keeps them: they are not needed after a decision. Raises `Stale` when the
    response changed meanwhile, and `LookupError` when it is gone.
    """
    response = reviewing.hold(session, response_id)
    if response is None:
        raise LookupError("no such response: the person may have deleted it")
    if version(response) != seen:
        raise Stale
    opinion = reviewing.open_opinion(session, response_id)
    if opinion is not None:
        if not reviewing.may_answer(opinion, decision.by):
            raise AskedOfAnother
        opinion.answered_by, opinion.closed_on = decision.by, decision.on
        opinion.second_review, opinion.second_labels = decision.review.value, sorted(decision.labels)
    write_tags(response, decision)
    response.review = decision.review.value
    response.reviewed_by = decision.by
    queries.drop_raw(session, response, today=decision.on)
    why = f":{decision.withheld.value}" if decision.withheld else ""
    audit.record(session, actor=decision.by, action=f"response.{decision.review.value}{why}", subject=response.id)
    return response


def write_tags(response: Response, decision: Decision) -> None:
    """Write down for each commitment that anybody set, and each that the reviewer chose, whether it applies."""
    for label in sorted(decision.labels | set(queries.standing(response)), key=_number):
        response.tags.append(
            Tag(
                scheme=Scheme.COMMITMENT.value,
                label=label,
                applies=label in decision.labels,
                evidence=[],
                set_by=SetBy.REVIEWER.value,
                setter=decision.by,
                set_on=decision.on,
            )
        )


def _number(label: str) -> tuple[int, str]:
    return (int(label[1:]), label) if label[1:].isdigit() else (0, label)
