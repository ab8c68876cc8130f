"""Runs the parts of Heard together: starts them, waits until they answer, starts again what dies, stops all.

Our own because honcho stops everything when one part ends, and a dead bot must not take the form with it.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

PATIENCE = 120.0
"""Seconds all parts together may take to answer."""
GRACE = 8.0
"""Seconds a part has to stop by itself."""


@dataclass
class Part:
    """One process. `ready` says whether it answers;"""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    ready: Callable[[], bool]
    quiet: bool = False
    """Throw its output away: nothing of a conversation may reach a log, whatever a library prints."""
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    deaths: int = 0
    next_try: float = 0.0


def free_port() -> int:
    """A port nobody listens on now, on loopback."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def port_is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


class Supervisor:
    """Keeps its parts running until told to stop."""

    def __init__(self, parts: Sequence[Part], say: Callable[[str], None]) -> None:
        self.parts = parts
        self.say = say
        self._stopping = False

    def run(self, address: str) -> int:
        """Start all, print the address when all answer, stay until a signal comes. Returns the exit status."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)
        began = time.monotonic()
        waiting = True
        try:
            while not self._stopping:
                self._keep_running()
                if waiting and all(part.ready() for part in self.parts):
                    waiting = False
                    self.say(f"Heard is ready at {address}")
                elif waiting and time.monotonic() - began > PATIENCE:
                    late = ", ".join(part.name for part in self.parts if not part.ready())
                    waiting = False
                    self.say(f"Not answering yet: {late}. The rest is at {address}")
                time.sleep(0.2)
        finally:
            self._end_all()
        return 0

    def _stop(self, _number: int, _frame: object) -> None:
        self._stopping = True

    def _keep_running(self) -> None:
        now = time.monotonic()
        for part in self.parts:
            if part.process is not None and part.process.poll() is None:
                continue
            if part.process is not None:
                # Wait longer after each quick death, at most half a minute.
                part.deaths = part.deaths + 1 if now - part.started < 60 else 1
                part.next_try = now + min(30.0, 2.0 ** (part.deaths - 1))
                self.say(f"{part.name} ended with status {part.process.returncode}; starting it again")
                part.process = None
            if now >= part.next_try:
                part.process = subprocess.Popen(  # noqa: S603 - our own commands
                    part.command,
                    env={**os.environ, **part.environment},
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL if part.quiet else None,
                    stderr=subprocess.DEVNULL if part.quiet else None,
                    start_new_session=True,
                )
                part.started = now

    def _end_all(self) -> None:
        running = [part.process for part in self.parts if part.process is not None and part.process.poll() is None]
        for process in running:
            _signal(process, signal.SIGTERM)
        deadline = time.monotonic() + GRACE
        for process in running:
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                _signal(process, signal.SIGKILL)
                process.wait()


def _signal(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    try:
        os.killpg(process.pid, number)
    except ProcessLookupError:
        return


def heard_command(*words: str) -> list[str]:
    """A `heard` subcommand with the Python that runs this one."""
    return [sys.executable, "-m", "web", *words]
