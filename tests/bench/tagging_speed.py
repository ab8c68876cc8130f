"""How fast, and in how much memory, the default tagger works: prints load, one response, batch and growth.

Run: python tests/bench/tagging_speed.py [responses]. Two processes share the batch, as two workers would.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

from consultations import definitions
from consultations.tagging import examples
from consultations.tagging.engine import Context, Tagger
from consultations.types import Audience, RawText, RedactedText, Setting, redact

BATCH = 256
CORES = 2
CONSULTATION = "improving-health-supporting-justice-2007"
_LOAD = """
import resource, time
start = time.perf_counter()
from consultations.tagging.engine import Tagger
Tagger.load(None)
print(f"{time.perf_counter() - start:.2f} s, {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
"""


def responses(n: int, seed: int) -> Iterator[tuple[RedactedText, Context]]:
    """Invented responses: sentences of the training text, put together at random, with settings."""
    rng = random.Random(seed)
    known = examples.load(examples.shipped())
    consultation = definitions.load(CONSULTATION)
    for _ in range(n):
        chosen = rng.choices(known, k=rng.choice((1, 1, 2)))
        text = redact(RawText(" ".join(e.text for e in chosen)), [])
        yield text, Context(setting=rng.choice(list(Setting)), audience=Audience.PERSON, consultation=consultation)


def tag_many(n: int, seed: int) -> float:
    """Seconds spent tagging `n` responses in batches, loading and making them up not counted."""
    tagger = Tagger.load(None)
    made = list(responses(n, seed))
    start = time.perf_counter()
    for i in range(0, n, BATCH):
        part = made[i : i + BATCH]
        tagger.tag([t for t, _ in part], [c for _, c in part])
    return time.perf_counter() - start


def main(n: int) -> None:
    print("load:", subprocess.run([sys.executable, "-c", _LOAD], capture_output=True, text=True, check=True).stdout.strip())
    tagger = Tagger.load(None)
    single = list(responses(300, 1))
    tagger.tag([t for t, _ in single], [c for _, c in single])
    taken = []
    for text, context in single:
        start = time.perf_counter()
        tagger.tag([text], [context])
        taken.append(time.perf_counter() - start)
    taken.sort()
    print(f"one response: median {1000 * taken[150]:.1f} ms, 95th of 100 {1000 * taken[285]:.1f} ms")
    for size in (n // 4, n):
        with ProcessPoolExecutor(CORES) as pool:
            seconds = max(pool.map(tag_many, [size // CORES] * CORES, range(CORES)))
        print(f"batch with evidence and questions: {size} responses, {size / seconds:.0f} a second on {CORES} cores")
    print(f"memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 8000)
