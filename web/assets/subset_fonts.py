"""Cut Noto Sans Arabic down to the characters in `arabic-characters.txt`, keeping the joining rules of the script.

Run by build.sh: `python subset_fonts.py FOLDER`. Takes the fonts of the npm package @fontsource/noto-sans-arabic (OFL) and writes
a WOFF2 and, for old browsers, a WOFF of each weight.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset

HERE = Path(__file__).parent
FONTS = HERE / "node_modules" / "@fontsource" / "noto-sans-arabic" / "files"
WEIGHTS = (400, 700)


def characters() -> list[int]:
    """Code points named in `arabic-characters.txt`: one character or one range `first-last` (hexadecimal) a line."""
    wanted: list[int] = []
    for line in (HERE / "arabic-characters.txt").read_text(encoding="utf-8").splitlines():
        entry = line.partition("#")[0].strip()
        if entry:
            first, _, last = entry.partition("-")
            wanted += range(int(first, 16), int(last or first, 16) + 1)
    return wanted


def main(target: Path) -> None:
    wanted = characters()
    for weight in WEIGHTS:
        for flavour in ("woff2", "woff"):
            options = subset.Options()
            options.flavor = flavour
            options.layout_features = ["*"]
            options.hinting = False
            options.recalc_timestamp = False
            font = subset.load_font(str(FONTS / f"noto-sans-arabic-arabic-{weight}-normal.woff2"), options)
            subsetter = subset.Subsetter(options)
            subsetter.populate(unicodes=wanted)
            subsetter.subset(font)
            subset.save_font(font, str(target / f"noto-sans-arabic-{weight}.{flavour}"), options)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
