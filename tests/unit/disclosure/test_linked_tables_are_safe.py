"""Nobody can work out a hidden number by holding tables of one release against each other."""

from __future__ import annotations

import itertools
import random
from collections.abc import Mapping, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from consultations.disclosure.gate import GateDecision, release
from consultations.disclosure.policy import shipped_policy
from consultations.disclosure.tables import CountTable, Dimension, count_people
from consultations.releasable import ReleasableTable, Role
from tests.unit.disclosure.attacker import Attacker, parts_of

POLICY = shipped_policy()
SETTING = Dimension("setting", Role.GROUP, ("a", "b", "c"))
AUDIENCE = Dimension("audience", Role.GROUP, ("x", "y"))
CHOICE = Dimension("choice", Role.ANSWER, ("1", "2", "3"))
TAG = Dimension("tag", Role.TAG, ("t", "u"))
Row = Mapping[str, str | frozenset[str]]


def count(rows: Sequence[Row], id: str, *dimensions: Dimension, **filters: frozenset[str]) -> CountTable:
    return count_people(rows, id=id, title=id, dimensions=dimensions, status="reviewed", filters=filters)


def people(seed: int, most: int) -> list[Row]:
    draw = random.Random(seed)
    return [
        {
            "setting": draw.choices("abc", [8, 3, 1])[0],
            "audience": draw.choices("xy", [6, 1])[0],
            "choice": draw.choices("123", [6, 3, 1])[0],
            "tag": frozenset(t for t, share in zip("tu", (0.5, 0.9), strict=True) if draw.random() < share),
        }
        for _ in range(draw.randint(8, most))
    ]


def cross(rows: Sequence[Row], *dimensions: Dimension) -> dict[tuple[str, ...], int]:
    """The truth: people in every part of the cross of all dimensions."""
    return {
        values: sum(all(row[d.name] == v for d, v in zip(dimensions, values, strict=True)) for row in rows)
        for values in itertools.product(*(d.values for d in dimensions))
    }


def attack(decision: GateDecision, dimensions: Sequence[Dimension], most: int) -> Attacker:
    """An attacker who knows that all tables are margins of one."""
    attacker = Attacker(most)
    values = {d.name: d.values for d in dimensions}
    for part in parts_of(values, {}):
        attacker.part(part)
    for table in decision.tables:
        for cell in table.cells:
            if cell.count is not None:
                attacker.knows(parts_of(values, fixed(table, cell.where())), cell.count)
    return attacker


def fixed(table: ReleasableTable, where: Mapping[str, str]) -> dict[str, Sequence[str]]:
    return {name: [value] for name, value in where.items()} | dict(table.filters)


def hidden(decision: GateDecision) -> list[dict[str, Sequence[str]]]:
    return [fixed(t, cell.where()) for t in decision.tables for cell in t.cells if cell.suppressed]


def sums(dimensions: Sequence[Dimension]) -> list[dict[str, Sequence[str]]]:
    """Every number that any table over these dimensions could show."""
    options = [[None, *d.values] for d in dimensions]
    return [
        {d.name: [v] for d, v in zip(dimensions, values, strict=True) if v is not None} for values in itertools.product(*options)
    ]


def nothing_small_can_be_derived(decision: GateDecision, dimensions: Sequence[Dimension], most: int) -> None:
    attacker = attack(decision, dimensions, most)
    values = {d.name: d.values for d in dimensions}
    for where in hidden(decision):
        assert attacker.reaches(parts_of(values, where), 5), where
    for where in sums(dimensions):
        target = parts_of(values, where)
        # A number that no table shows: it is certainly nobody, or may be as many as five.
        assert attacker.most_of(target) not in (1, 2, 3, 4), where


@settings(max_examples=5)
@given(st.integers(0, 10_000))
def test_a_table_less_its_filtered_copy_shows_no_small_group(seed: int) -> None:
    rows = people(seed, 45)
    tables = [count(rows, "all", CHOICE, SETTING), count(rows, "some", CHOICE, SETTING, audience=frozenset({"x"}))]
    nothing_small_can_be_derived(release(tables, POLICY), (CHOICE, SETTING, AUDIENCE), len(rows) + 6)


@settings(max_examples=5)
@given(st.integers(0, 10_000))
def test_two_tables_that_share_a_dimension_show_no_small_group(seed: int) -> None:
    rows = people(seed, 45)
    tables = [count(rows, "by setting", CHOICE, SETTING), count(rows, "by audience", CHOICE, AUDIENCE)]
    nothing_small_can_be_derived(release(tables, POLICY), (CHOICE, SETTING, AUDIENCE), len(rows) + 6)


@settings(max_examples=4)
@given(st.integers(0, 10_000))
def test_three_tables_in_a_ring_show_no_small_group(seed: int) -> None:
    rows = people(seed, 40)
    tables = [count(rows, "1", CHOICE, SETTING), count(rows, "2", CHOICE, AUDIENCE), count(rows, "3", SETTING, AUDIENCE)]
    nothing_small_can_be_derived(release(tables, POLICY), (CHOICE, SETTING, AUDIENCE), len(rows) + 6)


def test_a_filter_that_leaves_out_three_people_is_caught() -> None:
    rows: list[Row] = [{"setting": "a", "audience": "x", "choice": "1"}] * 20
    rows += [{"setting": "a", "audience": "x", "choice": "2"}] * 20
    rows += [{"setting": "a", "audience": "y", "choice": "2"}] * 3
    tables = [count(rows, "all", CHOICE), count(rows, "some", CHOICE, audience=frozenset({"x"}))]
    whole, part = release(tables, POLICY).tables
    assert None in (whole.cell(choice="2").count, part.cell(choice="2").count)
    assert None in (whole.cell().count, part.cell().count)


def test_a_number_hidden_in_one_table_is_hidden_in_every_table() -> None:
    for seed in range(10):
        rows = people(seed, 60)
        decision = release([count(rows, "1", CHOICE, SETTING), count(rows, "2", SETTING), count(rows, "3", CHOICE)], POLICY)
        first, *others = decision.tables
        for table in others:
            for cell in table.cells:
                assert first.cell(**cell.where()).count == cell.count


@settings(max_examples=15)
@given(st.integers(0, 100_000))
def test_neither_a_tag_nor_its_absence_can_be_worked_out(seed: int) -> None:
    rows = people(seed, 60)
    decision = release([count(rows, "tags", TAG, SETTING), count(rows, "people", SETTING)], POLICY)
    most = len(rows) + 6
    attacker = Attacker(most)
    for tag, setting in itertools.product(TAG.values, SETTING.values):
        attacker.knows({("yes", tag, setting): 1, ("no", tag, setting): 1, ("people", setting): -1}, 0)
    for table in decision.tables:
        for cell in table.cells:
            if cell.count is not None:
                attacker.knows(tag_parts(cell.where(), "yes"), cell.count)
    assert_tags_hidden(rows, attacker)


def tag_parts(where: Mapping[str, str], answer: str) -> dict[tuple[str, ...], int]:
    places = [where["setting"]] if "setting" in where else SETTING.values
    return {(answer, where["tag"], s) if "tag" in where else ("people", s): 1 for s in places}


def assert_tags_hidden(rows: Sequence[Row], attacker: Attacker) -> None:
    for tag, setting in itertools.product(TAG.values, (None, *SETTING.values)):
        group = [row for row in rows if setting in (None, row["setting"])]
        yes = sum(tag in row["tag"] for row in group)
        where = {"tag": tag} | ({"setting": setting} if setting else {})
        if 1 <= yes <= 4:
            assert attacker.reaches(tag_parts(where, "yes"), 5), where
        if 1 <= len(group) - yes <= 4 or (group and yes == len(group)):
            assert attacker.reaches(tag_parts(where, "no"), 5), where
    for setting in SETTING.values:
        if 1 <= sum(row["setting"] == setting for row in rows) <= 4:
            assert attacker.reaches({("people", setting): 1}, 5), setting


def test_those_who_answered_are_the_same_people_whether_listed_as_question_or_tag() -> None:
    rows = [{"setting": s, "question": "q", "choice": c} for s, c in [("a", "1")] * 12 + [("a", "2")] * 11 + [("b", "1")] * 3]
    question = Dimension("question", Role.QUESTION, ("q",))
    asked = Dimension("question", Role.TAG, ("q",))
    everyone: list[Row] = [{"setting": r["setting"], "question": frozenset({"q"})} for r in rows]
    everyone += [{"setting": "a", "question": frozenset()}] * 20
    decision = release([count(rows, "answers", question, CHOICE, SETTING), count(everyone, "asked", asked, SETTING)], POLICY)
    answers, asked_table = decision.tables
    for setting in SETTING.values:
        assert answers.cell(question="q", setting=setting).count == asked_table.cell(question="q", setting=setting).count


def test_the_largest_hidden_part_of_a_mixed_population_stays_hidden_from_its_parts() -> None:
    rows: list[Row] = [{"setting": "a", "tag": frozenset("t")}] * 30 + [{"setting": "a", "tag": frozenset()}] * 10
    rows += [{"setting": "b", "tag": frozenset("t")}] * 7 + [{"setting": "c", "tag": frozenset("t")}] * 3
    (table,) = release([count(rows, "tags", TAG, SETTING)], POLICY).tables
    assert table.cell(setting="c").suppressed
    assert table.cell(setting="b").suppressed, "b would give c away from the total"
    assert table.cell(tag="t", setting="b").suppressed, "it would show that b has at least seven people"
