"""A trained codebook: reads rows of features, gives each label a calibrated probability, and says what each word added.

Learning needs scikit-learn; using a model does not, so that a kiosk server loads little.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import zipfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from consultations.statistics import calibration
from consultations.tagging.cues import Cues
from consultations.tagging.features import Featuriser, Floats, Item, Rows, Vocabulary, Weights

FORMAT = 2


class ModelError(ValueError):
    """A file that is not a model this version can read."""


@dataclass(slots=True)
class Model:
    """`coefficients` are (features, labels); `score * slope + offset` is the log-odds; `threshold` is a probability.

    Slope, offset and threshold are (groups, labels): a language with many examples is a group of its own, named in `groups`
    from the second row on, and the first row is for all others together.
    """

    labels: list[str]
    featuriser: Featuriser
    coefficients: Floats
    slope: npt.NDArray[np.float64]
    offset: npt.NDArray[np.float64]
    threshold: npt.NDArray[np.float64]
    groups: list[str]
    languages: dict[str, int]
    """How many examples the model was trained on in each language."""
    digest: str
    """Names the training text, so that two models can be told apart."""

    def rows(self, items: Sequence[Item]) -> Rows:
        return self.featuriser.rows(items)

    def group_of(self, language: str | None) -> int:
        """The row of slope, offset and threshold for texts in a language (BCP 47); None is the commonest of the examples."""
        if language is None:
            return min(1, len(self.groups))
        return self.groups.index(language) + 1 if language in self.groups else 0

    def probabilities(self, rows: Rows, groups: Sequence[int] | None = None) -> npt.NDArray[np.float64]:
        """Calibrated probabilities, (texts, labels); `groups` as `group_of` gives them."""
        scores = np.asarray(rows.matrix @ self.coefficients, dtype=np.float64)
        at = self.group_of(None) if groups is None else np.asarray(groups, dtype=np.intp)
        return calibration.apply_sigmoid(scores, self.slope[at], self.offset[at])

    def predict(self, items: Sequence[Item], groups: Sequence[int] | None = None) -> npt.NDArray[np.float64]:
        """Calibrated probabilities of `items`, (items, labels)."""
        return self.probabilities(self.rows(items), groups)

    def save(self, path: Path) -> None:
        """Write to one file, all or nothing. It holds arrays and JSON only: reading a model never runs code from it."""
        vocabulary, cues = self.featuriser.vocabulary, self.featuriser.cues
        about = {
            "format": FORMAT,
            "labels": self.labels,
            "weights": asdict(self.featuriser.weights),
            "groups": self.groups,
            "languages": self.languages,
            "digest": self.digest,
            "concepts": cues.concepts,
            "commitments": cues.commitments,
            "cues": cues.words,
            "names": vocabulary.names,
        }
        arrays: dict[str, npt.NDArray[Any]] = {
            "blocks": vocabulary.blocks,
            "idf": vocabulary.idf,
            "coefficients": self.coefficients.astype(np.float16),
            "slope": self.slope,
            "offset": self.offset,
            "threshold": self.threshold,
        }
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{os.getpid()}.part")
        with zipfile.ZipFile(draft, "w") as archive:
            archive.writestr("about.json", json.dumps(about, ensure_ascii=False), compress_type=zipfile.ZIP_DEFLATED)
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
                if about.get("format") != FORMAT:
                    raise ModelError(f"{path}: made by another version; train it again with `heard tagger train`")
                arrays = {
                    name.removesuffix(".npy"): np.load(io.BytesIO(archive.read(name)), allow_pickle=False)
                    for name in archive.namelist()
                    if name.endswith(".npy")
                }
        except (zipfile.BadZipFile, KeyError, json.JSONDecodeError) as error:
            raise ModelError(f"{path}: not a model; make one with `heard tagger train`") from error
        cues = Cues(about["concepts"], {k: tuple(v) for k, v in about["commitments"].items()}, [(c, w) for c, w in about["cues"]])
        vocabulary = Vocabulary(about["names"], arrays["blocks"], arrays["idf"])
        return cls(
            about["labels"],
            Featuriser(vocabulary, cues, Weights(**about["weights"])),
            arrays["coefficients"].astype(np.float32),
            arrays["slope"],
            arrays["offset"],
            arrays["threshold"],
            about["groups"],
            about["languages"],
            about["digest"],
        )


def digest_of(parts: Sequence[str]) -> str:
    """A short name for a training set."""
    joined = hashlib.sha256()
    for part in parts:
        joined.update(part.encode("utf-8", "surrogatepass") + b"\0")
    return joined.hexdigest()[:10]
