"""Every respondent page, in left-to-right and right-to-left: axe finds nothing, and what axe cannot see holds too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.e2e.respond.pages import every_page, press

pytestmark = pytest.mark.browser
AXE = (Path(__file__).resolve().parents[1] / "vendor" / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALLOWED: frozenset[str] = frozenset()
"""Violations that are let pass: none."""

PRESSED = "button, a.row, a.quiet, a.language, .site-header a, .choice__label, summary, input[type=text]"
SMALL_TARGETS = """pressed => [...document.querySelectorAll(pressed)]
  .filter(e => e.getAttribute('aria-hidden') !== 'true' && e.getClientRects().length)
  .map(e => [e.innerText.trim().slice(0, 40), e.getBoundingClientRect()])
  .filter(([, r]) => r.height < 43.5 || r.width < 43.5).map(([t, r]) => `${t}: ${r.width}x${r.height}`)"""
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
OVERLAPS = """() => [...document.querySelectorAll('.choice')].filter(c => {
  const box = c.querySelector('input').getBoundingClientRect(), words = c.querySelector('.choice__words').getBoundingClientRect();
  return !(box.right <= words.left || box.left >= words.right); }).length"""


@pytest.mark.parametrize("language", ["en", "ar"])
def test_axe_finds_nothing_on_any_page(visit: Callable[..., Page], language: str) -> None:
    page = visit(viewport={"width": 1024, "height": 800})
    found: list[str] = []
    seen = 0
    for name in every_page(page, language):
        seen += 1
        page.evaluate(AXE)
        result = page.evaluate("tags => axe.run({runOnly: {type: 'tag', values: tags}})", RULES)
        for violation in result["violations"]:
            if violation["id"] not in ALLOWED:
                found += [f"{name}: {violation['id']}: {node['html'][:160]}" for node in violation["nodes"]]
    assert seen > 35
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_pages_reflow_at_400_percent_and_everything_to_press_is_large_enough(visit: Callable[..., Page], language: str) -> None:
    # 1280 px wide at 400 % is a page of 320 px.
    page = visit(viewport={"width": 320, "height": 256})
    wrong: list[str] = []
    for name in every_page(page, language):
        if wider := page.evaluate(WIDER):
            wrong.append(f"{name}: {wider} px must be scrolled sideways")
        wrong += [f"{name}: too small: {target}" for target in page.evaluate(SMALL_TARGETS, PRESSED)]
        if page.evaluate(OVERLAPS):
            wrong.append(f"{name}: a circle lies on its words")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(("language", "before"), [("en", True), ("ar", False)])
def test_circle_picture_and_words_stand_in_reading_order(visit: Callable[..., Page], language: str, before: bool) -> None:
    page = visit(f"/consultations/twelve-commitments?lang={language}", viewport={"width": 1024, "height": 800})
    press(page, ".actions .nhsuk-button")
    for row in page.locator(".choice").all():
        boxes = [row.locator(part).bounding_box() for part in (".choice__input", ".picture", ".choice__words")]
        places = [box["x"] for box in boxes if box]
        assert len(places) == 3
        assert places == sorted(places, reverse=not before), places
        circle, label = row.locator("input").bounding_box(), row.locator("label").bounding_box()
        assert circle
        assert label
        assert label["x"] <= circle["x"], "the circle lies inside its card"
        assert circle["x"] + circle["width"] <= label["x"] + label["width"]


def test_digits_keep_their_order_in_right_to_left_text(visit: Callable[..., Page]) -> None:
    page = visit("/help?lang=ar")
    numbers = page.locator(".number")
    assert numbers.count()
    for number in numbers.all():
        assert number.evaluate("e => getComputedStyle(e).direction") == "ltr"


def test_arabic_pages_and_no_others_load_the_arabic_font(visit: Callable[..., Page]) -> None:
    for language, wanted in (("en", False), ("ar", True)):
        page = visit("/privacy")
        loaded: list[str] = []
        page.on("request", lambda request, to=loaded: to.append(request.url))
        page.goto(f"/?lang={language}")
        page.wait_for_load_state("networkidle")
        assert any("noto-sans-arabic" in url for url in loaded) is wanted


def test_focus_is_seen_in_forced_colours_and_without_them(visit: Callable[..., Page]) -> None:
    outline = "e => { const s = getComputedStyle(e); return s.outlineStyle + ' ' + s.outlineWidth }"
    for colours in ("none", "active"):
        page = visit("/consultations/twelve-commitments", forced_colors=colours)
        press(page, ".actions .nhsuk-button")
        page.focus(".choice__input")
        assert page.locator(".choice__label").first.evaluate(outline) == "solid 4px"
        page.focus(".quiet")
        assert page.locator(".quiet").first.evaluate(outline) == "solid 4px"


def test_reduced_motion_moves_nothing(visit: Callable[..., Page]) -> None:
    page = visit("/", reduced_motion="reduce")
    moving = page.evaluate(
        "() => [...document.querySelectorAll('*')].filter(e => { const s = getComputedStyle(e);"
        " return s.animationName !== 'none' || parseFloat(s.transitionDuration) > 0 }).length"
    )
    assert moving == 0
