"""One response on one screen, and the decision about it: approve, withhold, or send it on for a second opinion."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from consultations import opinions, review
from consultations.definitions import framework
from consultations.redacting import UndoReason
from consultations.review import AskedOfAnother, Decision, Stale, Withheld
from consultations.schema import Consultation
from consultations.store import bulking, reviewing
from consultations.store.models import Response, Review
from consultations.types import RawText
from translations.locales import languages
from web.extensions import db
from web.guards import guarded
from web.i18n import S_, staff_gettext
from web.respond.places import regions
from web.review import shown
from web.review.blueprint import MAY_REVIEW, blueprint, the_consultation, the_response
from web.review.filters import Filters
from web.staff.guards import me
from web.staff.models import User
from web.staff.permissions import Permission
from web.staff.words import AUDIENCES, CHANNELS, HIDDEN, REVIEWS, SETTERS, SETTINGS

WHY_WITHHELD = {
    Withheld.COULD_IDENTIFY: S_("It could point to one person"),
    Withheld.NOT_AN_ANSWER: S_("It is not an answer: a test, or words at random"),
    Withheld.OTHER: S_("Another reason"),
}
TICK_KEYS = {f"C{n}": key for n, key in enumerate("123456789tev", start=1)}
"""The key that ticks each commitment; ten, eleven and twelve by their first letter that is free."""
KEYS = (
    ("1–9", S_("tick or untick commitments 1 to 9")),
    ("T, E, V", S_("commitments 10, 11 and 12")),
    ("M", S_("more commitments")),
    ("A", S_("approve, and go on")),
    ("R", S_("choose a reason to withhold")),
    ("W", S_("withhold, and go on")),
    ("S", S_("ask for a second opinion, and go on")),
    ("N", S_("go on without deciding")),
    ("H", S_("hide words, or show what is hidden")),
    ("O", S_("write a note")),
    ("Q", S_("back to the queue")),
)
ANYBODY = "anybody"
WHY_SHOWN = {
    UndoReason.ORDINARY_WORDS: S_("These are ordinary words, not about a person"),
    UndoReason.PUBLIC_PLACE: S_("This names a public service or place, and points to nobody"),
    UndoReason.HIDES_TOO_MUCH: S_("It hides too much; I hide the right words next"),
}

SAID = {
    "approve": S_("Response %(reference)s is approved."),
    "withhold": S_("Response %(reference)s is withheld."),
    "second": S_("Response %(reference)s waits for a second opinion. Your decision is kept."),
}


@blueprint.get("/<consultation_id>/<response_id>")
@guarded(MAY_REVIEW)
def one(consultation_id: str, response_id: str) -> ResponseReturnValue:
    consultation = the_consultation(consultation_id)
    return page(consultation, the_response(consultation, response_id))


@blueprint.post("/<consultation_id>/<response_id>")
@guarded(MAY_REVIEW)
def decide(consultation_id: str, response_id: str) -> ResponseReturnValue:
    consultation = the_consultation(consultation_id)
    the_response(consultation, response_id)
    ticked = frozenset(request.form.getlist("commitment"))
    if not ticked <= {c.id for c in framework()}:
        abort(400)
    do = request.form.get("do")
    reason = request.form.get("reason", "")
    if do not in SAID:
        abort(400)
    if do == "withhold" and reason not in set(Withheld):
        return page(consultation, the_response(consultation, response_id), ticked=ticked, problem="reason"), 400
    decision = Decision(
        labels=ticked, by=me().id, on=today(), withheld=Withheld(reason) if do != "approve" and reason in set(Withheld) else None
    )
    seen = request.form.get("seen", "")
    try:
        if do == "second":
            response = opinions.ask(db.session(), response_id, seen, decision, of=_asked())
        else:
            response = review.decide(db.session(), response_id, seen, decision)
    except Stale:
        return page(consultation, the_response(consultation, response_id), ticked=ticked, problem="stale"), 409
    except AskedOfAnother:
        return page(consultation, the_response(consultation, response_id), ticked=ticked, problem="another"), 409
    except LookupError:
        abort(404)
    flash(staff_gettext(SAID[do], reference=response.reference))
    return redirect(following(consultation, Filters.asked(consultation), response))


def _asked() -> str | None:
    """Who is asked for a second opinion; None is anybody but oneself."""
    of = request.form.get("of", ANYBODY)
    if of != ANYBODY and of not in colleagues():
        abort(400)
    return None if of == ANYBODY else of


@blueprint.post("/<consultation_id>/<response_id>/take-back")
@guarded(MAY_REVIEW)
def take_back(consultation_id: str, response_id: str) -> ResponseReturnValue:
    """A question for a second opinion that nobody has answered is taken back by who asked it."""
    consultation = the_consultation(consultation_id)
    the_response(consultation, response_id)
    try:
        opinions.take_back(db.session(), response_id, me().id, today())
    except LookupError:
        abort(404)
    return redirect(here(consultation, response_id))


@blueprint.post("/<consultation_id>/<response_id>/note")
@guarded(MAY_REVIEW)
def note(consultation_id: str, response_id: str) -> ResponseReturnValue:
    consultation = the_consultation(consultation_id)
    response = the_response(consultation, response_id)
    words = RawText(request.form.get("note", "").strip())
    if not words or len(words) > opinions.LONGEST_NOTE:
        return page(consultation, response, problem="note"), 400
    try:
        opinions.note(db.session(), response_id, words, me().id, today())
    except LookupError:
        abort(404)
    return redirect(here(consultation, response_id) + "#notes")


def page(
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
        notes=reviewing.notes(db.session(), response.id),
        opinions=reviewing.opinions(db.session(), response.id),
        opinion=(opinion := reviewing.open_opinion(db.session(), response.id)),
        asks_me=opinion is not None and reviewing.may_answer(opinion, me().id),
        mine=opinion is not None and opinion.asked_by == me().id,
        colleagues=colleagues(),
        names=_names(),
        anybody=ANYBODY,
        keys=KEYS,
        tick_keys=TICK_KEYS,
        typed_note=request.form.get("note"),
        longest_note=opinions.LONGEST_NOTE,
        now=now,
        ticked=now if ticked is None else ticked,
        problem=problem,
        chosen_reason=request.form.get("reason"),
        reasons=WHY_WITHHELD,
        why_shown=WHY_SHOWN,
        questions=shown.linked_questions(response),
        filters=Filters.asked(consultation),
        **words(),
    )


def today() -> dt.date:
    return dt.datetime.now(dt.UTC).date()


def here(consultation: Consultation, response_id: str) -> str:
    """The address of a response, with the filters it was come to by."""
    query = Filters.asked(consultation).query()
    return url_for("review.one", consultation_id=consultation.id, response_id=response_id, **query)


def colleagues() -> dict[str, str]:
    """The other reviewers whose accounts are open: id and name."""
    others = db.session.scalars(select(User).where(User.active, User.id != me().id).order_by(User.username))
    return {user.id: user.username for user in others if user.may(Permission.REVIEW)}


def _names() -> dict[str, str]:
    return {user.id: user.username for user in db.session.scalars(select(User))}


def words() -> dict[str, Any]:
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


def following(consultation: Consultation, filters: Filters, after: Response | None) -> str:
    """The address of the next response that waits, or of the queue when none does; within a sample, of the next one in it."""
    if filters.sample:
        return _next_of_sample(consultation, filters, after)
    if filters.too_few(consultation.id):
        return url_for("review.queue", consultation_id=consultation.id, **filters.query())
    found = reviewing.next_waiting(db.session(), consultation.id, me().id, narrow=filters.narrow, after=after)
    if found is None:
        return url_for("review.queue", consultation_id=consultation.id, **filters.query())
    return url_for("review.one", consultation_id=consultation.id, response_id=found, **filters.query())


def _next_of_sample(consultation: Consultation, filters: Filters, after: Response | None) -> str:
    batch = bulking.open_batch(db.session(), consultation.id)
    sample = [r for _, r in bulking.members(db.session(), batch.id, sampled=True)] if batch else []
    waiting = [r for r in sample if r.review == Review.WAITING.value and (after is None or r.id != after.id)]
    later = [r for r in waiting if after is None or (r.shuffle, r.id) > (after.shuffle, after.id)]
    if not waiting:
        return url_for("review.in_bulk", consultation_id=consultation.id)
    found = (later or waiting)[0]
    return url_for("review.one", consultation_id=consultation.id, response_id=found.id, **filters.query())
