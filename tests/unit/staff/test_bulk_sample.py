"""The sample is large enough that one mistake in twenty would hardly go unseen, and no larger."""

from __future__ import annotations

from math import comb

import pytest

from consultations.bulk import sample_size


@pytest.mark.parametrize("among", [10, 20, 40, 100, 250, 500])
def test_the_sample_is_the_smallest_that_would_hardly_miss_every_mistake(among: int) -> None:
    wrong = max(1, round(among * 0.05))

    def missing_all(size: int) -> float:
        return comb(among - wrong, size) / comb(among, size)

    size = sample_size(among)
    assert missing_all(size) <= 0.05
    assert missing_all(size - 1) > 0.05


def test_of_a_few_all_are_checked() -> None:
    assert sample_size(10) == 10
