"""The report as a Word document: real headings, tables whose headings repeat and are marked as such, language set."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from functools import singledispatch

from docx import Document
from docx.document import Document as Doc
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph as Para

from consultations.reports import outline
from consultations.reports.model import SUPPRESSED_MARK, Report
from consultations.reports.packing import pack

_FONT = "Arial"
_CELL = "TableText"
_DARK = RGBColor(0x21, 0x2B, 0x32)
_WIDTH = 17.0
"""Of the text, in centimetres, on an A4 page with margins of 2 cm."""


def to_docx(report: Report) -> bytes:
    """A Word document. Marks are in the header of every page; the same report is always the same bytes."""
    document = Document()
    _properties(document, report)
    _page(document, report)
    _styles(document)
    document.add_paragraph(report.title, style="Title")
    for block in outline.blocks(report):
        _write(block, document)
    out = io.BytesIO()
    document.save(out)
    return pack(out.getvalue())


@singledispatch
def _write(block: object, document: Doc) -> None:
    raise TypeError(f"no way to write {type(block).__name__}")


@_write.register
def _heading(block: outline.Heading, document: Doc) -> None:
    document.add_heading(block.text, level=block.level)


@_write.register
def _paragraph(block: outline.Paragraph, document: Doc) -> None:
    document.add_paragraph(block.text)


@_write.register
def _notice(block: outline.Notice, document: Doc) -> None:
    document.add_paragraph(block.text, style="Intense Quote")


@_write.register
def _items(block: outline.Items, document: Doc) -> None:
    for text in block.texts:
        document.add_paragraph(text, style="List Bullet")


@_write.register
def _numbers(block: outline.Numbers, document: Doc) -> None:
    share = _WIDTH / (len(block.columns) + 2.5)
    widths = [_WIDTH - share * len(block.columns), *[share] * len(block.columns)]
    _table(document, block.caption, (block.head, *block.columns), [(head, *cells) for head, cells in block.rows], widths, True)


@_write.register
def _words(block: outline.Words, document: Doc) -> None:
    widths = [_WIDTH / (len(block.columns) + 1)] * (len(block.columns) - 1)
    _table(document, block.caption, block.columns, block.rows, [*widths, _WIDTH - sum(widths)], False)


def _table(
    document: Doc, caption: str, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float], numeric: bool
) -> None:
    document.add_paragraph(caption, style="Caption").paragraph_format.keep_with_next = True
    table = document.add_table(rows=0, cols=len(head), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    table.autofit = False
    _describe(table, caption)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for number, row in enumerate((head, *rows)):
        added = table.add_row()
        properties = added._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))
        for place, (cell, text, width) in enumerate(zip(added.cells, row, widths, strict=True)):
            cell.width = Cm(width)
            _fill(cell.paragraphs[0], text, bold=number == 0 or place == 0, right=numeric and place > 0)
    document.add_paragraph()


def _fill(paragraph: Para, text: str, *, bold: bool, right: bool) -> None:
    paragraph._p.style = _CELL  # by id: looking a style up by name for every cell takes most of the time
    run = paragraph.add_run(text)
    run.bold = bold
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _describe(table: Table, caption: str) -> None:
    """Tells what a table is to those who cannot see it, and that its first row and column are headings."""
    properties = table._tbl.tblPr
    for look in properties.findall(qn("w:tblLook")):
        properties.remove(look)
    look = OxmlElement("w:tblLook")
    for name, value in {"val": "00A0", "firstRow": "1", "firstColumn": "1", "noHBand": "1", "noVBand": "1"}.items():
        look.set(qn(f"w:{name}"), value)
    title = OxmlElement("w:tblCaption")
    title.set(qn("w:val"), caption)
    about = OxmlElement("w:tblDescription")
    about.set(qn("w:val"), f"{caption}. {SUPPRESSED_MARK} means suppressed.")
    for element in (look, title, about):
        properties.append(element)


def _properties(document: Doc, report: Report) -> None:
    core = document.core_properties
    core.title = report.title
    core.subject = outline.subtitle(report)
    core.author = core.last_modified_by = core.comments = ""
    core.keywords = " ".join(report.marks)
    core.language = outline.LANGUAGE
    relations = document.part.package.rels
    for picture in [key for key, relation in relations.items() if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del relations[picture]  # the library's template brings a picture of an empty page
    core.created = core.modified = dt.datetime.combine(report.released, dt.time())


def _page(document: Doc, report: Report) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    header = section.header.paragraphs[0]
    header.add_run(" ".join(report.marks)).bold = True
    footer = section.footer.paragraphs[0]
    footer.add_run(f"{report.title}. Released {outline.day_of(report)}. Page ")
    _field(footer, "PAGE")


def _field(paragraph: Para, code: str) -> None:
    """A field that the reader's program fills in, such as the number of the page."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    paragraph._p.append(field)


def _styles(document: Doc) -> None:
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    defaults.find(qn("w:lang")).set(qn("w:val"), outline.LANGUAGE)
    text = document.styles.add_style("Table Text", WD_STYLE_TYPE.PARAGRAPH)
    text.element.styleId = _CELL
    text.base_style = document.styles["Normal"]
    text.font.size = Pt(9)
    text.paragraph_format.space_after = Pt(1)
    text.paragraph_format.line_spacing = 1.0
    sizes = {
        "Normal": 11,
        "Title": 24,
        "Heading 1": 16,
        "Heading 2": 13,
        "Caption": 10,
        "Intense Quote": 11,
        "Header": 8,
        "Footer": 8,
    }
    for name, size in sizes.items():
        style = document.styles[name]
        style.font.size = Pt(size)
        style.font.color.rgb = _DARK
        style.font.name = _FONT
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:cs"), _FONT)
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
