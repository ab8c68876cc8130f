"""Run with bot/.venv: `cd bot && .venv/bin/python -m pytest`. Trains first when the model is not current."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

BOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(BOT))
os.environ["RASA_TELEMETRY_ENABLED"] = "false"
warnings.filterwarnings("ignore")

LOCALES = sorted(p.name for p in (BOT / "data").iterdir() if (p / "nlu.yml").exists())


@pytest.fixture(scope="session")
def agent():
    """The trained bot, loaded as `serve.py` loads it."""
    subprocess.run([sys.executable, "-W", "ignore", str(BOT / "train.py")], check=True)
    from rasa.core.agent import load_agent
    from rasa.core.utils import AvailableEndpoints

    endpoints = AvailableEndpoints.read_endpoints(str(BOT / "endpoints.yml"))
    return asyncio.run(load_agent(model_path=str(BOT / "models" / "heard.tar.gz"), endpoints=endpoints))


@pytest.fixture(scope="session")
def understand(agent):
    """From a phrase to the name of the act the bot takes it for."""

    def act(phrase: str) -> str:
        return asyncio.run(agent.parse_message(phrase))["intent"]["name"]

    return act


@pytest.fixture
def say(agent):
    """From a message to the keys that come back, in one conversation."""

    def turn(message: str, conversation: str = "test") -> list[str]:
        return [m["text"] for m in asyncio.run(agent.handle_text(message, sender_id=conversation))]

    return turn
