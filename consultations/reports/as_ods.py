"""The report as an OpenDocument spreadsheet: the same sheets as the workbook, with its headings marked as such."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from odfdo import Document, Style

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
_NO_TABLES = "<office:spreadsheet/>"
_NARROWEST, _WIDEST, _CENTIMETRES_A_LETTER = 2.5, 11.0, 0.2


def to_ods(report: Report) -> bytes:
    """A spreadsheet. Texts are texts and numbers are numbers: no cell is a formula. Same report, same bytes."""
    document = Document("spreadsheet")
    _bare(document)
    _about(document, report)
    document.body.clear()
    tables = "".join(_table(document, sheet, report.marks) for sheet in sheets(report))
    empty = document.content.root.serialize(with_ns=True)
    document.set_part("content.xml", empty.replace(_NO_TABLES, f"<office:spreadsheet>{tables}</office:spreadsheet>").encode())
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


def _table(document: Document, sheet: Sheet, marks: Sequence[str]) -> str:
    # Written as XML: the library takes up to a millisecond a cell, and a large report has thirty thousand.
    columns = "".join(f'<table:table-column table:style-name="{_column(document, sheet, n)}"/>' for n in range(len(sheet.head)))
    notes = [_row([note], "Title" if n == 0 else "Mark" if note in marks else "Note") for n, note in enumerate(sheet.notes)]
    head = f"<table:table-header-rows>{_row(sheet.head, 'Head')}</table:table-header-rows>"
    rows = "".join(_row(row) for row in sheet.rows)
    inside = f"{columns}{''.join(notes)}{_row([''], 'Note')}{head}{rows}"
    return f"<table:table table:name={quoteattr(sheet.name)}>{inside}</table:table>"


def _column(document: Document, sheet: Sheet, number: int) -> str:
    """The name of a style that is as wide as the column's texts need."""
    width = _width([row[number] for row in sheet.rows])
    return str(document.insert_style(Style("table-column", width=width), automatic=True))


def _row(values: Sequence[Value], style: str | None = None) -> str:
    return f"<table:table-row>{''.join(_cell(value, style) for value in values)}</table:table-row>"


def _cell(value: Value, style: str | None) -> str:
    kind = "Number" if isinstance(value, int) or value == SUPPRESSED_MARK else "Default"
    opening = f'<table:table-cell table:style-name="{style or kind}" office:value-type='
    if isinstance(value, int):
        return f'{opening}"float" office:value="{value}"><text:p>{value:,}</text:p></table:table-cell>'
    return f'{opening}"string"><text:p>{escape(value, {chr(10): "<text:line-break/>"})}</text:p></table:table-cell>'


def _width(values: Sequence[Value]) -> str:
    longest = max((len(str(value)) for value in values), default=0)
    return f"{min(max(longest * _CENTIMETRES_A_LETTER, _NARROWEST), _WIDEST):.1f}cm"
