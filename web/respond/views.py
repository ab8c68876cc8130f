"""The respondent's pages. Thin: what a step does is in `answering`, what it shows in `pages`."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from consultations.definitions import load, load_all
from consultations.journey import steps as journey
from consultations.journey.draft import Draft
from consultations.journey.steps import Kind, Step
from consultations.journey.submission import NotReady
from consultations.schema import Consultation
from consultations.types import Audience, Channel
from web import drafts, i18n
from web.guards import OPEN, guarded
from web.queue import follow_up_later
from web.respond import answering, pages
from web.respond.complaint import complaint_form, complaint_route
from web.respond.forms import form_for
from web.services import services

blueprint = Blueprint("respond", __name__)

FIRST = "twelve-commitments"
"""The consultation that concerns the most people stands first."""
SEE_OTHER = 303
WRONG = 422
GONE = 410


@blueprint.app_context_processor
def shared() -> dict[str, Any]:
    """What every page is told: whether it stands on a shared touch screen, and whether all of this is a demonstration."""
    return {"kiosk": services().settings.kiosk, "demonstration": all(c.demonstration for c in load_all().values())}


def consultation_or_404(consultation_id: str) -> Consultation:
    try:
        return load(consultation_id)
    except KeyError:
        abort(404)


def _go(endpoint: str, **values: Any) -> Response:
    return make_response(redirect(url_for(endpoint, **values), SEE_OTHER))


@blueprint.get("/")
@guarded(OPEN)
def home() -> ResponseReturnValue:
    today = dt.datetime.now(dt.UTC).date()
    taking = [c for c in load_all().values() if c.takes_answers(today)]
    consultations = sorted(taking, key=lambda c: c.id != FIRST)
    return render_template("respond/home.html", consultations=consultations, draft=_unsent())


@blueprint.get("/language")
@guarded(OPEN)
def choose_language() -> ResponseReturnValue:
    """Each language in its own name; choosing one leads back to the question, or to the start."""
    return render_template("respond/language.html", after=url_for("respond.answer" if _unsent() else "respond.home"))


@blueprint.get("/consultations/<consultation_id>")
@guarded(OPEN)
def about(consultation_id: str) -> ResponseReturnValue:
    """What this is, who reads it, what is and is not promised."""
    consultation = consultation_or_404(consultation_id)
    draft = _unsent()
    return render_template(
        "respond/about.html",
        consultation=consultation,
        demonstration=consultation.demonstration,
        open=consultation.takes_answers(dt.datetime.now(dt.UTC).date()),
        started=draft is not None and draft.consultation_id == consultation_id,
    )


@blueprint.post("/consultations/<consultation_id>/start")
@guarded(OPEN)
def start(consultation_id: str) -> ResponseReturnValue:
    consultation = consultation_or_404(consultation_id)
    if not consultation.takes_answers(dt.datetime.now(dt.UTC).date()):
        return _go("respond.about", consultation_id=consultation_id)
    draft = _unsent()
    if draft is None or draft.consultation_id != consultation_id or request.form.get("do") == "again":
        channel = Channel.KIOSK if services().settings.kiosk else Channel.FORM
        drafts.start(Draft(consultation_id=consultation_id, language=i18n.current().id, channel=channel))
    return _go("respond.answer")


@blueprint.get("/answer")
@guarded(OPEN)
def answer() -> ResponseReturnValue:
    """One address for the whole way: which step it shows is the draft's to say."""
    if "lang" in request.args:
        return _go("respond.answer")
    draft = drafts.load()
    if draft is None:
        return _go("respond.home")
    if draft.sent:
        return render_template("respond/sent.html", receipt=pages.grouped(draft.receipt), key=pages.key(draft))
    consultation = load(draft.consultation_id)
    if draft.help_for:
        return render_template("respond/help_first.html", **pages.help_first(draft))
    step = journey.current(draft, consultation)
    return _show(step, draft, consultation)


def _show(step: Step, draft: Draft, consultation: Consultation, form: Any = None, status: int = 200) -> ResponseReturnValue:
    found = answering.found_commitments(draft, consultation) if step.kind is Kind.UNDERSTOOD else ()
    if form is None:
        form = form_for(step, draft, consultation, found=found)
    return pages.render(step, draft, consultation, form, found), status


@blueprint.post("/answer")
@guarded(OPEN)
def save() -> ResponseReturnValue:
    draft = drafts.load()
    do = request.form.get("do", "next")
    # A page of an ended session, or of somebody else's on a shared device, changes nothing and shows nothing.
    if draft is None or request.form.get("page") != pages.key(draft):
        return render_template("respond/too_old.html", started=draft is not None), GONE
    if draft.sent:
        if do == "finish":
            drafts.wipe()
            return _go("respond.thanks")
        return _go("respond.answer")
    consultation = load(draft.consultation_id)
    draft.language = i18n.current().id
    if do == "carry-on":
        draft.help_for, draft.help_level = (), "none"
        drafts.save(draft)
        return _go("respond.answer")
    step = next((s for s in journey.steps(draft, consultation) if s.id == request.form.get("step")), None)
    if step is None:
        return _go("respond.answer")
    return _take(do, step, draft, consultation)


def _take(do: str, step: Step, draft: Draft, consultation: Consultation) -> ResponseReturnValue:
    if do == "skip":
        answering.leave_out(step, draft)
    else:
        found = answering.found_commitments(draft, consultation) if step.kind is Kind.UNDERSTOOD else ()
        form = form_for(step, draft, consultation, request.form, found=found)
        if form.validate():
            answering.keep(step, form, draft, consultation)
        elif do == "next" or (pages.holds_words(form) and do not in NEVER_HELD_UP):
            # What was typed is shown again, however long it is; it is not kept.
            return pages.render(step, draft, consultation, form, found), WRONG
    if do == "next" and step.kind is Kind.SEND:
        return _send(draft, consultation)
    to = _move(do, step, draft, consultation)
    drafts.save(draft)
    return to


NEVER_HELD_UP = ("go-help", "stop")
"""Ways out that no mistake in a form may block."""
WAYS = {
    "go-help": "respond.help_now",
    "go-complain": "respond.complain",
    "go-language": "respond.choose_language",
    "go-privacy": "respond.privacy",
    "go-accessibility": "respond.accessibility",
    "go-receipt": "receipts.enter",
    "go-chat": "chat.page",
    "stop": "respond.stop",
}


def _move(do: str, step: Step, draft: Draft, consultation: Consultation) -> Response:
    if do in WAYS:
        return _go(WAYS[do])
    if do.startswith("change-"):
        answering.change(do.removeprefix("change-"), draft, consultation)
    elif do == "back":
        if journey.back(draft, consultation, step.id) is None:
            return _go("respond.about", consultation_id=consultation.id)
    elif do == "switch":
        draft.easy = not draft.easy
        draft.step = step.id
    else:
        answering.onward(step, draft, consultation)
    return _go("respond.answer")


def _send(draft: Draft, consultation: Consultation) -> ResponseReturnValue:
    try:
        accepted = answering.send(draft, consultation)
    except NotReady:
        return render_template("respond/nothing_yet.html", **pages.nothing_yet(draft, consultation)), WRONG
    drafts.save(answering.emptied(draft))
    response = _go("respond.answer")
    # After the commit, when the request and its application context are gone: so the settings are taken along.
    response.call_on_close(partial(follow_up_later, services().settings, accepted.response_id))
    return response


@blueprint.get("/stop")
@guarded(OPEN)
def stop() -> ResponseReturnValue:
    """Asked once more before anything is deleted."""
    draft = _unsent()
    if draft is None:
        return _go("respond.home")
    return render_template("respond/stop.html", key=pages.key(draft))


@blueprint.post("/stop")
@guarded(OPEN)
def delete_draft() -> ResponseReturnValue:
    draft = drafts.load()
    if draft is not None and request.form.get("page") != pages.key(draft):
        return render_template("respond/too_old.html", started=True), GONE
    drafts.wipe()
    return _go("respond.stopped")


@blueprint.get("/stopped")
@guarded(OPEN)
def stopped() -> ResponseReturnValue:
    return render_template("respond/stopped.html")


@blueprint.get("/thanks")
@guarded(OPEN)
def thanks() -> ResponseReturnValue:
    return render_template("respond/thanks.html")


@blueprint.route("/help", methods=["GET", "POST"])
@guarded(OPEN)
def help_now() -> ResponseReturnValue:
    """Help for where the person is: as they said in the form, or as they choose here."""
    return render_template("respond/help.html", **pages.help_now(_unsent(), request.values.get("where")))


@blueprint.route("/complain", methods=["GET", "POST"])
@guarded(OPEN)
def complain() -> ResponseReturnValue:
    """Three easy questions, and where to go. Posted and not in the address, which stays in a shared browser's history."""
    draft = _unsent()
    posted = request.form if request.method == "POST" else None
    form = complaint_form(posted, draft.setting if draft else None)
    started = draft is not None
    if posted is None:
        return render_template("respond/complain.html", form=form, started=started)
    if not form.validate():
        return render_template("respond/complain.html", form=form, started=started), WRONG
    way = complaint_route(form, (draft.audience if draft else None) or Audience.PERSON)
    return render_template("respond/complain.html", form=form, route=way, started=started)


@blueprint.get("/privacy")
@guarded(OPEN)
def privacy() -> ResponseReturnValue:
    return render_template("respond/privacy.html", started=_unsent() is not None, raw_days=services().settings.raw_days)


@blueprint.get("/accessibility")
@guarded(OPEN)
def accessibility() -> ResponseReturnValue:
    return render_template("respond/accessibility.html", started=_unsent() is not None)


def _unsent() -> Draft | None:
    draft = drafts.load()
    return draft if draft and not draft.sent else None
