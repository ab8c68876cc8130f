"""Later releases against earlier ones: a number changes by nobody, or by enough people that none of them can be picked out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from consultations.disclosure.checks import Shown
from consultations.disclosure.lattice import Key, Node, Shape, released_numbers
from consultations.disclosure.policy import Policy
from consultations.disclosure.system import Layer
from consultations.releasable import ReleasableTable, Role


@dataclass(frozen=True)
class Earlier:
    """What one earlier release showed: its numbers (`None` is hidden) and the shapes of its tables, by population."""

    shown: Mapping[Node, Shown]
    shapes: Mapping[Node, Sequence[Shape]]


def by_release(earlier: Sequence[ReleasableTable]) -> list[Earlier]:
    """What each earlier release showed, oldest first. A number that one of its tables hides and another shows counts as shown."""
    numbers: dict[int, dict[Node, dict[Key, int | None]]] = {}
    shapes: dict[int, dict[Node, list[Shape]]] = {}
    for table in sorted(earlier, key=lambda t: (t.release, t.id)):
        for key, count in released_numbers(table).items():
            shown = numbers.setdefault(table.release, {}).setdefault(key.node, {})
            if shown.get(key) is None:
                shown[key] = count
        for node, shape in _shapes(table).items():
            shapes.setdefault(table.release, {}).setdefault(node, []).append(shape)
    return [Earlier(numbers[release], shapes[release]) for release in sorted(numbers)]


def _shapes(table: ReleasableTable) -> dict[Node, Shape]:
    listed: dict[Node, dict[str, dict[str, None]]] = {}
    people = {d for d, role in zip(table.dimensions, table.roles, strict=True) if role in (Role.GROUP, Role.ANSWER)}
    for cell, key in zip(table.cells, released_numbers(table), strict=True):
        for name, value in cell.dimensions:
            if name in people:
                listed.setdefault(key.node, {}).setdefault(name, {})[value] = None
        listed.setdefault(key.node, {})
    crossed = {name for name, _ in table.filters}
    return {
        node: Shape(frozenset(by_name) | crossed, {name: tuple(values) for name, values in by_name.items()})
        for node, by_name in listed.items()
    }


def changed_too_little(counts: Mapping[Key, int], earlier: Sequence[Earlier], policy: Policy) -> list[Key]:
    """Numbers that differ from any earlier showing of them by at least one person and too few."""
    return [
        key for key, count in counts.items() if any(0 < abs(count - was) < policy.change_minimum for was in _were(key, earlier))
    ]


def standing(node: Node, counts: Mapping[Key, int], earlier: Sequence[Earlier], policy: Policy) -> Shown | None:
    """What stays as it was last shown, because some number of this population changed and none by enough people.

    `None` when nothing changed, or something changed by enough to release anew. Numbers that were not released then are hidden.
    """
    last = as_last_shown(node, counts, earlier)
    changes = [abs(counts[key] - was) for key, was in last.items() if was is not None]
    return last if any(changes) and max(changes) < policy.change_minimum else None


def as_last_shown(node: Node, counts: Mapping[Key, int], earlier: Sequence[Earlier]) -> Shown:
    """The last showing of these numbers; hidden where there was none."""
    last = next((release.shown[node] for release in reversed(earlier) if node in release.shown), {})
    return {key: last.get(key) for key in counts}


def growth(nodes: Sequence[Node], counts: Sequence[Mapping[Key, int]], earlier: Sequence[Earlier]) -> list[Layer]:
    """Earlier releases as layers of one system, oldest first; empty if somebody has been taken away since, or nothing was shown.

    `nodes` and `counts`: a population and those it is part of, nearest first.
    """
    layers = [
        Layer(release.shown.get(nodes[0], {}), [release.shown.get(node, {}) for node in nodes[1:]])
        for release in earlier
        if any(node in release.shown for node in nodes)
    ]
    fewer = any(count < was for numbers in counts for key, count in numbers.items() for was in _were(key, earlier))
    return [] if fewer else layers


def earlier_shapes(nodes: Sequence[Node], earlier: Sequence[Earlier]) -> list[list[Shape]]:
    """The shapes of earlier tables for a population and those it is part of."""
    return [[shape for release in earlier for shape in release.shapes.get(node, ())] for node in nodes]


def _were(key: Key, earlier: Sequence[Earlier]) -> list[int]:
    return [was for release in earlier if (was := release.shown.get(key.node, {}).get(key)) is not None]
