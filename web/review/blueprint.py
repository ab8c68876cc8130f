"""The reviewers' part of the site, and what each of its pages begins with."""

from __future__ import annotations

from flask import Blueprint, abort

from consultations.definitions import load
from consultations.schema import Consultation
from consultations.store import queries
from consultations.store.models import Response
from web.extensions import db
from web.staff.guards import staff
from web.staff.permissions import Permission

blueprint = Blueprint("review", __name__, url_prefix="/staff/review")
MAY_REVIEW = staff(Permission.REVIEW)


def the_consultation(consultation_id: str) -> Consultation:
    try:
        return load(consultation_id)
    except KeyError:
        abort(404)


def the_response(consultation: Consultation, response_id: str) -> Response:
    """A response of this consultation; one of another is not found."""
    found = queries.response(db.session(), response_id)
    if found is None or found.consultation_id != consultation.id:
        abort(404)
    return found
