"""Reads phrase files in Rasa's training format."""

from __future__ import annotations

from pathlib import Path

from rasa.shared.utils.io import read_yaml_file


def phrases(path: Path) -> list[tuple[str, str]]:
    """Every (act, phrase) of one file, in order."""
    return [
        (block["intent"], line.removeprefix("- ").strip())
        for block in read_yaml_file(str(path))["nlu"]
        for line in block["examples"].splitlines()
        if line.strip()
    ]
