"""The unknown numbers of people behind the numbers of one population, as few as hold everything that can be worked out.

Tables that fix dimensions D1, D2, … are margins of one table over all dimensions together, which may be far too large to write
down. Where the sets of dimensions form a tree (an acyclic hypergraph, found by Graham's reduction), tables that agree on what
each branch shares always have such a joint table, so each set needs only its own cross; sets that form a ring are joined.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from consultations.disclosure.lattice import Shape, Where

Edge = tuple[str, ...]
"""A set of dimensions that are crossed, sorted."""
Row = dict[int, float]
"""A sum of unknowns: unknown to factor."""


class Classes:
    """For each dimension, the classes of values that no number tells apart."""

    def __init__(self, shapes: Iterable[Shape], wheres: Iterable[Where]) -> None:
        values: dict[str, dict[str, None]] = {}
        listed: set[str] = set()
        asked: dict[str, dict[tuple[str, ...], None]] = {}
        for shape in shapes:
            for name in shape.crossed:
                values.setdefault(name, {})
            for name, every_value in shape.listed.items():
                values.setdefault(name, {}).update(dict.fromkeys(every_value))
                listed.add(name)
        for where in wheres:
            for name, allowed in where:
                asked.setdefault(name, {})[allowed] = None
                values.setdefault(name, {}).update(dict.fromkeys(allowed))
        self._class_of: dict[str, dict[str, int]] = {}
        self.size: dict[str, int] = {}
        for name, its_values in values.items():
            signatures: dict[tuple[bool, ...], int] = {}
            class_of = {}
            # People whose value no table lists are a class of their own, unless some table lists every value.
            everyone = list(its_values) + ([] if name in listed else [""])
            for value in everyone:
                signature = tuple(value in allowed for allowed in asked.get(name, {}))
                class_of[value] = signatures.setdefault(signature, len(signatures))
            self._class_of[name] = class_of
            self.size[name] = len(signatures)

    def of(self, name: str, allowed: Iterable[str]) -> list[int]:
        return sorted({self._class_of[name][value] for value in allowed})


class Space:
    """Unknowns for one population: for each edge, one for every combination of classes."""

    def __init__(self, shapes: Sequence[Shape], classes: Classes, start: int = 0) -> None:
        self.classes = classes
        self.edges, self.joins = _tree({tuple(sorted(s.crossed)) for s in shapes} or {()})
        self.start = start
        self._at: dict[Edge, int] = {}
        at = start
        for edge in self.edges:
            self._at[edge] = at
            at += math.prod(classes.size[name] for name in edge)
        self.end = at

    def row(self, where: Where, edge: Edge | None = None) -> Row:
        """The sum of unknowns that is the number `where` names, over `edge` or the first edge that has its dimensions."""
        names = {name for name, _ in where}
        if edge is None:
            edge = next(e for e in self.edges if names <= set(e))
        fixed = {name: self.classes.of(name, allowed) for name, allowed in where}
        return self._sum(edge, fixed)

    def _sum(self, edge: Edge, fixed: Mapping[str, Collection[int]]) -> Row:
        sizes = [self.classes.size[name] for name in edge]
        ranges = [fixed.get(name, range(size)) for name, size in zip(edge, sizes, strict=True)]
        row: Row = {}
        for combination in itertools.product(*ranges):
            at = 0
            for value, size in zip(combination, sizes, strict=True):
                at = at * size + value
            row[self._at[edge] + at] = 1.0
        return row

    def margin(self, edge: Edge, names: Sequence[str]) -> Iterator[Row]:
        """The totals of an edge over all but `names`, one row for each combination of their classes."""
        for combination in itertools.product(*(range(self.classes.size[name]) for name in names)):
            yield self._sum(edge, {name: (value,) for name, value in zip(names, combination, strict=True)})

    def agreements(self) -> Iterator[Row]:
        """Sums that are zero because two edges count the same people."""
        for one, other, shared in self.joins:
            for left, right in zip(self.margin(one, shared), self.margin(other, shared), strict=True):
                yield difference(left, right)

    def every_sum(self) -> Iterator[Row]:
        """Each number that some edge's cross has, margins included: what could be derived though no table shows it."""
        seen: set[frozenset[int]] = set()
        for edge in self.edges:
            for size in range(len(edge) + 1):
                for names in itertools.combinations(edge, size):
                    for row in self.margin(edge, names):
                        if frozenset(row) not in seen:
                            seen.add(frozenset(row))
                            yield row


def difference(left: Row, right: Row) -> Row:
    """`left` minus `right`."""
    out = dict(left)
    for at, factor in right.items():
        out[at] = out.get(at, 0.0) - factor
    return {at: factor for at, factor in out.items() if factor}


def _tree(edges: Collection[Edge]) -> tuple[list[Edge], list[tuple[Edge, Edge, Edge]]]:
    """Join dimensions sets into a tree: the edges, and (edge, its neighbour, what both have). Rings are merged into one edge."""
    left = sorted(edges, key=lambda e: (-len(e), e))
    left = [e for i, e in enumerate(left) if not any(set(e) <= set(f) for f in left[:i])]
    done: list[Edge] = []
    joins: list[tuple[Edge, Edge, Edge]] = []
    while len(left) > 1:
        ear = _ear(left)
        if ear is None:
            merged = tuple(sorted(set().union(*left)))
            joins = [(e, merged if f in left else f, shared) for e, f, shared in joins]
            left = [merged]
            break
        edge, neighbour = ear
        joins.append((edge, neighbour, tuple(sorted(set(edge) & set(neighbour)))))
        done.append(edge)
        left.remove(edge)
    return sorted(done + left), joins


def _ear(edges: Sequence[Edge]) -> tuple[Edge, Edge] | None:
    for edge in reversed(edges):
        others = [e for e in edges if e != edge]
        shared = set(edge) & set().union(*others)
        for neighbour in others:
            if shared <= set(neighbour):
                return edge, neighbour
    return None
