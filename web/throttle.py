"""Telling visitors apart for throttling without keeping who they are."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import secrets

from flask import current_app, request

_random = secrets.token_bytes(32)


def visitor_digest() -> str:
    """A digest of the visitor's address under a key that changes every day. Neither address nor digest is logged.

    With one process the key is random and dies with it; with Redis, processes must agree, so it comes from the site's secret.
    """
    day = dt.datetime.now(dt.UTC).date().isoformat()
    shared = current_app.config.get("RATELIMIT_STORAGE_URI", "memory://") != "memory://"
    secret = str(current_app.secret_key).encode() if shared else _random
    key = hmac.new(secret, f"throttle:{day}".encode(), hashlib.sha256).digest()
    return hmac.new(key, (request.remote_addr or "").encode(), hashlib.sha256).hexdigest()
