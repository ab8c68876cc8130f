"""The report as an OpenDocument spreadsheet: the same sheets as the workbook, with its headings marked as such."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from pathlib import Path

from odfdo import Cell, Column, Document, Element, Row, Style, Table

from consultations.reports import outline
from consultations.reports.model import SUPPRESSED_MARK, Report
from consultations.reports.packing import pack
from consultations.reports.sheets import Sheet, Value, sheets

_STYLES = Path(__file__).with_name("ods_styles.xml")
_KEPT = ("mimetype", "content.xml", "styles.xml", "meta.xml", "settings.xml", "META-INF/manifest.xml")
_EMPTY = (
    '<office:document-{part} xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'office:version="1.3"><office:{part}/></office:document-{part}>'
)
_NARROWEST, _WIDEST, _CENTIMETRES_A_LETTER = 2.5, 11.0, 0.2


def to_ods(report: Report) -> bytes:
    """A spreadsheet. Texts are texts and numbers are numbers: no cell is a formula. Same report, same bytes."""
    document = Document("spreadsheet")
    _bare(document)
    _about(document, report)
    body = document.body
    body.clear()
    for sheet in sheets(report):
        body.append(_table(document, sheet, report.marks))
    out = io.BytesIO()
    document.save(out)
    return pack(out.getvalue())


def _bare(document: Document) -> None:
    """Leaves nothing of the library's template but the frame: its styles, language and history are not ours."""
    for path in [path for path in document.parts if path not in _KEPT]:
        document.del_part(path)
    for path in [path for path in document.manifest.get_paths() if path not in ("/", *_KEPT)]:
        document.manifest.del_full_path(path)
    document.set_part("styles.xml", _STYLES.read_bytes())
    for part in ("meta", "settings"):
        document.set_part(f"{part}.xml", _EMPTY.format(part=part).encode())
    for fonts in document.content.root.get_elements("//office:font-face-decls"):
        fonts.delete()


def _about(document: Document, report: Report) -> None:
    released = dt.datetime.combine(report.released, dt.time())
    meta = document.meta
    meta.title = report.title
    meta.subject = outline.subtitle(report)
    meta.language = outline.LANGUAGE
    meta.creation_date = meta.date = released
    if report.marks:
        meta.keyword = " ".join(report.marks)
        for header in document.styles.root.get_elements("//style:header/text:p"):
            header.text = " ".join(report.marks)


def _table(document: Document, sheet: Sheet, marks: Sequence[str]) -> Table:
    table = Table(sheet.name)
    for index in range(len(sheet.head)):
        width = _width([row[index] for row in sheet.rows])
        table.append(Column(style=document.insert_style(Style("table-column", width=width), automatic=True)))
    for number, note in enumerate(sheet.notes):
        table.append(_row([note], "Title" if number == 0 else "Mark" if note in marks else "Note"))
    table.append(_row([""], "Note"))
    header = Element.from_tag("table:table-header-rows")
    header.append(_row(sheet.head, "Head"))
    table.append(header)
    for row in sheet.rows:
        table.append_row(_row(row), clone=False)
    return table


def _row(values: Sequence[Value], style: str | None = None) -> Row:
    row = Row()
    for value in values:
        number = isinstance(value, int) or value == SUPPRESSED_MARK
        row.append_cell(Cell(value, style=style or ("Number" if number else "Default")), clone=False)
    return row


def _width(values: Sequence[Value]) -> str:
    longest = max((len(str(value)) for value in values), default=0)
    return f"{min(max(longest * _CENTIMETRES_A_LETTER, _NARROWEST), _WIDEST):.1f}cm"
