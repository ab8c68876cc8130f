"""Encryption at rest and keyed digests. The keys live apart from the database."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from consultations.types import RawText


class VaultError(Exception):
    """The stored bytes cannot be opened with the keys of this installation."""


@dataclass(frozen=True)
class _Slow:
    """Cost of the slow digest (scrypt): about 16 MB and some 30 ms on a small server, once for each receipt tried."""

    n: int = 2**14
    r: int = 8
    p: int = 1


class Vault:
    """Seals raw words (Fernet, newest key first, older keys still open) and makes peppered digests."""

    def __init__(self, keys: Sequence[bytes], pepper: bytes) -> None:
        self._fernet = MultiFernet([Fernet(k) for k in keys])
        self._pepper = pepper

    @classmethod
    def in_folder(cls, folder: Path) -> Vault:
        """Open the vault whose keys lie in `folder`, making them (owner-readable only) the first time.

        `text-*.key` hold Fernet keys, newest name first; `pepper.key` the secret of the digests.
        """
        folder.mkdir(parents=True, exist_ok=True)
        os.chmod(folder, 0o700)
        _make_once(folder / "text-0001.key", Fernet.generate_key)
        _make_once(folder / "pepper.key", lambda: secrets.token_bytes(32))
        keys = [p.read_bytes().strip() for p in sorted(folder.glob("text-*.key"), reverse=True)]
        return cls(keys, (folder / "pepper.key").read_bytes())

    def seal(self, raw: RawText) -> bytes:
        # Fernet writes the second of sealing beside the words, for all to read: it would undo "dates are kept to the day".
        return self._fernet.encrypt_at_time(raw.reveal().encode("utf-8"), current_time=0)

    def open(self, sealed: bytes) -> RawText:
        try:
            return RawText(self._fernet.decrypt(sealed).decode("utf-8"))
        except InvalidToken:
            raise VaultError("sealed with a key this installation does not have") from None

    def digest(self, purpose: str, *parts: str) -> str:
        """A keyed digest (HMAC-SHA-256, hex) for random or high-entropy values. `purpose` keeps uses apart."""
        message = "\x1f".join((purpose, *parts)).encode("utf-8", "surrogatepass")
        return hmac.new(self._pepper, message, hashlib.sha256).hexdigest()

    def slow_digest(self, purpose: str, secret: str) -> str:
        """A peppered slow digest (scrypt, hex) for secrets short enough to guess, such as receipts."""
        cost = _Slow()
        salt = hmac.new(self._pepper, purpose.encode(), hashlib.sha256).digest()
        return hashlib.scrypt(secret.encode(), salt=salt, n=cost.n, r=cost.r, p=cost.p, dklen=32).hex()


def _make_once(path: Path, content: Callable[[], bytes]) -> None:
    """Write a new secret file unless it exists; two processes starting together end with the same one."""
    if path.exists():
        return
    spare = path.with_suffix(f".{os.getpid()}")
    spare.touch(mode=0o600)
    spare.write_bytes(content())
    with contextlib.suppress(FileExistsError):
        os.link(spare, path)
    spare.unlink()
