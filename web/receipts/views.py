"""Pages for somebody who holds a receipt. The number is typed each time: it is never in an address, a cookie or a log."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from itsdangerous import BadData, URLSafeTimedSerializer
from wtforms import Form

from consultations.definitions import load
from consultations.receipts import ReceiptError, read_receipt
from consultations.store import audit, queries
from consultations.store.models import Response, Review
from consultations.types import RawText
from web.extensions import db, limiter
from web.guards import OPEN, guarded
from web.i18n import N_, _
from web.respond.fields import Writing
from web.services import services

blueprint = Blueprint("receipts", __name__)

TYPED = 60
TRIES = "10 per minute; 60 per hour"
OPEN_FOR = 15 * 60
"""Seconds during which the page that shows a response can still delete it."""
WRONG = 422

_PROBLEMS = {
    "length": N_("A receipt number has 15 digits. Please look again."),
    "check_digit": N_("One digit is wrong. Please look again."),
}


class ReceiptForm(Form):
    """The number as somebody types it."""

    number = Writing(TYPED)


def _page(form: Form, status: int = 200) -> ResponseReturnValue:
    return render_template("receipts/enter.html", form=form), status


@blueprint.get("/receipt")
@guarded(OPEN)
def enter() -> ResponseReturnValue:
    return _page(ReceiptForm())


@blueprint.post("/receipt")
@guarded(OPEN)
@limiter.limit(TRIES)
def show() -> ResponseReturnValue:
    """That the answers arrived; what was written only where the person asked for that when sending."""
    form = ReceiptForm(request.form)
    if not form.validate():
        return _page(form, WRONG)
    try:
        receipt = read_receipt(form.number.data)
    except ReceiptError as error:
        form.number.errors = [_(_PROBLEMS[error.reason])]
        return _page(form, WRONG)
    response = queries.response_by_receipt(db.session(), receipt.digest(services().vault))
    if response is None:
        # The same words whether it never was or was deleted: a found receipt tells nobody that something was taken back.
        form.number.errors = [_("We found no answers with this number. Please check each digit.")]
        return _page(form, WRONG)
    return render_template(
        "receipts/show.html",
        response=response,
        consultation=load(response.consultation_id),
        frozen=response.release_id is not None,
        read=response.review != Review.WAITING.value,
        texts=_texts(response) if response.read_back else None,
        token=_serializer().dumps(response.id),
    )


@blueprint.post("/receipt/delete")
@guarded(OPEN)
@limiter.limit(TRIES)
def delete() -> ResponseReturnValue:
    """Delete text, tags, decisions and alerts; the audit trail keeps only that it happened."""
    try:
        response_id: Any = _serializer().loads(request.form.get("response", ""), max_age=OPEN_FOR)
    except BadData:
        return redirect(url_for("receipts.enter"), 303)
    response = queries.response(db.session(), str(response_id))
    if response is not None and response.release_id is not None:
        return render_template("receipts/frozen.html"), 409
    if response is not None:
        queries.delete_response(db.session(), response.id)
        audit.record(db.session(), actor="respondent", action="response.deleted", subject=response.id)
    return redirect(url_for("receipts.deleted"), 303)


@blueprint.get("/receipt/deleted")
@guarded(OPEN)
def deleted() -> ResponseReturnValue:
    return render_template("receipts/deleted.html")


def _texts(response: Response) -> list[RawText]:
    """What was written, while it is still kept as written."""
    vault = services().vault
    return [vault.open(answer.sealed_raw) for answer in response.answers if answer.sealed_raw]


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(services().vault.digest("receipt-page"), salt="receipt-page")
