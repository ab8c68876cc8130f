"""Documents and spreadsheets hold the numbers of the JSON, each in its place; read back by other libraries than wrote them."""

from __future__ import annotations

import io
import itertools
import re
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree
from pypdf import PdfReader

from consultations.reports.as_docx import to_docx
from consultations.reports.as_json import as_data
from consultations.reports.as_ods import to_ods
from consultations.reports.as_pdf import NoLetters, to_pdf
from consultations.reports.as_xlsx import to_xlsx
from consultations.reports.model import DEMONSTRATION, UNREVIEWED, Report
from tests.unit.reports.made import full_report, report

Place = tuple[str, frozenset[str]]
Rows = list[list[Any]]
WRITERS: dict[str, Callable[[Report], bytes]] = {"docx": to_docx, "pdf": to_pdf, "xlsx": to_xlsx, "ods": to_ods}
each_format = pytest.mark.parametrize("kind", list(WRITERS))
each_spreadsheet = pytest.mark.parametrize("kind", ["xlsx", "ods"])


def sheets_of(content: bytes, kind: str) -> dict[str, Rows]:
    if kind == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(content))
        return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}
    return dict(_ods_sheets(content))


def _ods_sheets(content: bytes) -> list[tuple[str, Rows]]:
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("content.xml"))
    ns = root.nsmap

    def values(row: Any) -> list[Any]:
        cells: list[Any] = []
        for cell in row.findall("table:table-cell", ns):
            number = cell.get(f"{{{ns['office']}}}value")
            text = "\n".join("".join(p.itertext()) for p in cell.findall("text:p", ns))
            repeated = int(cell.get(f"{{{ns['table']}}}number-columns-repeated", "1"))
            cells += [int(number) if number else text] * repeated
        return cells

    tables = root.iterfind(".//table:table", ns)
    return [
        (table.get(f"{{{ns['table']}}}name"), [values(r) for r in table.iterfind(".//table:table-row", ns)]) for table in tables
    ]


def labelled(made: Report) -> dict[Place, str]:
    """Every number of the JSON, by the title of its table and the words for what it fixes, as a document shows it."""
    data = as_data(made)
    return {
        (table["title"], frozenset(data["labels"].get(d, {}).get(v, v) for d, v in cell["dimensions"].items())): (
            "[c]" if cell["suppressed"] else f"{cell['count']:,}"
        )
        for table in data["tables"]
        for cell in table["cells"]
    }


def numbers_of_docx(content: bytes, made: Report) -> dict[Place, str]:
    """Every number of the Word document by the words around it: heading, caption, headings of row and column."""
    found: dict[Place, str] = {}
    title = caption = ""
    grids: list[tuple[str, str, list[list[str]]]] = []
    expected = labelled(made)
    for block in Document(io.BytesIO(content)).iter_inner_content():
        if hasattr(block, "rows"):
            grids.append((title, caption, [[cell.text for cell in row.cells] for row in block.rows]))
            continue
        assert block.style is not None
        if block.style.name == "Heading 1":
            title = ""
        elif block.style.name == "Heading 2":
            title = block.text.split(". ", 1)[1]
        elif block.style.name == "Caption":
            caption = re.sub(r"^Table [0-9.]+\. |, continued$", "", block.text)
        elif zero := re.match(r"Nobody at all, so not shown: (.*)\.$", block.text):
            # Each number in a column that is left out is 0.
            names = set(zero[1].split("; "))
            inside = {name for name in made.labels.get("question", {}).values() if name == caption}
            found |= {key: "0" for key in expected if key[0] == title and key[1] & names and inside <= key[1]}
        elif nobody := re.match(r"Table [0-9.]+\. (.*): nobody\. Every number is 0\.$", block.text):
            found |= {key: "0" for key in expected if key[0] == title and nobody[1] in key[1]}
    for title, caption, (head, *rows) in grids:
        for heading, *texts in rows:
            for column, text in zip(head[1:], texts, strict=True):
                fixed = {heading, column, caption} - {"All", "People", title}
                found[title, frozenset(fixed)] = text
    return {key: text for key, text in found.items() if text and key[0] in {table.title for table in made.tables}}


def test_the_word_document_has_the_numbers_of_the_json_each_in_its_place() -> None:
    made = full_report()
    assert numbers_of_docx(to_docx(made), made) == labelled(made)


@each_spreadsheet
def test_the_sheet_of_numbers_has_those_of_the_json_and_numbers_are_numbers(kind: str) -> None:
    made = full_report()
    rows = sheets_of(WRITERS[kind](made), kind)["Numbers"]
    start = next(i for i, row in enumerate(rows) if row[0] == "consultation")
    head = rows[start]
    got = [dict(zip(head, row, strict=False)) for row in rows[start + 1 :] if row[0]]
    cells = [(table, cell) for table in as_data(made)["tables"] for cell in table["cells"]]
    assert len(got) == len(cells)
    for row, (table, cell) in zip(got, cells, strict=True):
        assert row["table"] == table["id"]
        assert {d: row[f"by_{d}"] for d in table["dimensions"] if row[f"by_{d}"] != "all"} == cell["dimensions"]
        assert row["people"] == ("[c]" if cell["suppressed"] else cell["count"])


@each_spreadsheet
def test_each_table_has_a_sheet_with_every_number_in_its_place(kind: str) -> None:
    made = full_report()
    sheets = sheets_of(WRITERS[kind](made), kind)
    found: dict[Place, str] = {}
    for number, table in enumerate(made.tables, start=1):
        rows = sheets[f"Table {number}"]
        start = next(i for i, row in enumerate(rows) if row[0] in ("Who", "Commitment", "Question", "Setting"))
        down = max(1, len(table.dimensions) - 1)
        for row in rows[start + 1 :]:
            for column, value in zip(rows[start][down:], row[down:], strict=False):
                if value not in ("", None):
                    fixed = frozenset({*row[:down], column} - {"All", "People"})
                    found[table.title, fixed] = f"{value:,}" if isinstance(value, int) else value
    assert found == labelled(made)


def pdf_text(content: bytes) -> list[str]:
    return [re.sub(r"\s+", "", page.extract_text()) for page in PdfReader(io.BytesIO(content)).pages]


def test_the_pdf_has_every_row_of_the_word_document_in_the_same_order() -> None:
    made = full_report()
    # Words may be set with hyphens at the end of a line.
    text = re.sub(r"[-\u00ad\u2010]", "", "".join(pdf_text(to_pdf(made))))
    rows = [[c.text for c in row.cells] for table in Document(io.BytesIO(to_docx(made))).tables for row in table.rows]
    at = 0
    for row in rows:
        words = re.sub(r"[\s-]+", "", "".join(row))
        found = text.find(words, at)
        assert found >= 0, f"the PDF lacks this row, or has it elsewhere: {row}"
        at = found + len(words)


def test_the_pdf_is_tagged_for_screen_readers_and_says_its_language_and_title() -> None:
    content = to_pdf(full_report())
    catalogue: Any = PdfReader(io.BytesIO(content)).trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "en-GB"
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid" in catalogue["/Metadata"].get_data()
    kinds: list[str] = []
    walk = [catalogue["/StructTreeRoot"]]
    while walk:
        node = walk.pop()
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            walk += node
        elif isinstance(node, dict):
            kinds.append(node.get("/S", ""))
            walk.append(node.get("/K", []))
    assert {"/Title", "/H1", "/H2", "/Table", "/TH", "/TD", "/Caption", "/L"} <= set(kinds)


def test_word_tables_have_headings_that_repeat_a_caption_and_words_for_those_who_cannot_see_them() -> None:
    document = Document(io.BytesIO(to_docx(full_report())))
    assert document.tables
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))
    assert document.core_properties.language == "en-GB"
    levels = [int(p.style.name[-1]) for p in document.paragraphs if p.style and p.style.name.startswith("Heading")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels)), "no level is skipped"


def test_marks_are_on_every_page_and_every_sheet() -> None:
    made = full_report(demonstration=True, unreviewed=True)
    both = (DEMONSTRATION, UNREVIEWED)
    assert all(re.sub(r"\s+", "", mark) in page for page in pdf_text(to_pdf(made)) for mark in both)
    word = Document(io.BytesIO(to_docx(made)))
    assert all(mark in section.header.paragraphs[0].text for section in word.sections for mark in both)
    for kind in ("xlsx", "ods"):
        for rows in sheets_of(WRITERS[kind](made), kind).values():
            assert [rows[1][0], rows[2][0]] == list(both)
    for sheet in openpyxl.load_workbook(io.BytesIO(to_xlsx(made))):
        assert sheet.oddHeader.left.text == " ".join(both)
    assert DEMONSTRATION in zipfile.ZipFile(io.BytesIO(to_ods(made))).read("styles.xml").decode()


@each_format
def test_a_report_without_marks_says_nothing_of_them(kind: str) -> None:
    plain, marked = WRITERS[kind](full_report()), WRITERS[kind](full_report(demonstration=True))
    assert b"Demonstration only" not in readable(plain, kind)
    assert b"Demonstration only" in readable(marked, kind)


@each_format
def test_every_file_says_what_was_asked_who_decides_when_it_was_released_and_what_is_hidden(kind: str) -> None:
    made = full_report()
    text = readable(WRITERS[kind](made), kind)
    said = [made.title, made.what_was_asked, made.disclosure, *made.method, *made.not_released, "2 March 2026", "Who decides"]
    squeezed = re.sub(rb"\s+|\xc2\xad|-", b"", text)
    for sentence in said:
        assert re.sub(r"\s+|-", "", sentence).encode() in squeezed, sentence


def readable(content: bytes, kind: str) -> bytes:
    """All text of a file, also its properties."""
    if kind == "pdf":
        reader = PdfReader(io.BytesIO(content))
        return " ".join([*(page.extract_text() for page in reader.pages), str(reader.metadata)]).encode()
    archive = zipfile.ZipFile(io.BytesIO(content))
    parts = [etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(".xml")]
    return " ".join(text for part in parts for text in part.itertext()).encode()


@each_format
def test_the_same_report_is_the_same_bytes_at_any_time(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = WRITERS[kind](full_report())
    monkeypatch.setattr("time.time", lambda: 4_000_000_000.0)
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert WRITERS[kind](full_report()) == first


@each_format
def test_no_file_names_a_machine_a_person_or_another_day_than_the_release(kind: str) -> None:
    content = WRITERS[kind](full_report())
    if kind == "pdf":
        told = PdfReader(io.BytesIO(content)).metadata
        assert told is not None
        assert not told.author
        assert told.creation_date is not None
        assert told.creation_date.date().isoformat() == "2026-03-02"
        return
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert not [name for name in archive.namelist() if "thumbnail" in name.lower()]
    core = archive.read("meta.xml" if kind == "ods" else "docProps/core.xml").decode()
    for name in ("creator", "lastModifiedBy", "initial-creator", "printed-by"):
        assert not re.search(rf":{name}>[^<]", core)
    assert set(re.findall(r"\d{4}-\d\d-\d\dT", core)) == {"2026-03-02T"}


NASTY = ["=1+1", "+SUM(A1)", "-2", "@x", "\t=1", '=HYPERLINK("http://x.test","y")', "=cmd|' /C calc'!A0", "http://x.test", " =1"]


@each_spreadsheet
@pytest.mark.parametrize("text", NASTY)
def test_no_cell_is_a_formula_or_a_link_whatever_it_holds(kind: str, text: str) -> None:
    made = report(title=text, what_was_asked=text, about=((text, text),), labels={"setting": {"irc": text, "prison": text}})
    content = WRITERS[kind](made)
    for rows in sheets_of(content, kind).values():
        for value in (value for row in rows for value in row if isinstance(value, str)):
            assert not value.lstrip(" ").startswith(("=", "+", "-", "@", "\t")), value
    archive = zipfile.ZipFile(io.BytesIO(content))
    inside = b"".join(archive.read(name) for name in archive.namelist() if "sheet" in name or name == "content.xml")
    for mark in (b"<f>", b"<hyperlink", b"table:formula", b"xlink:href"):
        assert mark not in inside


@each_format
@pytest.mark.parametrize("words", ["لا يوجد طبيب", "ሓኪም የለን", "Lekarz, który słucha", "Нет врача"])
def test_words_of_other_scripts_come_through_whole(kind: str, words: str) -> None:
    made = report(labels={"setting": {"irc": words}})
    if kind != "pdf":
        assert words.encode() in readable(WRITERS[kind](made), kind)
        return
    # Joined letters run right to left in a PDF, so that only which letters there are is compared.
    letters = set(b"".join(page.extract_text().encode() for page in PdfReader(io.BytesIO(to_pdf(made))).pages).decode())
    assert set(words) <= letters | set(" ")


def test_letters_that_no_font_has_are_refused_with_what_to_do() -> None:
    with pytest.raises(NoLetters, match="docx"):
        to_pdf(report(title="\U0001f9ff\ue123"))


@each_format
def test_markup_in_a_text_is_text(kind: str) -> None:
    words = '#read("x") <w:p> & $x$ *bold* \\u{41} ]'
    assert words.encode() in readable(WRITERS[kind](report(what_was_asked=words)), kind)


def test_a_wide_table_is_cut_so_that_it_fits_a_page_and_no_number_is_lost() -> None:
    document = Document(io.BytesIO(to_docx(full_report())))
    assert max(len(table.columns) for table in document.tables) <= 8
