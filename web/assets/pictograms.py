"""Make `accessibility/pictograms/*.svg` from what `index.yml` there says: which drawings, put together how.

Run by build.sh: `python pictograms.py FOLDER`. A picture has one part, or a large one with a small one in its corner, or
(`pair: true`) two side by side. Parts are named `healthicons:people/nurse`, `tabler:door-exit` or `own:bars` (the folder `own`
beside this file).
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from ruamel.yaml import YAML

HERE = Path(__file__).parent
INDEX = HERE.parent.parent / "accessibility" / "pictograms" / "index.yml"
MODULES = HERE / "node_modules"
LARGEST = 3000
"""Bytes: a page shows up to a dozen pictures, and must stay small on a slow line."""
TILE = "#e2f0ef"
"""The colour behind a picture (`$brand-pale` in scss/_settings.scss)."""


def source_file(part: str) -> Path:
    kind, _, name = part.partition(":")
    match kind:
        case "healthicons":
            return MODULES / "healthicons/public/icons/svg/filled" / f"{name}.svg"
        case "tabler":
            return MODULES / "@tabler/icons/icons/outline" / f"{name}.svg"
        case "own":
            return HERE / "own" / f"{name}.svg"
    raise SystemExit(f"index.yml: {part!r} names no known source; use healthicons:, tabler: or own:")


def drawing(part: str, stroke: float = 2) -> str:
    """What lies inside the <svg> of a part, in a box of 48 by 48, coloured by the text around it."""
    file = source_file(part)
    if not file.exists():
        raise SystemExit(f"index.yml: {part!r} is not there ({file.name})")
    whole = re.sub(r"<!--.*?-->|<\?.*?\?>", "", file.read_text(encoding="utf-8"), flags=re.S)
    inside = re.sub(r"^.*?<svg[^>]*>|</svg>\s*$", "", whole, flags=re.S)
    inside = re.sub(r"\s+", " ", inside).replace("> <", "><").strip()
    if part.startswith("own:"):
        return inside
    inside = re.sub(r'<path stroke="none" d="M0 0h24v24H0z" fill="none" ?/>', "", inside)
    inside = re.sub(r'="(#333333|#333|black|#000)"', '="currentColor"', inside)
    inside = inside.replace(' fill="currentColor"', "")
    inside = re.sub(r"\d+\.\d{2,}", lambda m: f"{float(m[0]):.1f}".rstrip("0").rstrip("."), inside)
    if part.startswith("tabler:"):
        return (
            f'<g transform="scale(2)" fill="none" stroke="currentColor" stroke-width="{stroke:g}" '
            f'stroke-linecap="round" stroke-linejoin="round">{inside}</g>'
        )
    return inside


def picture(parts: list[str], *, pair: bool) -> str:
    if pair:
        left, right = (drawing(p) for p in parts)
        inside = f'<g transform="translate(-4 9)scale(.66)">{left}</g><g transform="translate(20 9)scale(.66)">{right}</g>'
    elif len(parts) == 2:
        inside = (
            f'<g transform="translate(-2 -2)scale(.92)">{drawing(parts[0])}</g>'
            f'<circle class="picture-gap" cx="36" cy="36" r="13.500" fill="{TILE}"/>'
            f'<g transform="translate(25.500 25.500)scale(.4375)">{drawing(parts[1], stroke=3)}</g>'
        )
    else:
        (part,) = parts
        inside = drawing(part)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" fill="currentColor" aria-hidden="true" focusable="false">'
        f"{inside}</svg>\n"
    )


def main(target: Path) -> None:
    index = YAML(typ="safe").load(INDEX.read_text(encoding="utf-8"))
    target.mkdir(parents=True, exist_ok=True)
    for name, entry in index["pictures"].items():
        svg = picture(entry["parts"], pair=entry.get("pair", False))
        if len(svg) > LARGEST:
            raise SystemExit(f"{name}.svg has {len(svg)} bytes; choose a simpler drawing (at most {LARGEST})")
        (target / f"{name}.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
