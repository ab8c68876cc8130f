"""Making and mending accounts. The passwords made here are for one use: the holder chooses another at the first sign-in."""

from __future__ import annotations

import re
import secrets
import uuid

from flask_security import hash_password
from sqlalchemy.orm import Session

from consultations.store import audit
from web.staff.models import User, find, tidy
from web.staff.permissions import Employer, Role, check

_NAME = re.compile(r"[a-z0-9][a-z0-9._@-]{0,63}")
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without letters and digits that look alike in print."""


class AccountError(ValueError):
    """Why an account cannot be made or changed, and what to do."""


def add(session: Session, username: str, roles: frozenset[Role], employer: Employer, *, by: str) -> str:
    """Make an account and give its password, which is kept nowhere. Needs an application context, for its password pepper.

    Raises `AccountError` for a name that cannot be used or is taken, and `permissions.Conflict` for roles that do not go together
    or with the employer.
    """
    name = tidy(username)
    if not _NAME.fullmatch(name):
        raise AccountError(f"{username!r} cannot be a name: use letters a to z, digits, and . _ @ - inside")
    if not roles:
        raise AccountError("an account needs a role")
    check(roles, employer)
    if taken := find(session, name):
        check(roles | taken.held, employer)
        raise AccountError(f"there is an account {name!r} already ({', '.join(sorted(taken.held))}); take another name")
    password = _password()
    user = User(
        username=name, password=hash_password(password), held_roles=[r.value for r in Role if r in roles], employer=employer.value
    )
    session.add(user)
    session.flush()
    audit.record(session, actor=by, action="staff.added", subject=user.id)
    return password


def reset(session: Session, username: str, *, by: str) -> str:
    """A new one-use password; code generator, recovery codes and every session are forgotten. For a lost telephone."""
    user = _known(session, username)
    password = _password()
    user.password = hash_password(password)
    user.password_is_temporary = True
    user.tf_primary_method = user.tf_totp_secret = user.tf_last_counter = user.mf_recovery_codes = None
    user.failures = user.locked_until = 0
    user.fs_uniquifier = uuid.uuid4().hex
    audit.record(session, actor=by, action="staff.reset", subject=user.id)
    return password


def close(session: Session, username: str, *, by: str) -> None:
    """End an account at once. Its decisions stay, under its id."""
    user = _known(session, username)
    user.active = False
    user.fs_uniquifier = uuid.uuid4().hex
    audit.record(session, actor=by, action="staff.closed", subject=user.id)


def _known(session: Session, username: str) -> User:
    user = find(session, username)
    if user is None:
        raise AccountError(f"there is no account {tidy(username)!r}")
    return user


def _password() -> str:
    """Some 79 bits, in groups that can be read out."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))
