"""Invented responses for showing Heard: JSON Lines as `heard import` takes them, one file a consultation, named by its id.

Nobody wrote them about anything that happened; every record says so in `invented`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


def consultations_shown() -> list[str]:
    """Ids of the consultations that have invented responses."""
    return sorted(path.stem for path in FOLDER.glob("*.jsonl"))


def records(consultation_id: str) -> Iterator[dict[str, Any]]:
    """The invented responses of one consultation; `ValueError` names the line of one that is not marked as invented."""
    path = FOLDER / f"{consultation_id}.jsonl"
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            record: dict[str, Any] = json.loads(line)
            if record.pop("invented", None) is not True:
                raise ValueError(f'{path.name}, line {number}: mark it with "invented": true')
            yield record
