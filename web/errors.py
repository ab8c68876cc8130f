"""When something goes wrong, a plain page in the person's language with a way on; nothing they typed is shown in it."""

from __future__ import annotations

from flask import Flask, render_template
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from web.drafts import Wiped
from web.extensions import db
from web.i18n import N_


class Problem:
    """What a page of trouble says: a heading and what to do."""

    def __init__(self, heading: str, advice: str) -> None:
        self.heading = heading
        self.advice = advice


PROBLEMS = {
    400: Problem(N_("We could not read that"), N_("Please go back and try again.")),
    403: Problem(N_("You cannot open this page"), N_("You can go back to the start.")),
    404: Problem(N_("We cannot find that page"), N_("It may have moved. You can go back to the start.")),
    405: Problem(N_("We could not read that"), N_("Please go back and try again.")),
    413: Problem(N_("That is too long"), N_("Please go back and write less. You can send more than one answer.")),
    429: Problem(N_("Please wait a little"), N_("There were too many tries. Wait one minute. Then try again.")),
    500: Problem(N_("Something went wrong"), N_("It is not your fault. Please go back and try again.")),
}
EXPIRED = Problem(N_("This page is too old"), N_("You finished already, or you had no more time. You can go on, or start again."))


def install(app: Flask) -> None:
    app.register_error_handler(CSRFError, lambda _error: _page(EXPIRED, 400))
    app.register_error_handler(Wiped, lambda _error: _page(EXPIRED, 410))
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(500, lambda _error: _page(PROBLEMS[500], 500))


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None:
        return error.get_response()
    code = error.code or 500
    return _page(PROBLEMS.get(code, PROBLEMS[500 if code >= 500 else 400]), code)


def _page(problem: Problem, status: int) -> ResponseReturnValue:
    # A failed transaction must not spoil the page that says so.
    db.session.rollback()
    return render_template("errors/problem.html", problem=problem), status
