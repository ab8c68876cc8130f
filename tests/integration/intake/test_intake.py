"""The one way in: whole or not at all, once, redacted before anything else sees it."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from consultations import follow_up, retention
from consultations.intake import Given, IntakeError, accept
from consultations.pipeline import Pipeline
from consultations.receipts import new_receipt
from consultations.store import audit, queries
from consultations.store.models import Alert, Answer, AuditEntry, Base, Response, Tag
from consultations.store.vault import Vault
from consultations.types import RawText
from tests.factories import a_submission

PIPELINE = Pipeline()


def take(session: Session, vault: Vault, **changes: object) -> Response:
    accepted = accept(session, vault, PIPELINE, a_submission(**changes))
    session.commit()
    found = queries.response(session, accepted.response_id)
    assert found is not None
    return found


def test_a_response_is_stored_with_redacted_words_tags_and_sealed_original(session: Session, vault: Vault) -> None:
    response = take(session, vault)
    answer = response.answers[1]
    assert answer.redacted is not None
    assert "sharon" not in answer.redacted
    assert answer.sealed_raw is not None
    assert b"sharon" not in answer.sealed_raw
    assert "sharon" in vault.open(answer.sealed_raw).reveal()
    assert "C6" in queries.standing(response)


def test_sent_twice_is_stored_once(session: Session, vault: Vault) -> None:
    first = accept(session, vault, PIPELINE, a_submission(key="same"))
    again = accept(session, vault, PIPELINE, a_submission(key="same"))
    session.commit()
    assert again.again
    assert again.reference == first.reference
    assert queries.count_responses(session, "twelve-commitments") == 1


def test_the_machine_is_overruled_by_the_respondent_and_both_by_the_reviewer(session: Session, vault: Vault) -> None:
    response = take(session, vault, understood={"C6": False, "C9": True})
    standing = queries.standing(response)
    assert (standing["C6"].applies, standing["C6"].set_by) == (False, "respondent")
    assert standing["C9"].applies
    assert any(t.label == "C6" and t.set_by == "model" for t in response.tags), "the machine's tag still stands beside it"


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ([Given("no-such", ("1",))], "no question 'no-such'"),
        ([Given("c6-how", ("9",))], "c6-how"),
        ([Given("c6-how", ("1",)), Given("c6-how", ("2",))], "twice"),
        ([Given("c6-what-happened", words=RawText("x" * 20_001))], "at most"),
        ([Given("c6-what-happened", words=RawText("  "))], "at least one"),
        ([], "at least one"),
    ],
)
def test_what_does_not_fit_is_refused_by_name_and_nothing_is_stored(
    session: Session, vault: Vault, answers: list[Given], says: str
) -> None:
    with pytest.raises(IntakeError, match=says):
        accept(session, vault, PIPELINE, a_submission(answers=answers))
    assert queries.count_responses(session, "twelve-commitments") == 0


def test_danger_in_an_answer_raises_an_alert_without_words(session: Session, vault: Vault) -> None:
    response = take(session, vault, words="I am going to kill myself tonight")
    assert [a.level for a in response.alerts] == ["immediate"]
    assert "kill myself" not in str(vars(response.alerts[0]))


def _everything_in(session: Session) -> Iterator[str]:
    for table in Base.metadata.sorted_tables:
        for row in session.execute(select(table)):
            yield f"{table.name}: {tuple(row)}"


def test_deleting_takes_answers_tags_decisions_and_alerts_along(session: Session, vault: Vault, tmp_path: Path) -> None:
    kept = take(session, vault)
    gone = take(session, vault, words="zebra crossing at the dentist, I want to die today", understood={"C9": True})
    gone_id, answers = gone.id, [a.id for a in gone.answers]
    queries.delete_response(session, gone_id)
    session.commit()
    left = "\n".join(_everything_in(session))
    for trace in ("zebra", gone_id, *answers):
        assert trace not in left
    assert session.get(Response, kept.id)
    assert not session.scalars(select(Tag).where(Tag.response_id == gone_id)).all()
    assert not session.scalars(select(Alert).where(Alert.response_id == gone_id)).all()
    session.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    session.commit()
    for file in tmp_path.glob("heard.db*"):
        assert b"zebra" not in file.read_bytes(), f"the words stayed in {file.name}"


def test_only_a_slow_digest_of_a_receipt_is_stored(session: Session, vault: Vault) -> None:
    receipt = new_receipt()
    response = take(session, vault, receipt=receipt)
    assert receipt.digits not in "\n".join(_everything_in(session))
    assert queries.response_by_receipt(session, receipt.digest(vault)) == response
    assert queries.response_by_receipt(session, new_receipt().digest(vault)) is None


def test_near_duplicates_are_flagged_and_short_answers_are_not(session: Session, vault: Vault) -> None:
    first = take(session, vault, words="The dentist never came and my tooth hurts every single night")
    same = take(session, vault, words="my tooth hurts every single night, and THE dentist never came!!")
    short = [take(session, vault, words="very good") for _ in range(2)]
    for response in (first, same, *short):
        follow_up.look_for_duplicates(session, response.id)
    session.commit()
    assert same.answers[1].near_duplicate_of == first.answers[1].id
    assert all(r.answers[1].near_duplicate_of is None for r in (first, *short))


def test_retagging_replaces_the_machines_tags_and_leaves_peoples_decisions(session: Session, vault: Vault) -> None:
    response = take(session, vault, understood={"C9": True})
    before = {(t.label, t.set_by) for t in response.tags}
    for row in session.scalars(select(Tag).where(Tag.set_by == "model")):
        row.setter = "an older model"
    session.commit()
    assert follow_up.retag_chunk(session, PIPELINE, "", 50) is None
    session.commit()
    session.expire_all()
    assert {(t.label, t.set_by) for t in response.tags} == before
    assert not any(t.setter == "an older model" for t in response.tags)


def test_retagging_in_chunks_reaches_every_answer(session: Session, vault: Vault) -> None:
    for _ in range(5):
        take(session, vault)
    at, rounds = "", 0
    while at is not None:
        at = follow_up.retag_chunk(session, PIPELINE, at, 2)
        rounds += 1
    assert rounds == 3


def test_raw_words_are_emptied_after_their_days_and_the_redacted_ones_stay(session: Session, vault: Vault) -> None:
    old = take(session, vault, received_on=dt.date(2026, 1, 1))
    new = take(session, vault, received_on=dt.date(2026, 3, 1))
    purged = retention.purge(session, today=dt.date(2026, 4, 2), raw_days=90, drafts_before=0)
    session.commit()
    session.expire_all()
    assert purged.raw_texts == 1
    assert old.answers[1].sealed_raw is None
    assert old.answers[1].redacted
    assert new.answers[1].sealed_raw is not None


def test_the_audit_trail_notices_a_changed_and_a_missing_entry(session: Session, vault: Vault) -> None:
    for _ in range(3):
        take(session, vault)
    assert audit.verify(session) == []
    entries = session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    entries[0].actor = "somebody else"
    session.flush()
    assert entries[0].id in audit.verify(session)
    session.rollback()
    session.delete(session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()[1])
    session.flush()
    assert audit.verify(session) != []


def test_the_audit_trail_holds_no_id_in_clear(session: Session, vault: Vault) -> None:
    response = take(session, vault)
    assert response.id not in "\n".join(str(vars(e)) for e in session.scalars(select(AuditEntry)))


def test_answers_come_back_as_redacted_text_with_their_redactions(session: Session, vault: Vault) -> None:
    response = take(session, vault)
    found = queries.redacted(session.scalars(select(Answer).where(Answer.redacted.is_not(None))).one())
    assert found is not None
    assert found.text == response.answers[1].redacted
    assert len(found.redactions) == len(response.answers[1].redactions)
