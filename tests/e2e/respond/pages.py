"""Leads a browser to every page a respondent can meet."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Page

PLAIN = (
    "/",
    "/language",
    "/consultations/twelve-commitments",
    "/consultations/improving-health-supporting-justice-2007",
    "/help",
    "/help?where=irc",
    "/complain",
    "/privacy",
    "/accessibility",
    "/receipt",
    "/thanks",
    "/stopped",
    "/no-such-page",
)
NEXT = ".actions .nhsuk-button"


def press(page: Page, button: str) -> None:
    """Press what leads to another page, and wait until that stands open."""
    with page.expect_navigation():
        page.click(button)


def choose(page: Page, name: str, value: str) -> None:
    page.check(f'input[name="{name}"][value="{value}"]')


def every_page(page: Page, language: str) -> Iterator[str]:
    """Go from page to page, telling the name of each as it stands open."""
    page.goto(f"/?lang={language}")
    for path in PLAIN:
        page.goto(path)
        yield path
    page.goto("/complain")
    press(page, NEXT)
    yield "complain, with problems"
    for name, value in (("subject", "health"), ("runner", "nhs"), ("setting", "irc")):
        choose(page, name, value)
    press(page, NEXT)
    yield "complain, the way"
    page.goto("/receipt")
    page.fill("#number", "123")
    press(page, NEXT)
    yield "receipt, with a problem"
    yield from _form(page)
    yield from _organisation(page)


def _form(page: Page) -> Iterator[str]:
    page.goto("/consultations/twelve-commitments")
    press(page, NEXT)
    press(page, NEXT)
    yield "who, with a problem"
    choose(page, "audience", "person")
    press(page, NEXT)
    yield "where"
    choose(page, "setting", "prison")
    press(page, NEXT)
    yield "region"
    press(page, 'button[value="skip"]')
    yield "stage"
    press(page, 'button[value="skip"]')
    yield "helped"
    press(page, 'button[value="skip"]')
    yield "topics"
    choose(page, "topics", "c6")
    press(page, NEXT)
    yield "question with faces"
    press(page, 'button[value="switch"]')
    yield "question with faces, in full"
    press(page, NEXT)
    page.fill("textarea", "a" * 4001)
    press(page, NEXT)
    yield "text, too long"
    page.fill("textarea", "I want to kill myself tonight. I want to complain about the nurse.")
    press(page, NEXT)
    yield "help first"
    press(page, NEXT)
    yield "text"
    press(page, 'button[value="stop"]')
    yield "stop"
    press(page, ".actions .quiet")
    page.fill("textarea", "The dentist should come each week.")
    press(page, NEXT)
    yield "understood"
    press(page, NEXT)
    yield "check"
    press(page, NEXT)
    yield "quote"
    press(page, NEXT)
    yield "receipt"
    choose(page, "wants_receipt", "yes")
    page.check("#read_back")
    press(page, NEXT)
    yield "send"
    press(page, NEXT)
    yield "sent"
    number = page.inner_text(".receipt")
    press(page, 'button[value="finish"]')
    page.goto("/receipt")
    page.fill("#number", number)
    press(page, NEXT)
    yield "receipt, found"
    press(page, ".actions .quiet")
    yield "receipt, deleted"


def _organisation(page: Page) -> Iterator[str]:
    page.goto("/consultations/improving-health-supporting-justice-2007")
    press(page, NEXT)
    choose(page, "audience", "organisation")
    press(page, NEXT)
    yield "organisation"
    for _ in range(3):
        press(page, 'button[value="skip"]')
    page.check('input[name="topics"] >> nth=0')
    press(page, NEXT)
    yield "official question"
    while page.locator('button[value="skip"]').count():
        press(page, 'button[value="skip"]')
    for _ in range(3):
        press(page, NEXT)
    press(page, NEXT)
    yield "nothing to send yet"
