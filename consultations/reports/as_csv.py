"""The report as CSV: one file of numbers, one row each, and one data dictionary that explains every column and value."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from consultations.reports.model import Report
from consultations.reports.rows import dictionary_rows, neutral, number_rows


def to_csv(report: Report) -> bytes:
    """The numbers. UTF-8 with byte order mark, so that spreadsheets read every script; no cell can run as a formula.

    The columns are those of `number_rows`.
    """
    return _encode(number_rows(report))


def dictionary_csv(report: Report) -> bytes:
    """The data dictionary, and after it what the documents say beside the numbers. Columns: column, value, meaning."""
    rows = dictionary_rows(report)
    rows += [("what_was_asked", "", report.what_was_asked), ("disclosure", "", report.disclosure)]
    rows += [("method", "", sentence) for sentence in report.method]
    rows += [("about", name, text) for name, text in report.about]
    rows += [("not_released", "", sentence) for sentence in report.not_released]
    rows += [("marks", mark, mark) for mark in report.marks]
    return _encode(rows)


def _encode(rows: Iterable[Sequence[str | int]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([neutral(str(value)) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")
