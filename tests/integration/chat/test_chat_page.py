"""The chat page with scripts off: every turn is a plain form post, and chat and form are one draft."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.integration.chat.rule_core import RuleCore

ABOUT = "/consultations/twelve-commitments"


class Page:
    """One browser without scripts: keeps the token and the page's key, follows redirects."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.html = client.get(ABOUT).get_data(as_text=True)
        self.post(f"{ABOUT}/chat")

    def field(self, name: str) -> str:
        found = re.search(rf'name="{name}" value="([^"]*)"', self.html)
        return found.group(1) if found else ""

    def post(self, path: str = "/chat", **fields: str) -> str:
        sent = {"csrf_token": self.field("csrf_token"), "page": self.field("page"), **fields}
        answer = self.client.post(path, data=sent, follow_redirects=True)
        self.status, self.path = answer.status_code, answer.request.path
        self.html = answer.get_data(as_text=True)
        return self.html

    def press(self, *values: str) -> str:
        for value in values:
            self.post(button=value)
        return self.html

    def say(self, *lines: str) -> str:
        for line in lines:
            self.post(say=line, do="say")
        return self.html


@pytest.fixture
def chat(app: Flask, core: RuleCore) -> Page:
    app.extensions["heard-core"] = core
    return Page(app.test_client())


TO_WORDS = [
    "choice:yes",
    "choice:person",
    "choice:prison",
    "act:skip",
    "act:skip",
    "choice:nobody",
    "choice:c6",
    "choice:done",
    "choice:2",
]


def test_the_page_greets_with_one_heading_real_buttons_and_a_labelled_box(chat):
    assert chat.status == 200
    assert chat.html.count("<h1") == 1
    assert 'role="log"' in chat.html
    assert '<label class="nhsuk-label" for="say">' in chat.html
    assert 'name="button" value="choice:yes"' in chat.html
    assert "<script>" not in chat.html


def test_a_whole_answer_without_scripts_ends_with_the_receipt(chat):
    chat.press(*TO_WORDS)
    chat.say("It took weeks to see anyone about my knee", "skip")
    for _turn in range(4):
        if "These are your answers" in chat.html:
            break
        chat.press("choice:yes") if "choice:yes" in chat.html else chat.press("act:skip")
    chat.press("choice:yes", "choice:no", "choice:yes", "choice:no", "choice:send")
    assert chat.path == "/answer"
    assert re.search(r"\d{3} \d{3} \d{3} \d{3} \d{3}", chat.html)


def test_the_form_goes_on_where_the_chat_stopped_and_back(chat):
    chat.press(*TO_WORDS)
    chat.say("They lost my glasses")
    form = chat.client.get("/answer").get_data(as_text=True)
    assert "What would make" in form or "better" in form
    back = chat.client.get("/chat").get_data(as_text=True)
    assert "They lost my glasses" in back


def test_the_form_shows_the_answers_when_the_bot_dies_in_the_middle(chat, core):
    chat.press(*TO_WORDS)
    core.dead = True
    html = chat.say("They lost my glasses")
    assert "I cannot talk right now" in html
    assert 'href="/answer"' in html
    chat.html = chat.client.get("/answer").get_data(as_text=True)
    chat.post("/answer", do="back", step=chat.field("step"))
    assert "They lost my glasses" in chat.html


def test_what_was_typed_beside_a_button_stays_in_the_box(chat):
    chat.press(*TO_WORDS)
    chat.post(button="act:who_sees", say="half a sentence")
    assert re.search(r"<textarea[^>]*>\s*half a sentence</textarea>", chat.html)


def test_help_is_on_the_page_in_the_reply_to_the_words(chat):
    chat.press(*TO_WORDS)
    html = chat.say("I am going to kill myself tonight")
    assert "116 123" in html
    assert "choice:carry-on" in html


def test_a_page_of_an_ended_conversation_changes_and_shows_nothing(chat):
    chat.press(*TO_WORDS)
    chat.say("A secret about zanzibar")
    old = chat.html
    chat.press("act:delete_everything", "choice:yes", "choice:yes")
    assert "We deleted everything" in chat.html
    chat.html = old
    html = chat.say("again")
    assert chat.status == 410
    assert "zanzibar" not in html
    assert chat.client.get("/chat").status_code == 303


def test_words_are_shown_as_words_never_as_markup(chat):
    chat.press(*TO_WORDS)
    html = chat.say("<b>bold</b><script>alert(1)</script>")
    assert "<script>alert" not in html
    assert "&lt;b&gt;" in html


def test_without_a_bot_the_chat_offers_the_form(app):
    page = Page(app.test_client())
    assert "I cannot talk right now" in page.html
    assert 'href="/answer"' in page.html


def test_arabic_pages_run_from_right_to_left(chat):
    html = chat.client.get("/chat?lang=ar", follow_redirects=True).get_data(as_text=True)
    assert '<html lang="ar" dir="rtl"' in html
