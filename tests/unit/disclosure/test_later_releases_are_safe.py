"""Nobody can work out a small number by holding a release against an earlier one."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from consultations.disclosure.checks import Rule
from consultations.disclosure.gate import GateDecision, release
from consultations.disclosure.policy import shipped_policy
from consultations.disclosure.tables import CountTable, Dimension, count_people
from consultations.releasable import ReleasableTable, Role
from tests.unit.disclosure.attacker import Attacker, parts_of

POLICY = shipped_policy()
SETTING = Dimension("setting", Role.GROUP, ("a", "b", "c"))
CHOICE = Dimension("choice", Role.ANSWER, ("1", "2"))
VALUES = {"choice": CHOICE.values, "setting": SETTING.values}


def count(rows: list[dict[str, str]]) -> CountTable:
    return count_people(rows, id="t", title="t", dimensions=(CHOICE, SETTING), status="reviewed")


def people(draw: random.Random, number: int) -> list[dict[str, str]]:
    return [{"choice": draw.choices("12", [3, 2])[0], "setting": draw.choices("abc", [6, 3, 1])[0]} for _ in range(number)]


def stored(decision: GateDecision) -> list[ReleasableTable]:
    return [ReleasableTable.stored(table.as_record()) for table in decision.tables]


def grown(start: list[dict[str, str]], *more: list[dict[str, str]]) -> list[ReleasableTable]:
    """A first release, and one after each growth."""
    out: list[ReleasableTable] = []
    rows = list(start)
    out += stored(release([count(rows)], POLICY, out))
    for added in more:
        rows += added
        out += stored(release([count(rows)], POLICY, out))
    return out


@settings(max_examples=8)
@given(st.integers(0, 100_000), st.integers(10, 40), st.integers(0, 15), st.integers(0, 15))
def test_no_shown_number_changes_by_one_to_four(seed: int, first: int, second: int, third: int) -> None:
    draw = random.Random(seed)
    releases = grown(people(draw, first), people(draw, second), people(draw, third))
    for at, later in enumerate(releases):
        for earlier in releases[:at]:
            for old, new in zip(earlier.cells, later.cells, strict=True):
                if old.count is not None and new.count is not None:
                    assert old.count == new.count or abs(old.count - new.count) >= 5


@settings(max_examples=8)
@given(st.integers(0, 100_000), st.integers(10, 30), st.integers(0, 12))
def test_who_was_added_cannot_be_worked_out(seed: int, first: int, second: int) -> None:
    """The attacker knows that people were only added; what is hidden in either release, and small groups added, stay hidden."""
    draw = random.Random(seed)
    before, after = grown(people(draw, first), people(draw, second))
    kept = before.cells == after.cells
    most = first + second + 6
    attacker = Attacker(most)
    for part in parts_of(VALUES, {}):
        attacker.part(("old", *part))
        attacker.part(("added", *part))
    for table, kinds in ((before, ("old",)), (after, ("old",) if kept else ("old", "added"))):
        for cell in table.cells:
            if cell.count is not None:
                attacker.knows(people_in(cell.where(), *kinds), cell.count)
    for table, kinds in ((before, ("old",)), (after, ("old",) if kept else ("old", "added"))):
        for cell in table.cells:
            if cell.suppressed:
                assert attacker.reaches(people_in(cell.where(), *kinds), 5)
    for cell in after.cells:
        assert kept or attacker.most_of(people_in(cell.where(), "added")) not in (1, 2, 3, 4)


def people_in(where: dict[str, str], *kinds: str) -> dict[tuple[str, ...], int]:
    return {(kind, *part): 1 for kind in kinds for part in parts_of(VALUES, {n: [v] for n, v in where.items()})}


def test_a_few_more_people_leave_the_earlier_release_standing() -> None:
    rows = people(random.Random(1), 60)
    first = release([count(rows)], POLICY)
    more = [*rows, {"choice": "1", "setting": "a"}, {"choice": "2", "setting": "a"}]
    second = release([count(more)], POLICY, stored(first))
    assert second.tables[0].cells == first.tables[0].cells
    assert {d.rule for d in second.log} == {Rule.KEPT}
    assert second.tables[0].release == 2


def test_small_growths_add_up_until_they_may_be_shown() -> None:
    rows = [{"choice": c, "setting": "a"} for c in "12" for _ in range(20)]
    out = stored(release([count(rows)], POLICY))
    totals = []
    for _ in range(3):
        rows = [*rows, *({"choice": "1", "setting": "a"} for _ in range(3))]
        out += stored(release([count(rows)], POLICY, out))
        totals.append(out[-1].cell().count)
    assert totals == [40, 46, 46]


def test_three_people_who_take_their_answers_back_cannot_be_seen() -> None:
    rows = [{"choice": c, "setting": s} for c in "12" for s in "ab" for _ in range(20)]
    first = stored(release([count(rows)], POLICY))
    (second,) = release([count(rows[3:])], POLICY, first).tables
    for old, new in zip(first[0].cells, second.cells, strict=True):
        assert new.count is None or new.count == old.count


def test_two_who_leave_one_setting_cannot_be_seen_while_another_grows() -> None:
    rows = [{"choice": c, "setting": s} for c in "12" for s in "ab" for _ in range(20)]
    first = stored(release([count(rows)], POLICY))
    moved = [
        *rows[2:],
        *({"choice": "1", "setting": "c"} for _ in range(14)),
        *({"choice": "2", "setting": "c"} for _ in range(14)),
    ]
    decision = release([count(moved)], POLICY, first)
    assert decision.tables[0].cell(choice="1", setting="a").suppressed
    assert Rule.CHANGE in {d.rule for d in decision.log}
    for old, new in zip(first[0].cells, decision.tables[0].cells, strict=True):
        assert new.count is None or new.count == old.count or abs(new.count - (old.count or 0)) >= 5


def test_a_release_that_stays_the_same_is_shown_the_same() -> None:
    rows = people(random.Random(3), 50)
    first, second = grown(rows, [])
    assert first.cells == second.cells
