"""The reviewers' pages: consultations, the queue with its filters, and one response on one screen."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from consultations import review
from consultations.definitions import framework, load, load_all
from consultations.review import FEWEST_SHOWN, Decision, Stale, Withheld
from consultations.schema import Consultation
from consultations.store import queries, reviewing
from consultations.store.models import Response, Review
from translations.locales import languages
from web.extensions import db
from web.guards import guarded
from web.i18n import S_, staff_gettext
from web.respond.places import regions
from web.review import shown
from web.review.filters import Filters, offered
from web.staff.guards import me, staff
from web.staff.permissions import Permission
from web.staff.words import AUDIENCES, CHANNELS, HIDDEN, REVIEWS, SETTERS, SETTINGS

blueprint = Blueprint("review", __name__, url_prefix="/staff/review")
PAGE = 25
MAY_REVIEW = staff(Permission.REVIEW)

WHY_WITHHELD = {
    Withheld.COULD_IDENTIFY: S_("It could point to one person"),
    Withheld.NOT_AN_ANSWER: S_("It is not an answer: a test, or words at random"),
    Withheld.OTHER: S_("Another reason"),
}


@blueprint.get("/")
@guarded(MAY_REVIEW)
def consultations() -> ResponseReturnValue:
    rows = [(c, queries.count_by_review(db.session(), c.id)) for c in load_all().values()]
    return render_template("review/consultations.html", rows=[(c, counts) for c, counts in rows if counts], Review=Review)


@blueprint.get("/<consultation_id>")
@guarded(MAY_REVIEW)
def queue(consultation_id: str) -> ResponseReturnValue:
    consultation = _consultation(consultation_id)
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
        counts=queries.count_by_review(db.session(), consultation.id),
        **_words(),
    )


@blueprint.get("/<consultation_id>/next")
@guarded(MAY_REVIEW)
def following(consultation_id: str) -> ResponseReturnValue:
    """The next response that waits, after the one named by `after`, within the filters."""
    consultation = _consultation(consultation_id)
    after = request.args.get("after")
    before = queries.response(db.session(), after) if after else None
    return redirect(_next(consultation, Filters.asked(consultation), before))


@blueprint.get("/<consultation_id>/<response_id>")
@guarded(MAY_REVIEW)
def one(consultation_id: str, response_id: str) -> ResponseReturnValue:
    consultation = _consultation(consultation_id)
    return _page(consultation, _response(consultation, response_id))


@blueprint.post("/<consultation_id>/<response_id>")
@guarded(MAY_REVIEW)
def decide(consultation_id: str, response_id: str) -> ResponseReturnValue:
    consultation = _consultation(consultation_id)
    _response(consultation, response_id)
    ticked = frozenset(request.form.getlist("commitment"))
    if not ticked <= {c.id for c in framework()}:
        abort(400)
    do = request.form.get("do")
    reason = request.form.get("reason", "")
    if do not in ("approve", "withhold"):
        abort(400)
    if do == "withhold" and reason not in set(Withheld):
        return _page(consultation, _response(consultation, response_id), ticked=ticked, problem="reason"), 400
    decision = Decision(
        labels=ticked,
        by=me().id,
        on=dt.datetime.now(dt.UTC).date(),
        withheld=Withheld(reason) if do == "withhold" else None,
    )
    try:
        response = review.decide(db.session(), response_id, request.form.get("seen", ""), decision)
    except Stale:
        return _page(consultation, _response(consultation, response_id), ticked=ticked, problem="stale"), 409
    except LookupError:
        abort(404)
    said = S_("Response %(reference)s is approved.") if do == "approve" else S_("Response %(reference)s is withheld.")
    flash(staff_gettext(said, reference=response.reference))
    return redirect(_next(consultation, Filters.asked(consultation), response))


def _page(
    consultation: Consultation, response: Response, *, ticked: frozenset[str] | None = None, problem: str | None = None
) -> str:
    """One response. `ticked` are choices to keep when a decision could not be taken; `problem` says why."""
    tags = shown.tags(response)
    now = frozenset(t.commitment.id for t in tags if t.applies)
    return render_template(
        "review/response.html",
        consultation=consultation,
        response=response,
        seen=review.version(response),
        answers=shown.answers(response, consultation),
        tags=tags,
        now=now,
        ticked=now if ticked is None else ticked,
        problem=problem,
        chosen_reason=request.form.get("reason"),
        reasons=WHY_WITHHELD,
        questions=shown.linked_questions(response),
        filters=Filters.asked(consultation),
        **_words(),
    )


def _words() -> dict[str, Any]:
    return {
        "settings": SETTINGS,
        "regions": regions(),
        "hidden_words": HIDDEN,
        "audiences": AUDIENCES,
        "channels": CHANNELS,
        "reviews": REVIEWS,
        "setters": SETTERS,
        "commitments": framework(),
        "week": shown.week,
        "language_names": {code: known.english_name for code, known in languages().items()},
    }


def _consultation(consultation_id: str) -> Consultation:
    try:
        return load(consultation_id)
    except KeyError:
        abort(404)


def _response(consultation: Consultation, response_id: str) -> Response:
    found = queries.response(db.session(), response_id)
    if found is None or found.consultation_id != consultation.id:
        abort(404)
    return found


def _next(consultation: Consultation, filters: Filters, after: Response | None) -> str:
    """The address of the next response that waits, or of the queue when none does."""
    if filters.too_few(consultation.id):
        return url_for("review.queue", consultation_id=consultation.id, **filters.query())
    found = reviewing.next_waiting(db.session(), consultation.id, narrow=filters.narrow, after=after)
    if found is None:
        return url_for("review.queue", consultation_id=consultation.id, **filters.query())
    return url_for("review.one", consultation_id=consultation.id, response_id=found, **filters.query())
