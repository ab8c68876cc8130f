"""A response being written: every answer so far and where the person is. Kept sealed, never logged."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field
from typing import Any

from consultations.types import Audience, Channel, RawText, Setting, Stage

_PLAIN = ("consultation_id", "language", "region", "helped_by", "organisation_name", "step", "submission_key", "receipt", "sent")


@dataclass(slots=True)
class DraftAnswer:
    """What was said to one question so far: choices, or words. A skipped question has neither."""

    choices: tuple[str, ...] = ()
    words: RawText | None = None

    def __bool__(self) -> bool:
        return bool(self.choices) or bool(self.words)


@dataclass(slots=True)
class Draft:
    """Everything one person has told us before sending.

    `step` is the id of the step shown next. `passed` holds the ids of steps already answered or skipped, so that a person who
    goes back is not asked to start again. `understood` maps commitments to the person's yes or no. `chat` is the dialogue's own
    state: what was said in which order, and what it waits for.
    """

    consultation_id: str
    language: str
    channel: Channel = Channel.FORM
    audience: Audience | None = None
    setting: Setting | None = None
    region: str | None = None
    stage: Stage | None = None
    helped_by: str | None = None
    organisation_name: str | None = None
    members_views: RawText | None = None
    topics: tuple[str, ...] = ()
    answers: dict[str, DraftAnswer] = field(default_factory=dict)
    understood: dict[str, bool] = field(default_factory=dict)
    may_quote: bool | None = None
    wants_receipt: bool | None = None
    read_back: bool = False
    receipt: str | None = None
    """The receipt's digits, made when it was asked for and forgotten once the person says they have it."""
    sent: bool = False
    """True once stored: everything else is empty then, and only the receipt is left to be shown."""
    easy: bool = True
    """Easy words, or the full question where the person switched."""
    step: str = "who"
    passed: tuple[str, ...] = ()
    help_for: tuple[str, ...] = ()
    """Safeguarding kinds for which help is still to be shown; empty when it was shown."""
    help_level: str = "none"
    submission_key: str = field(default_factory=lambda: secrets.token_hex(16))
    chat: dict[str, Any] = field(default_factory=dict, repr=False)

    def chosen(self) -> dict[str, str]:
        """Question id to chosen value, for routing; questions with several choices do not route."""
        return {q: a.choices[0] for q, a in self.answers.items() if len(a.choices) == 1}

    def to_json(self) -> RawText:
        """The draft as one sealed-to-be text; `RawText` because it holds the person's words."""
        plain: dict[str, Any] = {name: getattr(self, name) for name in _PLAIN}
        plain |= {
            "channel": self.channel.value,
            "audience": self.audience.value if self.audience else None,
            "setting": self.setting.value if self.setting else None,
            "stage": self.stage.value if self.stage else None,
            "members_views": self.members_views.reveal() if self.members_views else None,
            "topics": self.topics,
            "answers": {
                q: {"choices": a.choices, "words": a.words.reveal() if a.words else None} for q, a in self.answers.items()
            },
            "understood": self.understood,
            "may_quote": self.may_quote,
            "wants_receipt": self.wants_receipt,
            "read_back": self.read_back,
            "easy": self.easy,
            "passed": self.passed,
            "help_for": self.help_for,
            "help_level": self.help_level,
            "chat": self.chat,
        }
        return RawText(json.dumps(plain, ensure_ascii=False))

    @classmethod
    def from_json(cls, sealed: RawText) -> Draft:
        data = json.loads(sealed.reveal())
        return cls(
            **{name: data[name] for name in _PLAIN},
            channel=Channel(data["channel"]),
            audience=Audience(data["audience"]) if data["audience"] else None,
            setting=Setting(data["setting"]) if data["setting"] else None,
            stage=Stage(data["stage"]) if data["stage"] else None,
            members_views=RawText(data["members_views"]) if data["members_views"] else None,
            topics=tuple(data["topics"]),
            answers={
                q: DraftAnswer(tuple(a["choices"]), RawText(a["words"]) if a["words"] else None)
                for q, a in data["answers"].items()
            },
            understood=data["understood"],
            may_quote=data["may_quote"],
            wants_receipt=data["wants_receipt"],
            read_back=data["read_back"],
            easy=data["easy"],
            passed=tuple(data["passed"]),
            help_for=tuple(data["help_for"]),
            help_level=data["help_level"],
            chat=data["chat"],
        )
