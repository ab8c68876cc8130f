"""Searching the redacted words. What is searched for is posted: an address never holds anybody's words."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from consultations.review import FEWEST_SHOWN
from consultations.schema import Consultation
from consultations.store import searching
from web.extensions import db
from web.guards import guarded
from web.review import deciding, shown
from web.review.blueprint import MAY_REVIEW, blueprint, the_consultation

PAGE = 25
LONGEST = 200
"""Characters that can be searched for."""


@blueprint.get("/<consultation_id>/search")
@guarded(MAY_REVIEW)
def search_form(consultation_id: str) -> ResponseReturnValue:
    return _page(the_consultation(consultation_id), "")


@blueprint.post("/<consultation_id>/search")
@guarded(MAY_REVIEW)
def search(consultation_id: str) -> ResponseReturnValue:
    return _page(the_consultation(consultation_id), request.form.get("words", "")[:LONGEST].strip())


def _page(consultation: Consultation, asked: str) -> str:
    page = max(1, request.form.get("page", 1, type=int))
    found = searching.search(db.session(), consultation.id, asked, fewest=FEWEST_SHOWN, limit=PAGE, offset=(page - 1) * PAGE)
    rows, total = found or ([], 0)
    return render_template(
        "review/search.html",
        consultation=consultation,
        asked=asked,
        hidden=bool(asked) and found is None,
        fewest=FEWEST_SHOWN,
        longest=LONGEST,
        rows=[(r, shown.tags(r)) for r in rows],
        total=total,
        page=page,
        pages=max(1, -(-total // PAGE)),
        **deciding.words(),
    )
