"""The pages that only a kiosk has: are you still there, I have finished, and the goodbye."""

from __future__ import annotations

import math

from flask import Blueprint, Response, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from consultations.journey.draft import Draft
from consultations.types import Channel
from web import drafts
from web.guards import OPEN, guarded
from web.kiosk import visit

blueprint = Blueprint("kiosk", __name__)

SEE_OTHER = 303
GONE = 410
QUIET = "X-Heard-Still-Here"
"""The header with which `kiosk.js` reports touches without leaving the page."""
DECIDE = 30
"""Seconds to answer whether unsent answers may be deleted."""


def _unsent() -> Draft | None:
    draft = drafts.load()
    return draft if draft and not draft.sent else None


@blueprint.get("/still-here")
@guarded(OPEN)
def ask() -> ResponseReturnValue:
    """Where a page without scripts leads after a while; from here it leads to the start, and the visit is over."""
    left = visit.left()
    if "seen" not in session:
        return redirect(url_for("respond.home"), SEE_OTHER)
    response = make_response(render_template("kiosk/still_here.html", started=_unsent() is not None))
    _leads_home(response, left)
    return response


@blueprint.post("/still-here")
@guarded(OPEN)
def yes() -> ResponseReturnValue:
    """Go on: back to the answers, or a quiet 204 for the page's own script."""
    here = visit.still_here()
    if QUIET in request.headers:
        return ("", 204) if here else ("", GONE)
    draft = drafts.load()
    if draft is None:
        return redirect(url_for("respond.home"), SEE_OTHER)
    return redirect(url_for("chat.page" if draft.channel is Channel.CHAT and not draft.sent else "respond.answer"), SEE_OTHER)


@blueprint.post("/finished")
@guarded(OPEN)
def finish() -> ResponseReturnValue:
    """ "I have finished". Unsent answers are asked about once, on a page that shows none of them and soon closes by itself."""
    why = request.form.get("why")
    if why is None and _unsent() is not None:
        visit.note_page()
        visit.shorten(DECIDE)
        response = make_response(render_template("kiosk/unsent.html"))
        _leads_home(response, DECIDE)
        return response
    drafts.wipe()
    visit.empty_cookie(keep_language=why != "idle")
    response = make_response(redirect(url_for("respond.home" if why == "idle" else "kiosk.goodbye"), SEE_OTHER))
    visit.clear_browser(response, visit.CLEARED)
    return response


@blueprint.get("/finished")
@guarded(OPEN)
def goodbye() -> ResponseReturnValue:
    return render_template("respond/thanks.html")


def _leads_home(response: Response, seconds: float) -> None:
    """After so many seconds the page leads to the start. One more, so that the visit is certainly over by then."""
    response.headers["Refresh"] = f"{max(math.ceil(seconds), 0) + 1};url={url_for('respond.home')}"
