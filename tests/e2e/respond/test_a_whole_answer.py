"""A whole answer in a real browser: scripts off, and by keyboard alone."""

from __future__ import annotations

import contextlib
import gzip
from collections.abc import Callable

import pytest
from playwright.sync_api import Error, Page

from tests.e2e.respond.pages import NEXT, choose, every_page, press

pytestmark = pytest.mark.browser


def test_with_scripts_off_every_page_is_reached(visit: Callable[..., Page]) -> None:
    page = visit(java_script_enabled=False)
    assert len(list(every_page(page, "en"))) > 35


def keys(page: Page, *pressed: str) -> None:
    """Press keys; the last one leads to another page."""
    for key in pressed[:-1]:
        page.keyboard.press(key)
    with page.expect_navigation():
        page.keyboard.press(pressed[-1])


def to(page: Page, selector: str) -> None:
    """Press Tab until the focus is there."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"Tab never reaches {selector}")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_person_answers_by_keyboard_alone(visit: Callable[..., Page], language: str) -> None:
    page = visit(f"/consultations/twelve-commitments?lang={language}")
    to(page, ".actions .nhsuk-button")
    keys(page, "Enter")
    to(page, "input[name=audience]")
    keys(page, "Space", "Enter")
    assert page.locator('input[name="setting"]').count(), "Enter goes on"
    for name in ("setting", "region", "stage", "helped_by"):
        to(page, f"input[name={name}]")
        keys(page, "Space", "Enter")
    to(page, "input[name=topics]")
    keys(page, "Space", "Enter")
    to(page, "input[name=answer]")
    keys(page, "Space", "ArrowDown", "ArrowDown", "Enter")
    for _ in range(2):
        to(page, "textarea")
        page.keyboard.type("The nurse was kind. The wait was long.")
        to(page, NEXT)
        keys(page, "Enter")
    while not page.locator(".receipt, button[value=finish]").count():
        to(page, NEXT)
        keys(page, "Enter")
    to(page, "button[value=finish]")
    keys(page, "Enter")
    assert page.url.endswith("/thanks")


def test_the_first_thing_tab_reaches_leads_past_the_header(visit: Callable[..., Page]) -> None:
    page = visit("/consultations/twelve-commitments")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.getAttribute('href')") == "#main"


def test_a_question_page_is_light_and_asks_for_little(visit: Callable[..., Page]) -> None:
    page = visit("/consultations/twelve-commitments")
    press(page, NEXT)
    choose(page, "audience", "person")
    for _ in range(5):
        press(page, NEXT)
    choose(page, "topics", "c6")
    press(page, NEXT)
    got: dict[str, bytes] = {}
    page.on("response", lambda r: got.setdefault(r.url, r.body()))
    page.reload()
    page.wait_for_load_state("networkidle")
    assert len(got) <= 4, list(got)
    html_and_css = sum(len(gzip.compress(b, 9)) for url, b in got.items() if ".svg" not in url)
    assert html_and_css < 25_000
    assert not [url for url in got if url.endswith(".js")]


def shown(page: Page) -> str:
    """What stands open, once it has stopped changing."""
    for _ in range(50):
        try:
            page.wait_for_load_state()
            return page.content()
        except Error:
            page.wait_for_timeout(100)
    raise AssertionError("the page never stands still")


def test_after_finishing_back_shows_nothing_that_was_said(visit: Callable[..., Page]) -> None:
    page = visit()
    for name in every_page(page, "en"):
        if name == "sent":
            break
    press(page, 'button[value="finish"]')
    for _ in range(12):
        # Chromium refuses by itself to send an old form again: it shows a page of its own.
        with contextlib.suppress(Error):
            page.go_back()
        html = shown(page)
        assert "dentist should come" not in html
        assert "<textarea" not in html
