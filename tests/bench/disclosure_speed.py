"""How long the gate takes on a release of full size: 36 questions by 5 choices by 13 settings, commitments and who answered.

Run: python tests/bench/disclosure_speed.py [RESPONSES …]
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence

from consultations.disclosure.gate import release
from consultations.disclosure.policy import shipped_policy
from consultations.disclosure.tables import CountTable, Dimension, count_people
from consultations.releasable import Role
from consultations.types import Audience, Setting

QUESTIONS = tuple(f"q{n}" for n in range(1, 37))
CHOICES = ("1", "2", "3", "4", "5")
COMMITMENTS = tuple(f"C{n}" for n in range(1, 13))
SHARES = (60, 12, 8, 6, 14, 3, 1, 10, 2, 4, 40, 25, 5)
"""How many answer from each setting, beside each other: a few large settings and many small ones, as in life."""
SETTING = Dimension("setting", Role.GROUP, tuple(Setting))
AUDIENCE = Dimension("audience", Role.GROUP, tuple(Audience))


def people(number: int) -> Iterator[dict[str, str | frozenset[str]]]:
    """Invented people who answered; the same every time."""
    draw = random.Random(number)
    for _ in range(number):
        yield {
            "setting": draw.choices(tuple(Setting), SHARES)[0],
            "audience": draw.choices(tuple(Audience), (20, 1, 6, 3, 1))[0],
            "commitment": frozenset(c for n, c in enumerate(COMMITMENTS) if draw.random() < 0.4 / (n + 1)),
        }


def tables(number: int) -> list[CountTable]:
    draw = random.Random(-number)
    everyone = list(people(number))
    answers = [
        {"question": q, "choice": draw.choices(CHOICES, (1, 3, 6, 8, 4))[0], "setting": person["setting"]}
        for person in everyone
        for q in QUESTIONS
        if draw.random() < 0.7
    ]
    shapes: list[tuple[str, Sequence[dict[str, str | frozenset[str]]], tuple[Dimension, ...]]] = [
        ("responses", everyone, (AUDIENCE, SETTING)),
        ("commitments", everyone, (Dimension("commitment", Role.TAG, COMMITMENTS), SETTING)),
        (
            "answers",
            answers,
            (Dimension("question", Role.QUESTION, QUESTIONS), Dimension("choice", Role.ANSWER, CHOICES), SETTING),
        ),
    ]
    return [count_people(rows, id=id, title=id, dimensions=ds, status="reviewed") for id, rows, ds in shapes]


def main() -> None:
    for number in [int(n) for n in sys.argv[1:]] or [100, 1_000, 10_000]:
        counted = tables(number)
        wall, processor = time.perf_counter(), time.process_time()
        decision = release(counted, shipped_policy())
        wall, processor = time.perf_counter() - wall, time.process_time() - processor
        cells = sum(len(table.cells) for table in decision.tables)
        rules = ", ".join(f"{rule.value} {count}" for rule, count in Counter(d.rule for d in decision.log).most_common())
        print(f"{number} responses, {cells} cells: {wall:.1f} s ({processor:.1f} s of processor); hidden: {rules}")


if __name__ == "__main__":
    main()
