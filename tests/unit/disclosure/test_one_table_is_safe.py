"""Nobody can work out a hidden number of one table from its margins, zeros and complements."""

from __future__ import annotations

import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultations.disclosure.gate import release
from consultations.disclosure.policy import shipped_policy
from consultations.disclosure.tables import CountTable, Dimension
from consultations.releasable import ReleasableTable, Role
from tests.unit.disclosure.attacker import Attacker, parts_of

POLICY = shipped_policy()
SMALL_AND_LARGE = st.one_of(st.integers(0, 6), st.integers(0, 14))


def table(numbers: list[list[int]]) -> CountTable:
    choices = tuple(f"c{i}" for i in range(len(numbers)))
    places = tuple(f"s{i}" for i in range(len(numbers[0])))
    counts = {(c, s): numbers[i][j] for i, c in enumerate(choices) for j, s in enumerate(places)}
    dimensions = (Dimension("choice", Role.ANSWER, choices), Dimension("setting", Role.GROUP, places))
    return CountTable("t", "t", dimensions, counts, "reviewed")


def attack(counted: CountTable, released: ReleasableTable, most: int) -> Attacker:
    attacker = Attacker(most)
    values = {d.name: d.values for d in counted.dimensions}
    for part in parts_of(values, {}):
        attacker.part(part)
    for cell in released.cells:
        if cell.count is not None:
            attacker.knows(parts_of(values, {name: [value] for name, value in cell.dimensions}), cell.count)
    return attacker


def hidden_sums(counted: CountTable, released: ReleasableTable) -> list[dict[tuple[str, ...], int]]:
    values = {d.name: d.values for d in counted.dimensions}
    return [parts_of(values, {n: [v] for n, v in cell.dimensions}) for cell in released.cells if cell.suppressed]


@settings(max_examples=25)
@given(
    st.integers(2, 3).flatmap(
        lambda width: st.lists(st.lists(SMALL_AND_LARGE, min_size=width, max_size=width), min_size=2, max_size=3)
    )
)
def test_every_hidden_number_can_have_values_five_apart(numbers: list[list[int]]) -> None:
    counted = table(numbers)
    (released,) = release([counted], POLICY).tables
    attacker = attack(counted, released, most=sum(map(sum, numbers)) + 6)
    assert all(cell.count is None or cell.count == 0 or cell.count >= 5 for cell in released.cells)
    for hidden in hidden_sums(counted, released):
        assert attacker.eliminated(hidden) is None
        assert attacker.reaches(hidden, 5)
    for column in zip(*numbers, strict=True):
        if sum(column) and max(column) == sum(column):
            place = f"s{list(zip(*numbers, strict=True)).index(column)}"
            others = {(f"c{i}", place): 1 for i, n in enumerate(column) if not n}
            assert attacker.reaches(others, 5), "everyone there is known to have said the same"


@settings(max_examples=15)
@given(st.lists(st.lists(st.integers(0, 6), min_size=2, max_size=2), min_size=2, max_size=2))
def test_trying_every_whole_number_finds_no_hidden_number(numbers: list[list[int]]) -> None:
    counted = table(numbers)
    (released,) = release([counted], POLICY).tables
    attacker = attack(counted, released, most=sum(map(sum, numbers)) + 6)
    for hidden in hidden_sums(counted, released):
        possible = [n for n in range(attacker.most + 1) if attacker.can_be(hidden, n)]
        assert possible[-1] - possible[0] >= 5


@settings(max_examples=25)
@given(st.lists(st.lists(SMALL_AND_LARGE, min_size=3, max_size=3), min_size=2, max_size=3))
def test_what_is_shown_is_true(numbers: list[list[int]]) -> None:
    counted = table(numbers)
    (released,) = release([counted], POLICY).tables
    truth = {tuple(fixed.items()): count for fixed, count in counted.cells()}
    assert {cell.dimensions: cell.count for cell in released.cells if not cell.suppressed}.items() <= truth.items()


@settings(max_examples=20)
@given(st.lists(st.lists(st.integers(10, 60), min_size=3, max_size=3), min_size=3, max_size=3))
def test_a_table_with_nothing_small_is_shown_whole(numbers: list[list[int]]) -> None:
    (released,) = release([table(numbers)], POLICY).tables
    assert not any(cell.suppressed for cell in released.cells)


@settings(max_examples=20)
@given(st.lists(st.lists(SMALL_AND_LARGE, min_size=3, max_size=3), min_size=2, max_size=3))
def test_the_same_counts_always_give_the_same_tables(numbers: list[list[int]]) -> None:
    assert release([table(numbers)], POLICY) == release([table(numbers)], POLICY)


@settings(max_examples=15)
@given(st.lists(st.one_of(st.integers(0, 6), st.integers(8, 20)), min_size=8, max_size=8))
def test_a_table_of_three_dimensions_hides_its_numbers_too(numbers: list[int]) -> None:
    dimensions = (
        Dimension("choice", Role.ANSWER, ("yes", "no")),
        Dimension("setting", Role.GROUP, ("a", "b")),
        Dimension("audience", Role.GROUP, ("x", "y")),
    )
    keys = itertools.product(*(d.values for d in dimensions))
    counted = CountTable("t", "t", dimensions, dict(zip(keys, numbers, strict=True)), "reviewed")
    (released,) = release([counted], POLICY).tables
    attacker = attack(counted, released, most=sum(numbers) + 6)
    for hidden in hidden_sums(counted, released):
        assert attacker.reaches(hidden, 5)


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_ten_thousand_random_tables_give_nothing_away() -> None:
    draw = random.Random(20221)
    for turn in range(10_000):
        shape = draw.randint(2, 4), draw.randint(2, 4)
        largest = draw.choice((4, 8, 15, 40))
        numbers = [[draw.randint(0, largest) if draw.random() < 0.8 else 0 for _ in range(shape[1])] for _ in range(shape[0])]
        counted = table(numbers)
        (released,) = release([counted], POLICY).tables
        attacker = attack(counted, released, most=sum(map(sum, numbers)) + 6)
        low, high = attacker.bounds()
        for hidden in hidden_sums(counted, released):
            assert attacker.eliminated(hidden) is None, numbers
            if len(hidden) == 1:
                (part,) = hidden
                assert high[attacker.part(part)] - low[attacker.part(part)] >= 5, numbers
            if turn % 25 == 0 and shape <= (3, 3):
                assert attacker.reaches(hidden, 5), numbers
