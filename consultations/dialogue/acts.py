"""Acts of dialogue: what the site and the bot's core say to each other. No act carries a word that a person typed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Literal, Protocol

from consultations.types import RawText

Asking = Literal["nothing", "delete", "delete_again", "start_again", "complaint", "not_understood"]
"""What was last put to the person besides the question itself; decides what a yes or a no means."""

More = Literal["yes", "no", "follow_up"]


class CoreUnavailable(RuntimeError):
    """The core did not answer in time, or answered nothing, which it does when part of it is down."""


@dataclass(frozen=True, slots=True)
class Act:
    """One act. `answer_ref` and `topic` are references, never words of the person."""

    name: str
    asking: Asking = "nothing"
    answer_ref: str | None = None
    more: More | None = None
    topic: str | None = None

    def message(self) -> str:
        """As the core takes it: `/tell{"answer_ref": "a1", "more": "yes", "asking": "nothing"}`."""
        entities = {"answer_ref": self.answer_ref, "more": self.more, "topic": self.topic, "asking": self.asking}
        return f"/{self.name}{json.dumps({k: v for k, v in entities.items() if v is not None})}"


class DialogueCore(Protocol):
    """What the conversation needs of the bot. Every method raises `CoreUnavailable` when the bot does not answer."""

    def read(self, typed: RawText) -> str:
        """The name of the act a few typed words stand for. Keeps nothing. `nlu_fallback` when it is none it knows."""

    def send(self, conversation_id: str, act: Act) -> list[str]:
        """The keys of what to say next; at least one."""

    def wipe(self, conversation_id: str) -> None:
        """Forget the conversation."""
