"""Requests for help as who answers them sees them: the list names nobody; opening one shows who and where, and is audited."""

from __future__ import annotations

import datetime as dt

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from consultations.help_requests.book import Kept
from consultations.lead.acting import Done, Refused
from consultations.store import audit
from translations.locales import languages
from web.extensions import db
from web.guards import guarded
from web.help_requests import desk
from web.help_requests.words import STAFF_KINDS
from web.i18n import S_, staff_gettext
from web.safeguarding_lead.views import SAFEGUARD, WRONG, explain, hold_asked_for, today, what_was_done, words
from web.staff.guards import me

blueprint = Blueprint("help_answers", __name__, url_prefix="/staff/safeguarding/requests")


@blueprint.get("/")
@guarded(SAFEGUARD)
def waiting() -> ResponseReturnValue:
    """What waits, longest first; what is finished below it. No name and no place."""
    named = desk.file()
    rows = (
        [(kept, kept.wait(today())) for kept in desk.book().every() if desk.may_see(me(), kept)] if desk.there_is_a_book() else []
    )
    rows.sort(key=lambda row: (row[1].finished, -(row[1].days - row[1].allowed)))
    mine = [a for a in named.answerers if me().username in a.accounts] if named else []
    return render_template(
        "safeguarding_lead/requests.html", rows=rows, named=named, mine=mine, today=today(), request_kinds=STAFF_KINDS, **words()
    )


# Opening changes something: the audit trail. So it is posted, and the way back to it leads through the list.
@blueprint.post("/<request_id>")
@guarded(SAFEGUARD)
def opened(request_id: str) -> ResponseReturnValue:
    return _page(_kept(request_id))


@blueprint.post("/<request_id>/done")
@guarded(SAFEGUARD)
def done(request_id: str) -> ResponseReturnValue:
    kept = _kept(request_id)
    try:
        what, note, finished = what_was_done(tuple(Done))
    except Refused as refused:
        return _page(kept, problem=refused.reason), WRONG
    # The trail first: what is recorded in the book is in the trail, whatever happens between the two.
    audit.record(db.session(), actor=me().id, action=f"request.{what.value}{'.finished' if finished else ''}", subject=kept.id)
    desk.book().record(kept.id, what=what, note=note, finished=finished, by=me().id, today=today())
    flash(staff_gettext(S_("It is recorded.")))
    return redirect(url_for("help_answers.waiting"))


@blueprint.post("/<request_id>/hold")
@guarded(SAFEGUARD)
def hold(request_id: str) -> ResponseReturnValue:
    kept = _kept(request_id)
    if request.form.get("do") == "end":
        audit.record(db.session(), actor=me().id, action="request.hold_ended", subject=kept.id)
        desk.book().end_hold(kept.id)
        flash(staff_gettext(S_("The hold is ended.")))
        return redirect(url_for("help_answers.waiting"))
    try:
        reason, until = hold_asked_for()
        desk.book().hold(kept.id, reason=reason, until=until, today=today())
    except Refused as refused:
        return _page(kept, problem=refused.reason), WRONG
    audit.record(db.session(), actor=me().id, action=f"request.held:{reason.value}", subject=kept.id)
    flash(staff_gettext(S_("The request is held until %(day)s."), day=f"{until:%-d %B %Y}"))
    return redirect(url_for("help_answers.waiting"))


def _kept(request_id: str) -> Kept:
    found = desk.book().one(request_id) if desk.there_is_a_book() else None
    # A lead who may not see it is told nothing about whether it exists.
    if found is None or not desk.may_see(me(), found):
        abort(404)
    return found


def _page(kept: Kept, *, problem: str | None = None) -> str:
    """Name and place of one request. Each time they are shown, the trail says to whom."""
    audit.record(db.session(), actor=me().id, action="request.opened", subject=kept.id)
    if problem is not None:
        # A refused form is answered with an error, which would take the entry back.
        db.session.commit()
    language = languages().get(kept.request.language)
    return render_template(
        "safeguarding_lead/request.html",
        kept=kept,
        wait=kept.wait(today()),
        name=kept.request.name.reveal(),
        place=kept.request.place.reveal(),
        language_name=language.english_name if language else kept.request.language,
        notes=[act.note.reveal() if act.note else "" for act in kept.acts],
        offered=tuple(Done),
        held=kept.held(today()),
        problem=problem,
        explained=explain(problem),
        tomorrow=today() + dt.timedelta(days=1),
        request_kinds=STAFF_KINDS,
        **words(),
    )
