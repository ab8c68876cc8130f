"""Released tables as grids of rows and columns that a page or a document can show, with words for the ids in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from consultations.releasable import Cell, ReleasableTable
from consultations.reports.model import SUPPRESSED_MARK
from translations.catalogue import S_

ALL = ""
"""Stands for the total over a dimension."""
HEADINGS = {
    "question": S_("Question"),
    "choice": S_("Answer"),
    "setting": S_("Setting"),
    "audience": S_("Who"),
    "commitment": S_("Commitment"),
    "language": S_("Language"),
    "channel": S_("Channel"),
}
PEOPLE = S_("People")
_TOTAL = S_("All")
_LONGEST_OVER_A_COLUMN = 40
"""In characters."""
Labels = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Grid:
    """One grid. Each row has its heading and one text for each of `columns`; an empty text where the table has no cell.

    `head` says what the rows are and `across` what the columns are. `empty` are the values left out because every number in
    them is 0.
    """

    caption: str
    head: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    empty: tuple[str, ...] = ()
    across: str = PEOPLE

    @property
    def nobody(self) -> bool:
        """Whether every number is 0, so that a sentence says it all."""
        return {text for _, texts in self.rows for text in texts} == {"0"}

    def narrow(self, most: int) -> tuple[Grid, ...]:
        """The same numbers for a page of paper: what has fewer values goes across, if its words are short enough to stand over a
        column, and at most `most` columns are side by side.

        Totals come first across and last down. Where one grid is cut into several, each repeats the headings of its rows.
        """
        short = all(len(heading) <= _LONGEST_OVER_A_COLUMN for heading, _ in self.rows)
        grid = self._turned() if short and len(self.rows) < len(self.columns) else self
        cuts = range(0, len(grid.columns), most)
        return tuple(
            replace(
                grid,
                columns=grid.columns[cut : cut + most],
                rows=tuple((heading, numbers[cut : cut + most]) for heading, numbers in grid.rows),
                empty=grid.empty if cut == cuts[-1] else (),
            )
            for cut in cuts
        )

    def _turned(self) -> Grid:
        # Totals are last among the rows and first among the columns.
        rows = sorted(self.rows, key=lambda row: row[0] != _TOTAL)
        columns = sorted(range(len(self.columns)), key=lambda number: self.columns[number] == _TOTAL)
        return replace(
            self,
            head=self.across,
            across=self.head,
            columns=tuple(heading for heading, _ in rows),
            rows=tuple((self.columns[number], tuple(numbers[number] for _, numbers in rows)) for number in columns),
        )


def grids(table: ReleasableTable, labels: Labels) -> list[Grid]:
    """A released table cut into grids: the last dimension across, the one before it down, one grid for each value of the rest.

    `labels` are the report's words: dimension to value to words.
    """
    dimensions = table.dimensions
    shown = {tuple(c.where().get(d, ALL) for d in dimensions): _shown(c) for c in table.cells}
    before = len(dimensions) - 2 if len(dimensions) > 1 else 0
    return [
        _grid(
            caption=": ".join(words(d, v, labels) for d, v in zip(dimensions[:before], key, strict=True)),
            dimensions=dimensions[before:],
            shown={place[before:]: text for place, text in shown.items() if place[:before] == key},
            labels=labels,
        )
        for key in _each(place[:before] for place in shown)
    ]


def _grid(caption: str, dimensions: tuple[str, ...], shown: dict[tuple[str, ...], str], labels: Labels) -> Grid:
    down, across = dimensions[0], dimensions[1:]
    # The total comes first across, where it is seen without moving a wide table.
    every = sorted(_each(place[1:] for place in shown), key=lambda c: c != (ALL,))
    empty = [c for c in every if c not in ((), (ALL,)) and {text for place, text in shown.items() if place[1:] == c} == {"0"}]
    columns = [c for c in every if c not in empty]
    return Grid(
        caption=caption,
        head=HEADINGS.get(down, down),
        across=HEADINGS.get(across[0], across[0]) if across else PEOPLE,
        empty=tuple(words(across[0], c[0], labels) for c in empty),
        columns=tuple(words(across[0], c[0], labels) if across else PEOPLE for c in columns),
        rows=tuple(
            (words(down, row, labels), tuple(shown.get((row, *c), "") for c in columns))
            for (row,) in _each(place[:1] for place in shown)
        ),
    )


def words(dimension: str, value: str, labels: Labels) -> str:
    """What a value is called: the report's words, or the value itself where it has none."""
    return _TOTAL if value == ALL else labels.get(dimension, {}).get(value, value)


def tally(tables: Iterable[ReleasableTable]) -> tuple[int, int]:
    """How many numbers are shown, and how many are suppressed."""
    cells = [cell for table in tables for cell in table.cells]
    hidden = sum(cell.suppressed for cell in cells)
    return len(cells) - hidden, hidden


def _shown(cell: Cell) -> str:
    return SUPPRESSED_MARK if cell.count is None else f"{cell.count:,}"


def _each(keys: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Each once, in order of appearance, totals last."""
    return sorted(dict.fromkeys(keys), key=lambda key: [part == ALL for part in key])
