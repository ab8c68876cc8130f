"""What one turn gives back, for a page or a terminal to show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Expects = Literal["choice", "text", "end"]


@dataclass(frozen=True, slots=True)
class Button:
    """Something to press instead of typing. `value` comes back as it is; `way` is for what is not an answer (skip, help)."""

    title: str
    value: str
    picture: str | None = None
    way: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """One turn: paragraphs in the person's language, in order.

    `help_shown`: help for somebody in danger stands among them. `show_form`: offer the form, the answers are in it.
    """

    messages: tuple[str, ...]
    buttons: tuple[Button, ...]
    expects: Expects
    help_shown: bool = False
    show_form: bool = False

    def as_json(self) -> dict[str, Any]:
        """The contract of `heard chat --json`."""
        return {
            "messages": list(self.messages),
            "buttons": [{"title": b.title, "value": b.value} for b in self.buttons],
            "expects": self.expects,
            "help_shown": self.help_shown,
        }
