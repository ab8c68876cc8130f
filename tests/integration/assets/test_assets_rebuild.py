"""What is committed in web/static and accessibility/pictograms is what the sources in web/assets make."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
BUILT = ("heard.css", "heard.rtl.css", "staff.css", "heard.svg", "fonts/*.woff", "fonts/*.woff2")


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("npx") is None, reason="node is not installed: the built files cannot be made again here")
def test_rebuilding_the_style_sheets_fonts_and_pictures_gives_the_same_bytes(tmp_path: Path) -> None:
    done = subprocess.run(
        [ROOT / "web/assets/build.sh", tmp_path],
        env={
            "PATH": f"{Path(shutil.which('npx') or '').parent}:/usr/bin:/bin",
            "HOME": str(tmp_path),
            "HEARD_PYTHON": sys.executable,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    made = {str(f.relative_to(tmp_path)): f for pattern in BUILT for f in tmp_path.glob(pattern)}
    kept = {str(f.relative_to(ROOT / "web/static")): f for pattern in BUILT for f in (ROOT / "web/static").glob(pattern)}
    assert made.keys() == kept.keys()
    changed = [name for name, file in made.items() if file.read_bytes() != kept[name].read_bytes()]
    pictures = ROOT / "accessibility/pictograms"
    drawn = {f.name: f for f in (tmp_path / "pictograms").glob("*.svg")}
    assert drawn.keys() == {f.name for f in pictures.glob("*.svg")}
    changed += [name for name, file in drawn.items() if file.read_bytes() != (pictures / name).read_bytes()]
    assert not changed, f"run `make assets` and commit: {', '.join(changed)}"
