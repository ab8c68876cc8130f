"""Whether `heard tag` grows in time alone: each size is run in a process of its own, fed line by line.

Run: python tests/bench/tagging_scale.py [sizes]. Prints for each size, starting not counted, the seconds and the seconds of
one processor, and the most memory held; last, the power of the size that processor time and memory grow with (1: in step;
0: not at all). Processor time is what counts: other work on the machine stretches the other.
Texts are invented: sentences of the training text put together at random.
"""

from __future__ import annotations

import json
import math
import os
import random
import subprocess
import sys
import time
from dataclasses import dataclass

from consultations.tagging import examples
from consultations.types import Setting

SIZES = (10_000, 20_000, 40_000)
_TAG = [sys.executable, "-m", "web", "tag", "--input", "-", "--output", os.devnull]


@dataclass(frozen=True, slots=True)
class Run:
    """One process: how many responses it was fed, its seconds, those of a processor, and its most memory in MB."""

    n: int
    seconds: float
    processor: float
    megabytes: float


def tag(n: int, texts: list[str]) -> Run:
    rng = random.Random(n)
    start = time.perf_counter()
    process = subprocess.Popen(_TAG, stdin=subprocess.PIPE)
    assert process.stdin is not None
    with process.stdin as feed:
        for number in range(n):
            text = " ".join(rng.choices(texts, k=rng.choice((1, 1, 2))))
            record = {"id": number, "text": text, "setting": rng.choice(list(Setting)).value}
            feed.write(json.dumps(record).encode() + b"\n")
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"heard tag ended with {os.waitstatus_to_exitcode(status)}")
    return Run(n, time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def power(sizes: list[int], values: list[float]) -> float:
    """The slope of the straight line through the logarithms."""
    x, y = [math.log(s) for s in sizes], [math.log(v) for v in values]
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    return sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True)) / sum((a - mean_x) ** 2 for a in x)


def main(sizes: list[int]) -> None:
    texts = [e.text for e in examples.load(examples.shipped())]
    idle = tag(1, texts)
    print(f"starting: {idle.seconds:.1f} s, {idle.processor:.1f} s of a processor, {idle.megabytes:.0f} MB")
    spent: list[float] = []
    held: list[float] = []
    for n in sizes:
        run = tag(n, texts)
        spent.append(run.processor - idle.processor)
        held.append(run.megabytes)
        print(
            f"{n} responses: {run.seconds - idle.seconds:.1f} s, {spent[-1]:.1f} s of a processor "
            f"({n / spent[-1]:.0f} a second), {run.megabytes:.0f} MB",
            flush=True,
        )
    if len(sizes) > 1:
        print(f"processor time grows with size to the power {power(sizes, spent):.2f}, memory {power(sizes, held):.2f}")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))
