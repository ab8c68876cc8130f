"""The report as rows: every number once, and what every column and value means. The same rows in CSV, XLSX and ODS."""

from __future__ import annotations

from collections.abc import Sequence

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
DICTIONARY_HEAD = ("column", "value", "meaning")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")


def number_rows(report: Report) -> list[Sequence[str | int]]:
    """Every number of every table, one a row, headings first; a number is an `int`, a suppressed one its mark.

    Columns: consultation, released, marks, table, filters, one for each dimension of any table (prefixed `by_`; `all` where
    the number is the total over it, empty where the table does not have it), people.
    """
    dimensions = _dimensions(report)
    rows: list[Sequence[str | int]] = [
        ("consultation", "released", "marks", "table", "filters", *(f"by_{d}" for d in dimensions), "people")
    ]
    for table in report.tables:
        for cell in table.cells:
            fixed = cell.where()
            by = [fixed.get(d, ALL) if d in table.dimensions else "" for d in dimensions]
            people = SUPPRESSED_MARK if cell.count is None else cell.count
            about = [report.consultation, report.released.isoformat(), " ".join(report.marks), table.id, filters_of(table)]
            rows.append((*about, *by, people))
    return rows


def dictionary_rows(report: Report) -> list[Sequence[str]]:
    """The data dictionary, headings first: column, value, meaning; an empty value means the column itself."""
    rows: list[Sequence[str]] = [DICTIONARY_HEAD]
    rows += [(name, "", meaning) for name, meaning in NAMES.items()]
    rows += [("consultation", report.consultation, report.title)]
    rows += [("table", table.id, table.title) for table in report.tables]
    for dimension in _dimensions(report):
        several = any(dimension in table.several for table in report.tables)
        meaning = f"The number is about people by {dimension}."
        if several:
            meaning += " One person can have several values."
        rows.append((f"by_{dimension}", "", meaning))
        total = "All people, each counted once." if several else f"The total over every {dimension}."
        rows.append((f"by_{dimension}", ALL, total))
        rows += [(f"by_{dimension}", value, report.label(dimension, value)) for value in _values(report, dimension)]
    return rows


def filters_of(table: ReleasableTable) -> str:
    """Which part of the responses a table counts, in one line; empty when it counts all of them."""
    return "; ".join(f"{name}: {', '.join(values)}" for name, values in table.filters)


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
