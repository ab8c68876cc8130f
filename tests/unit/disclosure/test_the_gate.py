"""What the gate lets through, holds back and writes down."""

from __future__ import annotations

import ast
import random
from collections.abc import Mapping
from pathlib import Path

import pytest

from consultations.disclosure.checks import Rule
from consultations.disclosure.gate import GateDecision, release
from consultations.disclosure.policy import shipped_policy
from consultations.disclosure.tables import CountTable, Dimension, count_people
from consultations.releasable import ReleasableTable, Role, freeze

POLICY = shipped_policy()
PLACES = Dimension("setting", Role.GROUP, ("a", "b", "c", "d"))
CHOICES = Dimension("choice", Role.ANSWER, ("1", "2", "3"))
ROOT = Path(__file__).resolve().parents[3]


def table(counts: Mapping[tuple[str, str], int], *, status: str = "reviewed", id: str = "t") -> CountTable:
    return CountTable(id, id, (CHOICES, PLACES), counts, status)


def only(decision: GateDecision) -> ReleasableTable:
    (released,) = decision.tables
    return released


def rules(decision: GateDecision, **where: str) -> set[Rule]:
    return {d.rule for d in decision.log if d.cell is not None and dict(d.cell) == where}


WIDE = {(c, s): 30 for c in CHOICES.values for s in PLACES.values}


def test_one_to_four_are_hidden_and_five_is_not() -> None:
    for count in range(1, 5):
        assert only(release([table(WIDE | {("1", "a"): count})], POLICY)).cell(choice="1", setting="a").suppressed
    assert only(release([table(WIDE | {("1", "a"): 5})], POLICY)).cell(choice="1", setting="a").count == 5


def test_nobody_is_shown_as_nobody_where_it_tells_nothing() -> None:
    assert (
        only(release([table({k: v for k, v in WIDE.items() if k != ("1", "a")})], POLICY)).cell(choice="1", setting="a").count
        == 0
    )


def test_one_small_number_hides_no_more_than_three_others() -> None:
    decision = release([table(WIDE | {("1", "a"): 3})], POLICY)
    assert [d.rule for d in decision.log].count(Rule.SECONDARY) == 3
    assert not any(cell.suppressed for cell in only(decision).cells if len(cell.dimensions) < 2)


def test_a_group_under_ten_is_not_broken_down() -> None:
    decision = release([table(WIDE | {("1", "a"): 5, ("2", "a"): 4, ("3", "a"): 0})], POLICY)
    assert only(decision).cell(setting="a").count in (9, None)
    assert all(only(decision).cell(choice=c, setting="a").suppressed for c in CHOICES.values)
    assert rules(decision, choice="1", setting="a") == {Rule.BASE}


def test_a_group_that_all_said_the_same_is_not_shown_to_have_done_so() -> None:
    decision = release([table(WIDE | {("1", "a"): 40, ("2", "a"): 0, ("3", "a"): 0})], POLICY)
    assert rules(decision, choice="1", setting="a") == {Rule.UNANIMOUS}
    assert only(decision).cell(choice="2", setting="a").suppressed or only(decision).cell(choice="3", setting="a").suppressed


def test_nearly_everyone_having_a_tag_points_to_those_who_do_not() -> None:
    tag = Dimension("tag", Role.TAG, ("t", "u"))
    base = {("a",): 40, ("b",): 40, ("c",): 40, ("d",): 40}
    yes = {(t, s): 20 for t in tag.values for s in PLACES.values} | {("t", "a"): 38, ("u", "b"): 40}
    decision = release([CountTable("t", "t", (tag, PLACES), yes, "reviewed", base)], POLICY)
    assert rules(decision, tag="t", setting="a") == {Rule.COMPLEMENT}
    assert rules(decision, tag="u", setting="b") == {Rule.UNANIMOUS}
    assert only(decision).cell(setting="a").count == 40


@pytest.mark.parametrize("status", ["in_review", "on_hold", "withdrawn", "unreviewed", "", "REVIEWED", "anything else"])
def test_a_status_that_is_not_known_to_be_fit_is_blocked(status: str) -> None:
    decision = release([table(WIDE, status=status)], POLICY)
    assert not decision.tables
    assert [(r.table, r.rule) for r in decision.refused] == [("t", Rule.STATUS)]


def test_unreviewed_responses_leave_on_a_demonstration_only() -> None:
    assert release([table(WIDE, status="unreviewed")], POLICY, demonstration=True).tables
    assert not release([table(WIDE, status="in_review")], POLICY, demonstration=True).tables


def test_two_tables_that_count_the_same_people_differently_do_not_both_leave() -> None:
    decision = release([table(WIDE), table(WIDE | {("1", "a"): 31}, id="u")], POLICY)
    assert [t.id for t in decision.tables] == ["t"]
    assert [(r.table, r.rule) for r in decision.refused] == [("u", Rule.INCONSISTENT)]


def test_tables_that_cannot_be_checked_together_do_not_leave_together() -> None:
    letters = "abcd"
    one, two, three = (Dimension(name, Role.GROUP, tuple(letters)) for name in ("one", "two", "three"))
    draw = random.Random(1)
    rows = [{d.name: draw.choice(letters) for d in (one, two, three)} for _ in range(300)]
    pairs = [("12", one, two), ("23", two, three), ("13", one, three)]
    tables = [count_people(rows, id=id, title=id, dimensions=ds, status="reviewed") for id, *ds in pairs]
    refused = release(tables, POLICY.model_copy(update={"largest_joint_table": 50})).refused
    assert [(r.table, r.rule) for r in refused] == [("13", Rule.TOO_MANY_PARTS)]


def test_every_hidden_number_is_in_the_log_with_its_rule_and_no_count() -> None:
    decision = release([table(WIDE | {("1", "a"): 3, ("2", "b"): 0})], POLICY)
    hidden = {cell.dimensions for cell in only(decision).cells if cell.suppressed}
    assert {d.cell for d in decision.log} == hidden
    assert not any(isinstance(value, int) for d in decision.log for value in (d.table, d.cell, d.rule))


def test_a_releasable_table_cannot_be_made_by_hand_or_changed() -> None:
    with pytest.raises(TypeError):
        ReleasableTable(id="t", title="t", dimensions=(), cells=(), release=1, roles=(), filters=(), population="respondents")
    released = only(release([table(WIDE)], POLICY))
    with pytest.raises(AttributeError):
        released.cells = ()
    with pytest.raises(AttributeError):
        del released.cells


def test_a_stored_table_comes_back_as_it_was() -> None:
    released = only(release([table(WIDE | {("1", "a"): 3})], POLICY))
    assert ReleasableTable.stored(released.as_record()) == released


def test_only_the_gate_makes_releasable_tables_and_only_the_store_reloads_them() -> None:
    makers = {
        path for path in sorted((ROOT / "consultations").rglob("*.py")) + sorted((ROOT / "web").rglob("*.py")) if uses(path)
    }
    assert {str(p.relative_to(ROOT)) for p in makers} - {"consultations/releasable.py"} <= {
        "consultations/disclosure/gate.py",
        "consultations/store/releases.py",
    }


def uses(path: Path) -> bool:
    """Whether a file calls `freeze` of `releasable`, or `ReleasableTable.stored`, or reaches for the key."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = {alias.name for alias in node.names} if isinstance(node, ast.ImportFrom) else set()
        if names & {freeze.__name__, "_MAKER"} and node.module == "consultations.releasable":
            return True
        if isinstance(node, ast.Attribute) and node.attr == "stored" and ast.unparse(node.value) == "ReleasableTable":
            return True
    return False


def test_a_row_without_a_dimension_is_refused_rather_than_dropped() -> None:
    with pytest.raises(ValueError, match="not said"):
        count_people([{"choice": "1"}], id="t", title="t", dimensions=(CHOICES, PLACES), status="reviewed")


def test_a_count_of_something_not_listed_is_refused() -> None:
    with pytest.raises(ValueError, match="do not list"):
        table({("9", "a"): 3})
