"""Receipts: a number a person keeps, of which only a peppered slow digest is stored.

Fourteen random digits (46 bits) and one check digit, shown in groups of three. A check digit inside fourteen would leave
43 bits, fewer than the 44 that were asked for.
"""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass

from stdnum import damm

from consultations.store.vault import Vault

RANDOM_DIGITS = 14
LENGTH = RANDOM_DIGITS + 1
_GROUP = 3


class ReceiptError(ValueError):
    """What was typed cannot be a receipt. `reason` is `length` or `check_digit`; the number itself is never in it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt number. Showing it is a choice: `repr` hides it."""

    digits: str

    def __repr__(self) -> str:
        return "<Receipt>"

    def grouped(self) -> str:
        """The number as a person reads it: `123 456 789 012 345`."""
        return " ".join(self.digits[i : i + _GROUP] for i in range(0, LENGTH, _GROUP))

    def digest(self, vault: Vault) -> str:
        return vault.slow_digest("receipt", self.digits)


def new_receipt() -> Receipt:
    body = "".join(str(secrets.randbelow(10)) for _ in range(RANDOM_DIGITS))
    return Receipt(body + damm.calc_check_digit(body))


def read_receipt(typed: str) -> Receipt:
    """The receipt in what a person typed: any grouping, any script's digits. `ReceiptError` says what is wrong."""
    digits = "".join(str(unicodedata.decimal(c)) for c in typed if unicodedata.decimal(c, None) is not None)
    if len(digits) != LENGTH:
        raise ReceiptError("length")
    if not damm.is_valid(digits):
        raise ReceiptError("check_digit")
    return Receipt(digits)
