"""Makes the site."""

from __future__ import annotations

import hashlib

from flask import Flask
from jinja2 import ChainableUndefined, ChoiceLoader, PackageLoader

from consultations.pipeline import Pipeline
from consultations.store.session import migrate, prepare
from consultations.store.vault import Vault
from web import errors, guards, health, i18n, log_filter, looks, security, transactions
from web.chat import views as chat
from web.extensions import csrf, db, limiter
from web.help_requests import views as help_requests
from web.help_requests.cookieless import Cookieless
from web.kiosk import watch
from web.receipts import views as receipts
from web.reports import views as reports
from web.respond import views as respond
from web.review import agreement
from web.review import views as review
from web.safeguarding_lead import requests_page
from web.safeguarding_lead import views as safeguarding_lead
from web.services import Services
from web.settings import Settings
from web.staff import security as sign_in
from web.staff import views as staff


def create_app(settings: Settings | None = None) -> Flask:
    """The site for one installation; makes its keys and brings its tables up to date."""
    settings = settings or Settings.from_environment()
    settings.instance.mkdir(parents=True, exist_ok=True)
    log_filter.install()
    app = Flask(__name__, instance_path=str(settings.instance))
    log_filter.quiet(app.logger)
    vault = Vault.in_folder(settings.keys)
    app.config.update(_config(settings, vault))
    app.config.update(settings.extra)
    app.extensions["heard"] = Services(settings=settings, vault=vault, pipeline=Pipeline(settings.model))
    _database(app)
    if settings.kiosk:
        # Before anything else looks at a request: a visit that is over is over for all of them.
        watch.install(app)
    csrf.init_app(app)
    limiter.init_app(app)
    for part in (security, guards, i18n, transactions, errors, health, looks):
        part.install(app)
    _templates(app)
    sign_in.install(app, vault)
    staff.install(app)
    app.register_blueprint(respond.blueprint)
    app.register_blueprint(chat.blueprint)
    app.register_blueprint(receipts.blueprint)
    app.register_blueprint(review.blueprint)
    app.register_blueprint(agreement.blueprint)
    app.register_blueprint(reports.blueprint)
    app.register_blueprint(safeguarding_lead.blueprint)
    app.register_blueprint(requests_page.blueprint)
    app.register_blueprint(help_requests.blueprint)
    app.wsgi_app = Cookieless(app.wsgi_app, help_requests.PREFIX)  # type: ignore[method-assign]
    guards.give(app, guards.OPEN, ["static"])
    return app


def _config(settings: Settings, vault: Vault) -> dict[str, object]:
    return {
        "SECRET_KEY": hashlib.sha256(vault.digest("cookies").encode()).hexdigest(),
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        # A failing statement would otherwise quote its parameters, answers among them, in the exception.
        "SQLALCHEMY_ENGINE_OPTIONS": {"hide_parameters": True},
        "SESSION_COOKIE_NAME": "heard",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.https,
        "MAX_CONTENT_LENGTH": 512 * 1024,
        "MAX_FORM_MEMORY_SIZE": 512 * 1024,
        # A person may think for hours over one page; the draft's own age ends it.
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": False,
        "THROTTLED": True,
        "RATELIMIT_STORAGE_URI": settings.redis_url or "memory://",
        "SEND_FILE_MAX_AGE_DEFAULT": 31_536_000,
    }


def _database(app: Flask) -> None:
    db.init_app(app)
    with app.app_context():
        prepare(db.engine)
        migrate(db.engine)


def _templates(app: Flask) -> None:
    own = app.jinja_loader
    app.jinja_env.loader = ChoiceLoader([own, PackageLoader("nhsuk_frontend_jinja")]) if own else None
    # The component library reads optional parameters it was not given.
    app.jinja_env.undefined = ChainableUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
