"""A core that follows the bot's own rule files without Rasa, so that conversation tests are fast and cannot drift from them."""

from __future__ import annotations

import functools
from pathlib import Path

from ruamel.yaml import YAML

from consultations.dialogue.acts import Act, CoreUnavailable
from consultations.types import RawText

BOT = Path(__file__).resolve().parents[3] / "bot"


def _load(path: Path) -> dict:
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))


@functools.cache
def _rules() -> list[dict]:
    return [rule for path in sorted((BOT / "data" / "rules").glob("*.yml")) for rule in _load(path)["rules"]]


@functools.cache
def _phrases() -> dict[str, str]:
    """Read by hand: a YAML reader takes seconds over these files."""
    found: dict[str, str] = {}
    for path in (BOT / "data").glob("*/nlu.yml"):
        act = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("- intent: "):
                act = line.removeprefix("- intent: ")
            elif line.startswith("    - "):
                found[line.removeprefix("    - ").casefold()] = act
    return found


class RuleCore:
    """Answers acts by `bot/data/rules`, reads phrases that stand in `bot/data/<locale>/nlu.yml`, and keeps what it was told."""

    def __init__(self) -> None:
        self.rules = _rules()
        self.phrases = _phrases()
        self.heard: list[str] = []
        self.wiped: list[str] = []
        self.dead = False

    def read(self, typed: RawText) -> str:
        self._alive()
        self.heard.append(typed.reveal())
        return self.phrases.get(typed.reveal().casefold(), "nlu_fallback")

    def send(self, conversation_id: str, act: Act) -> list[str]:
        self._alive()
        self.heard.append(act.message())
        slots = {"asking": act.asking, "more": act.more}
        for rule in self.rules:
            wanted = {k: v for c in rule.get("condition", ()) for each in c["slot_was_set"] for k, v in each.items()}
            first, *steps = rule["steps"]
            if first["intent"] == act.name and all(slots[k] == v for k, v in wanted.items()):
                return [step["action"] for step in steps]
        raise AssertionError(f"no rule for {act}")

    def wipe(self, conversation_id: str) -> None:
        self._alive()
        self.wiped.append(conversation_id)

    def _alive(self) -> None:
        if self.dead:
            raise CoreUnavailable("dead")
