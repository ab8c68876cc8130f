"""The model in use: learnt from the examples that ship with Heard, once, and kept beside them (ignored by git)."""

from __future__ import annotations

import fcntl
from functools import cache
from pathlib import Path

from consultations.safeguarding.learnt.model import Model

PATH = Path(__file__).parents[1] / "model" / "safeguarding.model"


@cache
def load() -> Model:
    """The model; learnt and saved first when it is missing (about a minute, once; other processes wait for it)."""
    if not PATH.exists():
        build()
    return Model.load(PATH)


def build(*, again: bool = False) -> None:
    """Learn from the shipped examples and save. Does nothing when the file is there, unless `again`."""
    PATH.parent.mkdir(parents=True, exist_ok=True)
    with (PATH.parent / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if again or not PATH.exists():
            from consultations.safeguarding.learnt import examples, training

            training.train(examples.load(examples.shipped())).save(PATH)
