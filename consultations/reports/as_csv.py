"""The report as CSV: one file of numbers, one row each, and one data dictionary that explains every column and value."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from consultations.releasable import ReleasableTable
from consultations.reports.model import SUPPRESSED_MARK, Report

ALL = "all"
"""Stands for a dimension that a number leaves out."""
NAMES = {
    "consultation": "Id of the consultation.",
    "released": "Day on which the results were frozen and released.",
    "marks": "What every use of these results must say first; empty when there is nothing to say.",
    "table": "Id of the table that the number belongs to.",
    "filters": "The part of the responses that the table counts; empty means all of them.",
    "people": f"How many people. 0 means nobody. {SUPPRESSED_MARK} means suppressed, to protect people; it does not mean nobody.",
}
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")


def to_csv(report: Report) -> bytes:
    """The numbers. UTF-8 with byte order mark, so that spreadsheets read every script; no cell can run as a formula.

    Columns: consultation, released, marks, table, filters, one for each dimension of any table (prefixed `by_`; `all` where
    the number is the total over it, empty where the table does not have it), people.
    """
    dimensions = _dimensions(report)
    head = ["consultation", "released", "marks", "table", "filters", *(f"by_{d}" for d in dimensions), "people"]
    rows: list[Sequence[str]] = [head]
    for table in report.tables:
        for cell in table.cells:
            fixed = cell.where()
            by = [fixed.get(d, ALL) if d in table.dimensions else "" for d in dimensions]
            people = SUPPRESSED_MARK if cell.count is None else str(cell.count)
            about = [report.consultation, report.released.isoformat(), " ".join(report.marks), table.id, _filters(table)]
            rows.append([*about, *by, people])
    return _encode(rows)


def dictionary_csv(report: Report) -> bytes:
    """The data dictionary. Columns: column, value, meaning; an empty value means the column itself."""
    rows: list[Sequence[str]] = [["column", "value", "meaning"]]
    rows += [[name, "", meaning] for name, meaning in NAMES.items()]
    rows += [["consultation", report.consultation, report.title]]
    rows += [["table", table.id, table.title] for table in report.tables]
    for dimension in _dimensions(report):
        several = any(dimension in table.several for table in report.tables)
        meaning = f"The number is about people by {dimension}."
        if several:
            meaning += " One person can have several values."
        rows.append([f"by_{dimension}", "", meaning])
        total = "All people, each counted once." if several else f"The total over every {dimension}."
        rows.append([f"by_{dimension}", ALL, total])
        rows += [[f"by_{dimension}", value, report.label(dimension, value)] for value in _values(report, dimension)]
    rows += [["what_was_asked", "", report.what_was_asked], ["disclosure", "", report.disclosure]]
    rows += [["method", "", sentence] for sentence in report.method]
    rows += [["marks", mark, mark] for mark in report.marks]
    return _encode(rows)


def neutral(text: str) -> str:
    """Text that no spreadsheet takes for a formula, with everything still readable.

    Source: OWASP, CSV Injection. An apostrophe goes in front of text that starts like one, spaces and control characters aside.
    """
    shown = text.replace("\x00", "")
    bare = shown.lstrip(" \u00a0\u200b\ufeff")
    return "'" + shown if bare.startswith(_FORMULA_STARTS) else shown


def _dimensions(report: Report) -> list[str]:
    return list(dict.fromkeys(d for table in report.tables for d in table.dimensions))


def _values(report: Report, dimension: str) -> list[str]:
    cells = (cell.where() for table in report.tables for cell in table.cells)
    return list(dict.fromkeys(fixed[dimension] for fixed in cells if dimension in fixed))


def _filters(table: ReleasableTable) -> str:
    return "; ".join(f"{name}: {', '.join(values)}" for name, values in table.filters)


def _encode(rows: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([neutral(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")
