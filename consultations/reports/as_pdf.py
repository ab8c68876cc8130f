"""The report as PDF/UA-1 and PDF/A-2a: tagged for screen readers, kept readable for archives. Typeset by Typst."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import typst

from consultations.reports import outline
from consultations.reports.model import Report

_HERE = Path(__file__).parent
_TEMPLATE = _HERE / "report.typ"
_FONTS = _HERE / "fonts"


class NoLetters(ValueError):
    """The report holds letters that no font of this machine has."""


def to_pdf(report: Report) -> bytes:
    """A tagged PDF. Marks are at the top of every page; the same report is always the same bytes.

    The shipped fonts have Latin, Cyrillic, Arabic and Ethiopic letters; for others the fonts of the machine are used. Raises
    `NoLetters` when those lack some too.
    """
    # Texts go in as data, never as markup, so that nothing in them is read as a command.
    given = {"report": json.dumps(_as_data(report), ensure_ascii=False)}
    released = dt.datetime.combine(report.released, dt.time(), dt.UTC)
    problem = ""
    for only_shipped in (True, False):
        try:
            return typst.compile(
                _TEMPLATE,
                root=_HERE,
                font_paths=[_FONTS],
                ignore_system_fonts=only_shipped,
                sys_inputs=given,
                format="pdf",
                pdf_standards=["ua-1", "a-2a"],
                timestamp=released,
            )
        except typst.TypstError as error:
            problem = error.message
            if "could not be displayed" not in problem:
                raise
    raise NoLetters("the PDF cannot show every letter of this report: install a font for its script, or export it as docx")


def _as_data(report: Report) -> dict[str, object]:
    return {
        "title": report.title,
        "subtitle": outline.subtitle(report),
        "marks": list(report.marks),
        "footer": f"{report.title}. Released {outline.day_of(report)}.",
        "blocks": [_block(block) for block in outline.blocks(report)],
    }


def _block(block: outline.Block) -> dict[str, object]:
    match block:
        case outline.Heading(level, text):
            return {"kind": "heading", "level": level, "text": text}
        case outline.Paragraph(text):
            return {"kind": "paragraph", "text": text}
        case outline.Notice(text):
            return {"kind": "notice", "text": text}
        case outline.Items(texts):
            return {"kind": "items", "texts": list(texts)}
        case outline.Numbers(caption, head, columns, rows):
            cells = [[heading, *numbers] for heading, numbers in rows]
            return {"kind": "numbers", "caption": caption, "head": [head, *columns], "rows": cells}
        case outline.Words(caption, columns, rows):
            return {"kind": "words", "caption": caption, "head": list(columns), "rows": [list(row) for row in rows]}
