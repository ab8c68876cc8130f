"""People's decisions become training text, and leave it when the words are taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from sqlalchemy.orm import Session

from consultations import learning
from consultations.follow_up import retag_chunk
from consultations.intake import accept
from consultations.pipeline import Pipeline
from consultations.store import queries
from consultations.store.models import Response, Review, Scheme, SetBy, Tag
from consultations.store.vault import Vault
from consultations.tagging import examples
from tests.factories import a_submission

WORDS = "The dentist has a long list and nobody says how long"
SEED = examples.HOME / "seed.jsonl"


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Pipeline:
    """The shipped examples are the small seed, so that training takes moments; the pipeline's own model is not trained anew."""
    monkeypatch.setattr(examples, "shipped", lambda: [SEED])
    return Pipeline(learning.adopted(tmp_path))


@pytest.fixture
def store(session: Session, vault: Vault, small: Pipeline) -> Callable[..., Response]:
    def make(words: str = WORDS, **changes) -> Response:
        accepted = accept(session, vault, small, a_submission(words=words, **changes))
        found = queries.response(session, accepted.response_id)
        assert found is not None
        return found

    return make


def decide(response: Response, label: str, applies: bool, by: SetBy = SetBy.REVIEWER) -> None:
    response.tags.append(
        Tag(
            scheme=Scheme.COMMITMENT.value,
            label=label,
            applies=applies,
            evidence=[],
            set_by=by.value,
            setter="r1",
            set_on=dt.date(2026, 1, 6),
        )
    )


def test_only_what_a_person_decided_is_an_example_and_only_redacted(session: Session, store) -> None:
    store("nobody decided on this one yet, it is about waiting for glasses")
    corrected = store("nurse sharon on the hatch never told me why it took so long")
    decide(corrected, "C12", True)
    decide(corrected, "C6", False)
    session.flush()
    session.expire_all()
    (example,) = learning.corrections(session)
    assert "sharon" not in example.text
    assert "C12" in example.labels
    assert "C6" not in example.labels
    assert example.setting == "prison"


def test_a_respondents_own_word_is_an_example_and_a_reviewers_stands_over_it(session: Session, store) -> None:
    response = store(understood={"C6": True, "C9": True})
    decide(response, "C9", False)
    session.flush()
    session.expire_all()
    (example,) = learning.corrections(session)
    assert "C6" in example.labels
    assert "C9" not in example.labels


def test_what_was_withheld_teaches_nothing(session: Session, store) -> None:
    response = store(understood={"C6": True})
    response.review = Review.WITHHELD.value
    session.flush()
    assert list(learning.corrections(session)) == []


def test_words_taken_back_leave_the_examples_and_the_next_model(session: Session, store, tmp_path: Path) -> None:
    odd = "zebrawood cabinets in the waiting room"
    responses = [store(f"{odd} number {n} made me smile", understood={"C6": True}) for n in range(6)]
    path, n = learning.train(session, tmp_path)
    assert n == 6
    assert b"zebrawood" in vocabulary(path)
    for response in responses[:2]:
        queries.delete_response(session, response.id)
    session.expire_all()
    path, n = learning.train(session, tmp_path)
    assert n == 4
    assert b"zebrawood" not in vocabulary(path)


def test_a_model_never_keeps_a_word_that_too_few_people_wrote(session: Session, store, tmp_path: Path) -> None:
    for n in range(4):
        store(f"zebrawood cabinets {n}, nobody else has them", understood={"C6": True})
    path, _ = learning.train(session, tmp_path)
    assert b"zebrawood" not in vocabulary(path)


def vocabulary(path: Path) -> bytes:
    from consultations.tagging.model import Model

    return "\n".join(Model.load(path).featuriser.vocabulary.names).encode()


def test_an_adopted_model_is_taken_up_and_people_s_decisions_stay(
    session: Session, store, small: Pipeline, tmp_path: Path
) -> None:
    response = store()
    decide(response, "C6", False)
    session.commit()
    shipped = small.tagger.name
    learning.train(session, tmp_path)
    assert small.tagger.name == shipped
    learning.adopt(tmp_path)
    assert small.tagger.name != shipped
    assert retag_chunk(session, small, "", 50) is None
    session.commit()
    session.expire_all()
    found = queries.response(session, response.id)
    assert found is not None
    assert {t.setter for t in found.tags if t.set_by == SetBy.MODEL.value} <= {small.tagger.name}
    standing = queries.standing(found)
    assert not standing["C6"].applies
    assert standing["C6"].set_by == SetBy.REVIEWER.value


def test_the_command_shows_what_would_change_before_it_is_adopted(
    heard: Callable[..., Result], session: Session, store, small: Pipeline
) -> None:
    store(understood={"C6": True})
    session.commit()
    refused = heard("tagger", "adopt")
    assert refused.exit_code == 1
    assert "train --with-corrections" in refused.output
    trained = heard("tagger", "train", "--with-corrections")
    assert trained.exit_code == 0
    assert "with 1 corrected responses" in trained.output
    assert "of 1 answers" in trained.output
    assert heard("tagger", "adopt").exit_code == 0
    assert "heard tagger adopt" not in heard("retag").output
