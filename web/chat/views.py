"""The chat page: each turn is a form post, with scripts or without. Thin: the conversation is in `consultations.dialogue`."""

from __future__ import annotations

import contextlib
import datetime as dt
from typing import Any

from flask import Blueprint, Response, current_app, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from consultations.definitions import load
from consultations.dialogue.acts import DialogueCore
from consultations.dialogue.conversation import now, turn
from consultations.dialogue.reply import Reply
from consultations.dialogue.state import State
from consultations.journey.draft import Draft
from consultations.types import Channel, RawText
from web import drafts, i18n
from web.chat.rasa_client import NoCore, RasaCore
from web.chat.site import FormSite
from web.guards import OPEN, guarded
from web.queue import queue_for
from web.respond import pages
from web.respond.views import GONE, SEE_OTHER, WAYS, consultation_or_404
from web.services import services

blueprint = Blueprint("chat", __name__)

LONGEST_LINE = 20_000
"""Characters taken of one typed line before any look at it; no question takes more."""
BY_SCRIPT = "X-Heard-Turn"
"""The header that `chat.js` sends."""
IN_CHAT = {"go-complain": "act:complain", "go-language": "act:change_language"}
"""Ways of the header that the conversation knows itself."""


def core() -> DialogueCore:
    """The bot of this site, or one that says it is not there."""
    held: DialogueCore | None = current_app.extensions.get("heard-core")
    if held is None:
        settings = services().settings
        there = settings.bot_url and settings.bot_token
        held = RasaCore(settings.bot_url or "", settings.bot_token or "", settings.bot_timeout) if there else NoCore()
        current_app.extensions["heard-core"] = held
    return held


def _go(endpoint: str, **values: Any) -> Response:
    return make_response(redirect(url_for(endpoint, **values), SEE_OTHER))


@blueprint.post("/consultations/<consultation_id>/chat")
@guarded(OPEN)
def start(consultation_id: str) -> ResponseReturnValue:
    """Begin to talk, or go on talking about answers already begun."""
    consultation = consultation_or_404(consultation_id)
    if not consultation.takes_answers(dt.datetime.now(dt.UTC).date()):
        return _go("respond.about", consultation_id=consultation_id)
    draft = drafts.load()
    if draft is None or draft.sent or draft.consultation_id != consultation_id:
        draft = drafts.start(Draft(consultation_id=consultation_id, language=i18n.current().id, channel=Channel.CHAT))
    if not State(draft).begun:
        site = FormSite(draft, consultation, drafts.wipe)
        turn(site, core())
        drafts.save(site.draft)
    return _go("chat.page", _anchor="latest")


@blueprint.get("/chat")
@guarded(OPEN)
def page() -> ResponseReturnValue:
    if "lang" in request.args:
        return _go("chat.page", _anchor="latest")
    draft = drafts.load()
    if draft is None:
        return _go("respond.home")
    if draft.sent or draft.help_for:
        return _go("respond.answer")
    consultation = load(draft.consultation_id)
    site = FormSite(draft, consultation, drafts.wipe)
    return _show(site, now(site))


def _show(site: FormSite, reply: Reply) -> str:
    state = State(site.draft)
    return render_template(
        "chat/talk.html",
        key=pages.key(site.draft),
        lines=list(state.log()),
        begun=state.begun,
        reply=reply,
        typing=site.draft.chat.get("typing", ""),
        consultation=site.consultation,
        demonstration=site.consultation.demonstration,
    )


@blueprint.post("/chat")
@guarded(OPEN)
def say() -> ResponseReturnValue:
    draft = drafts.load()
    # A page of an ended session, or of somebody else's on a shared device, changes nothing and shows nothing.
    if draft is None or request.form.get("page") != pages.key(draft):
        return render_template("respond/too_old.html", started=draft is not None), GONE
    if draft.sent:
        return _go("respond.answer")
    draft.language = i18n.current().id
    do = request.form.get("do", "say")
    typed = request.form.get("say", "").replace("\r\n", "\n").replace("\x00", "").strip()[:LONGEST_LINE]
    button = IN_CHAT.get(do) or request.form.get("button")
    if do in WAYS and do not in IN_CHAT:
        draft.chat["typing"] = typed
        drafts.save(draft)
        return _go(WAYS[do])
    return _turn(draft, typed, button)


def _turn(draft: Draft, typed: str, button: str | None) -> ResponseReturnValue:
    site = FormSite(draft, load(draft.consultation_id), drafts.wipe)
    # What was typed beside a button stays in its box, unless the button was to leave the question out.
    draft.chat["typing"] = typed if button and button != "act:skip" else ""
    reply = turn(site, core(), typed=RawText(typed) if typed and not button else None, button=button)
    if reply.expects == "end" and not site.draft.sent:
        return render_template("chat/ended.html", reply=reply)
    drafts.save(site.draft)
    if not site.draft.sent:
        # The page's script takes the new page as the answer itself; without it, a reload must not post again.
        return _show(site, reply) if BY_SCRIPT in request.headers else _go("chat.page", _anchor="latest")
    response = _go("respond.answer")
    if site.stored:
        response.call_on_close(lambda: _follow_up(str(site.stored)))
    return response


def _follow_up(response_id: str) -> None:
    """Ask the queue for what can wait. Where the queue is down, its sweep finds the response later."""
    with contextlib.suppress(Exception):
        queue_for(services().settings).follow_up(response_id)
