"""The two forms of asking for help: what it is about, and then who and where."""

from __future__ import annotations

from typing import Any

from wtforms import Form
from wtforms.validators import ValidationError

from consultations.help_requests.answerers import Kind
from consultations.help_requests.book import LONGEST_NAME, LONGEST_PLACE
from consultations.types import Audience, Setting
from web.help_requests.words import KINDS
from web.i18n import _
from web.respond.fields import Item, OneOf, Writing
from web.respond.words import AUDIENCES, SETTINGS

NOT_SAID = "not-said"
ASKERS = (Audience.PERSON, Audience.CHILD, Audience.FAMILY)
"""Who can ask here. Staff and organisations have ways of their own to raise a concern."""


class Needed(Writing):
    """Words that must be there. `needed`: what to say when they are not."""

    def __init__(self, limit: int, needed: str, **kwargs: Any) -> None:
        super().__init__(limit, **kwargs)
        self.needed = needed

    def pre_validate(self, form: Any) -> None:
        super().pre_validate(form)
        if not self.data:
            raise ValidationError(self.needed)


def about_form(posted: Any) -> Form:
    """What it is about, where the person is, and who is asking."""
    please = _("Please choose one.")
    places = [Item(s.value, _(w.title), w.picture) for s, w in SETTINGS.items()] + [Item(NOT_SAID, _("I do not want to say"))]
    fields = {
        "kind": OneOf(
            [Item(k.value, _(words), symbol) for k, (words, symbol) in KINDS.items()], please, label=_("What is it about?")
        ),
        "setting": OneOf(places, please, label=_("Where are you?")),
        "audience": OneOf(
            [Item(a.value, _(AUDIENCES[a].title), AUDIENCES[a].picture) for a in ASKERS], please, label=_("Who are you?")
        ),
    }
    made: type[Form] = type("AboutForm", (Form,), fields)
    return made(posted)


def about(form: Form) -> tuple[Kind, Setting | None, Audience]:
    """What a valid first form says."""
    said = form.data
    setting = None if said["setting"] == NOT_SAID else Setting(said["setting"])
    return Kind(said["kind"]), setting, Audience(said["audience"])


def who_form(posted: Any) -> Form:
    """A name and a place to be found at."""
    fields = {
        "name": Needed(LONGEST_NAME, _("Please write the name we should ask for.")),
        "place": Needed(LONGEST_PLACE, _("Please write where we can find you.")),
    }
    made: type[Form] = type("WhoForm", (Form,), fields)
    return made(posted)
