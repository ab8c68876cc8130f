"""Asking a person for help: what it is about, then who answers and when, then a name and a place. Nothing is kept before that."""

from __future__ import annotations

import datetime as dt
import secrets

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from consultations.help_requests.answerers import Answerer
from consultations.help_requests.book import Request
from consultations.lead import clock
from consultations.safeguarding.help import help_for
from consultations.types import RawText
from web.extensions import csrf, limiter
from web.guards import OPEN, guarded
from web.help_requests import desk
from web.help_requests.forms import about, about_form, who_form
from web.help_requests.words import ANSWERS_BY, NEAREST
from web.i18n import current

PREFIX = "/help/ask"
blueprint = Blueprint("help_requests", __name__, url_prefix=PREFIX)
# These pages have no cookie, and the token against forged forms lives in one. Nobody is signed in here whom a forged form
# could use; forms that a browser says come from another site are refused.
csrf.exempt(blueprint)
WRONG = 422
SEE_OTHER = 303
TRIES = "60 per hour"
"""Posts by one address. A whole prison can share one, so it only stops a flood."""


@blueprint.app_context_processor
def offered() -> dict[str, object]:
    """Lets a page ask whether anybody answers requests, so that it offers the way only where it leads somewhere."""
    return {"help_can_be_asked": lambda: desk.anybody_answers(_today())}


@blueprint.get("")
@guarded(OPEN)
def start() -> ResponseReturnValue:
    if not desk.anybody_answers(_today()):
        abort(404)
    return render_template("help_requests/about.html", form=about_form(None))


@blueprint.post("")
@limiter.limit(TRIES)
@guarded(OPEN)
def ask() -> ResponseReturnValue:
    """The first form leads to who answers and to the second; the second is kept."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        abort(403)
    form = about_form(request.form)
    if not form.validate():
        return render_template("help_requests/about.html", form=form), WRONG
    kind, setting, audience = about(form)
    answerer = desk.who_answers(kind, setting, audience, _today())
    if answerer is None:
        lines = help_for(setting, audience, NEAREST[kind])
        return render_template("help_requests/nobody.html", help=lines)
    who = who_form(request.form if request.form.get("do") == "send" else None)
    if request.form.get("do") != "send":
        return _who_page(form, who, answerer)
    if not who.validate():
        return _who_page(form, who, answerer), WRONG
    asked = Request(
        kind=kind,
        setting=setting,
        audience=audience,
        language=current().id,
        answerer=answerer.id,
        outside=answerer.outside,
        within_days=answerer.within_days,
        name=RawText(who.data["name"]),
        place=RawText(who.data["place"]),
    )
    try:
        desk.book().take_down(asked, request.form.get("key", ""), _today())
    except ValueError:
        abort(400)
    return redirect(url_for("help_requests.sent", lang=current().id), SEE_OTHER)


@blueprint.get("/sent")
@guarded(OPEN)
def sent() -> ResponseReturnValue:
    """Says nothing of what was sent or to whom: the next person at the screen may come back to it."""
    return render_template("help_requests/sent.html")


def _who_page(form: object, who: object, answerer: Answerer) -> str:
    name, name_language = answerer.name(current().id)
    return render_template(
        "help_requests/who.html",
        about=form,
        form=who,
        answerer=answerer,
        who=name,
        who_language=name_language,
        answers_by=ANSWERS_BY[answerer.answers_by],
        kept_days=clock.load().requests_kept_days,
        key=request.form.get("key") or secrets.token_hex(16),
    )


def _today() -> dt.date:
    return dt.datetime.now(dt.UTC).date()
