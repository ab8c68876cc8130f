"""Released tables as grids of rows and columns that a page can show, with words for the ids in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from consultations.releasable import Cell, ReleasableTable
from consultations.reports.model import SUPPRESSED_MARK
from web.i18n import S_
from web.staff.words import AUDIENCES, CHANNELS, SETTINGS

ALL = ""
"""Stands for the total over a dimension."""
NOT_SAID = "not_said"
HEADINGS = {
    "question": S_("Question"),
    "choice": S_("Answer"),
    "setting": S_("Setting"),
    "audience": S_("Who"),
    "commitment": S_("Commitment"),
    "language": S_("Language"),
    "channel": S_("Channel"),
}
_OWN_WORDS = {"setting": SETTINGS, "audience": AUDIENCES, "channel": CHANNELS}
Labels = dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Grid:
    """One grid. Each row has its heading and one text for each of `columns`; an empty text where the table has no cell.

    `empty` are the columns left out because every number in them is 0.
    """

    caption: str
    head: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    empty: tuple[str, ...] = ()

    @property
    def nobody(self) -> bool:
        """Whether every number is 0, so that a sentence says it all."""
        return {text for _, texts in self.rows for text in texts} == {"0"}


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
        empty=tuple(words(across[0], c[0], labels) for c in empty),
        columns=tuple(words(across[0], c[0], labels) if across else S_("People") for c in columns),
        rows=tuple(
            (words(down, row, labels), tuple(shown.get((row, *c), "") for c in columns))
            for (row,) in _each(place[:1] for place in shown)
        ),
    )


def words(dimension: str, value: str, labels: Labels) -> str:
    """What a value is called: the report's words, then our own for settings and the like, then the value itself."""
    if value == ALL:
        return S_("All")
    if value == NOT_SAID:
        return S_("Not said")
    return labels.get(dimension, {}).get(value) or _OWN_WORDS.get(dimension, {}).get(value) or value


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
