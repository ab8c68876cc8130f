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
    raw_days: int = 90
    """Days after which raw words are emptied whatever their review, holds apart."""
    draft_hours: int = 24
    """Hours after which a response that was never sent is wiped."""
    extra: Mapping[str, object] = field(default_factory=dict, compare=False)
    """Flask settings of a test."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read `HEARD_*`. Raises `SettingError` naming the variable and what it takes."""
        env = os.environ if environment is None else environment
        instance = Path(env.get("HEARD_INSTANCE") or "instance").resolve()
        return cls(
            instance=instance,
            database_url=env.get("HEARD_DATABASE_URL") or f"sqlite:///{instance / 'heard.db'}",
            redis_url=env.get("HEARD_REDIS_URL") or None,
            bot_url=env.get("HEARD_BOT_URL") or None,
            bot_token=env.get("HEARD_BOT_TOKEN") or None,
            bot_timeout=_number(env, "HEARD_BOT_TIMEOUT", 2.0),
            https=_yes(env, "HEARD_HTTPS"),
            kiosk=_yes(env, "HEARD_KIOSK"),
            raw_days=int(_number(env, "HEARD_RAW_DAYS", 90)),
            draft_hours=int(_number(env, "HEARD_DRAFT_HOURS", 24)),
        )

    @property
    def keys(self) -> Path:
        return self.instance / "keys"

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
