"""Released tables on a page: every number in its place, suppressed ones marked, nothing worked out anew."""

from __future__ import annotations

from consultations.releasable import Cell, ReleasableTable, Role, freeze
from consultations.reports.grids import grids, tally


def table(dimensions: tuple[str, ...], numbers: dict[tuple[str, ...], int | None]) -> ReleasableTable:
    cells = [Cell(tuple((d, v) for d, v in zip(dimensions, place, strict=True) if v), count) for place, count in numbers.items()]
    roles = [{"question": Role.QUESTION, "setting": Role.GROUP}.get(d, Role.ANSWER) for d in dimensions]
    return freeze(id="t", title="T", dimensions=dimensions, cells=cells, release=1, roles=roles)


def test_the_last_dimension_goes_across_with_its_total_first_and_totals_down_last() -> None:
    made = table(
        ("choice", "setting"), {("", ""): 30, ("", "prison"): 30, ("a", ""): 12, ("b", "prison"): 18, ("a", "prison"): None}
    )
    (grid,) = grids(made, {"choice": {"a": "Good", "b": "Bad"}, "setting": {"prison": "Prison"}})
    assert grid.columns == ("All", "Prison")
    assert grid.rows == (("Good", ("12", "[c]")), ("Bad", ("", "18")), ("All", ("30", "30")))


def test_each_question_has_a_grid_of_its_own_named_by_its_words() -> None:
    numbers = {(q, c, s): 11 for q in ("q1", "q2") for c in ("1", "") for s in ("irc", "")}
    made = grids(table(("question", "choice", "setting"), numbers), {"question": {"q1": "How is it?"}})
    assert [grid.caption for grid in made] == ["How is it?", "q2"]


def test_a_column_of_zeros_is_named_instead_of_shown_and_a_suppressed_one_never_is() -> None:
    made = table(
        ("choice", "setting"),
        {("a", ""): 20, ("a", "prison"): 20, ("a", "court"): 0, ("a", "irc"): None, ("", "court"): 0, ("", "irc"): None},
    )
    (grid,) = grids(made, {"setting": {"court": "Court", "irc": "Removal centre"}})
    assert grid.empty == ("Court",)
    assert "Removal centre" in grid.columns


def test_a_grid_of_zeros_says_nobody_and_one_with_a_suppressed_number_does_not() -> None:
    assert grids(table(("choice",), {("a",): 0, ("",): 0}), {})[0].nobody
    assert not grids(table(("choice",), {("a",): 0, ("",): None}), {})[0].nobody


def test_shown_and_suppressed_numbers_are_counted() -> None:
    assert tally([table(("choice",), {("a",): None, ("b",): 0, ("",): 7})]) == (2, 1)


def test_large_numbers_are_grouped_for_reading() -> None:
    (grid,) = grids(table(("choice",), {("a",): 12345}), {})
    assert grid.rows == (("a", ("12,345",)),)
