"""The bot as the conversation's core, over HTTP on the loopback interface."""

from __future__ import annotations

import subprocess
from typing import Any
from urllib.parse import quote

import requests

from consultations.dialogue.acts import Act, CoreUnavailable
from consultations.types import RawText

TIMEOUT = 2.0


class RasaCore:
    """A `DialogueCore`. One for each site and process: it keeps its connections open."""

    process: subprocess.Popen[bytes] | None = None
    """The bot's process, where a command started its own."""

    def __init__(self, url: str, token: str, timeout: float = TIMEOUT) -> None:
        self.url = url.rstrip("/")
        self.token = token
        self._timeout = timeout
        self._http = requests.Session()
        # A proxy of the machine must never see what goes to the bot.
        self._http.trust_env = False

    def read(self, typed: RawText) -> str:
        # A line that starts with "/" would be taken for an act, and could so name one that only buttons may.
        text = typed.reveal().lstrip("/ \t\n")
        if not text:
            return "nlu_fallback"
        parsed = self._call("POST", "/model/parse", {"text": text})
        name = parsed.get("intent", {}).get("name") if isinstance(parsed, dict) else None
        return str(name) if name else "nlu_fallback"

    def send(self, conversation_id: str, act: Act) -> list[str]:
        body = {"sender": conversation_id, "message": act.message()}
        said = self._call("POST", "/webhooks/rest/webhook", body)
        keys = [str(m["text"]) for m in said if isinstance(m, dict) and "text" in m] if isinstance(said, list) else []
        if not keys or keys == ["utter_default"]:
            # Rasa answers 200 and nothing when a part of it is down.
            raise CoreUnavailable("the bot answered nothing")
        return keys

    def wipe(self, conversation_id: str) -> None:
        self._call("PUT", f"/conversations/{quote(conversation_id, safe='')}/tracker/events", [])

    def ready(self) -> bool:
        """Whether the bot answers and has a model."""
        try:
            status = self._call("GET", "/status", None)
        except CoreUnavailable:
            return False
        return isinstance(status, dict) and bool(status.get("model_file"))

    def close(self) -> None:
        self._http.close()

    def _call(self, method: str, path: str, body: Any) -> Any:
        try:
            answer = self._http.request(
                method,
                self.url + path,
                json=body,
                params={"token": self.token},
                timeout=self._timeout,
                allow_redirects=False,
            )
            answer.raise_for_status()
            return answer.json()
        except (requests.RequestException, ValueError) as error:
            # The error of the library quotes the address, token included.
            raise CoreUnavailable(type(error).__name__) from None


class NoCore:
    """Where no bot is set: every call says so, and the conversation offers the form."""

    def read(self, typed: RawText) -> str:
        raise CoreUnavailable("no bot is set")

    def send(self, conversation_id: str, act: Act) -> list[str]:
        raise CoreUnavailable("no bot is set")

    def wipe(self, conversation_id: str) -> None:
        raise CoreUnavailable("no bot is set")
