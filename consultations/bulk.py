"""Accepting in bulk what the machine was sure of, once a random sample of it was checked by hand and no mistake found."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass

from sqlalchemy.orm import Session

from consultations.review import FEWEST_SHOWN
from consultations.store import audit, bulking, queries
from consultations.store.models import Response, Review, Scheme, SetBy, Tag
from consultations.store.review_models import BulkBatch, BulkMember

PERCENTS = (95, 90, 80)
"""How likely every tag of a response must be; a reviewer chooses."""
LARGEST = 500
"""Responses in one batch: so many are accepted within one request."""
WRONG = 0.05
DOUBT = 0.05


class TooFew(Exception):
    """Fewer responses fit than a reviewer is shown at once."""


class AlreadyDrawn(Exception):
    """A batch of this consultation is open: it is accepted or given up first."""


class NotChecked(Exception):
    """The sample is not checked whole, or a mistake was found in it."""


def sample_size(among: int) -> int:
    """How many of `among` must be without mistake, so that a share of `WRONG` mistakes in all would hardly (`DOUBT`) go unseen.

    Drawing without putting back (hypergeometric): the chance to meet none of the wrong ones.
    """
    wrong = max(1, round(among * WRONG))
    unseen = 1.0
    for drawn in range(among):
        if unseen <= DOUBT:
            return drawn
        unseen *= max(0, among - wrong - drawn) / (among - drawn)
    return among


@dataclass(frozen=True, slots=True)
class Progress:
    """Of the sample: how many agreed with the machine, differed, and wait; of the rest: how many would be accepted unread."""

    agreed: int
    differed: int
    waiting: int
    rest: int

    @property
    def ready(self) -> bool:
        return not self.differed and not self.waiting and bool(self.rest)


def draw(session: Session, consultation_id: str, percent: int, by: str, on: dt.date) -> BulkBatch:
    """Draw a batch and its sample at random. Raises `TooFew`, `AlreadyDrawn`, and `ValueError` for a percent not offered."""
    if percent not in PERCENTS:
        raise ValueError("choose one of the offered probabilities")
    audit.record(session, actor=by, action=f"bulk.drawn:{percent}", subject=consultation_id)
    if bulking.open_batch(session, consultation_id) is not None:
        raise AlreadyDrawn
    found = bulking.sure(session, consultation_id, percent / 100, LARGEST)
    if len(found) < FEWEST_SHOWN:
        raise TooFew
    size = sample_size(len(found))
    sampled = set(random.SystemRandom().sample([r.id for r in found], size))
    batch = BulkBatch(consultation_id=consultation_id, percent=percent, sample_size=size, drawn_by=by, drawn_on=on)
    session.add(batch)
    session.flush()
    session.add_all(BulkMember(batch_id=batch.id, response_id=r.id, sampled=r.id in sampled, labels=_labels(r)) for r in found)
    return batch


def progress(session: Session, batch: BulkBatch) -> Progress:
    """How the check by hand stands. A response deleted from the sample counts as one that still waits: nobody checked it."""
    agreed = differed = 0
    sample = bulking.members(session, batch.id, sampled=True)
    for member, response in sample:
        if response.review == Review.WAITING.value:
            continue
        same = response.review == Review.APPROVED.value and _labels(response) == member.labels
        agreed, differed = agreed + same, differed + (not same)
    rest = sum(_unchanged(member, response) for member, response in bulking.members(session, batch.id, sampled=False))
    return Progress(agreed=agreed, differed=differed, waiting=batch.sample_size - agreed - differed, rest=rest)


def accept(session: Session, batch_id: str, by: str, on: dt.date) -> int:
    """Approve with the machine's tags what of the batch still waits unchanged; gives how many. The caller commits.

    Each is marked as accepted in bulk, so that it is never taken for a person's judgement. Raises `NotChecked`, and
    `LookupError` when the batch is not open.
    """
    batch = _hold(session, batch_id)
    if not progress(session, batch).ready:
        raise NotChecked
    accepted = 0
    for member, response in bulking.members(session, batch_id, sampled=False):
        if not _unchanged(member, response):
            continue
        for label in member.labels:
            response.tags.append(
                Tag(
                    scheme=Scheme.COMMITMENT.value,
                    label=label,
                    applies=True,
                    evidence=[],
                    set_by=SetBy.BULK.value,
                    setter=by,
                    set_on=on,
                )
            )
        response.review, response.reviewed_by = Review.APPROVED.value, by
        queries.drop_raw(session, response, today=on)
        audit.record(session, actor=by, action="response.approved:bulk", subject=response.id)
        accepted += 1
    batch.accepted, batch.closed_by, batch.closed_on = accepted, by, on
    return accepted


def give_up(session: Session, batch_id: str, by: str, on: dt.date) -> None:
    """Close a batch without accepting anything. Raises `LookupError` when it is not open."""
    batch = _hold(session, batch_id)
    batch.closed_by, batch.closed_on = by, on
    audit.record(session, actor=by, action="bulk.given-up", subject=batch_id)


def _hold(session: Session, batch_id: str) -> BulkBatch:
    batch = bulking.hold(session, batch_id)
    if batch is None or batch.closed_on is not None:
        raise LookupError("no open batch")
    return batch


def _unchanged(member: BulkMember, response: Response) -> bool:
    """Still waiting, with the same tags, with nothing in it that a person should see."""
    return bulking.fits(response) and _labels(response) == member.labels


def _labels(response: Response) -> list[str]:
    return sorted(label for label, tag in queries.standing(response).items() if tag.applies)
