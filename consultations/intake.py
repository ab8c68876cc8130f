"""The one way in: form, chat, paper and import all become the same response here, whole or not at all."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from consultations.journey.steps import AnswerProblem, check_answer
from consultations.pipeline import ANONYMISER, DETECTOR, About, Pipeline, Processed
from consultations.receipts import Receipt
from consultations.schema import Consultation
from consultations.store import audit, queries
from consultations.store.models import Alert, Answer, Response, Scheme, SetBy, Tag
from consultations.store.vault import Vault
from consultations.types import Audience, Channel, Level, RawText, Setting, Stage


class IntakeError(ValueError):
    """Why a submission cannot be taken, said for staff; never holds answer text."""


@dataclass(frozen=True, slots=True)
class Given:
    """One answer as given: choices, or words."""

    question_id: str
    choices: tuple[str, ...] = ()
    words: RawText | None = None


@dataclass(frozen=True, slots=True)
class Submission:
    """A whole response as sent. `key` is the one-time key that makes sending twice harmless.

    `understood` maps commitment ids to the person's own yes or no. `received_on` is a day, never a time.
    """

    consultation: Consultation
    definition_version: str
    language: str
    audience: Audience
    setting: Setting | None
    channel: Channel
    key: str
    answers: Sequence[Given]
    received_on: dt.date
    region: str | None = None
    stage: Stage | None = None
    helped_by: str | None = None
    organisation_name: str | None = None
    members_views: RawText | None = None
    understood: dict[str, bool] | None = None
    may_quote: bool = False
    receipt: Receipt | None = None
    read_back: bool = False
    demonstration: bool = False


@dataclass(frozen=True, slots=True)
class Accepted:
    """What intake says of a stored response. `again` is true when it had been stored before."""

    response_id: str
    reference: str
    again: bool


def accept(session: Session, vault: Vault, pipeline: Pipeline, submission: Submission) -> Accepted:
    """Check, process and add one response to the session; the caller commits, so it is stored whole or not at all.

    The same `key` for the same consultation gives the response stored the first time. Raises `IntakeError` naming the
    question when an answer does not fit the definition.
    """
    digest = vault.digest("submission", submission.consultation.id, submission.key)
    if before := queries.response_by_submission(session, digest):
        return Accepted(before.id, before.reference, again=True)
    texts, choices = _checked(submission)
    processed = pipeline.process([(words, _about(submission, q)) for q, words in texts])
    response = _response(submission, digest, vault)
    by_question = {q: p for (q, _), p in zip(texts, processed, strict=True)}
    for position, given in enumerate(g for g in submission.answers if g.question_id in by_question or g.question_id in choices):
        response.answers.append(_answer(given, position, by_question.get(given.question_id), vault))
    _decide(response, submission)
    try:
        with session.begin_nested():
            session.add(response)
            session.flush()
    except IntegrityError:
        # Two copies of the same form arrived at once and the other one won.
        before = queries.response_by_submission(session, digest)
        if before is None:
            raise
        return Accepted(before.id, before.reference, again=True)
    for answer in response.answers:
        _attach(response, answer, by_question.get(answer.question_id), submission.received_on)
    audit.record(session, actor=f"intake:{submission.channel.value}", action="response.received", subject=response.id)
    return Accepted(response.id, response.reference, again=False)


def _checked(submission: Submission) -> tuple[list[tuple[str, RawText]], set[str]]:
    texts: list[tuple[str, RawText]] = []
    choices: set[str] = set()
    seen: set[str] = set()
    for given in submission.answers:
        try:
            question = submission.consultation.question(given.question_id)
        except KeyError:
            raise IntakeError(f"no question {given.question_id!r} in {submission.consultation.id}") from None
        if question.id in seen:
            raise IntakeError(f"{question.id}: answered twice in one response; keep one")
        seen.add(question.id)
        try:
            answer = check_answer(question, given.choices, given.words)
        except AnswerProblem as problem:
            raise IntakeError(_explain(question.id, problem)) from None
        if answer.words:
            texts.append((question.id, answer.words))
        elif answer.choices:
            choices.add(question.id)
    if not texts and not choices:
        raise IntakeError("no answer in it: give at least one text or choice")
    return texts, choices


def _explain(question_id: str, problem: AnswerProblem) -> str:
    if problem.reason == "too_long":
        return f"{question_id}: {problem.length} characters, and at most {problem.limit} are taken"
    return f"{question_id}: not one of the choices of this question"


def _about(submission: Submission, question_id: str) -> About:
    return About(
        language=submission.language,
        setting=submission.setting,
        audience=submission.audience,
        question=submission.consultation.question(question_id),
        consultation=submission.consultation,
    )


def _response(submission: Submission, digest: str, vault: Vault) -> Response:
    return Response(
        consultation_id=submission.consultation.id,
        definition_version=submission.definition_version,
        language=submission.language,
        audience=submission.audience.value,
        setting=submission.setting.value if submission.setting else None,
        region=submission.region,
        stage=submission.stage.value if submission.stage else None,
        channel=submission.channel.value,
        helped_by=submission.helped_by,
        received_on=submission.received_on,
        may_quote=submission.may_quote,
        organisation_name=submission.organisation_name,
        sealed_members_views=vault.seal(submission.members_views) if submission.members_views else None,
        reference=_reference(),
        submission_digest=digest,
        receipt_digest=submission.receipt.digest(vault) if submission.receipt else None,
        read_back=submission.read_back,
        demonstration=submission.demonstration,
    )


_LETTERS = "BCDFGHJKLMNPQRSTVWXZ"


def _reference() -> str:
    """A staff reference such as `HK-4821-TWVN`: enough to name a response, nothing to open it with."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(6))
    return f"{letters[:2]}-{secrets.randbelow(10_000):04d}-{letters[2:]}"


def _answer(given: Given, position: int, processed: Processed | None, vault: Vault) -> Answer:
    answer = Answer(question_id=given.question_id, position=position)
    if processed is None or given.words is None:
        answer.choices = list(given.choices)
        return answer
    answer.sealed_raw = vault.seal(given.words)
    answer.redacted = processed.redacted.text
    answer.redactions = [[r.span.start, r.span.end, r.kind.value] for r in processed.redacted.redactions]
    answer.anonymiser = ANONYMISER
    answer.could_point_to = list(processed.could_point_to)
    answer.language = processed.tagging.language
    answer.needs_translation = processed.tagging.needs_translation
    return answer


def _attach(response: Response, answer: Answer, processed: Processed | None, day: dt.date) -> None:
    """The machine's tags and any safeguarding alert, once the answer has its id."""
    if processed is None:
        return
    response.tags += queries.model_tags(answer, processed.tagging, day)
    found = processed.safeguarding
    if found.level is not Level.NONE:
        response.alerts.append(
            Alert(
                answer_id=answer.id,
                level=found.level.value,
                kinds=[k.value for k in found.kinds],
                rules=list(found.rules),
                detector=DETECTOR,
                raised_on=day,
            )
        )


def _decide(response: Response, submission: Submission) -> None:
    for label, applies in (submission.understood or {}).items():
        response.tags.append(
            Tag(
                scheme=Scheme.COMMITMENT.value,
                label=label,
                applies=applies,
                evidence=[],
                set_by=SetBy.RESPONDENT.value,
                setter="",
                set_on=submission.received_on,
            )
        )
