"""Putting the tables of one release together: every number once, whatever table shows it, and nothing that cannot be checked."""

from __future__ import annotations

from collections.abc import Sequence

from consultations.disclosure.checks import Rule
from consultations.disclosure.lattice import Key, Node, Numbers, has_tag, place, shapes
from consultations.disclosure.linked import Earlier
from consultations.disclosure.policy import Policy
from consultations.disclosure.space import Classes, Space
from consultations.disclosure.tables import CountTable
from consultations.releasable import Role


def gather(
    tables: Sequence[CountTable], earlier: Sequence[Earlier], policy: Policy
) -> tuple[dict[Node, Numbers], list[CountTable], list[tuple[str, Rule]]]:
    """All numbers by population; the tables they come from; and the tables left out, with the rule.

    A table is left out when one before it counts the same people differently, or when with those before it (and the earlier
    releases) it divides people into more parts than can be checked. So give the most important tables first.
    """
    nodes: dict[Node, Numbers] = {}
    let_in: list[CountTable] = []
    left_out: list[tuple[str, Rule]] = []
    for table in tables:
        numbers = {key: count for _, key, count in place(table)}
        if any(table.id == other.id for other in let_in) or any(
            nodes[key.node].counts.get(key, count) != count for key, count in numbers.items() if key.node in nodes
        ):
            left_out.append((table.id, Rule.INCONSISTENT))
            continue
        trial = _with(nodes, table, numbers)
        if any(_parts(node, trial[node], earlier) > policy.largest_joint_table for node in trial):
            left_out.append((table.id, Rule.TOO_MANY_PARTS))
            continue
        nodes |= trial
        let_in.append(table)
    return nodes, let_in, left_out


def _with(nodes: dict[Node, Numbers], table: CountTable, numbers: dict[Key, int]) -> dict[Node, Numbers]:
    """The populations that a table has numbers of, with the table added."""
    out: dict[Node, Numbers] = {}
    answers = {d.name for d in table.dimensions if d.role is Role.ANSWER}
    for node, shape in shapes(table).items():
        old = nodes.get(node, Numbers())
        out[node] = Numbers(
            dict(old.counts), [*old.shapes, shape], old.answers | (answers & shape.crossed), old.tagged or has_tag(table, node)
        )
    for key, count in numbers.items():
        out[key.node].counts[key] = count
    return out


def _parts(node: Node, numbers: Numbers, earlier: Sequence[Earlier]) -> int:
    old = [release for release in earlier if node in release.shown]
    every_shape = [*numbers.shapes, *(shape for release in old for shape in release.shapes[node])]
    wheres = [key.where for key in numbers.counts] + [key.where for release in old for key in release.shown[node]]
    return Space(every_shape, Classes(every_shape, wheres)).end * (len(old) + 1)
