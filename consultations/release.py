"""From reviewed responses to a released snapshot: count, pass the gate, freeze."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from consultations.definitions import framework
from consultations.disclosure import gate
from consultations.disclosure.gate import GateDecision
from consultations.disclosure.policy import Policy, shipped_policy
from consultations.disclosure.tables import CountTable, Dimension, count_people
from consultations.journey.steps import choices_of, values_of
from consultations.releasable import Role
from consultations.reports.model import Report, disclosure_statement
from consultations.schema import Consultation, Question
from consultations.store import audit, queries, releases
from consultations.store.models import Release, Response
from consultations.types import Audience, Setting
from consultations.words import AUDIENCES, NOT_SAID, SETTINGS
from translations.catalogue import S_

_SETTING = Dimension("setting", Role.GROUP, (*(s.value for s in Setting), NOT_SAID))
_AUDIENCE = Dimension("audience", Role.GROUP, tuple(a.value for a in Audience))
Row = Mapping[str, str | Collection[str]]


class NotReleased(ValueError):
    """Why nothing was released, in words for the person who asked."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What would be released: how many responses count, how many wait or were withheld, and what the gate says of the tables.

    `no_longer_asked`: answers to questions, or choices, that the consultation's definition has since lost; no table has them.
    """

    responses: int
    waiting: int
    withheld: int
    decision: GateDecision
    no_longer_asked: int = 0


def preview(session: Session, consultation: Consultation, *, unreviewed: bool = False) -> Counted:
    """Count and pass the gate without releasing. Raises `NotReleased` when `unreviewed` is asked for outside a demonstration."""
    return _count(session, consultation, unreviewed, shipped_policy())[0]


def release(session: Session, consultation: Consultation, *, by: str, reason: str, unreviewed: bool = False) -> Release:
    """Freeze and release what reviewers have approved (everything they have not withheld, when `unreviewed`).

    The caller commits. `by` is the name of the person who releases, `reason` why; both are kept with the snapshot. Raises
    `NotReleased` when there is nothing to release, no reason, or `unreviewed` outside a demonstration.
    """
    if not reason.strip():
        raise NotReleased("a release needs a reason: say why now")
    policy = shipped_policy()
    counted, ids = _count(session, consultation, unreviewed, policy)
    if not counted.responses:
        raise NotReleased("no response is approved yet: review some first")
    today = dt.datetime.now(dt.UTC).date()
    snapshot = releases.add(
        session,
        Release(
            consultation_id=consultation.id,
            sequence=0,
            released_on=today,
            released_by=by,
            reason=reason.strip(),
            unreviewed=unreviewed,
            demonstration=queries.is_demonstration(session),
            policy_version=version_of_policy(policy),
            document={
                "tables": [table.as_record() for table in counted.decision.tables],
                "no_longer_asked": counted.no_longer_asked,
                "refused": [{"table": r.table, "rule": r.rule.value, "reason": r.reason} for r in counted.decision.refused],
                "decisions": [
                    {"table": d.table, "cell": dict(d.cell) if d.cell else None, "rule": d.rule.value}
                    for d in counted.decision.log
                ],
            },
        ),
    )
    queries.freeze(session, ids, snapshot.id)
    audit.record(session, actor=by, action="consultation.released", subject=snapshot.id)
    return snapshot


def latest(session: Session, consultation_id: str) -> Release | None:
    """The newest snapshot of a consultation, or None."""
    return releases.latest(session, consultation_id)


def report(session: Session, consultation: Consultation) -> Report | None:
    """The latest release of a consultation as the model every file and page is made from; None when nothing was released."""
    snapshot = releases.latest(session, consultation.id)
    if snapshot is None:
        return None
    policy = shipped_policy()
    return Report(
        consultation=consultation.id,
        title=consultation.title,
        what_was_asked=consultation.what_is_asked,
        released=snapshot.released_on,
        disclosure=disclosure_statement(policy.minimum_count, policy.base_minimum),
        tables=releases.tables(snapshot),
        demonstration=consultation.demonstration or snapshot.demonstration,
        unreviewed=snapshot.unreviewed,
        labels=labels(consultation),
        number=snapshot.sequence,
        about=about(consultation),
        not_released=tuple(f"{r['table']}: {r['reason']}" for r in snapshot.document["refused"]),
    )


def about(consultation: Consultation) -> tuple[tuple[str, str], ...]:
    """What a report says about the consultation itself: pairs of a name and a text, only those that the definition gives."""
    c = consultation
    said = {
        "Who it is for": c.who_is_affected,
        "What is not decided yet": c.undecided,
        "What is decided already": c.decided_already,
        "Options": " ".join(c.options),
        "Open": f"From {_day(c.opens)} to {_day(c.closes)}.",
        "Why so long": c.period_reason or c.short_period_reason,
        "Who decides": c.decision_maker,
        "When the response is due": _day(c.response_due) if c.response_due else c.late_response_reason,
        "Who answers questions about it": c.coordinator,
        "Who is responsible for the data": c.data_controller,
        "Impact assessment": c.impact_assessment,
        "Where the questions come from": f"{c.source.title}. {c.source.publisher}, {c.source.published}. {c.source.licence}.",
    }
    return tuple((name, text) for name, text in said.items() if text)


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


def labels(consultation: Consultation) -> dict[str, dict[str, str]]:
    """Words for the values in a consultation's tables: dimension to value to words."""
    return {
        "question": {q.id: q.easy_text or q.official_text or q.id for q in consultation.questions},
        "choice": {c.value: c.easy_text for q in consultation.questions for c in choices_of(q)},
        "commitment": {c.id: f"{c.id} {c.title}" for c in framework()},
        "setting": {str(s): words for s, words in SETTINGS.items()} | {NOT_SAID: S_("Not said")},
        "audience": {str(a): words for a, words in AUDIENCES.items()},
    }


def version_of_policy(policy: Policy) -> str:
    return hashlib.sha256(json.dumps(policy.model_dump(mode="json"), sort_keys=True).encode()).hexdigest()[:12]


def _count(session: Session, consultation: Consultation, unreviewed: bool, policy: Policy) -> tuple[Counted, list[str]]:
    demonstration = queries.is_demonstration(session)
    if unreviewed and not demonstration:
        raise NotReleased("unreviewed responses leave on a demonstration instance only: have them reviewed first")
    responses = list(queries.responses_for_release(session, consultation.id, unreviewed=unreviewed))
    tables = count_tables(consultation, responses, status="unreviewed" if unreviewed else "reviewed")
    earlier = [table for one in releases.every(session, consultation.id) for table in releases.tables(one)]
    by_review = queries.count_by_review(session, consultation.id)
    counted = Counted(
        responses=len(responses),
        waiting=by_review.get("waiting", 0),
        withheld=by_review.get("withheld", 0),
        decision=gate.release(tables, policy, earlier, demonstration=demonstration),
        no_longer_asked=_no_longer_asked(consultation, responses),
    )
    return counted, [r.id for r in responses]


def count_tables(consultation: Consultation, responses: Sequence[Response], *, status: str) -> list[CountTable]:
    """Every table of a release: who answered, which questions, each kind of choice, and the commitments."""
    people = [_person(r) for r in responses]
    tables = [
        count_people(people, id="responses", title="Responses", dimensions=(_AUDIENCE, _SETTING), status=status),
        count_people(
            people,
            id="commitments",
            title="Commitments that responses speak of",
            dimensions=(Dimension("commitment", Role.TAG, tuple(c.id for c in framework())), _SETTING),
            status=status,
        ),
    ]
    questions = tuple(q.id for q in consultation.questions)
    answered = count_people(
        _rows(responses, set(questions)),
        id="questions",
        title="Questions answered",
        dimensions=(Dimension("question", Role.QUESTION, questions), _SETTING),
        status=status,
    )
    return [*tables, *_choice_tables(consultation, responses, status), answered]


def _no_longer_asked(consultation: Consultation, responses: Iterable[Response]) -> int:
    """Answers that no table counts because their question, or what was chosen, is no longer in the definition."""
    known = {q.id: set(values_of(q)) for q in consultation.questions}
    return sum(
        answer.question_id not in known or not known[answer.question_id].issuperset(answer.choices or ())
        for response in responses
        for answer in response.answers
    )


def _person(response: Response) -> Row:
    return {
        "audience": response.audience,
        "setting": response.setting or NOT_SAID,
        "commitment": {label for label, tag in queries.standing(response).items() if tag.applies},
    }


def _choice_tables(consultation: Consultation, responses: Sequence[Response], status: str) -> list[CountTable]:
    """One table for all questions that share their choices (such as the five faces), and one for each with several choices."""
    alike: dict[tuple[str, ...], list[Question]] = {}
    tables: list[CountTable] = []
    for question in consultation.questions:
        if question.kind in ("scale", "choice"):
            alike.setdefault(values_of(question), []).append(question)
        elif question.kind == "choices":
            tables.append(
                count_people(
                    _rows(responses, {question.id}, values_of(question), several=True),
                    id=f"choices-{question.id}",
                    title=question.easy_text or question.id,
                    dimensions=(
                        Dimension("question", Role.QUESTION, (question.id,)),
                        Dimension("choice", Role.TAG, values_of(question)),
                        _SETTING,
                    ),
                    status=status,
                )
            )
    for number, (values, questions) in enumerate(alike.items(), start=1):
        ids = tuple(q.id for q in questions)
        tables.append(
            count_people(
                _rows(responses, set(ids), values),
                id="answers" if number == 1 else f"answers-{number}",
                title="Answers",
                dimensions=(Dimension("question", Role.QUESTION, ids), Dimension("choice", Role.ANSWER, values), _SETTING),
                status=status,
            )
        )
    return tables


def _rows(
    responses: Iterable[Response], question_ids: Collection[str], values: Collection[str] | None = None, *, several: bool = False
) -> Iterable[Row]:
    """One row for each answer to one of these questions that chose among `values` (None: whatever was answered)."""
    for response in responses:
        for answer in response.answers:
            if answer.question_id not in question_ids:
                continue
            chosen = [c for c in answer.choices or [] if values is None or c in values]
            if chosen or values is None or (several and not answer.choices):
                choice: str | Collection[str] = chosen if several else (chosen[0] if chosen else "")
                yield {"question": answer.question_id, "setting": response.setting or NOT_SAID, "choice": choice}
