"""The bot's own process: how it is started, and one that a command starts for itself and stops again."""

from __future__ import annotations

import contextlib
import os
import secrets
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from web.chat.rasa_client import RasaCore
from web.supervisor import free_port

BOT = Path(__file__).resolve().parents[2] / "bot"
PYTHON = BOT / ".venv" / "bin" / "python"
MODEL = BOT / "models" / "heard.tar.gz"
PATIENCE = 90.0
"""Seconds a cold start may take on a slow machine; 17 to 30 are usual."""


class BotError(RuntimeError):
    """The bot cannot be started; the message says what to run."""


def installed() -> bool:
    """Whether there is something to start: its environment and its model."""
    return PYTHON.exists() and MODEL.exists()


def command(port: int) -> list[str]:
    """What to run to serve the bot on a loopback port."""
    return [str(PYTHON), "-W", "ignore", str(BOT / "serve.py"), "--port", str(port)]


def environment(token: str) -> dict[str, str]:
    """What the bot's process is told. The token is not on the command line, where other users of the machine could read it."""
    return {
        "HEARD_BOT_TOKEN": token,
        "RASA_TELEMETRY_ENABLED": "false",
        "SANIC_ACCESS_LOG": "false",
        "PYTHONWARNINGS": "ignore",
    }


@contextmanager
def running(timeout: float) -> Iterator[RasaCore]:
    """Start a bot on a free port, wait until it answers, stop it at the end. `timeout`: seconds for each later call."""
    if not installed():
        raise BotError("The bot is not set up. Run: make setup")
    port, token = free_port(), secrets.token_urlsafe(24)
    # Its output is thrown away: nothing of a conversation may reach a log, whatever a library prints.
    process = subprocess.Popen(  # noqa: S603 - our own command
        command(port),
        env={**os.environ, **environment(token)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    core = RasaCore(f"http://127.0.0.1:{port}", token, timeout)
    core.process = process
    try:
        _wait(process, core)
        yield core
    finally:
        core.close()
        stop(process)


def _wait(process: subprocess.Popen[bytes], core: RasaCore) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise BotError(
                f"The bot ended with status {process.returncode} before it answered. Run: {MODEL.parent.parent}/train.py"
            )
        if core.ready():
            return
        time.sleep(0.2)
    raise BotError(f"The bot did not answer within {PATIENCE:.0f} seconds.")


def stop(process: subprocess.Popen[bytes], grace: float = 5.0) -> None:
    """Ask the process to stop, and end it when it does not."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(grace)
    except subprocess.TimeoutExpired:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
