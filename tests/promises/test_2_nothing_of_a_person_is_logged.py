"""Promise 2: no IP address, user agent or answer text in any log or exception."""

import logging
from collections.abc import Iterator
from io import StringIO

import pytest
from flask import Flask
from sqlalchemy.exc import StatementError

from consultations.store.models import Answer
from tests.walker import Walker, answer_everything
from web import log_filter
from web.extensions import db
from web.throttle import visitor_digest

SECRET = "xylophone in the exercise yard"
ADDRESS = "203.0.113.77"
AGENT = "KioskBrowser/9.9 (cell 12)"


@pytest.fixture
def log() -> Iterator[StringIO]:
    """Everything the site's own log handler writes, at its most talkative."""
    written = StringIO()
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    log_filter.install(logging.DEBUG)
    handler = root.handlers[0]
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(written)
    yield written
    root.handlers[:], root.level = before, level


def assert_clean(written: str) -> None:
    for trace in (SECRET, "xylophone", ADDRESS, AGENT, "KioskBrowser"):
        assert trace not in written


def _client(app: Flask) -> object:
    client = app.test_client()
    client.environ_base = {"REMOTE_ADDR": ADDRESS, "HTTP_USER_AGENT": AGENT}
    return client


def test_a_whole_answer_leaves_no_word_no_address_and_no_device_in_the_log(app: Flask, log: StringIO) -> None:
    answer_everything(Walker(_client(app)), words=SECRET)
    logging.getLogger("web").warning("the log works")
    assert "the log works" in log.getvalue()
    assert_clean(log.getvalue())


def test_a_crash_while_answering_logs_where_but_not_what(app: Flask, log: StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.testing = False

    def crash(*_args: object, **_kwargs: object) -> None:
        raise ValueError(f"could not handle {SECRET} from {ADDRESS}")

    monkeypatch.setattr("consultations.pipeline.detector.assess", crash)
    walker = Walker(_client(app))
    with pytest.raises(AssertionError, match="500"):
        answer_everything(walker, words=SECRET)
    assert "ValueError" in log.getvalue()
    assert "in crash" in log.getvalue()
    assert_clean(log.getvalue())
    assert_clean(walker.page.body)


def test_a_failing_statement_does_not_quote_its_parameters(app: Flask) -> None:
    with app.app_context():
        db.session.add(
            Answer(response_id="missing", position=0, question_id="c6-what-happened", redacted=SECRET, redactions=object())
        )
        with pytest.raises(StatementError) as caught:
            db.session.flush()
        db.session.rollback()
    assert SECRET not in str(caught.value)


def test_throttling_keeps_a_keyed_digest_and_not_the_address(app: Flask) -> None:
    with app.test_request_context(environ_base={"REMOTE_ADDR": ADDRESS}):
        digest = visitor_digest()
    assert ADDRESS not in digest
    assert len(digest) == 64
    with app.test_request_context(environ_base={"REMOTE_ADDR": "203.0.113.78"}):
        assert visitor_digest() != digest


def test_the_throttling_key_changes_every_day(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    import datetime as dt

    from web import throttle

    seen = set()
    for day in (1, 2):

        class Then(dt.datetime):
            @classmethod
            def now(cls, tz: dt.tzinfo | None = None, day: int = day) -> dt.datetime:
                return dt.datetime(2026, 3, day, tzinfo=tz)

        monkeypatch.setattr(throttle.dt, "datetime", Then)
        with app.test_request_context(environ_base={"REMOTE_ADDR": ADDRESS}):
            seen.add(visitor_digest())
    assert len(seen) == 2
