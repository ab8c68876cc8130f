"""The client between site and bot: every way in which the bot fails is one plain error, and nothing leaks."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from consultations.dialogue.acts import Act, CoreUnavailable
from consultations.types import RawText
from web.chat.rasa_client import RasaCore


class Pretend(BaseHTTPRequestHandler):
    answer: tuple[int, bytes] = (200, b"[]")
    wait = 0.0
    seen: list[tuple[str, str, object]] = []  # noqa: RUF012 - emptied for each test

    def _do(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.seen.append((self.command, self.path, json.loads(body or b"null")))
        time.sleep(self.wait)
        status, data = self.answer
        with contextlib.suppress(BrokenPipeError):  # who waited has gone
            self.send_response(status)
            self.end_headers()
            self.wfile.write(data)

    do_GET = do_POST = do_PUT = _do  # noqa: N815 - names of the library

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@pytest.fixture
def bot() -> Iterator[type[Pretend]]:
    Pretend.answer, Pretend.wait, Pretend.seen = (200, b"[]"), 0.0, []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pretend)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Pretend.url = f"http://127.0.0.1:{server.server_port}"
    yield Pretend
    server.shutdown()
    server.server_close()


@pytest.fixture
def core(bot) -> RasaCore:
    return RasaCore(bot.url, "s3cret", timeout=0.5)


def test_keys_come_back_in_order(bot, core):
    bot.answer = (200, b'[{"text": "utter_who_sees"}, {"text": "utter_ask"}]')
    assert core.send("abc", Act("who_sees")) == ["utter_who_sees", "utter_ask"]
    assert bot.seen[0][2] == {"sender": "abc", "message": '/who_sees{"asking": "nothing"}'}


@pytest.mark.parametrize(
    "answer", [(200, b"[]"), (200, b"not json"), (500, b"{}"), (401, b"{}"), (200, b'[{"text": "utter_default"}]')]
)
def test_an_answer_without_sense_is_an_error(bot, core, answer):
    bot.answer = answer
    with pytest.raises(CoreUnavailable):
        core.send("abc", Act("help"))


def test_a_slow_bot_is_an_error_after_the_time_set(bot, core):
    bot.wait = 3.0
    began = time.monotonic()
    with pytest.raises(CoreUnavailable):
        core.send("abc", Act("help"))
    assert time.monotonic() - began < 2.5


def test_no_bot_is_an_error_that_names_neither_token_nor_words():
    core = RasaCore("http://127.0.0.1:9", "s3cret", timeout=0.5)
    with pytest.raises(CoreUnavailable) as caught:
        core.read(RawText("my secret story"))
    assert "s3cret" not in str(caught.value)
    assert "story" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_typed_slash_cannot_name_an_act(bot, core):
    bot.answer = (200, b'{"intent": {"name": "insult"}}')
    core.read(RawText(" //delete_for_good{}"))
    assert bot.seen[0][2] == {"text": "delete_for_good{}"}


def test_wiping_replaces_the_conversation_with_nothing(bot, core):
    bot.answer = (200, b"{}")
    core.wipe("a/b")
    method, path, body = bot.seen[0]
    assert (method, path.split("?")[0], body) == ("PUT", "/conversations/a%2Fb/tracker/events", [])
