"""The site in a thread, and a real browser that visits it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from web.app import create_app
from web.settings import Settings

CHROMIUM = Path("/usr/bin/chromium")


@contextmanager
def serving(folder: Path, **chosen: Any) -> Iterator[str]:
    """Where a site of its own answers; without a limit on tries, as every visitor comes from one machine."""
    settings = Settings(
        instance=folder,
        database_url=f"sqlite:///{folder / 'heard.db'}",
        extra={"TESTING": True, "THROTTLED": False},
        **chosen,
    )
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, create_app(settings), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("site")) as where:
        yield where


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
def visit(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Open a page of the site in a context of its own; keyword arguments are Playwright's."""
    contexts = []

    def opened(path: str = "/", **options: object) -> Page:
        context = browser.new_context(base_url=address, **options)
        contexts.append(context)
        page = context.new_page()
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
