"""The report as JSON, as `export.schema.json` describes it."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

from consultations.releasable import ReleasableTable
from consultations.reports.model import Report

SCHEMA_FILE = Path(__file__).with_name("export.schema.json")


@functools.cache
def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of what `to_json` writes."""
    loaded: dict[str, Any] = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    return loaded


def as_data(report: Report) -> dict[str, Any]:
    """The report as plain data that `schema()` accepts."""
    return {
        "consultation": report.consultation,
        "title": report.title,
        "what_was_asked": report.what_was_asked,
        "about": [{"name": name, "text": text} for name, text in report.about],
        "release": report.number,
        "released": report.released.isoformat(),
        "demonstration": report.demonstration,
        "unreviewed": report.unreviewed,
        "marks": list(report.marks),
        "people": report.people,
        "method": list(report.method),
        "disclosure": report.disclosure,
        "not_released": list(report.not_released),
        "labels": {dimension: dict(words) for dimension, words in report.labels.items()},
        "tables": [_table(table) for table in report.tables],
    }


def to_json(report: Report) -> bytes:
    """UTF-8, indented, the same report always the same bytes."""
    return (json.dumps(as_data(report), ensure_ascii=False, indent=1) + "\n").encode()


def _table(table: ReleasableTable) -> dict[str, Any]:
    return {
        "id": table.id,
        "title": table.title,
        "dimensions": list(table.dimensions),
        "several": list(table.several),
        "filters": {name: list(values) for name, values in table.filters},
        "cells": [{"dimensions": c.where(), "count": c.count, "suppressed": c.suppressed} for c in table.cells],
    }
