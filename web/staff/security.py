"""Sign-in by Flask-Security-Too: a password (argon2) and a code from a generator app (TOTP), always both, always throttled."""

from __future__ import annotations

import base64
import datetime as dt
from typing import Any

from flask import Flask, abort, flash, redirect, request, session, url_for
from flask_login import user_logged_in, user_logged_out
from flask_security import LoginForm, RoleMixin, Security, SQLAlchemyUserDatastore, password_changed, uia_username_mapper
from flask_security.totp import Totp

from consultations.store import audit
from consultations.store.vault import Vault
from web.extensions import db, limiter
from web.guards import Guard, give
from web.i18n import S_, staff_gettext
from web.services import services
from web.staff.guards import speak_staff_language, staff
from web.staff.models import User
from web.staff.permissions import Permission
from web.throttle import visitor_digest

PASSWORD_LENGTH = 12
WRONG = S_("The name or the password is wrong, or there were too many tries. Check both. If that does not help, try later.")


class SignInForm(LoginForm):
    """Name and password; there is no e-mail address and nobody is remembered between sessions."""

    email = None  # type: ignore[assignment]
    remember = None  # type: ignore[assignment]

    def validate(self, **kwargs: Any) -> bool:
        """One sentence for every reason, so that it does not tell which names there are."""
        if super().validate(**kwargs):
            return True
        self.username.errors = []
        self.password.errors = [WRONG]
        return False


class OneUseTotp(Totp):
    """Codes that work once: the time step of the last one is kept with the account."""

    def get_last_counter(self, user: Any) -> int | None:
        counter: int | None = user.tf_last_counter
        return counter

    def set_last_counter(self, user: Any, tmatch: Any) -> None:
        user.tf_last_counter = tmatch.counter


class Accounts(SQLAlchemyUserDatastore):
    """Leaves committing to `web.transactions`; roles are kept with the account and have no table."""

    def __init__(self) -> None:
        super().__init__(db, User, RoleMixin)

    def commit(self) -> None:
        db.session.flush()


def configuration(vault: Vault) -> dict[str, object]:
    """Flask-Security's settings. Everything that needs an e-mail address, and every way round the second step, is off."""
    return {
        "SECURITY_URL_PREFIX": "/staff",
        "SECURITY_LOGIN_URL": "/sign-in",
        "SECURITY_LOGOUT_URL": "/sign-out",
        "SECURITY_LOGOUT_CSRF": True,
        "SECURITY_CHANGE_URL": "/password",
        "SECURITY_VERIFY_URL": "/password-again",
        "SECURITY_TWO_FACTOR_SETUP_URL": "/code/set-up",
        "SECURITY_TWO_FACTOR_TOKEN_VALIDATION_URL": "/code",
        "SECURITY_TWO_FACTOR_RESCUE_URL": "/code/help",
        "SECURITY_TWO_FACTOR_SELECT_URL": "/code/which",
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES_URL": "/recovery-codes",
        "SECURITY_MULTI_FACTOR_RECOVERY_URL": "/recovery-code",
        "SECURITY_STATIC_FOLDER": None,
        "SECURITY_POST_LOGIN_VIEW": "staff.home",
        "SECURITY_POST_LOGOUT_VIEW": "security.login",
        "SECURITY_POST_CHANGE_VIEW": "staff.account",
        "SECURITY_TWO_FACTOR_POST_SETUP_VIEW": "staff.account",
        "SECURITY_UNAUTHORIZED_VIEW": None,
        "SECURITY_LOGIN_USER_TEMPLATE": "staff/sign_in.html",
        "SECURITY_LOGOUT_USER_TEMPLATE": "staff/sign_out.html",
        "SECURITY_CHANGE_PASSWORD_TEMPLATE": "staff/password.html",
        "SECURITY_VERIFY_TEMPLATE": "staff/password_again.html",
        "SECURITY_TWO_FACTOR_SETUP_TEMPLATE": "staff/code_set_up.html",
        "SECURITY_TWO_FACTOR_VERIFY_CODE_TEMPLATE": "staff/code.html",
        "SECURITY_MULTI_FACTOR_RECOVERY_TEMPLATE": "staff/recovery_code.html",
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES_TEMPLATE": "staff/recovery_codes.html",
        "SECURITY_USERNAME_ENABLE": True,
        "SECURITY_USERNAME_REQUIRED": True,
        "SECURITY_USERNAME_ALLOWED_CHARS": ["L", "N", "P"],
        "SECURITY_USERNAME_MIN_LENGTH": 1,
        "SECURITY_USERNAME_MAX_LENGTH": 64,
        "SECURITY_USER_IDENTITY_ATTRIBUTES": [{"username": {"mapper": uia_username_mapper, "case_insensitive": True}}],
        "SECURITY_MSG_TWO_FACTOR_INVALID_TOKEN": (S_("That code is wrong or was used before. Wait for the next one."), "error"),
        "SECURITY_MSG_INVALID_RECOVERY_CODE": (S_("That recovery code is wrong or was used before."), "error"),
        "SECURITY_PASSWORD_SALT": vault.digest("staff-password"),
        "SECURITY_PASSWORD_SCHEMES": ["argon2"],
        "SECURITY_PASSWORD_LENGTH_MIN": PASSWORD_LENGTH,
        "SECURITY_CHANGEABLE": True,
        "SECURITY_SEND_PASSWORD_CHANGE_EMAIL": False,
        "SECURITY_API_ENABLED_METHODS": ["session"],
        "SECURITY_TWO_FACTOR": True,
        "SECURITY_TWO_FACTOR_REQUIRED": True,
        "SECURITY_TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
        "SECURITY_TWO_FACTOR_ALWAYS_VALIDATE": True,
        "SECURITY_TWO_FACTOR_RESCUE_EMAIL": False,
        # One step back for a slow hand, none ahead: passlib counts in seconds.
        "SECURITY_TWO_FACTOR_AUTHENTICATOR_VALIDITY": 30,
        "SECURITY_TOTP_SECRETS": {"1": vault.digest("staff-totp")},
        "SECURITY_TOTP_ISSUER": "Heard",
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES": True,
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES_N": 8,
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES_KEYS": [_fernet_key(vault.digest("staff-recovery"))],
        "SECURITY_FRESHNESS": dt.timedelta(minutes=30),
        "SECURITY_FRESHNESS_GRACE_PERIOD": dt.timedelta(minutes=5),
        "SECURITY_CSRF_IGNORE_UNAUTH_ENDPOINTS": False,
        "SECURITY_FLASH_MESSAGES": False,
        "SECURITY_CLI_USERS_NAME": False,
        "SECURITY_CLI_ROLES_NAME": False,
        "SECURITY_JOIN_USER_ROLES": False,
        # Staff sentences have one home; the library's own translations would mix languages on a page.
        "SECURITY_I18N_DOMAIN": "staff",
        "SECURITY_I18N_DIRNAME": "translations",
    }


def _fernet_key(digest: str) -> bytes:
    return base64.urlsafe_b64encode(bytes.fromhex(digest))


def install(app: Flask, vault: Vault) -> None:
    """Add sign-in to the site, with a guard and a limit for each of its pages."""
    for name, value in configuration(vault).items():
        app.config.setdefault(name, value)
    accounts = Accounts()
    security = Security(totp_cls=OneUseTotp)
    security.init_app(app, accounts, login_form=SignInForm)
    _guards(app)
    _limits(app)
    user_logged_in.connect(_signed_in, app)
    user_logged_out.connect(_signed_out, app)
    password_changed.connect(_password_changed, app)


SIGNING_IN = Guard("signing in", check=lambda: _signing_in())
"""Pages on the way in: open to everyone, but not to an account that has to wait."""
_ON_THE_WAY = ("security.login", "security.logout", "security.two_factor_token_validation", "security.mf_recovery")
_ALSO_ON_THE_WAY = ("security.two_factor_setup",)
_OWN_ACCOUNT = ("security.change_password", "security.verify", "security.mf_recovery_codes", "security.two_factor_setup_validate")
_NOT_USED = ("security.two_factor_rescue", "security.tf_select")
CLOSED = Guard("closed", check=lambda: abort(404))
"""Pages that the library brings and Heard does not use."""


def _guards(app: Flask) -> None:
    give(app, SIGNING_IN, (*_ON_THE_WAY, *_ALSO_ON_THE_WAY))
    give(app, staff(Permission.ACCOUNT), _OWN_ACCOUNT)
    give(app, CLOSED, _NOT_USED)


def _signing_in() -> Any:
    speak_staff_language()
    half_way = session.get("tf_user_id")
    if half_way and request.endpoint != "security.login":
        user = db.session.query(User).filter_by(fs_uniquifier=half_way).first()
        if user is None or user.is_locked():
            session.clear()
            return redirect(url_for("security.login"))
    return None


def _limits(app: Flask) -> None:
    """A visitor and an account are each slowed down; the account's own count in the database outlives a restart."""
    for endpoint in ("security.login", "security.two_factor_token_validation", "security.mf_recovery", "security.verify"):
        views: dict[str, Any] = app.view_functions
        by_visitor = limiter.limit("20 per minute; 200 per hour", key_func=visitor_digest, methods=["POST"])
        by_account = limiter.limit("10 per minute; 60 per hour", key_func=_account_digest, methods=["POST"])
        views[endpoint] = by_visitor(by_account(views[endpoint]))


def _account_digest() -> str:
    named = session.get("tf_user_id") or session.get("_user_id") or request.form.get("username", "").strip().lower()
    return services().vault.digest("throttle-account", named)


def _signed_in(_app: Flask, user: User) -> None:
    user.failures = user.locked_until = 0
    session.pop("staff_seen", None)
    audit.record(db.session(), actor=user.id, action="staff.signed-in", subject=user.id)


def _signed_out(_app: Flask, user: User) -> None:
    # A copied cookie must not outlive the sign-out.
    if isinstance(user, User):
        Accounts().set_uniquifier(user)


def _password_changed(_app: Flask, user: User) -> None:
    user.password_is_temporary = False
    flash(staff_gettext(S_("Your password is changed.")))
    audit.record(db.session(), actor=user.id, action="staff.password-changed", subject=user.id)
