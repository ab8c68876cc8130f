"""Promise 7 in a real browser: a screen that nobody touches asks and wipes, and no way of the browser brings words back."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Error, Page, expect

from tests.e2e.respond.conftest import serving
from tests.e2e.respond.pages import NEXT, choose, press
from tests.e2e.respond.test_accessibility import AXE, RULES, SMALL_TARGETS, WIDER

pytestmark = pytest.mark.browser
WORDS = "The dentist should come every week"
WARN = 2
WIPE = 10
"""Seconds: a kiosk in a hurry."""
ASKED = "#still-here[open]"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("kiosk"), kiosk=True, kiosk_warn=WARN, kiosk_wipe=WIPE, kiosk_write=12) as where:
        yield where


@pytest.fixture(scope="module")
def patient_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A kiosk with the times that people get."""
    with serving(tmp_path_factory.mktemp("patient"), kiosk=True) as where:
        yield where


def to_words(page: Page, where: str = "") -> None:
    """Answer until words are asked for, and type some."""
    page.goto(f"{where}/consultations/twelve-commitments")
    press(page, NEXT)
    choose(page, "audience", "person")
    press(page, NEXT)
    while not page.locator("textarea").count():
        if page.locator("input[name=topics]").count():
            choose(page, "topics", "c6")
        press(page, NEXT)
    page.fill("textarea", WORDS)


def shown(page: Page) -> str:
    """Everything that stands open: the page, and what its fields hold."""
    for _ in range(60):
        with contextlib.suppress(Error):
            page.wait_for_load_state()
            fields = page.evaluate("() => [...document.querySelectorAll('input, textarea')].map(f => f.value).join()")
            return page.content() + str(fields)
        page.wait_for_timeout(100)
    raise AssertionError("the page never stands still")


def sees_nothing(page: Page) -> None:
    """Whatever a second person does with this browser: reload, back to the beginning, forward again, the same address."""
    steps: list[Callable[[], Any]] = [page.reload, *[page.go_back] * 12, page.reload, *[page.go_forward] * 12, page.reload]
    steps += [lambda: page.goto("/answer"), lambda: page.goto("/stop"), lambda: page.goto("/chat")]
    for step in steps:
        # Chromium refuses by itself to send an old form again: it shows a page of its own.
        with contextlib.suppress(Error):
            step()
        html = shown(page)
        assert "dentist should" not in html
        assert "<textarea" not in html
    kept = page.evaluate("async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length]")
    assert kept == [0, 0, 0]


def test_a_screen_that_nobody_touches_asks_and_then_wipes(visit: Callable[..., Page]) -> None:
    page = visit()
    to_words(page)
    page.wait_for_selector(ASKED)
    assert page.evaluate("() => document.activeElement.innerText") == "Yes, I am here"
    with page.expect_navigation(url="**/", timeout=20_000):
        pass
    assert page.locator("h1").inner_text() == "Tell us about health care"
    assert not [c for c in page.context.cookies() if "draft" in c]
    sees_nothing(page)


@pytest.mark.parametrize("key", ["Enter", "Escape"])
def test_saying_yes_keeps_every_word(visit: Callable[..., Page], key: str) -> None:
    page = visit()
    to_words(page)
    for _ in range(3):
        page.wait_for_selector(ASKED)
        page.keyboard.press(key)
        page.wait_for_selector(ASKED, state="detached")
    assert page.input_value("textarea") == WORDS
    assert page.evaluate("() => document.activeElement.tagName") == "TEXTAREA", "back to where the person was"
    press(page, NEXT)
    assert "too old" not in page.content()
    press(page, 'button[value="back"]')
    assert page.input_value("textarea") == WORDS


def test_somebody_who_types_for_long_is_neither_asked_nor_ended(visit: Callable[..., Page]) -> None:
    page = visit()
    to_words(page)
    for _ in range(15):  # longer than the site itself would wait
        page.keyboard.press("x")
        page.wait_for_timeout(900)
        assert not page.locator(ASKED).count()
    press(page, NEXT)
    assert "too old" not in page.content()


def test_without_the_network_the_screen_is_emptied_all_the_same(visit: Callable[..., Page]) -> None:
    page = visit()
    to_words(page)
    page.context.set_offline(True)
    page.wait_for_function(
        "() => !document.body.innerText.includes('dentist') && !document.querySelector('textarea')", timeout=20_000
    )
    page.context.set_offline(False)
    sees_nothing(page)


def test_a_device_that_slept_wipes_whoever_wakes_it(visit: Callable[..., Page], patient_address: str) -> None:
    page = visit(patient_address)
    to_words(page, patient_address)
    # Timers stand still while a device sleeps; only the clock has gone on when the first touch comes.
    page.evaluate("() => { const then = Date.now(); Date.now = () => then + 200000 }")
    with page.expect_navigation():
        page.mouse.click(5, 400)
    assert page.locator("h1").inner_text() == "Tell us about health care"
    assert not page.locator("textarea").count()


def test_without_scripts_the_screen_asks_and_wipes_too(visit: Callable[..., Page]) -> None:
    page = visit(java_script_enabled=False)
    to_words(page)
    press(page, NEXT)
    press(page, 'button[value="back"]')
    page.wait_for_url("**/still-here", timeout=20_000)
    assert WORDS not in page.content()
    press(page, NEXT)
    assert WORDS in page.content()
    page.wait_for_url("**/still-here", timeout=20_000)
    with page.expect_navigation(url="**/", timeout=20_000):
        pass
    page.goto("/answer")
    assert page.locator("h1").inner_text() == "Tell us about health care"
    for _ in range(8):
        with contextlib.suppress(Error):
            page.go_back()
        assert "dentist should" not in page.content()


def test_i_have_finished_wipes_from_any_page(visit: Callable[..., Page], patient_address: str) -> None:
    page = visit(patient_address)
    to_words(page, patient_address)
    press(page, NEXT)
    press(page, ".site-header__finish")
    assert "dentist" not in shown(page), "the words are off the screen at the first press"
    press(page, NEXT)
    assert page.locator("h1").inner_text() == "Thank you"
    for _ in range(12):
        with contextlib.suppress(Error):
            page.go_back()
        assert "dentist should" not in shown(page)


def test_words_sent_back_with_a_mistake_do_not_come_back_by_sending_again(
    visit: Callable[..., Page], patient_address: str
) -> None:
    page = visit(patient_address)
    to_words(page, patient_address)
    page.fill("textarea", WORDS * 400)  # too long: the page that says so is itself the answer to a form
    press(page, NEXT)
    assert WORDS in page.input_value("textarea")
    press(page, ".site-header__finish")
    press(page, NEXT)
    for _ in range(6):
        with contextlib.suppress(Error):
            page.go_back()
        with contextlib.suppress(Error):
            page.reload()
        assert "dentist should" not in shown(page)


def test_a_page_from_the_browsers_own_memory_is_emptied_and_fetched_again(
    visit: Callable[..., Page], patient_address: str
) -> None:
    page = visit(patient_address)
    to_words(page, patient_address)
    asked = []
    page.on("request", lambda r: asked.append(r.url) if r.is_navigation_request() else None)
    with page.expect_navigation():
        page.evaluate("() => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    assert [url for url in asked if url.endswith("/answer")]
    assert WORDS not in shown(page), "what was typed and not kept is gone"


@pytest.mark.parametrize("language", ["en", "pl", "ar"])
def test_the_question_whether_somebody_is_there_can_be_used_by_everybody(visit: Callable[..., Page], language: str) -> None:
    page = visit(f"/privacy?lang={language}", viewport={"width": 320, "height": 480})
    page.wait_for_selector(ASKED)
    page.evaluate(AXE)
    result = page.evaluate("tags => axe.run({runOnly: {type: 'tag', values: tags}})", RULES)
    assert not [v["id"] for v in result["violations"]]
    assert page.evaluate(WIDER) == 0
    assert not page.evaluate(SMALL_TARGETS, "#still-here button")
    expect(page.locator(f"{ASKED} h2")).to_be_in_viewport()
