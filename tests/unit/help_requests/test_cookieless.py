"""Below the prefix no cookie goes in or out; elsewhere both pass."""

from __future__ import annotations

from typing import Any

import pytest
from werkzeug.test import Client

from web.help_requests.cookieless import Cookieless


def echo(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    start_response("200 OK", [("Content-Type", "text/plain"), ("Set-Cookie", "heard=1; Path=/"), ("set-cookie", "x=2")])
    return [environ.get("HTTP_COOKIE", "none").encode()]


@pytest.mark.parametrize(
    ("path", "passes"),
    [("/help/ask", False), ("/help/ask/sent", False), ("/help/asking", True), ("/help", True), ("/", True)],
)
def test_cookies_stop_at_the_pages_of_requests_only(path: str, passes: bool) -> None:
    answer = Client(Cookieless(echo, "/help/ask"), use_cookies=False).get(path, headers={"Cookie": "heard=secret"})
    assert answer.text == ("heard=secret" if passes else "none")
    assert bool(answer.headers.getlist("Set-Cookie")) == passes
    assert answer.headers["Content-Type"] == "text/plain"
