"""Members of staff at their browsers, and responses for them to review. All names and words are invented."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape
from urllib.parse import urlsplit

from flask import Flask
from flask.testing import FlaskClient
from flask_security.proxies import _security
from werkzeug.test import TestResponse

from consultations.store.models import Answer, Response, Scheme, SetBy, Tag

PASSWORD = "four unrelated garden words"


def token(page: str) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found, "the page has no form token"
    return unescape(found[1])


def where(answer: TestResponse) -> str:
    """The path that an answer leads to."""
    return urlsplit(answer.location or "").path


class Person:
    """A member of staff at a browser, with the code generator at hand."""

    def __init__(self, app: Flask, name: str, password: str) -> None:
        self.app = app
        self.name = name
        self.password = password
        self.secret = ""
        self.step = 0
        self.browser: FlaskClient = app.test_client()

    def get(self, path: str) -> TestResponse:
        return self.browser.get(path)

    def page(self, path: str) -> str:
        return self.get(path).get_data(as_text=True)

    def post(self, path: str, data: dict[str, object] | None = None, at: str | None = None) -> TestResponse:
        """Send a form as a browser would: open the page `at` (or `path`) for its token, then send."""
        page = self.browser.get(at or path).get_data(as_text=True)
        return self.browser.post(path, data={**(data or {}), "csrf_token": token(page)})

    def code(self) -> str:
        """The code that the app shows now; each call moves on, as codes work once."""
        self.step += 1
        factory = _security.totp_factory._totp.from_source(self.secret)
        return factory.generate(time=int(dt.datetime.now(dt.UTC).timestamp()) + 30 * (self.step - 1)).token

    def sign_in(self) -> TestResponse:
        """Password, then code; sets the generator up when the account has none. Gives the last answer of the site."""
        answer = self.post("/staff/sign-in", {"username": self.name, "password": self.password})
        if where(answer) == "/staff/code/set-up":
            page = self.post("/staff/code/set-up", {"setup": "authenticator"})
            with self.browser.session_transaction() as session:
                self.secret = session["tf_totp_secret"]
            with self.app.app_context():
                code = self.code()
            return self.browser.post("/staff/code", data={"code": code, "csrf_token": token(page.get_data(as_text=True))})
        with self.app.app_context():
            code = self.code()
        return self.post("/staff/code", {"code": code})


def response(
    words: str = "I waited six weeks for the dentist.",
    *,
    tags: dict[str, tuple[float, list[list[int]]]] | None = None,
    setting: str | None = "prison",
    consultation: str = "twelve-commitments",
    question: str = "c6-what-happened",
    language: str = "en",
    channel: str = "form",
) -> Response:
    """A response with one written answer, and the machine's tags on it: label to probability and evidence."""
    made = Response(
        consultation_id=consultation,
        definition_version="1",
        language=language,
        audience="person",
        setting=setting,
        region="north-west",
        channel=channel,
        received_on=dt.date(2026, 11, 18),
        reference="",
    )
    answer = Answer(position=0, question_id=question, redacted=words, redactions=[], sealed_raw=b"sealed", language=language)
    made.answers.append(answer)
    for label, (probability, evidence) in (tags if tags is not None else {"C6": (0.83, [[9, 18]])}).items():
        tag = Tag(
            scheme=Scheme.COMMITMENT.value,
            label=label,
            probability=probability,
            evidence=evidence,
            set_by=SetBy.MODEL.value,
            setter="model-1",
            set_on=dt.date(2026, 11, 18),
        )
        answer.tags.append(tag)
        made.tags.append(tag)
    return made
