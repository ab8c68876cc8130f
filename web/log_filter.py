"""Logs without people in them: exceptions keep their type and where they happened, and lose their message.

An exception's message may quote an answer, a form value or a database parameter, so only code positions are written.
"""

from __future__ import annotations

import logging
import traceback
from types import TracebackType
from typing import Any

_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class QuietFormatter(logging.Formatter):
    """Formats an exception as its type and the code positions it went through, causes included."""

    def formatException(self, ei: _ExcInfo) -> str:  # noqa: N802 - the standard library's name
        lines: list[str] = []
        error: BaseException | None = ei[1]
        while error is not None:
            lines += [f"  {f.filename}:{f.lineno} in {f.name}" for f in traceback.extract_tb(error.__traceback__)]
            lines.append(f"{type(error).__module__}.{type(error).__qualname__} (message withheld)")
            error = error.__cause__ or error.__context__
        return "\n".join(lines)


class NoRequestDetails(logging.Filter):
    """Drops what names a visitor or carries their words: arguments that are not plain numbers or known-safe text."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name == "web.app" and record.exc_info and isinstance(record.args, tuple):
            # Flask logs "Exception on %s [%s]" with the path; a path can hold what somebody typed.
            record.msg, record.args = "Exception in a request", ()
        return True


def install(level: int = logging.INFO) -> None:
    """Send every log record through the quiet formatter, replacing whatever handlers the root logger had."""
    handler = logging.StreamHandler()
    handler.setFormatter(QuietFormatter("%(levelname)s %(name)s %(message)s"))
    handler.addFilter(NoRequestDetails())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for chatty in ("werkzeug", "waitress.queue", "urllib3", "huey", "alembic", "flask-limiter"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


def quiet(logger: Any) -> None:
    """Make an application's own logger use the root handlers only."""
    logger.handlers.clear()
    logger.propagate = True
