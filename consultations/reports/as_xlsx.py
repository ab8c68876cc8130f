"""The report as an Excel workbook: one table a sheet with its headings marked, marks on top and on every printed page."""

from __future__ import annotations

import datetime as dt
import io

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from consultations.reports import outline
from consultations.reports.model import SUPPRESSED_MARK, Report
from consultations.reports.packing import pack
from consultations.reports.sheets import Sheet, sheets

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_LONGEST_HEADER = 255
_A4 = 9
_NARROW, _WIDE = 14, 60
"""Widths of columns, in characters."""


def to_xlsx(report: Report) -> bytes:
    """A workbook. Texts are texts and numbers are numbers: no cell is a formula or a link. Same report, same bytes."""
    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out, _OPTIONS)
    released = dt.datetime.combine(report.released, dt.time())
    workbook.set_properties(
        {
            "title": report.title,
            "subject": outline.subtitle(report),
            "keywords": " ".join(report.marks),
            "author": "",
            "created": released,
        }
    )
    formats = {
        "title": workbook.add_format({"bold": True, "font_size": 14}),
        "mark": workbook.add_format({"bold": True}),
        "head": workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
        "text": workbook.add_format({"text_wrap": True, "valign": "top"}),
        "number": workbook.add_format({"num_format": "#,##0", "valign": "top", "align": "right"}),
    }
    for number, sheet in enumerate(sheets(report), start=1):
        _write(workbook.add_worksheet(sheet.name), sheet, number, formats, report)
    workbook.close()
    return pack(out.getvalue())


def _write(target: Worksheet, sheet: Sheet, number: int, formats: dict[str, Format], report: Report) -> None:
    for row, note in enumerate(sheet.notes):
        marked = "mark" if note in report.marks else None
        style = "title" if row == 0 else marked
        target.write_string(row, 0, note, formats[style] if style else None)
    top = len(sheet.notes) + 1
    for column, head in enumerate(sheet.head):
        target.write_string(top, column, head, formats["head"])
    for row, values in enumerate(sheet.rows, start=top + 1):
        for column, value in enumerate(values):
            if isinstance(value, int):
                target.write_number(row, column, value, formats["number"])
            else:
                target.write_string(row, column, value, formats["number" if value == SUPPRESSED_MARK else "text"])
    _as_table(target, sheet, top, number, formats)
    _columns(target, sheet)
    target.freeze_panes(top + 1, 0)
    target.set_landscape()
    target.set_paper(_A4)
    target.fit_to_pages(1, 0)
    target.repeat_rows(top)
    if report.marks:
        # In a header & begins a code, so that it is doubled to be itself.
        target.set_header(f"&L{' '.join(report.marks).replace('&', '&&')}"[:_LONGEST_HEADER])
    target.set_footer(f"&LReleased {outline.day_of(report)}&RPage &P of &N")


def _as_table(target: Worksheet, sheet: Sheet, top: int, number: int, formats: dict[str, Format]) -> None:
    """Marks the cells as one table, so that programs and screen readers know its headings."""
    if sheet.rows:
        target.add_table(
            top,
            0,
            top + len(sheet.rows),
            len(sheet.head) - 1,
            {
                "name": f"table_{number}",
                "columns": [{"header": head, "header_format": formats["head"]} for head in sheet.head],
                "style": None,
                "autofilter": False,
            },
        )


def _columns(target: Worksheet, sheet: Sheet) -> None:
    for column in range(len(sheet.head)):
        longest = max((len(str(row[column])) for row in sheet.rows), default=0)
        target.set_column(column, column, min(max(longest, _NARROW), _WIDE))
