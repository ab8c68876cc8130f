"""The site in a thread, with a core that follows the bot's rule files, and a real browser that talks with it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page
from werkzeug.serving import make_server

from tests.e2e.respond.conftest import browser, visit
from tests.integration.chat.rule_core import RuleCore
from web.app import create_app
from web.settings import Settings

__all__ = ["browser", "visit"]

ABOUT = "/consultations/twelve-commitments"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, RuleCore]]:
    folder = tmp_path_factory.mktemp("chat")
    settings = Settings(
        instance=folder,
        database_url=f"sqlite:///{folder / 'heard.db'}",
        extra={"TESTING": True, "THROTTLED": False},
    )
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    app = create_app(settings)
    core = app.extensions["heard-core"] = RuleCore()
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", core
    server.shutdown()
    thread.join()


@pytest.fixture(scope="module")
def address(site: tuple[str, RuleCore]) -> str:
    return site[0]


@pytest.fixture
def talk(visit: Callable[..., Page]) -> Callable[..., Page]:
    """Open the chat in a language; keyword arguments are Playwright's."""

    def opened(language: str = "en", **options: object) -> Page:
        page = visit(f"{ABOUT}?lang={language}", **options)
        page.locator('form[action$="/chat"] button').click()
        page.wait_for_selector("#talk")
        return page

    return opened
