"""Search finds words in any script, never a person; what is deleted or hidden leaves the index, and its pages, at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import inspect, text
from sqlalchemy.dialects import postgresql

from consultations import redacting, review
from consultations.pipeline import Pipeline
from consultations.review import FEWEST_SHOWN
from consultations.store import queries, searching
from consultations.store.session import forget
from consultations.types import RawText, RedactionKind
from tests.integration.staff.people import Person, response
from web.extensions import db
from web.settings import Settings
from web.staff.permissions import Role

QUEUE = "/staff/review/twelve-commitments"
MANY = FEWEST_SHOWN + 1


@pytest.fixture
def lead(signed_in: Callable[..., Person]) -> Person:
    return signed_in(Role.PPV_LEAD)


def found(app: Flask, asked: str, fewest: int = 1) -> set[str] | None:
    with app.app_context():
        got = searching.search(db.session(), "twelve-commitments", asked, fewest=fewest, limit=50)
        return {r.id for r in got[0]} if got else None


def searched(person: Person, asked: str) -> str:
    return person.post(f"{QUEUE}/search", {"words": asked}).get_data(as_text=True)


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("The dentist never came", "DENTIST came"),
        ("Czekałem na dentystę", "czekałem"),
        ("José was kind", "jose"),
        ("انتظرت الطبيب طويلا", "الطبيب"),
        ("He said “it's fine”", "it's"),
    ],
)
def test_all_words_asked_for_must_stand_in_one_answer(app: Flask, stored, words: str, asked: str) -> None:
    (made,) = stored(response(words))
    stored(response("Something else"), response("came later"))
    assert found(app, asked) == {made}


@pytest.mark.parametrize("asked", ['"', "dentist OR *", "words:dentist", "NEAR(a b)", "-", "", "a\x00b", "'; DROP TABLE answer"])
def test_signs_are_never_commands(app: Flask, stored, asked: str) -> None:
    stored(response("The dentist never came"))
    assert found(app, asked) is None


def test_fewer_than_ten_are_not_listed_nor_counted(lead: Person, stored) -> None:
    stored(*[response("A word like zephyr") for _ in range(FEWEST_SHOWN - 1)])
    few, none = (searched(lead, word) for word in ("zephyr", "nimbus"))
    assert "ZZ-" not in few
    blank = re.compile(r'value="[^"]*"')
    assert blank.sub("", few) == blank.sub("", none)
    stored(response("One more zephyr"))
    assert len(re.findall(r">ZZ-", searched(lead, "zephyr"))) == FEWEST_SHOWN


def test_other_consultations_are_not_searched(app: Flask, stored) -> None:
    stored(response("The dentist", consultation="immigration-removal-centres"))
    assert found(app, "dentist") is None


def test_what_is_searched_for_is_in_no_address(lead: Person, stored) -> None:
    stored(*[response("A word like zephyr") for _ in range(MANY)])
    page = searched(lead, "zephyr")
    assert not [a for a in re.findall(r'(?:href|action)="([^"]*)"', page) if "zephyr" in a]
    assert lead.get(f"{QUEUE}/search?words=zephyr").get_data(as_text=True).count("zephyr") == 0


def bytes_on_disk(settings: Settings) -> bytes:
    folder = Path(settings.database_url.removeprefix("sqlite:///")).parent
    return b"".join(f.read_bytes() for f in folder.glob("heard.db*"))


def test_a_deleted_answer_leaves_no_word_in_the_index_or_on_disk(app: Flask, settings: Settings, stored) -> None:
    (made,) = stored(response("The zephyrine dentist"))
    stored(*[response("Another dentist") for _ in range(3)])
    assert b"zephyrine" in bytes_on_disk(settings)
    with app.app_context():
        queries.delete_response(db.session(), made)
        db.session.commit()
        forget(db.engine)
        assert len(found(app, "dentist") or ()) == 3
        assert db.session.execute(text("SELECT count(*) FROM answer_number")).scalar() == 3
    assert found(app, "zephyrine") is None
    assert b"zephyrine" not in bytes_on_disk(settings)


def test_hidden_words_leave_the_index_and_the_disk(app: Flask, settings: Settings, stored) -> None:
    (made,) = stored(response("The zephyrine dentist"))
    with app.app_context():
        session = db.session()
        here = queries.response(session, made)
        assert here is not None
        redacting.hide(
            session,
            Pipeline(),
            made,
            here.answers[0].id,
            review.version(here),
            RawText("zephyrine"),
            RedactionKind.PERSON,
            "somebody",
            here.received_on,
        )
        session.commit()
        forget(db.engine)
    assert found(app, "zephyrine") is None
    assert found(app, "dentist") == {made}
    assert b"zephyrine" not in bytes_on_disk(settings)


def test_the_triggers_are_there_after_every_migration(app: Flask) -> None:
    with app.app_context():
        triggers = db.session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'answer'"))
        assert set(triggers) == {"answer_search_add", "answer_search_change", "answer_search_remove"}
        assert inspect(db.engine).has_table("answer_search")


def test_postgresql_is_asked_as_its_index_is_written() -> None:
    written = searching.holding("postgresql", ["dentist", "came"]).compile(dialect=postgresql.dialect())
    assert "to_tsvector('simple', coalesce(answer.redacted, '')) @@ plainto_tsquery(" in str(written)
    assert "dentist came" in written.params.values()
