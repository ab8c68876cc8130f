"""The only way out for numbers: counts in, releasable tables out, with a log of every rule that was applied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from consultations.disclosure import checks
from consultations.disclosure.audit import Audit, Impossible
from consultations.disclosure.checks import Rule, Shown
from consultations.disclosure.lattice import Key, Node, Numbers, gather, place
from consultations.disclosure.linked import by_release, changed_too_little
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
    nodes, clashing = gather(let_in)
    refused += [_refusal(table, Rule.INCONSISTENT) for table in clashing]
    let_in = [table for table in let_in if table.id not in clashing]

    before = by_release(earlier)
    hidden: dict[Key, Rule] = {}
    shown: dict[Node, Shown] = {}
    for node in sorted(nodes, key=lambda n: (len(n.parents()), n)):
        rules = _solve(node, nodes, shown, before, policy)
        hidden |= rules
        shown[node] = {key: None if key in rules else count for key, count in nodes[node].counts.items()}

    number = max((table.release for table in earlier), default=0) + 1
    log: list[Decision] = []
    out = []
    for table in let_in:
        cells = []
        for fixed, key, count in place(table):
            cells.append(Cell(tuple(fixed.items()), None if key in hidden else count))
            if key in hidden:
                log.append(Decision(table.id, tuple(fixed.items()), hidden[key]))
        out.append(_freeze(table, cells, number))
    log += [Decision(r.table, None, r.rule) for r in refused]
    return GateDecision(tuple(out), tuple(log), tuple(refused))


def _solve(
    node: Node,
    nodes: Mapping[Node, Numbers],
    shown: Mapping[Node, Shown],
    before: Sequence[Mapping[Key, int | None]],
    policy: Policy,
) -> dict[Key, Rule]:
    """Every number of one population that must be hidden, with the rule."""
    numbers = nodes[node]
    parents = [(nodes[p], shown[p]) for p in node.parents() if p in nodes]
    rules = checks.primary(numbers, parents, policy)
    for key in changed_too_little(numbers.counts, before, policy):
        rules.setdefault(key, Rule.CHANGE)
    complements = checks.complements(numbers, parents, policy)
    audit = Audit(build(numbers, parents, complements), policy)
    try:
        for key in sorted(protect(audit, rules)):
            rules[key] = Rule.SECONDARY
    except Impossible:
        rules |= {key: Rule.UNPROVEN for key in numbers.counts if key not in rules}
    return rules


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
    "Count both from the same responses.",
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
