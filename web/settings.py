"""What one installation sets, read from the environment once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from consultations import learning


class SettingError(ValueError):
    """A setting that cannot be used: its name, what is wrong, and what to write."""


@dataclass(frozen=True)
class Settings:
    """One installation. `instance` holds its database, keys, queue and adopted models; nothing else does."""

    instance: Path
    database_url: str
    redis_url: str | None = None
    bot_url: str | None = None
    """Where the bot answers; set by `heard up`. Without it the chat page offers the form."""
    bot_token: str | None = None
    bot_timeout: float = 2.0
    """Seconds to wait for the bot before offering the form."""
    https: bool = False
    """True behind a proxy that ends TLS: cookies are then sent over https only."""
    kiosk: bool = False
    """True on shared touch screens: an unused screen is wiped, and staff cannot sign in there."""
    kiosk_warn: int = 120
    """Seconds without a touch after which a person is asked whether they are still there."""
    kiosk_wipe: int = 180
    """Seconds without a touch after which what was not sent is deleted."""
    kiosk_write: int = 600
    """The same on pages to write on where scripts are off: there the site cannot see that somebody types."""
    raw_days: int = 90
    """Days after which raw words are emptied whatever their review, holds apart."""
    help_answered_by: Path | None = None
    """The file of who answers requests for help, and when. Without it nobody can ask."""
    requests_database_url: str | None = None
    """Where requests for help are kept; a file of their own in the instance when not given."""
    draft_hours: int = 24
    """Hours after which a response that was never sent is wiped."""
    extra: Mapping[str, object] = field(default_factory=dict, compare=False)
    """Flask settings of a test."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read `HEARD_*`. Raises `SettingError` naming the variable and what it takes."""
        env = os.environ if environment is None else environment
        instance = Path(env.get("HEARD_INSTANCE") or "instance").resolve()
        kiosk = _yes(env, "HEARD_KIOSK")
        found = cls(
            instance=instance,
            database_url=env.get("HEARD_DATABASE_URL") or f"sqlite:///{instance / 'heard.db'}",
            redis_url=env.get("HEARD_REDIS_URL") or None,
            bot_url=env.get("HEARD_BOT_URL") or None,
            bot_token=env.get("HEARD_BOT_TOKEN") or None,
            bot_timeout=_number(env, "HEARD_BOT_TIMEOUT", 2.0),
            https=_yes(env, "HEARD_HTTPS"),
            kiosk=kiosk,
            kiosk_warn=int(_number(env, "HEARD_KIOSK_WARN_SECONDS", cls.kiosk_warn)),
            kiosk_wipe=int(_number(env, "HEARD_KIOSK_WIPE_SECONDS", cls.kiosk_wipe)),
            kiosk_write=int(_number(env, "HEARD_KIOSK_WRITE_SECONDS", cls.kiosk_write)),
            help_answered_by=Path(env["HEARD_HELP_ANSWERED_BY"]).resolve() if env.get("HEARD_HELP_ANSWERED_BY") else None,
            requests_database_url=env.get("HEARD_REQUESTS_DATABASE_URL") or None,
            raw_days=int(_number(env, "HEARD_RAW_DAYS", 90)),
            draft_hours=int(_number(env, "HEARD_DRAFT_HOURS", 1 if kiosk else 24)),
        )
        found.check()
        return found

    def check(self) -> None:
        """Raises `SettingError` where two settings contradict each other."""
        if self.requests_database == self.database_url:
            raise SettingError(
                "HEARD_REQUESTS_DATABASE_URL is the database of responses: write another address, "
                "because a request for help must not be joined to a response"
            )
        # WCAG 2.2.1: a warning leaves at least 20 seconds to answer it.
        if self.kiosk_wipe < self.kiosk_warn + 20:
            raise SettingError(
                f"HEARD_KIOSK_WIPE_SECONDS is {self.kiosk_wipe}: write at least 20 more than "
                f"HEARD_KIOSK_WARN_SECONDS ({self.kiosk_warn}), so that a person has time to answer"
            )
        if self.kiosk_write < self.kiosk_wipe:
            raise SettingError(
                f"HEARD_KIOSK_WRITE_SECONDS is {self.kiosk_write}: write no less than "
                f"HEARD_KIOSK_WIPE_SECONDS ({self.kiosk_wipe})"
            )

    @property
    def keys(self) -> Path:
        return self.instance / "keys"

    @property
    def requests_database(self) -> str:
        """Never the database of responses: a request for help must not be joined to one."""
        return self.requests_database_url or f"sqlite:///{self.instance / 'requests.db'}"

    @property
    def requests_keys(self) -> Path:
        """The keys of requests for help, which open nothing else."""
        return self.keys / "requests"

    @property
    def model(self) -> Path:
        """The tagging model this installation adopted; while none is there, the shipped one is used."""
        return learning.adopted(self.instance)


def _number(env: Mapping[str, str], name: str, default: float) -> float:
    written = env.get(name)
    if not written:
        return default
    try:
        value = float(written)
    except ValueError:
        raise SettingError(f"{name} is {written!r}: write a number") from None
    if value <= 0:
        raise SettingError(f"{name} is {written!r}: write a number above 0")
    return value


def _yes(env: Mapping[str, str], name: str) -> bool:
    written = (env.get(name) or "no").lower()
    if written in ("yes", "1", "true", "on"):
        return True
    if written in ("no", "0", "false", "off"):
        return False
    raise SettingError(f"{name} is {written!r}: write yes or no")
