"""The regions a person can choose, from `consultations/places.yml`."""

from __future__ import annotations

import functools
from pathlib import Path

from ruamel.yaml import YAML

import consultations

_FILE = Path(consultations.__file__).parent / "places.yml"


@functools.cache
def regions() -> dict[str, str]:
    """Region id to its English words (the key of their translation), in the file's order."""
    return {entry["id"]: entry["easy_text"] for entry in YAML(typ="safe").load(_FILE.read_text(encoding="utf-8"))["regions"]}
