"""Primary suppression: which numbers may not be shown whatever else is shown, and by which rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from consultations.disclosure.lattice import Key, Node, Numbers
from consultations.disclosure.policy import Policy

Shown = Mapping[Key, int | None]
"""What is shown of a population; `None` is a hidden number."""


class Rule(StrEnum):
    """Why a number, a table or a change was held back."""

    SMALL_NUMBER = "small_number"
    """Fewer people than the minimum count."""
    COMPLEMENT = "complement"
    """Fewer people than the minimum count are left outside it."""
    UNANIMOUS = "unanimous"
    """Everyone in the group said the same, so the number tells what each of them said."""
    BASE = "base"
    """Part of a group too small to break down."""
    HIDDEN_BASE = "hidden_base"
    """Part of a number that is hidden."""
    CHANGE = "change"
    """It would change by too few people since it was last released."""
    SECONDARY = "secondary"
    """It would give a hidden number away."""
    KEPT = "kept"
    """The earlier release stands: too few people have been added or taken away since."""
    UNPROVEN = "unproven"
    """It could not be proven safe against what was released before."""
    STATUS = "status"
    """The responses' review status does not let them leave."""
    INCONSISTENT = "inconsistent"
    """Another table counts the same people differently."""
    TOO_MANY_PARTS = "too_many_parts"
    """Together with the other tables it divides people into more parts than can be checked."""


def primary(numbers: Numbers, parents: Sequence[tuple[Numbers, Shown]], policy: Policy) -> dict[Key, Rule]:
    """The numbers of one population to hide, each with the first rule that asks for it.

    `parents`: the populations it is part of, nearest first, with what is shown of each.
    """
    found: dict[Key, Rule] = {}
    for key, count in numbers.counts.items():
        rule = next(_rules(key, count, numbers, parents, policy), None)
        if rule is not None:
            found[key] = rule
    return found


def complements(numbers: Numbers, parents: Sequence[tuple[Numbers, Shown]], policy: Policy) -> list[tuple[Key, Key]]:
    """Pairs (number, a number it is part of) whose difference must not be worked out.

    These are the people who do *not* have a tag, when there are few or none of them, and those who did *not* give the answer
    that everyone in their group gave.
    """
    pairs = []
    for key, count in numbers.counts.items():
        whole = _whole(key, numbers, parents)
        if whole is not None:
            rest = parents[0][0].counts[whole] - count
            if policy.small(rest) or (policy.hide_unanimous_answers and count and not rest):
                pairs.append((key, whole))
        if policy.hide_unanimous_answers:
            pairs += [(key, group) for group in _unanimous(key, count, numbers)]
    return pairs


def _unanimous(key: Key, count: int, numbers: Numbers) -> Iterator[Key]:
    """The groups of which everyone gave the answer of `key`."""
    for answer in sorted(numbers.answers & set(key.dimensions)):
        group = key.without({answer})
        if count and numbers.counts.get(group) == count:
            yield group


def _rules(key: Key, count: int, numbers: Numbers, parents: Sequence[tuple[Numbers, Shown]], policy: Policy) -> Iterator[Rule]:
    if policy.small(count):
        yield Rule.SMALL_NUMBER
    if any(0 < numbers.counts.get(wider, 0) < policy.base_minimum for wider in key.wider()):
        yield Rule.BASE
    for parent, shown in parents:
        same = key.without(numbers.answers).of(_node_of(parent))
        if same in parent.counts and 0 < parent.counts[same] < policy.base_minimum:
            yield Rule.BASE
        if same in shown and shown[same] is None:
            yield Rule.HIDDEN_BASE
    whole = _whole(key, numbers, parents)
    if whole is not None:
        rest = parents[0][0].counts[whole] - count
        if policy.small(rest):
            yield Rule.COMPLEMENT
        if policy.hide_unanimous_answers and count and not rest:
            yield Rule.UNANIMOUS
    if policy.hide_unanimous_answers and any(_unanimous(key, count, numbers)):
        yield Rule.UNANIMOUS


def _whole(key: Key, numbers: Numbers, parents: Sequence[tuple[Numbers, Shown]]) -> Key | None:
    """For people with a tag: the same people whether or not they have it."""
    if not numbers.tagged or not parents or set(key.dimensions) & numbers.answers:
        return None
    whole = key.of(_node_of(parents[0][0]))
    return whole if whole in parents[0][0].counts else None


def _node_of(numbers: Numbers) -> Node:
    return next(iter(numbers.counts)).node
