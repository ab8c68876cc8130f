"""The dialogue's own state, kept in the draft: what was said, what it waits for. Sealed with the draft, wiped with it."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import Any, Literal, get_args

from consultations.dialogue.acts import Asking
from consultations.journey.draft import Draft
from consultations.types import RawText

Sub = Literal[
    "hello",
    "danger",
    "follow_up",
    "held",
    "held_last",
    "members",
    "understood_each",
    "understood_more",
    "change",
    "language",
    "read_back",
]
"""A question beside the step's own that the conversation waits on."""

Who = Literal["heard", "you", "help"]
"""Whose line it is on the page; `help` is Heard's too, and stands out."""

_KEPT = 40
"""Lines of the conversation that stay on the page."""


class State:
    """A view on `draft.chat` with names and types. Everything in it must go through JSON."""

    def __init__(self, draft: Draft) -> None:
        self._data: dict[str, Any] = draft.chat
        self._data.setdefault("id", secrets.token_hex(16))

    @property
    def conversation_id(self) -> str:
        """A random name for the core's own record; it says nothing of the draft."""
        return str(self._data["id"])

    @property
    def begun(self) -> bool:
        """Whether the person was greeted."""
        return bool(self._data.get("begun"))

    def begin(self) -> None:
        self._data["begun"] = True

    def restart(self, draft: Draft) -> None:
        """Go on in a new draft: the same conversation, of which nothing but the lines on the page is left."""
        before = self._data
        draft.chat.update(id=before["id"], begun=True, log=before.get("log", []))
        self._data = draft.chat

    @property
    def asking(self) -> Asking:
        asking: Asking = self._data.get("asking", "nothing")
        return asking if asking in get_args(Asking) else "nothing"

    @asking.setter
    def asking(self, asking: Asking) -> None:
        self._data["asking"] = asking

    @property
    def sub(self) -> Sub | None:
        sub: Sub | None = self._data.get("sub")
        return sub

    @sub.setter
    def sub(self, sub: Sub | None) -> None:
        self._data["sub"] = sub

    @property
    def picked(self) -> tuple[str, ...]:
        """What was chosen so far where several may be."""
        return tuple(self._data.get("picked", ()))

    @picked.setter
    def picked(self, values: tuple[str, ...]) -> None:
        self._data["picked"] = list(values)

    @property
    def topic(self) -> str | None:
        """The topic of a follow-up that was offered."""
        topic: str | None = self._data.get("topic")
        return topic

    @topic.setter
    def topic(self, topic: str | None) -> None:
        self._data["topic"] = topic
        if topic:
            self._data["offered"] = [*self.offered, topic]

    @property
    def offered(self) -> tuple[str, ...]:
        return tuple(self._data.get("offered", ()))

    @property
    def judged(self) -> dict[str, bool]:
        """What was said so far to "did you talk about this?", by commitment."""
        judged: dict[str, bool] = self._data.setdefault("judged", {})
        return judged

    def forget_judged(self) -> None:
        self._data["judged"] = {}

    @property
    def then_onward(self) -> bool:
        """After help was shown: whether the step was answered, so that carrying on leads to the next one."""
        return bool(self._data.get("then_onward"))

    @property
    def resume(self) -> Sub | None:
        """After help was shown: the side question that was open."""
        resume: Sub | None = self._data.get("resume")
        return resume

    def wait_after_help(self, *, then_onward: bool) -> None:
        if self.sub != "danger":
            self._data["resume"] = self.sub
        self._data["then_onward"] = then_onward or (self.sub == "danger" and self.then_onward)
        self.sub = "danger"

    def carry_on(self) -> None:
        self.sub = self.resume
        self._data["resume"] = None
        self._data["then_onward"] = False

    @property
    def read_out(self) -> bool:
        """Whether the answers were just read back: asked about them again, they are not all said again."""
        return bool(self._data.get("read_out"))

    @read_out.setter
    def read_out(self, done: bool) -> None:
        self._data["read_out"] = done

    @property
    def held(self) -> RawText | None:
        """Words typed where a choice was asked, kept for the next question that asks for words."""
        held = self._data.get("held")
        return RawText(held) if held else None

    @held.setter
    def held(self, words: RawText | None) -> None:
        self._data["held"] = words.reveal() if words else None

    def note(self, who: Who, *lines: str) -> None:
        log: list[list[str]] = self._data.setdefault("log", [])
        log += [[who, line] for line in lines]
        del log[:-_KEPT]

    def log(self) -> Iterator[tuple[str, str]]:
        """The conversation so far as (who, line), oldest first."""
        return ((who, line) for who, line in self._data.get("log", ()))

    def settle(self) -> None:
        """Nothing is waited for but the step itself."""
        self.sub = None
        self.asking = "nothing"
        self.picked = ()
