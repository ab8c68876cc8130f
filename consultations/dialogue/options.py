"""Which of the choices a person typed: its words, its number, yes or no."""

from __future__ import annotations

import re
from collections.abc import Sequence

from consultations.dialogue import commands
from consultations.dialogue.site import Option

YES, NO = "yes", "no"
_SHORTEST = 4
"""Letters: shorter words ("I", "the", "no") stand in choices by chance."""
_BETWEEN = re.compile(r"[,;،+&\n]|\s+")


def one_of(locale: str, typed: str, options: Sequence[Option], *, partly: bool = True) -> str | None:
    """The value of the one option that was typed, or None. `partly`: one word of it is enough where no other has it."""
    wanted = commands.plain(typed)
    for option in options:
        if wanted and wanted == commands.plain(option.words):
            return option.value
    yes_or_no = commands.match(locale, typed, words_asked=False)
    values = {option.value for option in options}
    if yes_or_no == "affirm" and YES in values:
        return YES
    if yes_or_no == "deny" and NO in values:
        return NO
    number = commands.number(locale, typed)
    if number is not None and 1 <= number <= len(options):
        return options[number - 1].value
    return _part_of_one(wanted, options) if partly else None


def _part_of_one(wanted: str, options: Sequence[Option]) -> str | None:
    """The one option that holds the words typed: "hostel" is enough for "Probation, or a probation hostel"."""
    if len(wanted) < _SHORTEST:
        return None
    holding = [o.value for o in options if f" {wanted} " in f" {commands.plain(o.words)} "]
    return holding[0] if len(holding) == 1 else None


def some_of(locale: str, typed: str, options: Sequence[Option]) -> tuple[str, ...]:
    """The values of the options that were typed ("1, 3", or the words of one); none when anything else was typed too."""
    single = one_of(locale, typed, options)
    if single is not None:
        return (single,)
    parts = [part for part in _BETWEEN.split(typed) if part]
    if parts and all(part.isdecimal() for part in parts):
        numbers = [commands.number(locale, part) or 0 for part in parts]
        if all(1 <= n <= len(options) for n in numbers):
            return tuple(dict.fromkeys(options[n - 1].value for n in numbers))
    return ()
