"""Staff at a real browser: first sign-in and a review by keyboard alone, axe on every page, and a content policy never broken."""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from passlib.totp import TOTP
from playwright.sync_api import Browser, Page, expect, sync_playwright
from werkzeug.serving import make_server

from consultations import release
from consultations.definitions import load
from consultations.store import queries
from consultations.store.models import Response, Review
from tests.integration.staff.people import response
from web.app import create_app
from web.extensions import db
from web.settings import Settings
from web.staff import accounts
from web.staff.permissions import Employer, Role

pytestmark = pytest.mark.browser
CHROMIUM = Path("/usr/bin/chromium")
AXE = (Path(__file__).resolve().parents[1] / "vendor" / "axe.min.js").read_text(encoding="utf-8")
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
CONSULTATION = "families-and-carers"
PASSWORD = "four unrelated garden words"


class Site:
    """A site of its own in a thread, with responses to review and one release."""

    def __init__(self, folder: Path) -> None:
        settings = Settings(
            instance=folder, database_url=f"sqlite:///{folder / 'heard.db'}", extra={"TESTING": True, "THROTTLED": False}
        )
        self.app = create_app(settings)
        with self.app.app_context():
            for number in range(24):
                made = response(
                    "We waited six weeks for news.",
                    tags={"C6": (0.8, [[3, 19]])},
                    consultation=CONSULTATION,
                    question="worried-what-happened",
                )
                made.audience, made.reference = "family", f"ZZ-{number:04d}-{secrets.token_hex(3).upper()}"
                made.review = (Review.APPROVED if number < 12 else Review.WAITING).value
                db.session.add(made)
            whole = load(CONSULTATION)
            few = whole.model_copy(update={"questions": whole.questions[:3]})
            release.release(db.session(), few, by="test", reason="Invented, for a test")
            self.passwords = {
                role: accounts.add(db.session(), role.value, frozenset({role}), Employer.NHS_ENGLAND, by="test") for role in Role
            }
            db.session.commit()
        self.server = make_server("127.0.0.1", 0, self.app, threaded=True)
        self.address = f"http://127.0.0.1:{self.server.server_port}"

    def waiting(self) -> int:
        with self.app.app_context():
            return queries.count_by_review(db.session(), CONSULTATION)[Review.WAITING.value]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    made = Site(tmp_path_factory.mktemp("site"))
    thread = threading.Thread(target=made.server.serve_forever, daemon=True)
    thread.start()
    yield made
    made.server.shutdown()
    thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.fail("the browser tests need Debian's chromium: run tests/e2e/install-chromium")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=str(CHROMIUM), chromium_sandbox=False, args=["--disable-dev-shm-usage"]
        )
        yield launched
        launched.close()


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    """A page that gathers what a browser complains of; there must be nothing, a broken content policy above all."""
    context = browser.new_context(base_url=site.address, viewport={"width": 1024, "height": 800})
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
    yield opened
    context.close()
    assert [c for c in complaints if "status of 4" not in c] == []


def tab_to(page: Page, selector: str) -> None:
    """Go to an element as somebody without a mouse does."""
    for _ in range(60):
        if page.evaluate("s => document.activeElement === document.querySelector(s)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} cannot be reached with the Tab key")


def type_into(page: Page, words: dict[str, str]) -> None:
    for selector, word in words.items():
        tab_to(page, selector)
        page.keyboard.type(word)
    page.keyboard.press("Enter")


def sign_in(page: Page, site: Site, role: Role) -> Iterator[str]:
    """The whole first sign-in by keyboard, telling the name of each page as it stands open."""
    page.goto("/staff/")
    yield "sign in"
    type_into(page, {"#username": role.value, "#password": site.passwords[role]})
    page.wait_for_url("**/staff/code/set-up")
    yield "code, to set up"
    tab_to(page, "main button")
    page.keyboard.press("Enter")
    page.wait_for_selector("code.key")
    yield "code, being set up"
    expect(page.locator("img.qr")).to_have_js_property("complete", True)
    assert page.evaluate("document.querySelector('img.qr').naturalWidth") > 0
    key = page.inner_text("code.key")
    type_into(page, {"#code": TOTP(key=key.replace("-", "")).generate(time=time.time()).token})
    page.wait_for_selector("#new_password")
    yield "password"
    new = {"#password": site.passwords[role], "#new_password": PASSWORD, "#new_password_confirm": PASSWORD}
    type_into(page, new)
    page.wait_for_url("**/staff/account")
    yield "account"


def axe(page: Page, name: str) -> list[str]:
    page.evaluate(AXE)
    result = page.evaluate("axe.run(document)")
    wider = page.evaluate(WIDER)
    found = [f"{name}: {v['id']}: {node['html'][:160]}" for v in result["violations"] for node in v["nodes"]]
    return found + ([f"{name}: {wider} px must be scrolled sideways"] if wider > 0 else [])


def test_axe_finds_nothing_on_the_pages_of_a_reviewer(page: Page, site: Site) -> None:
    found = [fault for name in sign_in(page, site, Role.PPV_LEAD) for fault in axe(page, name)]
    queue = f"/staff/review/{CONSULTATION}"
    for path in (
        "/staff/",
        "/staff/code/set-up",
        "/staff/recovery-codes",
        "/staff/agreement/",
        "/staff/review/",
        queue,
        f"{queue}?setting=irc",
        f"{queue}/next",
        f"{queue}/bulk",
        f"{queue}/search",
        "/staff/results",
        f"/staff/results/{CONSULTATION}",
        "/staff/release",
    ):
        page.goto(path)
        found += axe(page, path)
    page.goto(f"{queue}/next")
    page.click("button[value=withhold]")
    found += axe(page, "withhold without a reason")
    assert not found, "\n".join(found)


def test_axe_finds_nothing_on_the_pages_of_a_consultation_lead(page: Page, site: Site) -> None:
    found = [fault for name in sign_in(page, site, Role.CONSULTATION_LEAD) for fault in axe(page, name)]
    for path in ("/staff/", "/staff/release", f"/staff/release/{CONSULTATION}"):
        page.goto(path)
        found += axe(page, path)
    assert not found, "\n".join(found)


def test_a_response_is_reviewed_by_keyboard_alone(page: Page, site: Site) -> None:
    for _ in sign_in(page, site, Role.PEER_REVIEWER):
        pass
    before = site.waiting()
    page.goto(f"/staff/review/{CONSULTATION}/next")
    tab_to(page, "button[value=approve]")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert site.waiting() == before - 1
    second = page.inner_text("h1")
    tab_to(page, "#tick-C6")
    page.keyboard.press("Space")
    tab_to(page, "button[value=approve]")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert site.waiting() == before - 2
    with site.app.app_context():
        found = db.session.query(Response).filter_by(reference=second.split()[1]).one()
        assert [label for label, tag in queries.standing(found).items() if tag.applies] == []
    single_keys(page, site)


def single_keys(page: Page, site: Site) -> None:
    """Keys without Alt work only once switched on, and never while something is being written."""
    page.goto(f"/staff/review/{CONSULTATION}/next")
    first = page.inner_text("h1")
    page.keyboard.press("6")
    assert page.is_checked("#tick-C6")
    page.check("#single-keys")
    page.keyboard.press("6")
    assert not page.is_checked("#tick-C6")
    page.keyboard.press("2")
    assert page.is_checked("#tick-C2")
    page.keyboard.press("o")
    page.keyboard.type("A note for all")
    assert page.input_value("#note").strip() == "A note for all"
    assert page.inner_text("h1") == first
    page.focus("#tick-C6")
    before = site.waiting()
    with page.expect_navigation():
        page.keyboard.press("a")
    assert page.inner_text("h1") != first
    assert site.waiting() == before - 1
    assert page.is_checked("#single-keys")
