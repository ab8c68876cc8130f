"""The guide to writing a consultation shows one that works, and names every rule."""

from __future__ import annotations

import re
from pathlib import Path

from accessibility.easy_read.linter import RULES
from consultations.definitions.loading import read

GUIDE = (Path(__file__).parents[3] / "docs" / "writing-a-consultation.md").read_text(encoding="utf-8")


def test_the_example_of_the_guide_is_a_right_consultation(tmp_path: Path) -> None:
    path = tmp_path / "dental-care.yml"
    path.write_text("\n".join(re.findall(r"```yaml\n(.*?)```", GUIDE, flags=re.S)), encoding="utf-8")
    assert [q.id for q in read(path).questions] == ["waiting-how", "waiting-told", "waiting-why"]


def test_the_guide_names_every_easy_read_rule() -> None:
    assert set(re.findall(r"^\| `([a-z-]+)` \|", GUIDE, flags=re.M)) >= set(RULES)
