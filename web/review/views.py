"""The reviewers' lists: consultations, the queue with its filters, and the way to the next response."""

from __future__ import annotations

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from consultations.definitions import load_all
from consultations.review import FEWEST_SHOWN
from consultations.store import queries, reviewing
from consultations.store.models import Response, Review
from web.extensions import db
from web.guards import guarded
from web.review import bulk, deciding, redactions, searching, shown
from web.review.blueprint import MAY_REVIEW, blueprint, the_consultation
from web.review.filters import Filters, offered
from web.staff.guards import me

__all__ = ["blueprint", "bulk", "redactions", "searching"]
PAGE = 25


@blueprint.get("/")
@guarded(MAY_REVIEW)
def consultations() -> ResponseReturnValue:
    rows = [(c, queries.count_by_review(db.session(), c.id)) for c in load_all().values()]
    return render_template("review/consultations.html", rows=[(c, counts) for c, counts in rows if counts], Review=Review)


@blueprint.get("/<consultation_id>")
@guarded(MAY_REVIEW)
def queue(consultation_id: str) -> ResponseReturnValue:
    consultation = the_consultation(consultation_id)
    filters = Filters.asked(consultation)
    hidden = filters.too_few(consultation.id)
    page = max(1, request.args.get("page", 1, type=int))
    rows: list[Response] = []
    total = 0
    if not hidden:
        rows, total = reviewing.queue(
            db.session(),
            consultation.id,
            review=filters.review,
            narrow=filters.narrow,
            limit=PAGE,
            offset=(page - 1) * PAGE,
        )
    return render_template(
        "review/queue.html",
        consultation=consultation,
        filters=filters,
        narrow=filters.narrow,
        offers=offered(consultation),
        hidden=hidden,
        fewest=FEWEST_SHOWN,
        rows=[(r, shown.tags(r)) for r in rows],
        total=total,
        page=page,
        pages=max(1, -(-total // PAGE)),
        to_second=reviewing.asked_of(db.session(), consultation.id, me().id),
        counts=queries.count_by_review(db.session(), consultation.id),
        **deciding.words(),
    )


@blueprint.get("/<consultation_id>/next")
@guarded(MAY_REVIEW)
def following(consultation_id: str) -> ResponseReturnValue:
    """The next response that waits, after the one named by `after`, within the filters."""
    consultation = the_consultation(consultation_id)
    after = request.args.get("after")
    before = queries.response(db.session(), after) if after else None
    return redirect(deciding.following(consultation, Filters.asked(consultation), before))
