"""The report as sheets of a spreadsheet: a cover, one sheet for each table, all numbers one a row, and the data dictionary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from consultations.releasable import ReleasableTable
from consultations.reports import outline
from consultations.reports.grids import ALL, HEADINGS, PEOPLE, Labels, words
from consultations.reports.model import SUPPRESSED_MARK, Report
from consultations.reports.rows import dictionary_rows, filters_of, neutral, number_rows

Value = str | int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: sentences on top, then one table.

    `head` has no two headings alike. Each of `rows` has one value for each heading: a number, or a text that no spreadsheet
    takes for a formula; empty where the table has no such number.
    """

    name: str
    notes: tuple[str, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def sheets(report: Report) -> Iterator[Sheet]:
    """Every sheet in order. Marks stand at the top of each."""
    tables = [(f"Table {number}", table) for number, table in enumerate(report.tables, start=1)]
    numbers, dictionary = "Numbers", "Data dictionary"
    contents = [
        *((name, table.title) for name, table in tables),
        (numbers, "Every number, one a row, for programs."),
        (dictionary, "What the columns and values of the sheet Numbers mean."),
    ]
    yield _sheet(report, "Cover", outline.subtitle(report), ("About", "Text"), [*_cover(report), *contents])
    for name, table in tables:
        yield _sheet(report, name, _notes(table), *_wide(table, report.labels), title=table.title)
    head, *rows = number_rows(report)
    yield _sheet(report, numbers, "Every number of this report, one a row.", [str(name) for name in head], rows)
    names, *meanings = dictionary_rows(report)
    yield _sheet(report, dictionary, "An empty value means the column itself.", names, meanings)


def _cover(report: Report) -> Iterator[tuple[str, str]]:
    yield "What was asked", report.what_was_asked
    yield from report.about
    yield "Released", outline.day_of(report)
    yield "Responses", SUPPRESSED_MARK if report.people is None else str(report.people)
    yield from (("How to read the numbers", sentence) for sentence in (*report.method, report.disclosure))
    yield from (("Not released", sentence) for sentence in report.not_released)


def _notes(table: ReleasableTable) -> str:
    notes = [f"{SUPPRESSED_MARK} means suppressed, to protect people; it does not mean nobody."]
    notes += [f"One person can be counted under more than one {d}. “All” counts each person once." for d in table.several]
    notes += [f"Only part of the responses: {filters_of(table)}."] if table.filters else []
    return " ".join(notes)


def _wide(table: ReleasableTable, labels: Labels) -> tuple[list[str], list[tuple[Value, ...]]]:
    """The table with its last dimension across and a column for each of the others: headings, rows."""
    *down, across = table.dimensions if len(table.dimensions) > 1 else (*table.dimensions, "")
    places = {
        tuple(cell.where().get(d, ALL) for d in (*down, across)): SUPPRESSED_MARK if cell.count is None else cell.count
        for cell in table.cells
    }
    columns = sorted(dict.fromkeys(place[-1] for place in places), key=lambda value: value != ALL)
    head = [HEADINGS.get(d, d) for d in down]
    head += [words(across, value, labels) if across else PEOPLE for value in columns]
    rows = [
        (*(words(d, value, labels) for d, value in zip(down, row, strict=True)), *(places.get((*row, c), "") for c in columns))
        for row in dict.fromkeys(place[:-1] for place in places)
    ]
    return head, rows


def _sheet(report: Report, name: str, note: str, head: Sequence[str], rows: Sequence[Sequence[Value]], title: str = "") -> Sheet:
    top = (f"{name}. {title}" if title else f"{report.title}. {name}", *report.marks, note)
    return Sheet(
        name=name,
        notes=tuple(neutral(text) for text in top),
        head=_different(neutral(text) for text in head),
        rows=tuple(tuple(neutral(value) if isinstance(value, str) else value for value in row) for row in rows),
    )


def _different(heads: Iterator[str]) -> tuple[str, ...]:
    """The headings with a number behind one that was there before, since a spreadsheet's table allows no two alike."""
    seen: dict[str, int] = {}
    made = []
    for text in heads:
        key = text.casefold()
        seen[key] = seen.get(key, 0) + 1
        made.append(text if seen[key] == 1 else f"{text} ({seen[key]})")
    return tuple(made)
