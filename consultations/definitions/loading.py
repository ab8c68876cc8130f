"""Finding consultation files and turning each into a checked `Consultation`."""

from __future__ import annotations

import functools
import hashlib
import os
from pathlib import Path

from consultations.definitions.files import DefinitionError, Document, Fault, Problem
from consultations.definitions.references import faults
from consultations.schema import Consultation

SHIPPED = Path(__file__).resolve().parent
EXTRA_DIRECTORIES = "HEARD_DEFINITIONS"
"""Environment variable: more folders with consultation files, separated like PATH."""


def load(consultation_id: str) -> Consultation:
    """The consultation with this id, read once.

    Raises `KeyError` naming the id if there is no such file, and `DefinitionError` if the file is wrong.
    """
    found = _files()
    if consultation_id not in found:
        raise KeyError(f"there is no consultation {consultation_id!r}; there are: {', '.join(found)}")
    return read(found[consultation_id])


def load_all() -> dict[str, Consultation]:
    """Every consultation by id, sorted by id. Raises one `DefinitionError` with the faults of all files."""
    consultations: dict[str, Consultation] = {}
    problems: list[Problem] = []
    for name, path in _files().items():
        try:
            consultations[name] = read(path)
        except DefinitionError as error:
            problems += error.problems
    if problems:
        raise DefinitionError(problems)
    return consultations


@functools.cache
def read(path: Path) -> Consultation:
    """The consultation of one file. Raises `DefinitionError` with every fault found."""
    document = Document(path)
    consultation = document.as_model(Consultation)
    found = faults(consultation)
    if consultation.id != path.stem:
        found.append(
            Fault(("id",), f"The id is {consultation.id!r}, but the file is named {path.name}.", f"Write `id: {path.stem}`.")
        )
    document.refuse(found)
    return consultation


def version_of(consultation_id: str) -> str:
    """A digest of the file's bytes, 12 hex digits: tells which wording an answer was given to. Raises `KeyError`."""
    return hashlib.sha256(_files()[consultation_id].read_bytes()).hexdigest()[:12]


def _files() -> dict[str, Path]:
    """Every consultation file by the id that its name gives it; looked for once."""
    return _found(os.environ.get(EXTRA_DIRECTORIES, ""))


@functools.cache
def _found(_extra: str) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for folder in _folders():
        if misnamed := sorted(folder.glob("*.yaml")):
            what = "Consultation files end in .yml; this one would be passed over."
            raise DefinitionError([Problem(path, 1, what, f"Rename it to {path.stem}.yml.") for path in misnamed])
        for path in sorted(folder.glob("*.yml")):
            if path.stem in found:
                raise DefinitionError(
                    [
                        Problem(
                            path,
                            1,
                            f"{found[path.stem]} already defines {path.stem!r}.",
                            "Give one of the two files another name and id.",
                        )
                    ]
                )
            found[path.stem] = path
    return dict(sorted(found.items()))


def _folders() -> list[Path]:
    extra = [Path(name) for name in os.environ.get(EXTRA_DIRECTORIES, "").split(os.pathsep) if name]
    for folder in extra:
        if not folder.is_dir():
            raise DefinitionError(
                [
                    Problem(
                        folder,
                        1,
                        f"{EXTRA_DIRECTORIES} names this folder, and there is none.",
                        "Make the folder, or correct the variable.",
                    )
                ]
            )
    return [SHIPPED, *(f.resolve() for f in extra if f.resolve() != SHIPPED)]
