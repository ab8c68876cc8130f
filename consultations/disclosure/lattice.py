"""Which numbers of which tables are one and the same, and which populations hang together.

A *node* is a population whose numbers are solved together: everyone, those who answered one question, or those of either who
have one tag. A *key* names one number whatever table shows it: a node and what is fixed about its people, filters included.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from consultations.disclosure.tables import CountTable
from consultations.releasable import ReleasableTable, Role

Where = tuple[tuple[str, tuple[str, ...]], ...]
"""What is fixed about people: (dimension, the values it may have), sorted by dimension."""


@dataclass(frozen=True, order=True, slots=True)
class Node:
    """A population, narrowed by `path`: (dimension, value) of a question answered, of a tag, or of first one and then the other.

    Those who answered a question are the same people whether a table lists the question as such or as a tag.
    """

    population: str
    path: tuple[tuple[str, str], ...] = ()

    def parents(self) -> tuple[Node, ...]:
        """The populations that this one is part of, nearest first."""
        return tuple(Node(self.population, self.path[:length]) for length in reversed(range(len(self.path))))


@dataclass(frozen=True, order=True, slots=True)
class Key:
    """One number: the people of `node` for whom `where` holds."""

    node: Node
    where: Where

    @property
    def dimensions(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self.where)

    def wider(self) -> Iterator[Key]:
        """Every number that this one is part of by leaving out what is fixed, within its node."""
        for size in range(len(self.where)):
            for kept in itertools.combinations(self.where, size):
                yield Key(self.node, kept)

    def without(self, dimensions: Iterable[str]) -> Key:
        leave_out = set(dimensions)
        return Key(self.node, tuple(w for w in self.where if w[0] not in leave_out))

    def of(self, node: Node) -> Key:
        return Key(node, self.where)


def key_of(
    fixed: Mapping[str, str],
    *,
    population: str,
    question: str | None,
    tag: str | None,
    filters: Iterable[tuple[str, Iterable[str]]],
) -> Key:
    """The key of a table's cell; `question` and `tag` name the table's dimensions of those roles."""
    node = Node(population, tuple((name, fixed[name]) for name in (question, tag) if name is not None and name in fixed))
    rest: list[tuple[str, tuple[str, ...]]] = [(name, (value,)) for name, value in fixed.items() if name not in (question, tag)]
    rest += [(name, tuple(sorted(values))) for name, values in filters]
    return Key(node, tuple(sorted(rest)))


@dataclass(frozen=True)
class Shape:
    """What one table fixes about people in one node: the dimensions it crosses, and every value of those it lists in full."""

    crossed: frozenset[str]
    listed: Mapping[str, tuple[str, ...]]


@dataclass
class Numbers:
    """The numbers of one node: counts by key, the shapes of the tables they come from, and which dimensions are answers.

    `tagged`: some table lists the node as a tag, so that those without it are told apart as well.
    """

    counts: dict[Key, int] = field(default_factory=dict)
    shapes: list[Shape] = field(default_factory=list)
    answers: set[str] = field(default_factory=set)
    tagged: bool = False


def place(table: CountTable) -> list[tuple[dict[str, str], Key, int]]:
    """Every number of a table: (what it fixes, its key, people)."""
    question = table.question.name if table.question else None
    tag = table.tag.name if table.tag else None
    filters = [(name, tuple(values)) for name, values in table.filters.items()]
    return [
        (fixed, key_of(fixed, population=table.population, question=question, tag=tag, filters=filters), count)
        for fixed, count in table.cells()
    ]


def shapes(table: CountTable) -> dict[Node, Shape]:
    """The shape of the table in each node it has numbers in."""
    out: dict[Node, Shape] = {}
    for _, key, _ in place(table):
        if key.node in out:
            continue
        roles = {Role.GROUP} if table.tag is not None and not has_tag(table, key.node) else {Role.GROUP, Role.ANSWER}
        listed = {d.name: d.values for d in table.dimensions if d.role in roles}
        out[key.node] = Shape(frozenset(listed) | frozenset(table.filters), listed)
    return out


def has_tag(table: CountTable, node: Node) -> bool:
    """Whether a table's numbers in this node are about people with one of its tags."""
    return table.tag is not None and any(name == table.tag.name for name, _ in node.path)


def released_numbers(table: ReleasableTable) -> dict[Key, int | None]:
    """The numbers of a table released earlier, by the same keys; `None` is a suppressed one."""
    by_role = dict(zip(table.roles, table.dimensions, strict=True))
    question, tag = by_role.get(Role.QUESTION), by_role.get(Role.TAG)
    return {
        key_of(cell.where(), population=table.population, question=question, tag=tag, filters=table.filters): cell.count
        for cell in table.cells
    }
