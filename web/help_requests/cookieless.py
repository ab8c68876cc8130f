"""Keeps cookies away from the pages on which help is asked for: the site there cannot know whose browser it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

Environ = dict[str, Any]
WSGI = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]


class Cookieless:
    """A WSGI layer: below `prefix` no cookie is read, whatever the browser sends, and none is set."""

    def __init__(self, site: WSGI, prefix: str) -> None:
        self._site = site
        self._prefix = prefix

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path != self._prefix and not path.startswith(f"{self._prefix}/"):
            return self._site(environ, start_response)
        environ.pop("HTTP_COOKIE", None)

        def without_cookies(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            kept = [(name, value) for name, value in headers if name.lower() != "set-cookie"]
            return start_response(status, kept, *rest)

        return self._site(environ, without_cookies)
