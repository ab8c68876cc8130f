"""The safeguarding lead's list of alerts, one alert, what was done about it, and holds."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from consultations.lead import acting, clock
from consultations.lead.acting import FOR_ALERTS, LONGEST_NOTE, Done, HoldReason, Refused
from consultations.store import alerts, holds
from consultations.store.models import Alert
from consultations.types import RawText
from web.extensions import db
from web.guards import guarded
from web.i18n import S_, staff_gettext
from web.respond.places import regions
from web.safeguarding_lead import shown
from web.safeguarding_lead.words import DONE, KINDS, LEVELS, REASONS, REFUSED
from web.services import services
from web.staff.guards import me, staff
from web.staff.permissions import Permission
from web.staff.words import AUDIENCES, HIDDEN, SETTINGS

blueprint = Blueprint("safeguarding", __name__, url_prefix="/staff/safeguarding")
SAFEGUARD = staff(Permission.SAFEGUARD)
PAGE = 25
WRONG = 422


def today() -> dt.date:
    return dt.datetime.now(dt.UTC).date()


@blueprint.get("/")
@guarded(SAFEGUARD)
def disclosures() -> ResponseReturnValue:
    """What waits, most urgent first; or, with `show=finished`, what is done."""
    finished = request.args.get("show") == "finished"
    rows = shown.alerts(alerts.every(db.session()), me(), today(), finished=finished)
    page = max(1, request.args.get("page", 1, type=int))
    return render_template(
        "safeguarding_lead/alerts.html",
        rows=rows[(page - 1) * PAGE : page * PAGE],
        total=len(rows),
        overdue=sum(row.wait.overdue for row in rows),
        finished=finished,
        page=page,
        pages=max(1, -(-len(rows) // PAGE)),
        outside=shown.works_outside(me()),
        **words(),
    )


@blueprint.get("/<int:alert_id>")
@guarded(SAFEGUARD)
def alert(alert_id: int) -> ResponseReturnValue:
    return _page(_alert(alert_id))


@blueprint.post("/<int:alert_id>/done")
@guarded(SAFEGUARD)
def done(alert_id: int) -> ResponseReturnValue:
    found = _alert(alert_id)
    try:
        what, note, finished = what_was_done(FOR_ALERTS)
        acting.record(db.session(), services().vault, found, what=what, note=note, finished=finished, by=me().id, on=today())
    except Refused as refused:
        return _page(found, problem=refused.reason), WRONG
    flash(staff_gettext(S_("It is recorded.")))
    return redirect(url_for("safeguarding.disclosures" if finished else "safeguarding.alert", alert_id=alert_id))


@blueprint.post("/<int:alert_id>/hold")
@guarded(SAFEGUARD)
def hold(alert_id: int) -> ResponseReturnValue:
    found = _alert(alert_id)
    if request.form.get("do") == "end":
        acting.end_hold(db.session(), found, by=me().id, on=today())
        flash(staff_gettext(S_("The hold is ended.")))
        return redirect(url_for("safeguarding.alert", alert_id=alert_id))
    try:
        reason, until = hold_asked_for()
        acting.place_hold(db.session(), found, reason=reason, until=until, by=me().id, on=today())
    except Refused as refused:
        return _page(found, problem=refused.reason), WRONG
    flash(staff_gettext(S_("The words as written are held until %(day)s."), day=f"{until:%-d %B %Y}"))
    return redirect(url_for("safeguarding.alert", alert_id=alert_id))


def what_was_done(offered: tuple[Done, ...]) -> tuple[Done, RawText | None, bool]:
    """What the form says was done, the note, and whether this finishes it. Raises `Refused`."""
    what = request.form.get("what", "")
    if what not in offered:
        raise Refused("what")
    note = RawText(request.form.get("note", "").replace("\r\n", "\n").replace("\x00", "").strip())
    acting.check_note(note)
    return Done(what), note or None, request.form.get("finished") == "yes"


def hold_asked_for() -> tuple[HoldReason, dt.date]:
    """The reason and the last day that the form gives. Raises `Refused`."""
    reason = request.form.get("reason", "")
    if reason not in set(HoldReason):
        raise Refused("reason")
    try:
        return HoldReason(reason), dt.date.fromisoformat(request.form.get("until", "").strip())
    except ValueError:
        raise Refused("date") from None


def words() -> dict[str, Any]:
    """What the templates of leads call things."""
    return {
        "levels": LEVELS,
        "kinds": KINDS,
        "what_done": DONE,
        "reasons": REASONS,
        "settings": SETTINGS,
        "audiences": AUDIENCES,
        "regions": regions(),
        "hidden_words": HIDDEN,
    }


def explain(problem: str | None) -> str | None:
    """Why something was refused, as one sentence."""
    if problem is None:
        return None
    return staff_gettext(REFUSED[problem]) % {"days": clock.load().longest_hold_days, "letters": LONGEST_NOTE}


def _alert(alert_id: int) -> Alert:
    found = alerts.one(db.session(), alert_id)
    # A lead who may not see it is told nothing about whether it exists.
    if found is None or not shown.may_see(me(), found):
        abort(404)
    return found


def _page(found: Alert, *, problem: str | None = None) -> str:
    session, vault = db.session(), services().vault
    return render_template(
        "safeguarding_lead/alert.html",
        row=shown.one(found, today()),
        notes={a.id: vault.open(a.sealed_note).reveal() for a in found.actions if a.sealed_note},
        offered=FOR_ALERTS,
        hold=holds.standing(session, found.response_id, today()),
        kept=alerts.raw_is_there(session, found.response_id),
        problem=problem,
        explained=explain(problem),
        tomorrow=today() + dt.timedelta(days=1),
        **words(),
    )
