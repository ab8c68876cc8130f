"""Pictures that stand beside words: in, a name; out, its drawing as SVG, and what it shows.

The list, with sources and licences, is `index.yml`; `web/assets/build.sh` makes the drawings from it.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path

from ruamel.yaml import YAML

FOLDER = Path(__file__).resolve().parent
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@functools.cache
def names() -> frozenset[str]:
    """Every picture there is."""
    return frozenset(f.stem for f in FOLDER.glob("*.svg"))


@functools.cache
def svg(name: str) -> str:
    """The drawing as an `<svg>` element that takes the colour of the words around it and is hidden from screen readers.

    Raises `KeyError` naming the picture if there is none.
    """
    if not _NAME.fullmatch(name) or name not in names():
        raise KeyError(f"there is no picture {name!r} in accessibility/pictograms")
    return (FOLDER / f"{name}.svg").read_text(encoding="utf-8").strip()


def alt(name: str) -> str:
    """What the picture shows, in English. Raises `KeyError` naming the picture if there is none."""
    if name not in _alts():
        raise KeyError(f"there is no picture {name!r} in accessibility/pictograms/index.yml")
    return _alts()[name]


@functools.cache
def _alts() -> dict[str, str]:
    index = YAML(typ="safe").load((FOLDER / "index.yml").read_text(encoding="utf-8"))
    return {name: entry["alt"] for name, entry in index["pictures"].items()}
