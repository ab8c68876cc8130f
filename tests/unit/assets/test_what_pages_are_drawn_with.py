"""Pictures, style sheets and fonts: small, complete, from nowhere else."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from ruamel.yaml import YAML

from accessibility import pictograms
from consultations.definitions.loading import load_all
from consultations.definitions.shared import scale
from translations import catalogue

ROOT = Path(__file__).resolve().parents[3]
STATIC = ROOT / "web/static"
SHEETS = sorted(STATIC.glob("*.css"))


@pytest.mark.parametrize("name", sorted(pictograms.names()))
def test_a_picture_is_small_and_well_formed_and_says_what_it_shows(name: str) -> None:
    drawing = pictograms.svg(name)
    assert len(drawing.encode()) <= 3000
    assert re.match(r'<svg [^>]*viewBox="0 0 48 48"[^>]* aria-hidden="true"', drawing)
    opened, closed = re.findall(r"<(\w+)[^>]*(?<!/)>", drawing), re.findall(r"</(\w+)>", drawing)
    assert sorted(opened) == sorted(closed)
    assert not re.search(r"<script|style=|href=|\son\w+=|\sid=", drawing)
    assert pictograms.alt(name)


def test_the_list_of_pictures_names_each_drawing_and_its_licence() -> None:
    folder = ROOT / "accessibility/pictograms"
    index = YAML(typ="safe").load((folder / "index.yml").read_text(encoding="utf-8"))
    assert set(index["pictures"]) == pictograms.names()
    used = {part.partition(":")[0] for entry in index["pictures"].values() for part in entry["parts"]}
    assert used <= set(index["sources"])
    for source in index["sources"].values():
        assert source["licence"]
        assert (folder / source["licence_file"]).exists()


def test_every_picture_that_a_definition_names_is_there() -> None:
    named = {choice.picture for choice in scale()}
    for consultation in load_all().values():
        named |= {topic.picture for topic in consultation.topics}
        for question in consultation.questions:
            named |= {question.picture, *(choice.picture for choice in question.choices)}
    missing = sorted(n for n in named if n is not None and n not in pictograms.names())
    assert not missing, f"draw these, in accessibility/pictograms/index.yml: {', '.join(missing)}"


@pytest.mark.parametrize("name", ["../index", "face-ok.svg", "", "no-such-picture"])
def test_an_unknown_picture_is_refused_by_name(name: str) -> None:
    with pytest.raises(KeyError, match="no picture"):
        pictograms.svg(name)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda f: f.name)
def test_a_style_sheet_is_small_and_loads_nothing_from_elsewhere(sheet: Path) -> None:
    css = sheet.read_text(encoding="utf-8")
    assert len(gzip.compress(css.encode(), 9)) < 12_000
    assert "@import" not in css
    for address in re.findall(r"url\(\"?([^)\"]+)", css):
        assert (STATIC / address).exists(), address
    assert not re.search(r"frutiger|nhs\.uk", css, re.IGNORECASE)


def test_only_the_right_to_left_sheet_loads_the_arabic_font() -> None:
    assert "@font-face" not in (STATIC / "heard.css").read_text(encoding="utf-8")
    assert "noto-sans-arabic-400.woff2" in (STATIC / "heard.rtl.css").read_text(encoding="utf-8")


@pytest.mark.parametrize("weight", [400, 700])
def test_the_arabic_font_has_every_arabic_letter_of_the_catalogue(weight: int) -> None:
    if not catalogue.po_file("ar", "respondent").exists():
        pytest.skip("there is no Arabic catalogue yet")
    words = "".join(
        part
        for message in catalogue.read("ar", "respondent")
        for part in (message.string if isinstance(message.string, tuple) else (message.string,))
    )
    arabic = {ord(c) for c in words if "؀" <= c <= "ۿ" or c in "\u200c\u200d\u200e\u200f"}
    with TTFont(STATIC / f"fonts/noto-sans-arabic-{weight}.woff2") as font:
        missing = arabic - set(font.getBestCmap())
    assert not missing, f"add to web/assets/arabic-characters.txt: {sorted(f'{c:04X}' for c in missing)}"
