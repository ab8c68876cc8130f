"""Promise 11: a request for help is kept in a database of its own, with random keys and the week only, and joins no response."""

from __future__ import annotations

import base64
import datetime as dt
import itertools
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Date, DateTime, Integer, Time

from consultations.help_requests.book import LONGEST_NAME, LONGEST_PLACE, Book, Request, week_of
from consultations.help_requests.tables import RequestsBase
from consultations.store.models import Base
from consultations.store.vault import Vault, VaultError
from consultations.types import RawText
from tests.integration.safeguarding.conftest import account, settings
from tests.integration.safeguarding.test_requests_for_help import NAME, PLACE, a_request, send, who_answers
from tests.integration.staff.people import Person
from tests.walker import WORDS, Walker, answer_everything
from web.settings import Settings
from web.staff.permissions import Employer, Role

__all__ = ["account", "settings"]

TODAY = dt.datetime.now(dt.UTC).date()


@pytest.fixture(name="settings")
def with_answerers(settings: Settings, tmp_path: Path) -> Settings:
    path = tmp_path / "answered-by.yml"
    path.write_text(who_answers(), encoding="utf-8")
    return replace(settings, help_answered_by=path)


@pytest.fixture
def site(app: Flask, account: Callable[..., Person]) -> Flask:
    """A site where somebody answers."""
    account(Role.SAFEGUARDING_LEAD, "inside", Employer.ESTABLISHMENT)
    return app


@pytest.fixture
def requests(settings: Settings) -> Book:
    return Book.open(settings.requests_database, settings.requests_keys)


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table of a SQLite file."""
    with closing(sqlite3.connect(path)) as opened:
        names = [n for (n,) in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: sorted(opened.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr) for name in names}  # noqa: S608


def test_the_two_databases_share_no_table_and_neither_refers_to_the_other(site: Flask, settings: Settings) -> None:
    send(Walker(site.test_client()))
    ours, theirs = rows(settings.instance / "requests.db"), rows(settings.instance / "heard.db")
    assert len(ours["request"]) == 1
    assert not set(ours) & set(theirs)
    assert not set(RequestsBase.metadata.tables) & set(Base.metadata.tables)
    for table in RequestsBase.metadata.tables.values():
        for key in table.foreign_keys:
            assert key.column.table.metadata is RequestsBase.metadata


def test_asking_for_help_leaves_no_trace_in_the_database_of_responses(site: Flask, settings: Settings) -> None:
    browser = site.test_client()
    answer_everything(Walker(browser))
    before = rows(settings.instance / "heard.db")
    send(Walker(browser))
    assert rows(settings.instance / "heard.db") == before, "not a row, not an audit entry, not a draft touched"


def test_nothing_kept_of_a_request_occurs_in_what_is_kept_of_a_response(site: Flask, settings: Settings) -> None:
    browser = site.test_client()
    walker = Walker(browser)
    answer_everything(walker)
    send(walker)
    theirs = repr(rows(settings.instance / "heard.db"))
    for request_id, week, sealed, *_ in rows(settings.instance / "requests.db")["request"]:
        assert str(request_id) not in theirs
        assert repr(sealed) not in theirs
        assert week == week_of(TODAY)
    for word in (NAME, PLACE, WORDS):
        assert word not in repr(rows(settings.instance / "requests.db"))


def test_no_cookie_is_read_or_set_where_help_is_asked_for(site: Flask) -> None:
    browser = site.test_client()
    walker = Walker(browser)
    answer_everything(walker)
    held = browser.get_cookie("heard")
    assert held is not None
    seen = len(walker.seen)
    send(walker)
    asked = walker.seen[seen:]
    assert len(asked) == 3
    assert not any("Set-Cookie" in page.headers for page in asked)
    assert browser.get_cookie("heard") == held, "the response being written goes on"
    # The same page, whatever cookie comes.
    with_cookie = browser.get("/help/ask").get_data()
    assert with_cookie == site.test_client(use_cookies=False).get("/help/ask").get_data()


def test_a_language_chosen_before_in_a_cookie_is_not_looked_at(site: Flask) -> None:
    browser = site.test_client()
    browser.get("/?lang=pl")
    assert b'lang="pl"' in browser.get("/help").data[:200]
    assert b'lang="en"' in browser.get("/help/ask").data[:200]


def test_only_the_week_is_kept(requests: Book, settings: Settings) -> None:
    allowed = {("request", "held_until")}  # the end of a hold, which a lead chooses
    for table in RequestsBase.metadata.tables.values():
        for column in table.columns:
            assert not isinstance(column.type, DateTime | Time | Integer), f"{table.name}.{column.name}"
            assert not isinstance(column.type, Date) or (table.name, column.name) in allowed
    monday = dt.date(2026, 3, 2)
    for number in range(7):
        requests.take_down(a_request(), f"{number:032x}", monday + dt.timedelta(days=number))
    assert {kept.week for kept in requests.every()} == {"2026-W10"}


def test_what_is_sealed_tells_neither_second_nor_length(requests: Book, settings: Settings) -> None:
    """Fernet writes the second of sealing in clear; a sealed answer and a sealed request could be matched by it."""
    requests.take_down(a_request(), "1" * 32, TODAY)
    longest = replace(
        a_request(), name=RawText("\N{SLIGHTLY SMILING FACE}" * LONGEST_NAME), place=RawText("\u0645" * LONGEST_PLACE)
    )
    requests.take_down(longest, "2" * 32, TODAY)
    sealed = [row[2] for row in rows(settings.instance / "requests.db")["request"]]
    sealed_answer = Vault.in_folder(settings.keys).seal(RawText("words"))
    for token in (*sealed, sealed_answer):
        assert isinstance(token, bytes)
        assert base64.urlsafe_b64decode(token)[1:9] == bytes(8)
    assert len({len(token) for token in sealed if isinstance(token, bytes)}) == 1


def test_the_file_does_not_tell_which_request_came_first(requests: Book, settings: Settings) -> None:
    with closing(sqlite3.connect(settings.instance / "requests.db")) as opened:
        made = [sql for (sql,) in opened.execute("SELECT sql FROM sqlite_master WHERE type = 'table'")]
    assert made
    assert all("WITHOUT ROWID" in sql for sql in made)
    for number in range(8):
        requests.take_down(a_request(), f"{number:032x}", TODAY)
    ids = [kept.id for kept in requests.every()]
    assert ids == sorted(ids), "they lie in the order of their random keys"
    # The chance that eight random ids happen to lie in the order in which they came is one in 40,320.
    secret = Vault.in_folder(settings.requests_keys)
    arrived = [secret.digest("request", f"{number:032x}")[:32] for number in range(8)]
    assert arrived != ids
    assert sorted(arrived) == ids


def test_neither_vault_opens_what_the_other_sealed(requests: Book, settings: Settings) -> None:
    answers, asked = Vault.in_folder(settings.keys), Vault.in_folder(settings.requests_keys)
    for one, other in itertools.permutations((answers, asked)):
        with pytest.raises(VaultError):
            other.open(one.seal(RawText("words")))
    assert answers.digest("request", "x") != asked.digest("request", "x")


def test_a_request_has_no_room_for_anything_of_a_response() -> None:
    fields = set(Request.__dataclass_fields__)
    assert fields == {"kind", "setting", "audience", "language", "answerer", "outside", "within_days", "name", "place"}


def test_what_is_deleted_is_gone_from_the_file(requests: Book, settings: Settings) -> None:
    requests.take_down(a_request(), "3" * 32, TODAY - dt.timedelta(days=60))
    ((request_id, _, sealed, *_),) = rows(settings.instance / "requests.db")["request"]
    assert isinstance(sealed, bytes)
    assert requests.purge(TODAY) == 1
    for path in settings.instance.glob("requests.db*"):
        content = path.read_bytes()
        assert sealed not in content
        assert str(request_id).encode() not in content
