"""The report as a document: headings, sentences and grids in reading order. Every document format writes these same blocks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from consultations.releasable import ReleasableTable
from consultations.reports.grids import Grid, grids
from consultations.reports.model import SUPPRESSED_MARK, Report
from consultations.reports.rows import dictionary_rows, filters_of

LANGUAGE = "en-GB"
MOST_COLUMNS = 7
"""How many columns of numbers fit side by side on a portrait page."""


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    """1 for a section, 2 for a part of it; the title stands above."""
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class Notice:
    """What a reader must not miss."""

    text: str


@dataclass(frozen=True, slots=True)
class Items:
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Numbers:
    """A table of numbers with its caption, each number a text; a heading for every row and column."""

    caption: str
    head: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Words:
    """A table of texts with its caption; the first of each row is the row's heading."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Notice | Items | Numbers | Words


def day_of(report: Report) -> str:
    """The day of release as people write it: 2 March 2026."""
    return f"{report.released.day} {report.released:%B %Y}"


def subtitle(report: Report) -> str:
    return f"Consultation response report. Release {report.number}, {day_of(report)}."


def blocks(report: Report) -> Iterator[Block]:
    """The whole report after its title, in reading order."""
    yield Paragraph(subtitle(report))
    yield from (Notice(mark) for mark in report.marks)
    yield Heading(1, "What was asked")
    yield Paragraph(report.what_was_asked)
    if report.about:
        yield Words("About this consultation", ("About", "What the consultation says"), report.about)
    yield Heading(1, "How to read the numbers")
    yield Paragraph(_people(report))
    yield Items((*report.method, report.disclosure))
    yield Heading(1, "Results")
    for number, table in enumerate(report.tables, start=1):
        yield Heading(2, f"Table {number}. {table.title}")
        yield from _table(report, table, number)
    if report.not_released:
        yield Heading(1, "What could not be released")
        yield Items(report.not_released)
    yield Heading(1, "Data dictionary")
    yield Paragraph("What the columns and values mean in the files of this report for spreadsheets and programs.")
    head, *rows = (tuple(row) for row in dictionary_rows(report))
    yield Words("Columns and values", tuple(name.capitalize() for name in head), tuple(rows))


def _people(report: Report) -> str:
    if report.people is None:
        return f"How many responses these results rest on is not shown ({SUPPRESSED_MARK})."
    return f"These results rest on {report.people:,} responses."


def _table(report: Report, table: ReleasableTable, number: int) -> Iterator[Block]:
    if table.filters:
        yield Paragraph(f"Only part of the responses: {filters_of(table)}.")
    for dimension in table.several:
        yield Paragraph(f"One person can be counted under more than one {dimension}. “All” counts each person once.")
    cut = grids(table, report.labels)
    for part, grid in enumerate(cut, start=1):
        name = f"Table {number}" if len(cut) == 1 else f"Table {number}.{part}"
        yield from _grid(grid, f"{name}. {grid.caption or table.title}")


def _grid(grid: Grid, caption: str) -> Iterator[Block]:
    if grid.nobody:
        yield Paragraph(f"{caption}: nobody. Every number is 0.")
        return
    for number, cut in enumerate(grid.narrow(MOST_COLUMNS)):
        yield Numbers(caption + (", continued" if number else ""), cut.head, cut.columns, cut.rows)
    if grid.empty:
        yield Paragraph(f"Nobody at all, so not shown: {'; '.join(grid.empty)}.")
