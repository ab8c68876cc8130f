"""Accepting in bulk: draw, check the sample by hand, then accept the rest or give up."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from consultations import bulk
from consultations.bulk import AlreadyDrawn, NotChecked, TooFew
from consultations.review import FEWEST_SHOWN
from consultations.schema import Consultation
from consultations.store import bulking
from consultations.store.models import Review
from web.extensions import db
from web.guards import guarded
from web.i18n import S_, staff_gettext
from web.review import deciding
from web.review.blueprint import MAY_REVIEW, blueprint, the_consultation
from web.staff.guards import me


@blueprint.get("/<consultation_id>/bulk")
@guarded(MAY_REVIEW)
def in_bulk(consultation_id: str) -> ResponseReturnValue:
    return _page(the_consultation(consultation_id))


@blueprint.post("/<consultation_id>/bulk/draw")
@guarded(MAY_REVIEW)
def draw(consultation_id: str) -> ResponseReturnValue:
    consultation = the_consultation(consultation_id)
    percent = request.form.get("percent", 0, type=int)
    if percent not in bulk.PERCENTS:
        abort(400)
    try:
        bulk.draw(db.session(), consultation.id, percent, me().id, deciding.today())
    except TooFew:
        return _page(consultation, problem="few"), 400
    except AlreadyDrawn:
        return _page(consultation, problem="open"), 409
    return redirect(url_for("review.in_bulk", consultation_id=consultation.id))


@blueprint.post("/<consultation_id>/bulk/accept")
@guarded(MAY_REVIEW)
def accept_batch(consultation_id: str) -> ResponseReturnValue:
    consultation = the_consultation(consultation_id)
    try:
        accepted = bulk.accept(db.session(), _named(consultation), me().id, deciding.today())
    except NotChecked:
        return _page(consultation, problem="unchecked"), 409
    except LookupError:
        abort(404)
    flash(staff_gettext(S_("%(n)s responses are accepted with the machine's tags."), n=accepted))
    return redirect(url_for("review.queue", consultation_id=consultation.id))


@blueprint.post("/<consultation_id>/bulk/give-up")
@guarded(MAY_REVIEW)
def give_up_batch(consultation_id: str) -> ResponseReturnValue:
    consultation = the_consultation(consultation_id)
    try:
        bulk.give_up(db.session(), _named(consultation), me().id, deciding.today())
    except LookupError:
        abort(404)
    return redirect(url_for("review.in_bulk", consultation_id=consultation.id))


def _named(consultation: Consultation) -> str:
    """The batch that the form speaks of: an open one of this consultation, and not one drawn since."""
    batch = bulking.open_batch(db.session(), consultation.id)
    if batch is None or batch.id != request.form.get("batch"):
        abort(404)
    return batch.id


def _page(consultation: Consultation, problem: str | None = None) -> str:
    batch = bulking.open_batch(db.session(), consultation.id)
    sample = bulking.members(db.session(), batch.id, sampled=True) if batch else []
    return render_template(
        "review/bulk.html",
        consultation=consultation,
        batch=batch,
        progress=bulk.progress(db.session(), batch) if batch else None,
        sample=[response for _, response in sample],
        first=next((r.id for _, r in sample if r.review == Review.WAITING.value), None),
        percents=bulk.PERCENTS,
        largest=bulk.LARGEST,
        fewest=FEWEST_SHOWN,
        problem=problem,
        **deciding.words(),
    )
