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


def choose(page: Page, name: str, value: str) -> None:
    page.check(f'input[name="{name}"][value="{value}"]')


def every_page(page: Page, language: str) -> Iterator[str]:
    """Go from page to page, telling the name of each as it stands open."""
    page.goto(f"/?lang={language}")
    for path in PLAIN:
        page.goto(path)
        yield path
    page.goto("/complain")
    page.click(NEXT)
    yield "complain, with problems"
    for name, value in (("subject", "health"), ("runner", "nhs"), ("setting", "irc")):
        choose(page, name, value)
    page.click(NEXT)
    yield "complain, the way"
    page.goto("/receipt")
    page.fill("#number", "123")
    page.click(NEXT)
    yield "receipt, with a problem"
    yield from _form(page)
    yield from _organisation(page)


def _form(page: Page) -> Iterator[str]:
    page.goto("/consultations/twelve-commitments")
    page.click(NEXT)
    page.click(NEXT)
    yield "who, with a problem"
    choose(page, "audience", "person")
    page.click(NEXT)
    yield "where"
    choose(page, "setting", "prison")
    page.click(NEXT)
    yield "region"
    page.click('button[value="skip"]')
    yield "stage"
    page.click('button[value="skip"]')
    yield "helped"
    page.click('button[value="skip"]')
    yield "topics"
    choose(page, "topics", "c6")
    page.click(NEXT)
    yield "question with faces"
    page.click('button[value="switch"]')
    yield "question with faces, in full"
    page.click(NEXT)
    page.fill("textarea", "a" * 4001)
    page.click(NEXT)
    yield "text, too long"
    page.fill("textarea", "I want to kill myself tonight. I want to complain about the nurse.")
    page.click(NEXT)
    yield "help first"
    page.click(NEXT)
    yield "text"
    page.click('button[value="stop"]')
    yield "stop"
    page.click(".actions .quiet")
    page.fill("textarea", "The dentist should come each week.")
    page.click(NEXT)
    yield "understood"
    page.click(NEXT)
    yield "check"
    page.click(NEXT)
    yield "quote"
    page.click(NEXT)
    yield "receipt"
    choose(page, "wants_receipt", "yes")
    page.check("#read_back")
    page.click(NEXT)
    yield "send"
    page.click(NEXT)
    yield "sent"
    number = page.inner_text(".receipt")
    page.click('button[value="finish"]')
    page.goto("/receipt")
    page.fill("#number", number)
    page.click(NEXT)
    yield "receipt, found"
    page.click(".actions .quiet")
    yield "receipt, deleted"


def _organisation(page: Page) -> Iterator[str]:
    page.goto("/consultations/improving-health-supporting-justice-2007")
    page.click(NEXT)
    choose(page, "audience", "organisation")
    page.click(NEXT)
    yield "organisation"
    for _ in range(3):
        page.click('button[value="skip"]')
    page.check('input[name="topics"] >> nth=0')
    page.click(NEXT)
    yield "official question"
    while page.locator('button[value="skip"]').count():
        page.click('button[value="skip"]')
    for _ in range(3):
        page.click(NEXT)
    page.click(NEXT)
    yield "nothing to send yet"
