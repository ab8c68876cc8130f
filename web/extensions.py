"""Flask extensions, made once and bound to the site in `web.app`."""

from __future__ import annotations

from flask import current_app
from flask_limiter import Limiter
from flask_sqlalchemy import SQLAlchemy
from flask_wtf.csrf import CSRFProtect

from consultations.store.models import Base
from web.throttle import visitor_digest

# The site shares the tables of the queue and the command line; Flask-SQLAlchemy only binds them to requests.
db = SQLAlchemy(metadata=Base.metadata)
csrf = CSRFProtect()
limiter = Limiter(key_func=visitor_digest, strategy="moving-window", headers_enabled=False)


@limiter.request_filter
def _unthrottled() -> bool:
    """Whether this site does without throttling: only browser tests do, whose visitors all have one address."""
    return not current_app.config["THROTTLED"]
