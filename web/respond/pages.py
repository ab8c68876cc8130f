"""What a step shows: its template, its words, and what stands around them."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from typing import Any

from flask import render_template
from wtforms import Form

from consultations.anonymise.engine import anonymise
from consultations.definitions import framework
from consultations.journey import steps as journey
from consultations.journey.draft import Draft
from consultations.journey.steps import Kind, Step
from consultations.receipts import Receipt
from consultations.safeguarding.help import help_for
from consultations.schema import Consultation, Question
from consultations.signposting import complaints
from consultations.types import Audience, Level, SafeguardingKind, Setting
from web.i18n import _
from web.respond.fields import Item, Writing
from web.respond.forms import question_items
from web.respond.places import regions
from web.respond.words import AUDIENCES, HELPERS, QUESTIONS, SETTINGS, SKIP, STAGES

_TEMPLATES = {
    Kind.ORGANISATION: "respond/organisation.html",
    Kind.QUESTION: "respond/question.html",
    Kind.UNDERSTOOD: "respond/understood.html",
    Kind.CHECK: "respond/check.html",
    Kind.RECEIPT: "respond/receipt.html",
    Kind.SEND: "respond/send.html",
}
_CHOOSE = "respond/choose.html"


def key(draft: Draft) -> str:
    """What a page carries so that it can only change the draft it was made from."""
    return hashlib.sha256(f"page:{draft.submission_key}".encode()).hexdigest()[:16]


def frame(draft: Draft) -> dict[str, Any]:
    """What every page with a form of the draft is told."""
    return {"key": key(draft)}


def nothing_yet(draft: Draft, consultation: Consultation) -> dict[str, Any]:
    """What the page says that there is nothing to send: where the first question is."""
    asked = journey.questions(draft, consultation)
    return frame(draft) | {"first": asked[0].id if asked else Kind.TOPICS.value}


def grouped(digits: str | None) -> str | None:
    """The receipt as it is read out."""
    return Receipt(digits).grouped() if digits else None


def holds_words(form: Form) -> bool:
    """Whether something was typed, which must not be lost."""
    return any(isinstance(field, Writing) and field.data for field in form)


def render(step: Step, draft: Draft, consultation: Consultation, form: Form, found: Collection[str]) -> str:
    """The page of a step."""
    words = QUESTIONS.get(step.kind)
    context: dict[str, Any] = {
        **frame(draft),
        "step": step,
        "form": form,
        "consultation": consultation,
        "demonstration": consultation.demonstration,
        "words": words,
        "skip": _(SKIP[step.kind]) if step.kind in SKIP else None,
        "progress": journey.progress(draft, consultation, step),
    }
    if step.question is not None:
        context |= _question(step.question, draft, consultation)
    elif step.kind is Kind.UNDERSTOOD:
        context["guesses"] = [c for c in framework() if c.id in found]
    elif step.kind is Kind.CHECK:
        context["rows"] = answers_given(draft, consultation)
        context["complaint"] = reads_like_complaint(draft)
    elif words is not None and step.kind not in _TEMPLATES:
        context["field"] = next(iter(form))
        context["multiple"] = step.kind is Kind.TOPICS
    return render_template(_TEMPLATES.get(step.kind, _CHOOSE), **context)


def wording(question: Question, *, easy: bool) -> tuple[str, str | None]:
    """What is asked, and the language it is quoted in: None for easy words, which are in the person's own."""
    easy_words = question.easy_text
    if easy_words and (easy or not question.official_text):
        return _(easy_words), None
    return question.official_text or "", "en"


def _question(question: Question, draft: Draft, consultation: Consultation) -> dict[str, Any]:
    asked, quoted_in = wording(question, easy=draft.easy)
    section = next((s for s in consultation.sections if s.id == question.section), None)
    return {
        "question": question,
        "asked": asked,
        "asked_lang": quoted_in,
        "topic": _(section.easy_title) if section and quoted_in is None else None,
        "can_switch": bool(question.official_text and question.easy_text),
        "help": _(question.help) if question.help else None,
    }


class Row:
    """One line of "check your answers": what was asked, what was said, which step changes it."""

    def __init__(self, step_id: str, asked: str, said: str, *, lang: str | None = None, own: bool = False) -> None:
        self.step_id = step_id
        self.asked = asked
        self.said = said
        self.lang = lang
        self.own = own
        """True where `said` is in the person's own words."""


def answers_given(draft: Draft, consultation: Consultation) -> list[Row]:
    """Every step before the check, with what was said; empty words where it was skipped."""
    rows: list[Row] = []
    for step in journey.steps(draft, consultation):
        if step.kind is Kind.UNDERSTOOD or step.kind is Kind.CHECK:
            break
        if step.question is not None:
            rows.append(_question_row(step.question, draft))
        else:
            rows.append(Row(step.id, _(QUESTIONS[step.kind].title), _plain(step.kind, draft, consultation)))
    return rows


def _question_row(question: Question, draft: Draft) -> Row:
    asked, quoted_in = wording(question, easy=draft.easy)
    given = draft.answers.get(question.id)
    said, own = "", False
    if given and given.words:
        said, own = given.words.reveal(), True
    elif given:
        said = "\n".join(i.words for i in question_items(question, easy=draft.easy) if i.value in given.choices)
    return Row(question.id, asked, said, lang=quoted_in, own=own)


def _plain(kind: Kind, draft: Draft, consultation: Consultation) -> str:
    match kind:
        case Kind.WHO if draft.audience:
            return _(AUDIENCES[draft.audience].title)
        case Kind.ORGANISATION:
            return draft.organisation_name or ""
        case Kind.WHERE if draft.setting:
            return _(SETTINGS[draft.setting].title)
        case Kind.REGION if draft.region in regions():
            return _(regions()[draft.region])
        case Kind.STAGE if draft.stage:
            return _(STAGES[draft.stage].title)
        case Kind.HELPED if draft.helped_by:
            return _(HELPERS[draft.helped_by].title)
        case Kind.TOPICS:
            return "\n".join(_(t.easy_title) for t in consultation.topics if t.id in draft.topics)
    return ""


def help_first(draft: Draft) -> dict[str, Any]:
    """Help shown before anything else, because of what was just written."""
    kinds = tuple(SafeguardingKind(k) for k in draft.help_for)
    return frame(draft) | {"help": help_for(draft.setting, draft.audience or Audience.PERSON, kinds, Level(draft.help_level))}


def help_now(draft: Draft | None, where: str | None) -> dict[str, Any]:
    """Help for whoever asks: for the place in the address, or the draft's, or anywhere."""
    setting = _setting(where) or (draft.setting if draft else None)
    audience = (draft.audience if draft else None) or Audience.PERSON
    if where == "family":
        setting, audience = None, Audience.FAMILY
    return {
        "help": help_for(setting, audience, ()),
        "chosen": where if where == "family" or _setting(where) else None,
        "places": _places(),
        "started": draft is not None,
    }


def reads_like_complaint(draft: Draft) -> bool:
    """Whether anything that was written reads like a complaint, so that the person is asked, once, whether it is one."""
    words = [a.words for a in draft.answers.values() if a.words]
    return any(complaints.reads_like_complaint(anonymise(w, draft.language), draft.language) for w in words)


def _places() -> list[Item]:
    return [Item(s.value, _(w.title), w.picture) for s, w in SETTINGS.items()]


def _setting(where: str | None) -> Setting | None:
    return Setting(where) if where in set(Setting) else None
