"""The learnt model: saved as arrays and JSON, loaded once, asked for every text."""

from __future__ import annotations

import hashlib
import io
import json
import os
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from consultations.safeguarding.learnt import features
from consultations.safeguarding.words import Word
from consultations.statistics import calibration
from consultations.types import SafeguardingKind

FORMAT = 1
Floats = npt.NDArray[np.float32]
Array = npt.NDArray[np.float64]


class ModelError(ValueError):
    """A file that is not a model this version can read."""


@dataclass(frozen=True, slots=True)
class Chances:
    """What the model says of a window: that a person should look, that it is now, and each kind (by its place in the list)."""

    danger: float
    now: float
    kinds: tuple[float, ...]


@dataclass(slots=True)
class Model:
    """`coefficients` are (columns and signals, targets): danger, now, and every kind. Cuts are probabilities."""

    signals: list[str]
    rarities: Floats
    coefficients: Floats
    slope: Array
    offset: Array
    danger_cut: float
    danger_cut_with_rules: float
    now_cut: float
    kind_cuts: Array
    digest: str
    place: dict[str, int] = field(init=False)
    _danger: Floats = field(init=False)

    def __post_init__(self) -> None:
        self.place = {name: i for i, name in enumerate(self.signals)}
        self._danger = np.ascontiguousarray(self.coefficients[:, 0])

    def ask(self, windows: Sequence[Sequence[Word]], signals: Sequence[Iterable[str]]) -> list[Chances]:
        """Calibrated probabilities for each window of words, with what the rules noticed in it."""
        scores = np.array(
            [self._score([w.text for w in words], names) for words, names in zip(windows, signals, strict=True)],
            dtype=np.float64,
        )
        chances = calibration.apply_sigmoid(scores, self.slope, self.offset)
        return [Chances(float(c[0]), float(c[1]), tuple(c[2:].tolist())) for c in chances]

    def weights(self, words: Sequence[Word]) -> list[float]:
        """What each word by itself speaks for danger, to show staff which words carried a finding."""
        rows = features.weighed(features.counts([[w.text] for w in words]), self.rarities)
        gains = rows.data * self._danger[rows.indices]
        return [float(gains[a:b].sum()) for a, b in pairwise(rows.indptr)]

    def _score(self, words: Sequence[str], signals: Iterable[str]) -> Floats:
        """The same sum as rows of `features.weighed` and `features.spoken` times coefficients, without making the rows."""
        columns, values = features.one(words, self.rarities)
        spoke = [2 * features.COLUMNS + self.place[s] for s in signals if s in self.place]
        of_signals: Floats = features.SIGNAL_WEIGHT * self.coefficients[spoke].sum(axis=0)
        return np.asarray(values @ self.coefficients[columns] + of_signals)

    def save(self, path: Path) -> None:
        """Write to one file, all or nothing. It holds arrays and JSON only: reading it never runs code from it."""
        about = {
            "format": FORMAT,
            "signals": self.signals,
            "kinds": [k.value for k in SafeguardingKind],
            "cuts": [self.danger_cut, self.danger_cut_with_rules, self.now_cut],
            "digest": self.digest,
        }
        arrays: dict[str, npt.NDArray[Any]] = {
            "rarities": self.rarities,
            "coefficients": self.coefficients.astype(np.float16),
            "slope": self.slope,
            "offset": self.offset,
            "kind_cuts": self.kind_cuts,
        }
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{os.getpid()}.part")
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("about.json", json.dumps(about, ensure_ascii=False))
            for name, array in arrays.items():
                buffer = io.BytesIO()
                np.save(buffer, array, allow_pickle=False)
                archive.writestr(f"{name}.npy", buffer.getvalue())
        draft.replace(path)

    @classmethod
    def load(cls, path: Path) -> Model:
        """Read what `save` wrote. Raises `ModelError` when it is something else, `FileNotFoundError` when nothing is there."""
        try:
            with zipfile.ZipFile(path) as archive:
                about = json.loads(archive.read("about.json"))
                if about.get("format") != FORMAT or about["kinds"] != [k.value for k in SafeguardingKind]:
                    raise ModelError(f"{path}: made by another version; train it again with `heard safeguarding train`")

                def array(name: str) -> npt.NDArray[np.float64]:
                    read: npt.NDArray[np.float64] = np.load(io.BytesIO(archive.read(f"{name}.npy")), allow_pickle=False)
                    return read

                return cls(
                    signals=about["signals"],
                    rarities=array("rarities").astype(np.float32),
                    coefficients=array("coefficients").astype(np.float32),
                    slope=array("slope"),
                    offset=array("offset"),
                    danger_cut=about["cuts"][0],
                    danger_cut_with_rules=about["cuts"][1],
                    now_cut=about["cuts"][2],
                    kind_cuts=array("kind_cuts"),
                    digest=about["digest"],
                )
        except (zipfile.BadZipFile, KeyError, json.JSONDecodeError) as error:
            raise ModelError(f"{path}: not a model; make one with `heard safeguarding train`") from error


def digest_of(parts: Sequence[str]) -> str:
    """A short name for a set of examples."""
    joined = hashlib.sha256()
    for part in parts:
        joined.update(part.encode("utf-8", "surrogatepass") + b"\0")
    return joined.hexdigest()[:10]
