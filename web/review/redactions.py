"""Hiding more of an answer, and showing again what need not be hidden."""

from __future__ import annotations

from flask import abort, flash, redirect, request
from flask.typing import ResponseReturnValue

from consultations import redacting
from consultations.redacting import NotFound, RawGone, UndoReason
from consultations.review import Stale
from consultations.types import RawText, RedactionKind
from web.extensions import db
from web.guards import guarded
from web.i18n import S_, staff_gettext
from web.review import deciding
from web.review.blueprint import MAY_REVIEW, blueprint, the_consultation, the_response
from web.services import services
from web.staff.guards import me

LONGEST = 200
"""Characters of the words to hide at once."""


@blueprint.post("/<consultation_id>/<response_id>/hide")
@guarded(MAY_REVIEW)
def hide(consultation_id: str, response_id: str) -> ResponseReturnValue:
    consultation = the_consultation(consultation_id)
    response = the_response(consultation, response_id)
    words = RawText(request.form.get("words", ""))
    kind = request.form.get("kind", "")
    if kind not in set(RedactionKind):
        abort(400)
    if not words or len(words) > LONGEST:
        return deciding.page(consultation, response, problem="words"), 400
    try:
        places = redacting.hide(
            db.session(),
            services().pipeline,
            response_id,
            request.form.get("answer", ""),
            request.form.get("seen", ""),
            words,
            RedactionKind(kind),
            me().id,
            deciding.today(),
        )
    except NotFound:
        return deciding.page(consultation, the_response(consultation, response_id), problem="words"), 400
    except Stale:
        return deciding.page(consultation, the_response(consultation, response_id), problem="stale"), 409
    except LookupError:
        abort(404)
    flash(staff_gettext(S_("Hidden in %(n)s places. The answer was tagged anew."), n=places))
    return redirect(deciding.here(consultation, response_id))


@blueprint.post("/<consultation_id>/<response_id>/show")
@guarded(MAY_REVIEW)
def undo(consultation_id: str, response_id: str) -> ResponseReturnValue:
    consultation = the_consultation(consultation_id)
    response = the_response(consultation, response_id)
    reason = request.form.get("why", "")
    if reason not in set(UndoReason):
        return deciding.page(consultation, response, problem="why"), 400
    try:
        redacting.undo(
            db.session(),
            services().pipeline,
            services().vault,
            response_id,
            request.form.get("answer", ""),
            request.form.get("seen", ""),
            request.form.get("number", -1, type=int),
            UndoReason(reason),
            me().id,
            deciding.today(),
        )
    except Stale:
        return deciding.page(consultation, the_response(consultation, response_id), problem="stale"), 409
    except RawGone:
        return deciding.page(consultation, the_response(consultation, response_id), problem="gone"), 409
    except LookupError:  # an IndexError is one
        abort(404)
    flash(staff_gettext(S_("Shown again. The answer was tagged anew.")))
    return redirect(deciding.here(consultation, response_id))
