"""Checks that reach across one consultation: ids that must exist, questions nobody would meet, the rules of a profile."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Iterator, Sequence

from accessibility import pictograms
from consultations.definitions.files import Fault, Location
from consultations.schema import EASY_READ_AUDIENCES, Choice, Consultation, Question, Section, Topic

TWELVE_WEEKS = dt.timedelta(weeks=12)


def faults(consultation: Consultation) -> list[Fault]:
    """Every fault of a consultation whose parts are each well formed."""
    return [
        *_repeated_ids("sections", consultation.sections),
        *_repeated_ids("topics", consultation.topics),
        *_repeated_ids("questions", consultation.questions),
        *_unused_parts(consultation),
        *_pictures(consultation),
        *_dates(consultation),
        *(fault for i, q in enumerate(consultation.questions) for fault in _question(consultation, i, q)),
    ]


def _repeated_ids(name: str, parts: Sequence[Section | Topic | Question]) -> Iterator[Fault]:
    seen: set[str] = set()
    for i, part in enumerate(parts):
        if part.id in seen:
            yield Fault((name, i, "id"), f"The id {part.id!r} is used twice in {name}.", "Give this one another id.")
        seen.add(part.id)


def _unused_parts(consultation: Consultation) -> Iterator[Fault]:
    for i, section in enumerate(consultation.sections):
        if not any(q.section == section.id for q in consultation.questions):
            yield Fault(
                ("sections", i), f"No question is in section {section.id!r}.", "Add a question to it, or remove the section."
            )
    for i, topic in enumerate(consultation.topics):
        if not any(q.topic == topic.id for q in consultation.questions):
            yield Fault(("topics", i), f"No question is about topic {topic.id!r}.", "Add a question to it, or remove the topic.")
    for i, audience in enumerate(consultation.audiences):
        asked = [q for q in consultation.questions if audience in q.audiences]
        if not asked:
            yield Fault(
                ("audiences", i),
                f"Nothing is asked of audience {audience.value!r}.",
                "Add it to the audiences of a question, or remove it here.",
            )


def _pictures(c: Consultation) -> Iterator[Fault]:
    used: list[tuple[Location, str | None]] = [(("topics", i, "picture"), topic.picture) for i, topic in enumerate(c.topics)]
    for i, q in enumerate(c.questions):
        used.append((("questions", i, "picture"), q.picture))
        used += [(("questions", i, "choices", j, "picture"), choice.picture) for j, choice in enumerate(q.choices)]
    for location, name in used:
        if name is not None and name not in pictograms.names():
            near = difflib.get_close_matches(name, pictograms.names(), n=3)
            mend = f"Use one that is there ({', '.join(near)})" if near else "Use one that is there"
            yield Fault(location, f"There is no picture {name!r}.", f"{mend}, or add it to accessibility/pictograms/index.yml.")


def _dates(c: Consultation) -> Iterator[Fault]:
    if c.demonstration and not c.demonstration_reason:
        yield Fault(
            ("demonstration",),
            "A demonstration must say why it is one.",
            "Add `demonstration_reason: …`: every page shows it.",
        )
    if c.closes <= c.opens:
        yield Fault(("closes",), "It closes before it opens.", "Correct opens or closes.")
    elif c.profile == "code-2007" and c.closes - c.opens < TWELVE_WEEKS and not c.short_period_reason:
        yield Fault(
            ("closes",),
            "Profile code-2007 asks for at least 12 weeks, and this is less.",
            "Move closes, or add `short_period_reason: …`.",
        )
    if c.profile == "current" and not c.period_reason:
        yield Fault(
            ("profile",),
            "Profile current shows people why this length of time is right, and no reason is given.",
            "Add `period_reason: …`.",
        )
    if c.profile == "code-2007" and not c.impact_assessment:
        yield Fault(
            ("profile",),
            "Profile code-2007 asks for an impact assessment.",
            "Add `impact_assessment: …`: where it can be read, or why there is none.",
        )
    if c.response_due is not None and c.response_due < c.closes:
        yield Fault(("response_due",), "The response is due before the consultation closes.", "Correct response_due or closes.")
    late = c.response_due is None or c.response_due - c.closes > TWELVE_WEEKS
    if late and not c.late_response_reason:
        yield Fault(
            ("response_due",) if c.response_due else ("closes",),
            "A response is due within 12 weeks of closing.",
            "Give such a response_due, or add `late_response_reason: …`.",
        )


def _question(c: Consultation, i: int, q: Question) -> Iterator[Fault]:
    here: Location = ("questions", i)
    if q.section not in {s.id for s in c.sections}:
        yield Fault((*here, "section"), f"There is no section {q.section!r}.", _one_of(s.id for s in c.sections))
    yield from _reach(c, here, q)
    yield from _easy_read(here, q)
    yield from _serves(c, here, q)
    yield from _routing(c, i, q)
    yield from _choices((*here, "choices"), q.choices)


def _reach(c: Consultation, here: Location, q: Question) -> Iterator[Fault]:
    audiences, settings = set(q.audiences) & set(c.audiences), set(q.settings) & set(c.settings)
    if q.topic is not None:
        topic = next((t for t in c.topics if t.id == q.topic), None)
        if topic is None:
            yield Fault((*here, "topic"), f"There is no topic {q.topic!r}.", _one_of(t.id for t in c.topics))
            return
        audiences &= set(topic.audiences)
        settings &= set(topic.settings)
    if not audiences or not settings:
        yield Fault(
            here,
            f"Nobody would ever be asked {q.id!r}: its audiences and settings share none with its topic and the consultation.",
            "Widen the audiences or settings of the question, its topic or the consultation.",
        )


def _easy_read(here: Location, q: Question) -> Iterator[Fault]:
    if not set(q.audiences) & set(EASY_READ_AUDIENCES):
        return
    if q.easy_text is None:
        yield Fault(
            here,
            f"{q.id!r} is asked of people and families, and has no easy words.",
            "Add `easy_text: …`, or limit audiences to staff and organisation.",
        )
    elif q.picture is None:
        yield Fault(here, f"{q.id!r} has easy words and no picture.", "Add `picture: …`, a short name of what the picture shows.")


def _serves(c: Consultation, here: Location, q: Question) -> Iterator[Fault]:
    official = {other.id for other in c.questions if other.official_text and not other.serves}
    for j, served in enumerate(q.serves):
        if served not in official:
            yield Fault(
                (*here, "serves", j),
                f"{served!r} is not an official question of this consultation.",
                "Name the id of a question that has official_text and serves no other.",
            )


def _routing(c: Consultation, i: int, q: Question) -> Iterator[Fault]:
    for other_id, wanted in q.only_after.items():
        here: Location = ("questions", i, "only_after", other_id)
        other = next((o for o in c.questions[:i] if o.id == other_id), None)
        if other is None:
            yield Fault(here, f"No question before this one has the id {other_id!r}.", "Name a question that is asked earlier.")
            continue
        values = _values(other)
        if not values:
            yield Fault(here, f"{other_id!r} takes words, not a choice.", "Name a question of kind scale, choice or choices.")
        for value in wanted:
            if values and value not in values:
                yield Fault(here, f"{other_id!r} has no choice {value!r}.", _one_of(values))


def _values(q: Question) -> list[str]:
    return ["1", "2", "3", "4", "5", "unsure"] if q.kind == "scale" else [choice.value for choice in q.choices]


def _choices(here: Location, choices: Sequence[Choice]) -> Iterator[Fault]:
    seen: set[str] = set()
    for j, choice in enumerate(choices):
        if choice.value in seen:
            yield Fault((*here, j, "value"), f"The value {choice.value!r} is used twice.", "Give this choice another value.")
        seen.add(choice.value)


def _one_of(ids: Iterator[str] | list[str]) -> str:
    return f"Use one of: {', '.join(ids)}."
