"""Around every request of a kiosk: end a visit that rested too long, note one that did not, and close the staff's doors."""

from __future__ import annotations

from flask import Flask, Response, abort, current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from web import drafts
from web.extensions import csrf
from web.guards import OPEN, guard_of
from web.kiosk import views, visit
from web.services import services

GOODBYES = frozenset({"respond.thanks", "respond.stopped", "kiosk.goodbye"})
"""Pages that end a visit once it has no draft any more."""
CLOSING_BY_THEMSELVES = GOODBYES | {"kiosk.ask", "kiosk.finish"}
READ_FOR = 30
"""Seconds for which a goodbye stands before the start comes back."""
UNWATCHED = frozenset({"static", "health", "ready"})
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
SEE_OTHER = 303
GONE = 410


def install(app: Flask) -> None:
    """Make this site a kiosk's."""
    app.register_blueprint(views.blueprint)
    # "I have finished" must work from every page, one without cookies or from before too. The cookie's SameSite keeps other
    # sites from pressing it, and all it can do is to end this screen's own visit.
    csrf.exempt(views.blueprint)
    app.before_request(_before)
    app.after_request(_after)
    app.jinja_env.globals.update(kiosk=True, kiosk_times=_times)


def _before() -> ResponseReturnValue | None:
    endpoint = request.endpoint
    if endpoint in UNWATCHED:
        return None
    # Downloads and other people's words are behind the staff's doors: staff use a site that is no kiosk.
    if endpoint is not None and guard_of(current_app, endpoint) is not OPEN:
        abort(404)
    if visit.left() < 0:
        visit.expire()
        if endpoint == "kiosk.finish":
            return redirect(url_for("respond.home"), SEE_OTHER)
        if request.method not in SAFE:
            return render_template("respond/too_old.html", started=False), GONE
    elif endpoint in GOODBYES and request.method in SAFE and drafts.load() is not None:
        # Nothing was ended yet, and a page may not say so.
        return redirect(url_for("respond.answer"), SEE_OTHER)
    elif endpoint == "respond.home" and drafts.load() is None:
        # The start without answers is the end of what was looked at before: a receipt, a way to complain.
        visit.empty_cookie(keep_language=True)
    return None


def _after(response: Response) -> Response:
    endpoint = request.endpoint
    if endpoint in UNWATCHED:
        return response
    if g.get("draft_wiped"):
        visit.empty_cookie(keep_language=True)
        visit.clear_browser(response, visit.CLEARED)
    elif endpoint in GOODBYES and request.method == "GET" and drafts.digest() is None:
        visit.empty_cookie(keep_language=False)
        visit.clear_browser(response, visit.CLEARED_AT_THE_END)
        response.headers["Refresh"] = f"{READ_FOR};url={url_for('respond.home')}"
    elif not _says_nothing_of_itself(endpoint):
        visit.note_page()
    return response


def _says_nothing_of_itself(endpoint: str | None) -> bool:
    """Whether an answer is no sign that somebody used the page: the question itself, the end, and what a page reports."""
    return endpoint in ("kiosk.ask", "kiosk.finish") or (endpoint == "kiosk.yes" and views.QUIET in request.headers)


def _times(writes: bool) -> dict[str, int] | None:
    """When the page being drawn asks and wipes, in seconds: with scripts after the last touch, without after it was drawn.

    `writes`: whether it has room to write in, where without scripts the site cannot see that somebody types. None on a page
    where nothing is left to wipe.
    """
    if g.get("draft_wiped") or request.endpoint in CLOSING_BY_THEMSELVES:
        return None
    settings = services().settings
    g.kiosk_writes = writes
    return {
        "warn": settings.kiosk_warn,
        "wipe": settings.kiosk_wipe,
        # The last answer is given on a page of its own, for as long as the warning lasts.
        "ask": visit.may_rest() - (settings.kiosk_wipe - settings.kiosk_warn),
    }
