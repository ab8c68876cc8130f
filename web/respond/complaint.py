"""Where a complaint goes: three easy questions of `consultations.signposting`, on one page."""

from __future__ import annotations

from typing import Any

from wtforms import Form

from consultations.signposting.routes import Route, Runner, Subject, load, route
from consultations.types import Audience, Setting
from web.i18n import _
from web.respond.fields import Item, OneOf
from web.respond.words import SETTINGS

_NOT_SAID = "not-said"


def complaint_form(posted: Any, setting: Setting | None) -> Form:
    """The questions, with the place filled in where the person said it before."""
    asked = load().questions
    fields: dict[str, Any] = {}
    for name in ("subject", "runner"):
        items = [Item(c.value, _(c.easy_text)) for c in asked[name].choices]
        fields[name] = OneOf(items, required=_("Please choose one."), label=_(asked[name].easy_title))
    places = [Item(s.value, _(w.title)) for s, w in SETTINGS.items()] + [Item(_NOT_SAID, _("I do not want to say"))]
    fields["setting"] = OneOf(places, required=_("Please choose one."), label=_(asked["setting"].easy_title))
    made: type[Form] = type("ComplaintForm", (Form,), fields)
    return made(posted, data={"setting": setting.value if setting else None})


def complaint_route(form: Form, audience: Audience) -> Route:
    said = form.data
    setting = None if said["setting"] == _NOT_SAID else Setting(said["setting"])
    return route(Subject(said["subject"]), Runner(said["runner"]), setting, audience)
