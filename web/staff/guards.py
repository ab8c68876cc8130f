"""Guards of the pages of staff: signed in, session still young, first sign-in finished, role allowed."""

from __future__ import annotations

import functools
import time
from typing import Any, cast

from flask import abort, g, redirect, request, session, url_for
from flask_login import current_user

from translations.catalogue import po_file
from translations.locales import SOURCE, languages
from web.guards import Guard
from web.i18n import current
from web.staff.models import User
from web.staff.permissions import Permission

IDLE_SECONDS = 30 * 60
WHOLE_SECONDS = 9 * 60 * 60
_SEEN = "staff_seen"


def me() -> User:
    """The signed-in account; only on pages behind a staff guard."""
    return cast(User, current_user._get_current_object())


@functools.cache
def staff(permission: Permission) -> Guard:
    """The guard of a page that needs `permission`."""
    return Guard(name=f"staff:{permission.value}", check=lambda: _check(permission), permission=permission.value)


def speak_staff_language() -> None:
    """Staff pages are in English where there are no staff words in the language asked for."""
    if not po_file(current().id, "staff").exists():
        g.language = languages()[SOURCE]


def _check(permission: Permission) -> Any:
    speak_staff_language()
    if not current_user.is_authenticated:
        return _to_sign_in()
    if _too_old():
        session.clear()
        return _to_sign_in()
    session[_SEEN] = int(time.time())
    if not me().may(permission):
        abort(403)
    if me().password_is_temporary and request.endpoint != "security.change_password":
        return redirect(url_for("security.change_password"))
    return None


def _to_sign_in() -> Any:
    # Only a page that was merely looked at is worth coming back to; its address never holds anybody's words.
    way_back: dict[str, Any] = {"next": request.path} if request.method == "GET" else {}
    return redirect(url_for("security.login", **way_back))


def _too_old() -> bool:
    now = time.time()
    seen = session.get(_SEEN, session.get("fs_paa", 0))
    return bool(now - seen > IDLE_SECONDS or now - session.get("fs_paa", 0) > WHOLE_SECONDS)
