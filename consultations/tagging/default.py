"""The default model: trained on the examples that ship with Heard, once, and kept beside them (ignored by git)."""

from __future__ import annotations

import fcntl
from pathlib import Path

from consultations.tagging.model import Model

HOME = Path(__file__).parent / "model"
PATH = HOME / "commitments.model"


def load(path: Path = PATH) -> Model:
    """The default model; trained and saved first when it is missing (a few minutes, once; other processes wait for it)."""
    if not path.exists():
        build(path)
    return Model.load(path)


def build(path: Path = PATH, *, again: bool = False) -> None:
    """Train on the shipped examples and save. Does nothing when the file is there, unless `again`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with (path.parent / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if again or not path.exists():
            from consultations.tagging import examples, training

            training.train(examples.load(examples.shipped())).save(path)
