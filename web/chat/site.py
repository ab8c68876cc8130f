"""The form's own steps, checks and storing, as the conversation asks for them: chat and form share them by sharing code."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from werkzeug.datastructures import MultiDict

from consultations.dialogue.site import Asked, Option, Row, Takes
from consultations.dialogue.words import in_order
from consultations.journey import steps as journey
from consultations.journey.draft import Draft
from consultations.journey.steps import Kind, Progress, Step
from consultations.pipeline import About, assess
from consultations.safeguarding.help import Help, help_for
from consultations.schema import Consultation
from consultations.signposting.routes import Runner, Subject, route
from consultations.types import Audience, Level, RawText, Safeguarding, SafeguardingKind
from web import i18n
from web.i18n import _
from web.respond import answering, pages
from web.respond.fields import OneOf, SomeOf, Writing
from web.respond.forms import form_for
from web.respond.words import QUESTIONS, SKIP
from web.services import services

LIKELY = 0.6
"""Probability of a tag from which a topic is worth one more question; below it, guesses would tire people."""


class FormSite:
    """One person's draft, with the form's code behind it. Needs a request context; `forget` ends the draft's storage."""

    def __init__(self, draft: Draft, consultation: Consultation, forget: Callable[[], None]) -> None:
        self.draft = draft
        self.consultation = consultation
        self.kept_hours = services().settings.draft_hours
        self._forget = forget
        self._found: tuple[str, ...] | None = None
        self.stored: str | None = None
        """The response's id once it is stored."""

    def step(self) -> Step:
        return journey.current(self.draft, self.consultation)

    def asked(self, step: Step) -> Asked:
        form = form_for(step, self.draft, self.consultation)
        options: tuple[Option, ...] = ()
        takes: Takes = "nothing"
        for field in form:
            if isinstance(field, Writing):
                takes = "words"
            elif isinstance(field, OneOf | SomeOf):
                takes = "some" if isinstance(field, SomeOf) else "one"
                options = tuple(Option(item.value, item.words, item.picture) for item in field.items)
            # The second field of a step is the conversation's to ask for by itself.
            break
        skip = _(SKIP[step.kind]) if step.kind in SKIP else None
        if step.question is None:
            words = QUESTIONS[step.kind]
            said = (_(words.title), _(words.more)) if words.more else (_(words.title),)
            return Asked(said, takes, options, skip)
        question = step.question
        official = bool(question.official_text) and not (self.draft.easy and question.easy_text)
        wording = question.official_text if official or not question.easy_text else _(question.easy_text)
        said = (wording or "",)
        if question.kind == "text":
            said = (
                *said,
                _("You can write up to %(limit)s letters. Please do not write names.", limit=question.max_length),
            )
        elif question.kind == "choices":
            said = (*said, _("You can choose more than one."))
        more = _(question.help) if question.help else None
        return Asked(said, takes, options, skip, more, easier=official and bool(question.easy_text))

    def keep(self, step: Step, said: Sequence[str] | RawText) -> str | None:
        self._found = None
        if step.kind is Kind.UNDERSTOOD and not isinstance(said, RawText):
            self.draft.understood = dict.fromkeys(said, True)
            return None
        form = form_for(step, self.draft, self.consultation, self._posted(step, said))
        if form.validate():
            answering.keep(step, form, self.draft, self.consultation)
            # The conversation shows help itself, in the reply to these very words.
            self.draft.help_for, self.draft.help_level = (), Level.NONE.value
            return None
        return next(str(message) for messages in form.errors.values() for message in messages)

    def _posted(self, step: Step, said: Sequence[str] | RawText) -> MultiDict[str, str]:
        names = list(form_for(step, self.draft, self.consultation)._fields)
        if step.kind is Kind.ORGANISATION and isinstance(said, RawText):
            return self._organisation(said)
        if isinstance(said, RawText):
            return MultiDict([(names[0], said.reveal())])
        if step.kind is Kind.RECEIPT:
            return MultiDict([("wants_receipt", said[0]), *([("read_back", "yes")] if len(said) > 1 else [])])
        return MultiDict([(names[0], value) for value in said])

    def _organisation(self, said: RawText) -> MultiDict[str, str]:
        """Name first, then how members' views were asked: two lines of the chat are one page of the form."""
        if self.draft.chat.get("sub") == "members":
            return MultiDict([("organisation_name", self.draft.organisation_name or ""), ("members_views", said.reveal())])
        views = self.draft.members_views
        return MultiDict([("organisation_name", said.reveal()), ("members_views", views.reveal() if views else "")])

    def leave_out(self, step: Step) -> None:
        self._found = None
        answering.leave_out(step, self.draft)

    def onward(self, step: Step) -> Step:
        ids = [s.id for s in journey.steps(self.draft, self.consultation)]
        if step.id in ids and ids.index(step.id) < ids.index(Kind.CHECK if Kind.CHECK in ids else step.id):
            # Whoever went back is led on to the first question not asked yet, not through all of them again.
            return journey.next_after_change(self.draft, self.consultation, step.id)
        return journey.advance(self.draft, self.consultation, step.id)

    def next_open(self) -> Step:
        for step in journey.steps(self.draft, self.consultation):
            if step.id not in self.draft.passed or step.kind is Kind.CHECK:
                self.draft.step = step.id
                break
        return self.step()

    def back(self, step: Step) -> bool:
        return journey.back(self.draft, self.consultation, step.id) is not None

    def first_question(self) -> str:
        asked = journey.questions(self.draft, self.consultation)
        return asked[0].id if asked else Kind.TOPICS.value

    def last_words_asked(self) -> Step | None:
        asked = [s for s in journey.steps(self.draft, self.consultation) if s.question and s.question.kind == "text"]
        return asked[-1] if asked else None

    def change(self, step_id: str) -> None:
        if step_id in {s.id for s in journey.steps(self.draft, self.consultation)}:
            self.draft.step = step_id

    def progress(self, step: Step) -> Progress | None:
        return journey.progress(self.draft, self.consultation, step)

    def found(self) -> tuple[str, ...]:
        if self._found is None:
            self._found = answering.found_commitments(self.draft, self.consultation)
        return self._found

    def likely(self, step: Step) -> tuple[str, ...]:
        given = self.draft.answers.get(step.id)
        if step.question is None or given is None or not given.words:
            return ()
        about = About(self.draft.language, self.draft.setting, self.draft.audience, step.question, self.consultation)
        tags = services().pipeline.process([(given.words, about)])[0].tagging.commitments
        likely = sorted((t for t in tags if t.passed and t.probability >= LIKELY), key=lambda t: -t.probability)
        return tuple(t.commitment for t in likely)

    def rows(self) -> tuple[Row, ...]:
        return tuple(
            Row(row.step_id, row.asked, row.said)
            for row in pages.answers_given(self.draft, self.consultation)
            if row.step_id in self.draft.passed
        )

    def reads_like_complaint(self) -> bool:
        return pages.reads_like_complaint(self.draft)

    def assess(self, words: RawText) -> Safeguarding:
        return assess(words, self.draft.language)

    def help(self, kinds: Sequence[SafeguardingKind], level: Level) -> Help:
        return help_for(self.draft.setting, self.draft.audience or Audience.PERSON, kinds, level)

    def complaint_steps(self) -> tuple[str, ...]:
        way = route(Subject.HEALTH, Runner.NOT_SURE, self.draft.setting, self.draft.audience or Audience.PERSON)
        said: list[str] = []
        for step in way.steps:
            who = f"{_(step.who_easy_title)} {in_order(step.phone)}" if step.phone else _(step.who_easy_title)
            said += [who, _(step.how_easy_text), _(step.when_easy_text)]
        return tuple(line for line in said if line)

    def send(self) -> None:
        self.stored = answering.send(self.draft, self.consultation).response_id
        self.draft = answering.emptied(self.draft)

    def receipt(self) -> str | None:
        return pages.grouped(self.draft.receipt)

    def start_again(self) -> None:
        before = self.draft
        self._found = None
        self.draft = Draft(consultation_id=before.consultation_id, language=before.language, channel=before.channel)

    def wipe(self) -> None:
        self._forget()

    def choose_language(self, code: str) -> bool:
        language = i18n.choose(code)
        if language:
            self.draft.language = language.id
        return language is not None
