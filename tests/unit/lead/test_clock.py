"""The clock of alerts: shortest time that applies, days only, most urgent first, wrong files told by line."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.definitions import DefinitionError
from consultations.lead.clock import FILE, load, most_urgent_first, wait
from consultations.store.models import Alert, AlertAction
from consultations.types import Level, SafeguardingKind

TODAY = dt.date(2026, 3, 10)


def an_alert(level: str, *kinds: str, days_ago: int = 0, finished: int | None = None) -> Alert:
    alert = Alert(level=level, kinds=list(kinds), rules=[], detector="d", raised_on=TODAY - dt.timedelta(days=days_ago))
    if finished is not None:
        on = TODAY - dt.timedelta(days=finished)
        alert.actions.append(AlertAction(what="told_place", finished=True, done_by="somebody", done_on=on))
    return alert


def test_danger_now_is_overdue_the_day_it_comes() -> None:
    found = wait(an_alert("immediate", "suicide_self_harm"), TODAY)
    assert (found.days, found.allowed, found.overdue) == (0, 0, True)


def test_a_kind_can_shorten_the_time_and_never_lengthens_it() -> None:
    clock = load()
    for kind in SafeguardingKind:
        assert clock.allowed(Level.CONCERN, [kind]) <= clock.levels[Level.CONCERN]
        assert clock.allowed(Level.IMMEDIATE, [kind]) == 0
    assert clock.allowed(Level.CONCERN, [SafeguardingKind.CHILD_AT_RISK]) < clock.levels[Level.CONCERN]


def test_what_is_finished_stops_its_clock_on_that_day() -> None:
    found = wait(an_alert("immediate", days_ago=9, finished=7), TODAY)
    assert (found.days, found.finished, found.overdue) == (2, True, False)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["immediate", "concern"]),
            st.sampled_from([k.value for k in SafeguardingKind]),
            st.integers(0, 40),
            st.booleans(),
        )
    )
)
def test_nothing_is_lost_and_nothing_open_stands_behind_what_is_finished(drawn: list[tuple[str, str, int, bool]]) -> None:
    alerts = [an_alert(level, kind, days_ago=days, finished=0 if done else None) for level, kind, days, done in drawn]
    ordered = most_urgent_first(alerts, TODAY)
    assert sorted(map(id, alerts)) == sorted(id(alert) for alert, _ in ordered)
    finished = [wait.finished for _, wait in ordered]
    assert finished == sorted(finished)
    open_levels = [alert.level for alert, wait in ordered if not wait.finished]
    assert open_levels == sorted(open_levels, reverse=True), "immediate before concern"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("immediate: 0, concern: 3", "immediate: 0"), "concern"),
        (("abuse_by_staff: 1", "abuse_by_staf: 1"), "abuse_by_staf"),
        (("longest_hold_days: 366", "longest_hold_days: -1"), "longest_hold_days"),
    ],
)
def test_a_wrong_file_is_told_with_file_and_line(tmp_path: Path, change: tuple[str, str], says: str) -> None:
    path = tmp_path / "clock.yml"
    path.write_text(FILE.read_text(encoding="utf-8").replace(*change), encoding="utf-8")
    with pytest.raises(DefinitionError) as told:
        load(path)
    assert says in str(told.value)
    assert "clock.yml:" in str(told.value)
