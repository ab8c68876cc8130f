"""The start page of staff, the account page, and the picture of a code generator's key."""

from __future__ import annotations

import base64
from typing import Any

from flask import Blueprint, Flask, Response, abort, render_template, request, session
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_security.proxies import _security

from consultations.store import queries
from web.extensions import db
from web.guards import guarded
from web.staff.guards import me, staff
from web.staff.models import User
from web.staff.permissions import EMPLOYERS, TABLE, Employer, Permission, menu
from web.staff.security import SIGNING_IN

blueprint = Blueprint("staff", __name__, url_prefix="/staff")


@blueprint.get("/")
@guarded(staff(Permission.ACCOUNT))
def home() -> ResponseReturnValue:
    return render_template("staff/home.html", entries=[e for e in TABLE if e.menu and me().may(e.permission)])


@blueprint.get("/account")
@guarded(staff(Permission.ACCOUNT))
def account() -> ResponseReturnValue:
    entries = [e for e in TABLE if me().may(e.permission)]
    return render_template("staff/account.html", entries=entries, employer=EMPLOYERS[Employer(me().employer)])


@blueprint.get("/code/picture.svg")
@guarded(SIGNING_IN)
def code_picture() -> ResponseReturnValue:
    """The key being set up in this session, as a picture for the camera of an app; nothing at any other time."""
    user = _setting_up()
    if user is None:
        abort(404)
    data_address = _security.totp_factory.generate_qrcode(user.username, session["tf_totp_secret"])
    return Response(base64.b64decode(data_address.partition(",")[2]), mimetype="image/svg+xml")


def _setting_up() -> User | None:
    """Whose code generator is being set up in this session."""
    if session.get("tf_state") != "validating_profile" or "tf_totp_secret" not in session:
        return None
    if current_user.is_authenticated:
        return me()
    return db.session.query(User).filter_by(fs_uniquifier=session.get("tf_user_id", "")).first()


def install(app: Flask) -> None:
    app.register_blueprint(blueprint)

    @app.context_processor
    def staff_pages() -> dict[str, Any]:
        if not request.path.startswith(blueprint.url_prefix or ""):
            return {}
        out: dict[str, Any] = {
            "staff_menu": menu(me().held) if current_user.is_authenticated else [],
            "staff_demonstration": queries.is_demonstration(db.session()),
        }
        if _setting_up() is not None:
            out["setting_up_code"] = True
            out["code_key"] = _security.totp_factory.get_totp_pretty_key(session["tf_totp_secret"])
        return out
