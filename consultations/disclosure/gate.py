"""The only way out for numbers: counts in, releasable tables out, with a log of every rule that was applied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from consultations.disclosure import checks
from consultations.disclosure.audit import Audit, Impossible
from consultations.disclosure.checks import Rule, Shown
from consultations.disclosure.gathering import gather
from consultations.disclosure.lattice import Key, Node, Numbers, place
from consultations.disclosure.linked import (
    Earlier,
    as_last_shown,
    by_release,
    changed_too_little,
    earlier_shapes,
    growth,
    standing,
)
from consultations.disclosure.policy import Policy
from consultations.disclosure.suppression import protect
from consultations.disclosure.system import build
from consultations.disclosure.tables import CountTable
from consultations.releasable import Cell, ReleasableTable, freeze


@dataclass(frozen=True, slots=True)
class Decision:
    """One rule applied: to a number (`cell` says which), or to a whole table (`cell` is `None`). Holds no counts."""

    table: str
    cell: tuple[tuple[str, str], ...] | None
    rule: Rule


@dataclass(frozen=True, slots=True)
class Refusal:
    """A table that was not released, and why, in words for the person who asked."""

    table: str
    rule: Rule
    reason: str


@dataclass(frozen=True, slots=True)
class GateDecision:
    """What the gate let through: the tables, the log, and what it refused."""

    tables: tuple[ReleasableTable, ...]
    log: tuple[Decision, ...]
    refused: tuple[Refusal, ...]


def release(
    tables: Sequence[CountTable],
    policy: Policy,
    earlier: Sequence[ReleasableTable] = (),
    *,
    demonstration: bool = False,
) -> GateDecision:
    """Make tables fit to leave together.

    `tables` leave in one release and are checked against each other, whatever their filters, so give every table of the
    release in one call. `earlier` is every table released before, of any release. `demonstration`: on a demonstration instance,
    statuses that the policy lets out for demonstration may leave.
    """
    let_in, refused = _by_status(tables, policy, demonstration=demonstration)
    before = by_release(earlier)
    nodes, let_in, left_out = gather(let_in, before, policy)
    refused += [_refusal(table, rule) for table, rule in left_out]
    shown, rules = _decide(nodes, before, policy)
    number = max((table.release for table in earlier), default=0) + 1
    log: list[Decision] = []
    out = []
    for table in let_in:
        placed = place(table)
        cells = [Cell(tuple(fixed.items()), shown[key.node][key]) for fixed, key, _ in placed]
        log += [Decision(table.id, tuple(fixed.items()), rules[key]) for fixed, key, _ in placed if key in rules]
        out.append(_freeze(table, cells, number))
    log += [Decision(r.table, None, r.rule) for r in refused]
    return GateDecision(tuple(out), tuple(log), tuple(refused))


def _decide(
    nodes: Mapping[Node, Numbers], earlier: Sequence[Earlier], policy: Policy
) -> tuple[dict[Node, Shown], dict[Key, Rule]]:
    """What is shown of every population, and the rule behind everything that is hidden or kept as it was."""
    shown: dict[Node, Shown] = {}
    rules: dict[Key, Rule] = {}
    kept: set[Node] = set()
    for node in sorted(nodes, key=lambda n: (len(n.parents()), n)):
        counts = nodes[node].counts
        last = standing(node, counts, earlier, policy)
        if last is not None or kept & set(node.parents()):
            # What is part of a population that is kept as it was is kept as well: old and new people must not be mixed.
            kept.add(node)
            shown[node] = last or as_last_shown(node, counts, earlier)
            rules |= dict.fromkeys(counts, Rule.KEPT)
            continue
        found = _solve(node, nodes, shown, earlier, policy)
        rules |= found
        shown[node] = {key: None if key in found else count for key, count in counts.items()}
    return shown, rules


def _solve(
    node: Node, nodes: Mapping[Node, Numbers], shown: Mapping[Node, Shown], earlier: Sequence[Earlier], policy: Policy
) -> dict[Key, Rule]:
    """Every number of one population that must be hidden, with the rule."""
    numbers = nodes[node]
    above = [p for p in node.parents() if p in nodes]
    parents = [(nodes[p], shown[p]) for p in above]
    rules = checks.primary(numbers, parents, policy)
    for key in changed_too_little(numbers.counts, earlier, policy):
        rules.setdefault(key, Rule.CHANGE)
    complements = checks.complements(numbers, parents, policy)
    layers = growth([node, *above], [numbers.counts, *(n.counts for n, _ in parents)], earlier)
    old_shapes = earlier_shapes([node, *above], earlier) if layers else []
    for attempt in ((layers, old_shapes), ([], [])):
        try:
            audit = Audit(build(numbers, parents, complements, *attempt), policy)
            return rules | dict.fromkeys(sorted(protect(audit, rules)), Rule.SECONDARY)
        except Impossible:
            # Nobody can have been added only, if that contradicts the numbers; then earlier releases bind no one.
            continue
    return rules | {key: Rule.UNPROVEN for key in numbers.counts if key not in rules}


def _by_status(tables: Sequence[CountTable], policy: Policy, *, demonstration: bool) -> tuple[list[CountTable], list[Refusal]]:
    let_in, refused = [], []
    for table in tables:
        verdict = policy.verdict(table.status)
        if verdict == "release" or (verdict == "demonstration" and demonstration):
            let_in.append(table)
        else:
            refused.append(_refusal(table.id, Rule.STATUS))
    return let_in, refused


_REASONS = {
    Rule.STATUS: "Responses with this review status may not leave. Review them first, or list the status in policy.yml.",
    Rule.INCONSISTENT: "It counts the same people differently from another table of this release. "
    "Count both from the same responses, and give each table an id of its own.",
    Rule.TOO_MANY_PARTS: "Together with the other tables it divides people into more parts than can be checked. "
    "Release fewer tables, or tables with fewer dimensions.",
}


def _refusal(table: str, rule: Rule) -> Refusal:
    return Refusal(table, rule, _REASONS[rule])


def _freeze(table: CountTable, cells: Sequence[Cell], release: int) -> ReleasableTable:
    return freeze(
        id=table.id,
        title=table.title,
        dimensions=[d.name for d in table.dimensions],
        cells=cells,
        release=release,
        roles=[d.role for d in table.dimensions],
        filters=[(name, tuple(sorted(values))) for name, values in sorted(table.filters.items())],
        population=table.population,
    )
