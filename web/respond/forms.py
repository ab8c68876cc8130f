"""One WTForms form for each step, built from the definition and filled from the draft or from what was posted."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from wtforms import Form

from consultations.definitions import framework, scale
from consultations.journey.draft import Draft, DraftAnswer
from consultations.journey.steps import Kind, Step
from consultations.schema import Consultation, Question
from consultations.types import Audience
from web.i18n import _
from web.respond.fields import Item, OneOf, SomeOf, Writing
from web.respond.places import regions
from web.respond.words import AUDIENCES, CHILD_SETTINGS, HELPERS, SETTINGS, STAGES, Words

ORGANISATION_NAME = 200
MEMBERS_VIEWS = 4000
YES, NO = "yes", "no"


def form_for(step: Step, draft: Draft, consultation: Consultation, posted: Any = None, *, found: Collection[str] = ()) -> Form:
    """The form of a step; steps that ask nothing have one without fields.

    `found` holds the commitments that tagging found, for the step that asks whether they are right.
    """
    fields, data = _plan(step, draft, consultation, found)
    made: type[Form] = type("StepForm", (Form,), fields)
    return made(posted, data=data)


def _plan(step: Step, draft: Draft, consultation: Consultation, found: Collection[str]) -> tuple[dict[str, Any], dict[str, Any]]:
    match step.kind:
        case Kind.WHO:
            items = [_item(a.value, AUDIENCES[a]) for a in AUDIENCES if a in consultation.audiences]
            return {"audience": OneOf(items, required=_("Please choose who you are."))}, {"audience": draft.audience}
        case Kind.ORGANISATION:
            fields = {"organisation_name": Writing(ORGANISATION_NAME), "members_views": Writing(MEMBERS_VIEWS)}
            views = draft.members_views.reveal() if draft.members_views else ""
            return fields, {"organisation_name": draft.organisation_name, "members_views": views}
        case Kind.WHERE:
            known = CHILD_SETTINGS if draft.audience is Audience.CHILD else tuple(SETTINGS)
            items = [_item(s.value, SETTINGS[s]) for s in known if s in consultation.settings]
            return {"setting": OneOf(items)}, {"setting": draft.setting}
        case Kind.REGION:
            return {"region": OneOf([Item(i, _(words)) for i, words in regions().items()])}, {"region": draft.region}
        case Kind.STAGE:
            return {"stage": OneOf([_item(s.value, words) for s, words in STAGES.items()])}, {"stage": draft.stage}
        case Kind.HELPED:
            return {"helped_by": OneOf([_item(h, words) for h, words in HELPERS.items()])}, {"helped_by": draft.helped_by}
        case Kind.TOPICS:
            assert draft.audience is not None  # noqa: S101 - nobody meets this step before saying who they are
            offered = consultation.topics_for(draft.audience, draft.setting)
            items = [Item(t.id, _(t.easy_title), t.picture, _(t.easy_text)) for t in offered]
            chosen = tuple(t.id for t in offered if t.id in draft.topics)
            return {"topics": SomeOf(items, required=_("Please choose one or more."))}, {"topics": chosen}
        case Kind.QUESTION:
            assert step.question is not None  # noqa: S101 - steps() makes it so
            return _question(step.question, draft)
        case Kind.UNDERSTOOD:
            return _understood(draft, found)
        case Kind.QUOTE:
            items = [Item(YES, _("Yes, you can use my words"), "yes"), Item(NO, _("No, keep my words private"), "no")]
            return {"may_quote": OneOf(items)}, {"may_quote": _said(draft.may_quote)}
        case Kind.RECEIPT:
            items = [Item(YES, _("Yes, give me a number"), "receipt"), Item(NO, _("No, I do not want a number"), "no")]
            again = [Item(YES, _("I also want to read my answers with this number"), "who-reads")]
            asked = {"wants_receipt": OneOf(items), "read_back": SomeOf(again)}
            return asked, {"wants_receipt": _said(draft.wants_receipt), "read_back": (YES,) if draft.read_back else ()}
    return {}, {}


def _question(question: Question, draft: Draft) -> tuple[dict[str, Any], dict[str, Any]]:
    given = draft.answers.get(question.id, DraftAnswer())
    if question.kind == "text":
        return {"answer": Writing(question.max_length)}, {"answer": given.words.reveal() if given.words else ""}
    items = question_items(question, easy=draft.easy)
    if question.kind == "choices":
        return {"answer": SomeOf(items)}, {"answer": given.choices}
    return {"answer": OneOf(items)}, {"answer": given.choices[0] if given.choices else None}


def question_items(question: Question, *, easy: bool) -> list[Item]:
    """The choices of a question, in easy words or, where it has them and they were asked for, in the official ones."""
    choices = scale() if question.kind == "scale" else question.choices
    return [
        Item(c.value, c.official_text, c.picture, lang="en")
        if c.official_text and not easy
        else Item(c.value, _(c.easy_text), c.picture)
        for c in choices
    ]


def _understood(draft: Draft, found: Collection[str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """A yes or no for each commitment found, and the others to add."""
    fields: dict[str, Any] = {}
    data: dict[str, Any] = {}
    others: list[Item] = []
    for commitment in framework():
        if commitment.id in found:
            fields[commitment.id] = OneOf([Item(YES, _("Yes")), Item(NO, _("No"))])
            data[commitment.id] = _said(draft.understood.get(commitment.id))
        else:
            others.append(Item(commitment.id, _(commitment.easy_title)))
    fields["also"] = SomeOf(others)
    data["also"] = tuple(o.value for o in others if draft.understood.get(o.value))
    return fields, data


def _item(value: str, words: Words) -> Item:
    return Item(value, _(words.title), words.picture, _(words.more) if words.more else None)


def _said(answer: bool | None) -> str | None:
    return None if answer is None else YES if answer else NO
