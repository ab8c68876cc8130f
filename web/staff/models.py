"""The accounts of staff. They sign in by name: no e-mail address or telephone number is kept."""

from __future__ import annotations

import datetime as dt
import time
import uuid
from typing import Any

from flask_security import UserMixin
from sqlalchemy import JSON, BigInteger, Boolean, Date, Integer, String, select
from sqlalchemy.ext.mutable import MutableList
from sqlalchemy.orm import Mapped, Session, mapped_column

from consultations.store.models import Base
from web.staff.permissions import TITLES, Employer, Permission, Role, may

FREE_TRIES = 5
"""Wrong passwords or codes before an account has to wait; each further one doubles the wait."""
FIRST_WAIT = 60
LONGEST_WAIT = 60 * 60


class User(Base, UserMixin):
    """One account. `held_roles` and `employer` hold values of `Role` and `Employer`."""

    __tablename__ = "staff_user"

    id: Mapped[str] = mapped_column(  # type: ignore[assignment]  # the library writes int; it never uses the value
        String(32), primary_key=True, default=lambda: uuid.uuid4().hex
    )
    username: Mapped[str] = mapped_column(String(64), unique=True)
    password: Mapped[str] = mapped_column(String(255))
    active: Mapped[bool] = mapped_column(Boolean, default=True)
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True, default=lambda: uuid.uuid4().hex)
    """Names the account in its session cookies; a new one ends every session."""
    held_roles: Mapped[list[str]] = mapped_column(JSON)
    employer: Mapped[str] = mapped_column(String(24), default=Employer.NOT_GIVEN.value)
    password_is_temporary: Mapped[bool] = mapped_column(Boolean, default=True)
    """The password was made by somebody else: a new one is chosen before anything else."""
    tf_primary_method: Mapped[str | None] = mapped_column(String(64))
    tf_totp_secret: Mapped[str | None] = mapped_column(String(400))
    """Sealed by the TOTP factory."""
    tf_last_counter: Mapped[int | None] = mapped_column(BigInteger)
    """The time step of the last code taken: no code works twice."""
    mf_recovery_codes: Mapped[list[str] | None] = mapped_column(MutableList.as_mutable(JSON()))
    """Sealed; each works once."""
    failures: Mapped[int] = mapped_column(Integer, default=0)
    locked_until: Mapped[int] = mapped_column(BigInteger, default=0)
    """Seconds since 1970."""
    created_on: Mapped[dt.date] = mapped_column(Date, default=lambda: dt.datetime.now(dt.UTC).date())

    @property
    def held(self) -> frozenset[Role]:
        return frozenset(Role(r) for r in self.held_roles)

    @property
    def titles(self) -> list[str]:
        return [TITLES[role] for role in Role if role in self.held]

    def may(self, permission: Permission) -> bool:
        return may(self.held, permission)

    def track_failed_authn(self, auth_type: str, tfa: bool = False) -> None:
        """Called by the sign-in pages for a wrong password or code."""
        self.failures += 1
        if self.failures >= FREE_TRIES:
            wait = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(self.failures - FREE_TRIES, 10))
            self.locked_until = int(time.time()) + wait

    def is_locked(self, form_error: list[Any] | None = None) -> bool:
        """Called by the sign-in pages once the password was right; the answer is the same as for a wrong one."""
        locked = self.locked_until > time.time()
        if locked and form_error is not None:
            form_error.append("locked")
        return locked


def find(session: Session, username: str) -> User | None:
    """The account with this name, large and small letters alike."""
    return session.scalars(select(User).where(User.username == tidy(username))).first()


def tidy(username: str) -> str:
    """A name as accounts keep it: small letters, no blanks around it."""
    return username.strip().lower()
