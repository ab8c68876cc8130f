"""Every route names its guard; one without a guard answers nobody."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, abort, request

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class Guard:
    """Who may pass. `check` aborts or redirects; `permission` is empty for pages open to everyone."""

    name: str
    check: Callable[[], Any] = lambda: None
    permission: str | None = None


OPEN = Guard("open")
"""Pages for respondents and everyone: nobody signs in."""


def guarded(guard: Guard) -> Callable[[View], View]:
    """Mark a view with its guard."""

    def mark(view: View) -> View:
        view.__dict__["guard"] = guard
        return view

    return mark


def guard_of(app: Flask, endpoint: str) -> Guard | None:
    return getattr(app.view_functions.get(endpoint), "guard", None) or _given(app).get(endpoint)


def give(app: Flask, guard: Guard, endpoints: Iterable[str]) -> None:
    """Set the guard of views that a library made (static files, sign-in)."""
    _given(app).update(dict.fromkeys(endpoints, guard))


def _given(app: Flask) -> dict[str, Guard]:
    given: dict[str, Guard] = app.extensions.setdefault("heard-guards", {})
    return given


def install(app: Flask) -> None:
    @app.before_request
    def guard_request() -> Any:
        if request.endpoint is None:
            return None
        guard = guard_of(app, request.endpoint)
        if guard is None:
            abort(403)
        return guard.check()
