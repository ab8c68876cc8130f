"""Later releases against earlier ones: a number changes by nobody or by enough people that none of them can be picked out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from consultations.disclosure.lattice import Key, released_numbers
from consultations.disclosure.policy import Policy
from consultations.releasable import ReleasableTable


def by_release(earlier: Sequence[ReleasableTable]) -> list[dict[Key, int | None]]:
    """What each earlier release showed, oldest first; `None` is a hidden number.

    A number that one table of a release hides and another shows counts as shown.
    """
    releases: dict[int, dict[Key, int | None]] = {}
    for table in earlier:
        shown = releases.setdefault(table.release, {})
        for key, count in released_numbers(table).items():
            if shown.get(key) is None:
                shown[key] = count
    return [releases[number] for number in sorted(releases)]


def changed_too_little(counts: Mapping[Key, int], earlier: Sequence[Mapping[Key, int | None]], policy: Policy) -> list[Key]:
    """Numbers that differ from any earlier showing of them by at least one person and too few."""
    return [
        key for key, count in counts.items() if any(0 < abs(count - was) < policy.change_minimum for was in _shown(key, earlier))
    ]


def _shown(key: Key, earlier: Sequence[Mapping[Key, int | None]]) -> list[int]:
    return [was for release in earlier if (was := release.get(key)) is not None]
