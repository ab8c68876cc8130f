"""A whole conversation in a real browser: left-to-right and right-to-left, with scripts and without."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.integration.chat.rule_core import RuleCore

pytestmark = pytest.mark.browser

AXE = (Path(__file__).resolve().parents[1] / "vendor" / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
TO_FACES = [
    "choice:yes",
    "choice:person",
    "choice:prison",
    "act:skip",
    "act:skip",
    "choice:nobody",
    "choice:c6",
    "choice:done",
]
DANGER = "I want to kill myself tonight"


def press(page: Page, *values: str) -> None:
    for value in values:
        before = page.locator("#talk").inner_text()
        page.locator(f'#turn button[value="{value}"]').first.click()
        page.wait_for_function(
            "before => !document.querySelector('#talk') || document.querySelector('#talk').innerText !== before",
            arg=before,
        )


def say(page: Page, words: str) -> None:
    page.fill("#say", words)
    press(page, "say")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts on", "scripts off"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_whole_conversation_ends_with_the_receipt(talk: Callable[..., Page], language: str, scripts: bool) -> None:
    page = talk(language, java_script_enabled=scripts, viewport={"width": 360, "height": 700})
    press(page, *TO_FACES, "choice:2")
    say(page, "asdf qwer")
    press(page, "act:skip")
    while not page.locator('#turn button[value="choice:no"]').count():
        press(page, "act:skip")
    press(page, "choice:yes", "choice:no", "choice:yes", "choice:no")
    page.locator('#turn button[value="choice:send"]').click()
    page.wait_for_selector(".receipt")
    assert len(page.locator(".receipt").inner_text().replace(" ", "")) == 15


def test_with_scripts_the_page_grows_without_a_reload_and_focus_goes_to_what_is_next(talk: Callable[..., Page]) -> None:
    page = talk()
    page.evaluate("window.sameDocument = true")
    press(page, *TO_FACES)
    assert page.evaluate("window.sameDocument")
    assert page.evaluate("document.activeElement.id") == "latest"
    press(page, "choice:2")
    assert page.evaluate("document.activeElement.id") == "say"
    assert page.locator("#talk").get_attribute("aria-live") == "polite"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_axe_finds_nothing_in_the_conversation(talk: Callable[..., Page], language: str) -> None:
    page = talk(language)
    found: list[str] = []
    for turn in [*TO_FACES, "choice:2", None]:
        page.evaluate(AXE)
        result = page.evaluate("tags => axe.run({runOnly: {type: 'tag', values: tags}})", RULES)
        found += [f"{turn}: {v['id']}: {n['html'][:120]}" for v in result["violations"] for n in v["nodes"]]
        if turn:
            press(page, turn)
    assert not found, "\n".join(found)


def test_narrow_pages_are_never_wider_than_the_screen(talk: Callable[..., Page]) -> None:
    page = talk(viewport={"width": 320, "height": 256})
    for turn in [*TO_FACES, "choice:2"]:
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
        press(page, turn)


def test_help_stands_out_in_the_reply_itself(talk: Callable[..., Page]) -> None:
    page = talk()
    press(page, *TO_FACES, "choice:2")
    say(page, DANGER)
    assert "116 123" in "".join(page.locator(".talk__help").all_inner_texts())


def test_the_bots_death_leads_to_the_form_with_the_answer_in_it(talk: Callable[..., Page], site: tuple[str, RuleCore]) -> None:
    page = talk()
    press(page, *TO_FACES, "choice:2")
    site[1].dead = True
    try:
        say(page, "They lost my glasses")
        page.locator('#turn a[href="/answer"]').click()
        page.locator('button[value="back"]').click()
        assert page.input_value("textarea") == "They lost my glasses"
    finally:
        site[1].dead = False
