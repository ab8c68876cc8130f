"""What a posted step does to the draft: keep what was said, look for danger, move on. Pages and requests are in `views`."""

from __future__ import annotations

import datetime as dt

from wtforms import Form

from consultations.definitions import version_of
from consultations.intake import Accepted, accept
from consultations.journey import steps as journey
from consultations.journey.draft import Draft, DraftAnswer
from consultations.journey.steps import Kind, Step, shown_by
from consultations.journey.submission import submission
from consultations.pipeline import About, assess
from consultations.receipts import Receipt, new_receipt
from consultations.schema import EASY_READ_AUDIENCES, Consultation
from consultations.store import queries
from consultations.types import Audience, Level, RawText, SafeguardingKind, Setting, Stage
from web.extensions import db
from web.respond.forms import YES
from web.services import services


def keep(step: Step, form: Form, draft: Draft, consultation: Consultation) -> None:
    """Write a valid form into the draft. Words that are new are looked at for danger at once."""
    said = form.data
    match step.kind:
        case Kind.WHO:
            audience = Audience(said["audience"])
            if audience is not draft.audience:
                draft.audience = audience
                # Staff and organisations asked for the full questions; one press brings the easy words.
                draft.easy = audience in EASY_READ_AUDIENCES
        case Kind.ORGANISATION:
            draft.organisation_name = said["organisation_name"] or None
            draft.members_views = _words(said["members_views"], draft.members_views, draft)
        case Kind.WHERE:
            draft.setting = Setting(said["setting"]) if said["setting"] else None
        case Kind.REGION:
            draft.region = said["region"]
        case Kind.STAGE:
            draft.stage = Stage(said["stage"]) if said["stage"] else None
        case Kind.HELPED:
            draft.helped_by = said["helped_by"]
        case Kind.TOPICS:
            draft.topics = said["topics"]
        case Kind.QUESTION:
            _keep_answer(step, said["answer"], draft)
        case Kind.UNDERSTOOD:
            also = dict.fromkeys(said.pop("also"), True)
            draft.understood = {c: answer == YES for c, answer in said.items() if answer} | also
        case Kind.QUOTE:
            draft.may_quote = said["may_quote"] == YES if said["may_quote"] else None
        case Kind.RECEIPT:
            draft.wants_receipt = said["wants_receipt"] == YES if said["wants_receipt"] else None
            draft.read_back = bool(draft.wants_receipt and said["read_back"])
            # Made here and not when sending, so that sending twice cannot show a number that was not stored.
            draft.receipt = (draft.receipt or new_receipt().digits) if draft.wants_receipt else None
        case _:
            pass


def _keep_answer(step: Step, said: str | tuple[str, ...] | None, draft: Draft) -> None:
    question = step.question
    if question is None:
        return
    before = draft.answers.get(question.id, DraftAnswer())
    if question.kind == "text":
        words = _words(str(said or ""), before.words, draft)
        if words != before.words:
            # What was understood rested on other words: ask again.
            draft.passed = tuple(p for p in draft.passed if p != Kind.UNDERSTOOD)
        answer = journey.check_answer(question, (), words)
    else:
        chosen = said if isinstance(said, tuple) else (said,) if said else ()
        answer = journey.check_answer(question, chosen, None)
        if (level := shown_by(question, chosen)) and chosen != before.choices:
            draft.help_for = (SafeguardingKind.THIRD_PARTY_RISK.value,)
            draft.help_level = level.value
    if answer:
        draft.answers[question.id] = answer
    else:
        draft.answers.pop(question.id, None)


def _words(typed: str, before: RawText | None, draft: Draft) -> RawText | None:
    words = RawText(typed) if typed else None
    if words and words != before:
        found = assess(words, draft.language)
        if found.level is not Level.NONE:
            draft.help_for = tuple(dict.fromkeys((*draft.help_for, *(k.value for k in found.kinds))))
            if draft.help_level != Level.IMMEDIATE:
                draft.help_level = found.level.value
    return words


def leave_out(step: Step, draft: Draft) -> None:
    """Skip a step: whatever was said to it before is taken back."""
    match step.kind:
        case Kind.ORGANISATION:
            draft.organisation_name = draft.members_views = None
        case Kind.WHERE:
            draft.setting = None
        case Kind.REGION:
            draft.region = None
        case Kind.STAGE:
            draft.stage = None
        case Kind.HELPED:
            draft.helped_by = None
        case Kind.QUESTION:
            draft.answers.pop(step.id, None)
        case _:
            pass


def onward(step: Step, draft: Draft, consultation: Consultation) -> None:
    """Move to the next step; after a change made from the check page, straight back to it unless something new is asked."""
    ids = [s.id for s in journey.steps(draft, consultation)]
    checked = Kind.CHECK in draft.passed and Kind.CHECK in ids and step.id in ids
    if checked and ids.index(step.id) < ids.index(Kind.CHECK):
        journey.next_after_change(draft, consultation, step.id)
    else:
        journey.advance(draft, consultation, step.id)


def change(step_id: str, draft: Draft, consultation: Consultation) -> None:
    """Go back to one step from the check page."""
    if Kind.CHECK not in draft.passed:
        draft.passed = (*draft.passed, Kind.CHECK)
    journey.go_to(draft, consultation, step_id)


def found_commitments(draft: Draft, consultation: Consultation) -> tuple[str, ...]:
    """The commitments that tagging finds in everything this person wrote, in their order."""
    items = []
    for question in journey.questions(draft, consultation):
        answer = draft.answers.get(question.id)
        if answer and answer.words:
            about = About(draft.language, draft.setting, draft.audience, question, consultation)
            items.append((answer.words, about))
    passed = {t.commitment for p in services().pipeline.process(items) for t in p.tagging.commitments if t.passed}
    return tuple(sorted(passed, key=lambda c: int(c[1:])))


def send(draft: Draft, consultation: Consultation) -> Accepted:
    """Store the response. Raises `NotReady` when there is nothing to send. The same draft twice is stored once."""
    receipt = Receipt(draft.receipt) if draft.wants_receipt and draft.receipt else None
    today = dt.datetime.now(dt.UTC).date()
    demonstration = consultation.demonstration or queries.is_demonstration(db.session())
    sent = submission(draft, consultation, version_of(consultation.id), today, receipt, demonstration=demonstration)
    return accept(db.session(), services().vault, services().pipeline, sent)


def emptied(draft: Draft) -> Draft:
    """What is left of a draft once it is stored: that it was sent, and the receipt to be shown."""
    return Draft(
        consultation_id=draft.consultation_id,
        language=draft.language,
        submission_key=draft.submission_key,
        receipt=draft.receipt if draft.wants_receipt else None,
        sent=True,
    )
