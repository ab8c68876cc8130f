"""A reviewer hides more or shows again: the answer is tagged anew, the audit trail knows why, and decided words stay hidden."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from consultations.store import queries
from consultations.store.models import Answer, AuditEntry, Response
from consultations.store.vault import Vault
from consultations.types import RawText, Redaction, RedactionKind, Span, redact
from tests.integration.staff.people import Person, response
from tests.integration.staff.test_reviewing import form, rows, seen
from web.extensions import db
from web.staff.permissions import Role

QUEUE = "/staff/review/twelve-commitments"
RAW = "Nurse Zebedee made me wait six weeks for the dentist. Zebedee laughed."


@pytest.fixture
def lead(signed_in: Callable[..., Person]) -> Person:
    return signed_in(Role.PPV_LEAD)


def written(vault: Vault, *hidden: tuple[int, int]) -> Response:
    made = response(RAW)
    text = redact(RawText(RAW), [Redaction(Span(s, e), RedactionKind.PERSON) for s, e in hidden])
    answer = made.answers[0]
    answer.redacted = text.text
    answer.redactions = [[r.span.start, r.span.end, r.kind.value] for r in text.redactions]
    answer.sealed_raw = vault.seal(RawText(RAW))
    return made


def answer_of(app: Flask, made: str) -> Answer:
    with app.app_context():
        found = queries.response(db.session(), made)
        assert found is not None
        return found.answers[0]


def actions(app: Flask) -> list[str]:
    with app.app_context():
        return [e.action for e in db.session.scalars(select(AuditEntry)) if e.action.startswith("redaction.")]


def send(person: Person, app: Flask, made: str, what: str, **fields: object):
    page = person.page(f"{QUEUE}/{made}")
    data = {"seen": seen(page), "answer": answer_of(app, made).id, **fields}
    return person.post(f"{QUEUE}/{made}/{what}", data, at=f"{QUEUE}/{made}")


def test_hidden_words_are_gone_from_the_page_and_the_answer_is_tagged_anew(
    app: Flask, lead: Person, vault: Vault, stored
) -> None:
    (made,) = stored(written(vault))
    with app.app_context():
        models = {t.setter for t in queries.response(db.session(), made).tags}
    assert send(lead, app, made, "hide", words="zebedee", kind="PERSON").status_code == 302
    page = lead.page(f"{QUEUE}/{made}")
    assert "Zebedee" not in page
    assert page.count("a name</span>") == 2
    with app.app_context():
        assert {t.setter for t in queries.response(db.session(), made).tags}.isdisjoint(models)
    assert actions(app) == ["redaction.added:PERSON"]


def test_showing_again_needs_a_reason_and_is_audited(app: Flask, lead: Person, vault: Vault, stored) -> None:
    (made,) = stored(written(vault, (6, 13), (54, 61)))
    assert send(lead, app, made, "show", number=0, why="").status_code == 400
    assert actions(app) == []
    assert send(lead, app, made, "show", number=0, why="ordinary-words").status_code == 302
    assert answer_of(app, made).redacted == RAW[:54] + "[PERSON]" + RAW[61:]
    assert actions(app) == ["redaction.undone:ordinary-words:PERSON"]


def test_after_the_decision_what_is_hidden_stays_hidden_but_more_can_be_hidden(
    app: Flask, lead: Person, vault: Vault, stored
) -> None:
    (made,) = stored(written(vault, (6, 13)))
    lead.browser.post(f"{QUEUE}/{made}", data=form(lead.page(f"{QUEUE}/{made}"), ["C6"]))
    decided = [row for row in rows(app, made) if row[2] == "reviewer"]
    assert send(lead, app, made, "show", number=0, why="ordinary-words").status_code == 409
    assert send(lead, app, made, "hide", words="Zebedee", kind="PERSON").status_code == 302
    assert "Zebedee" not in (answer_of(app, made).redacted or "")
    assert [row for row in rows(app, made) if row[2] == "reviewer"] == decided


@pytest.mark.parametrize("words", ["", "Zebe", "Robert", "x" * 201])
def test_words_that_stand_nowhere_change_nothing(app: Flask, lead: Person, vault: Vault, stored, words: str) -> None:
    (made,) = stored(written(vault))
    assert send(lead, app, made, "hide", words=words, kind="PERSON").status_code == 400
    assert answer_of(app, made).redacted == RAW


def test_a_change_from_an_old_page_is_refused(app: Flask, lead: Person, vault: Vault, stored) -> None:
    (made,) = stored(written(vault))
    old = {"seen": seen(lead.page(f"{QUEUE}/{made}")), "answer": answer_of(app, made).id, "words": "weeks", "kind": "PERSON"}
    send(lead, app, made, "hide", words="Zebedee", kind="PERSON")
    assert lead.post(f"{QUEUE}/{made}/hide", dict(old), at=f"{QUEUE}/{made}").status_code == 409


def test_an_answer_changes_only_through_its_own_response(app: Flask, lead: Person, vault: Vault, stored) -> None:
    one, other = stored(written(vault), written(vault))
    foreign = answer_of(app, other).id
    assert send(lead, app, one, "hide", answer=foreign, words="Zebedee", kind="PERSON").status_code == 404
    assert answer_of(app, other).redacted == RAW
