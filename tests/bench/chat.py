"""How long a turn of the chat takes, through the site and by the bot alone, at one and at eight people in the same run.

Run: .venv/bin/python tests/bench/chat.py. Prints cold start, memory, and p50 and p95 in milliseconds.
"""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from functools import partial
from itertools import cycle, islice
from pathlib import Path

import requests

from consultations.dialogue.acts import Act
from web.chat import bot_process
from web.chat.rasa_client import RasaCore
from web.supervisor import free_port

TURNS = 40
WAY = [
    "choice:yes",
    "choice:person",
    "choice:prison",
    "act:skip",
    "act:skip",
    "choice:nobody",
    "choice:c6",
    "choice:done",
]
WALK = ["choice:2", "act:who_sees", "act:go_back", "choice:3", "act:how_long", "act:go_back"]


def main() -> None:
    began = time.monotonic()
    with bot_process.running(timeout=10.0) as core:
        core.send("warm", Act("begin"))
        print(f"cold start to first reply: {time.monotonic() - began:.1f} s; memory: {memory(core):.0f} MB")
        with tempfile.TemporaryDirectory() as folder:
            address, site = serve(core, Path(folder))
            try:
                measure(core, address)
            finally:
                site.terminate()
                site.wait()
        print(f"memory at the end: {memory(core):.0f} MB")


def serve(core: RasaCore, folder: Path) -> tuple[str, subprocess.Popen[bytes]]:
    port = free_port()
    environment = {
        **os.environ,
        "HEARD_INSTANCE": str(folder),
        "HEARD_BOT_URL": core.url,
        "HEARD_BOT_TOKEN": core.token,
    }
    site = subprocess.Popen(
        [sys.executable, "-m", "web", "serve", "--port", str(port)], env=environment, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    for _try in range(300):
        try:
            if requests.get(f"{address}/health", timeout=1).ok:
                break
        except requests.RequestException:
            time.sleep(0.2)
    return address, site


def measure(core: RasaCore, address: str) -> None:
    for people in (1, 8):
        alone = together(people, lambda n: bot_turns(core, n))
        print(f"{people} at once: bot alone {shown(alone)}")
        for name, scripts in (("scripts on", True), ("scripts off, two requests a turn", False)):
            through = together(people, lambda n, scripts=scripts: site_turns(address, scripts=scripts))
            print(f"  through the site, {name}: {shown(through)}; p95 {p95(through) / p95(alone):.2f} times the bot's")


def together(people: int, turns: Callable[[int], list[float]]) -> list[float]:
    took: list[float] = []
    threads = [threading.Thread(target=lambda n=n: took.extend(turns(n))) for n in range(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return took


def bot_turns(core: RasaCore, number: int) -> list[float]:
    own = RasaCore(core.url, core.token, timeout=20.0)
    acts = [Act("tell", answer_ref="a", more="yes"), Act("who_sees"), Act("go_back"), Act("how_long")]
    return [timed(partial(own.send, f"bench-{number}", act)) for act in islice(cycle(acts), TURNS)]


def site_turns(address: str, *, scripts: bool) -> list[float]:
    visitor = Visitor(address, scripts=scripts)
    for value in WAY:
        visitor.press(value)
    return [timed(partial(visitor.press, value)) for value in islice(cycle(WALK), TURNS)]


class Visitor:
    """A browser, as far as requests go."""

    def __init__(self, address: str, *, scripts: bool) -> None:
        self.address = address
        self.http = requests.Session()
        if scripts:
            self.http.headers["X-Heard-Turn"] = "1"
        self.html = self.http.get(f"{address}/consultations/twelve-commitments", timeout=60).text
        self.post("/consultations/twelve-commitments/chat")

    def press(self, value: str) -> None:
        self.post("/chat", button=value)

    def post(self, path: str, **fields: str) -> None:
        for name in ("csrf_token", "page"):
            found = re.search(rf'name="{name}" value="([^"]*)"', self.html)
            fields[name] = found.group(1) if found else ""
        answer = self.http.post(self.address + path, data=fields, timeout=60)
        answer.raise_for_status()
        self.html = answer.text


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def p95(took: list[float]) -> float:
    return statistics.quantiles(took, n=20)[-1]


def shown(took: list[float]) -> str:
    return f"{statistics.median(took):.0f}/{p95(took):.0f} ms"


def memory(core: RasaCore) -> float:
    """Resident memory of the bot in MB (Linux)."""
    if core.process is None:
        return 0.0
    status = Path(f"/proc/{core.process.pid}/status").read_text(encoding="ascii")
    return int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) / 1024


if __name__ == "__main__":
    main()
