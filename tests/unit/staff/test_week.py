"""What a reviewer may know of the day."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from web.review.shown import week


@given(st.dates(min_value=dt.date(2007, 1, 1), max_value=dt.date(2100, 1, 1)))
def test_every_day_of_a_week_looks_the_same(day: dt.date) -> None:
    monday = week(day)
    assert monday.weekday() == 0
    assert {week(monday + dt.timedelta(days=n)) for n in range(7)} == {monday}
    assert 0 <= (day - monday).days < 7
