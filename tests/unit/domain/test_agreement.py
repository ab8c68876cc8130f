"""Agreement on tags is what the textbooks say it is, with intervals that hold, and silent where it rests on too little."""

from __future__ import annotations

import random
from collections import Counter

import numpy as np
import pytest
from sklearn.metrics import cohen_kappa_score, f1_score

from consultations.agreement import ENOUGH, Agreement, Estimate, Judged, Outcome, agreement, measure

LABELS = ["C1", "C2", "C3"]


def judged(
    machine: set[str],
    decision: set[str] | None,
    *opinions: tuple[set[str], set[str]],
    language: str = "en",
    setting: str | None = "prison",
    channel: str = "form",
) -> Judged:
    stands = None if decision is None else frozenset(decision)
    pairs = tuple((frozenset(first), frozenset(second)) for first, second in opinions)
    return Judged(language, setting, channel, frozenset(machine), stands, pairs)


def at_random(n: int, seed: int = 1) -> list[Judged]:
    """Responses, every other one with a second opinion, whose reviewers mostly, but not always, follow the machine."""
    rng = random.Random(seed)

    def nearly(labels: set[str]) -> set[str]:
        return {label for label in LABELS if (label in labels) != (rng.random() < 0.2)}

    out = []
    for i in range(n):
        machine = {label for label in LABELS if rng.random() < 0.4}
        first, second = nearly(machine), nearly(machine)
        out.append(
            judged(
                machine,
                second,
                *[(first, second)] * (i % 2),
                language=rng.choice(["en", "pl"]),
                channel=rng.choice(["form", "chat"]),
            )
        )
    return out


def columns(pairs: list[tuple[frozenset[str], frozenset[str]]], labels: list[str]) -> tuple[list[bool], list[bool]]:
    return [x in a for a, _ in pairs for x in labels], [x in b for _, b in pairs for x in labels]


def f1(found: Agreement | None) -> Estimate:
    assert found is not None
    assert found.f1 is not None
    return found.f1


def kappa(found: Agreement | None) -> Estimate:
    assert found is not None
    assert found.kappa is not None
    return found.kappa


def test_f1_and_kappa_are_those_of_scikit_learn() -> None:
    responses = at_random(200)
    measured = measure(responses, LABELS)
    standing = [(r.machine, r.decision) for r in responses if r.decision is not None]
    both = [pair for r in responses for pair in r.opinions]
    cases = [(measured.everything.machine, standing, LABELS), (measured.everything.reviewers, both, LABELS)]
    cases += [(measured.commitments[x].machine, standing, [x]) for x in LABELS]
    for found, pairs, labels in cases:
        first, second = columns(pairs, labels)
        assert found
        assert found.n == len(pairs)
        assert f1(found).value == pytest.approx(f1_score(second, first))
        assert kappa(found).value == pytest.approx(cohen_kappa_score(first, second))
        for estimate in (f1(found), kappa(found)):
            assert estimate.low < estimate.value < estimate.high


def test_the_decision_that_stands_is_what_the_machine_is_measured_by() -> None:
    found = measure([judged({"C1"}, {"C1"}, ({"C2"}, {"C1"}))] * 40, ["C1", "C2"]).everything
    assert f1(found.machine).value == 1
    assert f1(found.reviewers).value == 0


def test_a_response_with_two_second_opinions_is_still_one_response() -> None:
    found = measure([judged(set(), None, ({"C1"}, {"C1"}), (set(), {"C1"}))] * 30, ["C1"]).everything
    assert found.machine is None
    assert found.reviewers
    assert found.reviewers.n == 30
    assert f1(found.reviewers).value == pytest.approx(2 / (2 + 1))


def test_one_response_short_of_enough_there_is_no_figure() -> None:
    responses = [judged({"C1"}, {"C1"})] * ENOUGH
    assert measure(responses[1:], LABELS).everything.machine is None
    assert measure(responses, LABELS).everything.machine is not None
    assert measure(responses, LABELS).everything.reviewers is None


def test_each_group_is_measured_by_its_own_responses() -> None:
    agreed = [judged({"C1"}, {"C1"}, language="pl", setting="irc", channel="chat")] * 30
    refused = [judged({"C1"}, {"C2"}, setting=None)] * 31
    found = measure([*agreed, *refused, judged({"C1"}, {"C1"}, setting="court")], LABELS)
    for row in (found.languages["pl"], found.settings["irc"], found.channels["chat"]):
        assert row.machine
        assert row.machine.n == 30
        assert f1(row.machine).value == 1
    unsaid = found.settings[None].machine
    assert unsaid
    assert unsaid.n == 31
    assert f1(unsaid).value == 0
    assert found.settings["court"].machine is None


def test_labels_of_another_codebook_are_left_out() -> None:
    assert f1(measure([judged({"C1", "X"}, {"C1", "Y"})] * 30, ["C1"]).everything.machine).value == 1


def test_a_tag_nobody_gave_has_no_figure_and_one_everybody_gave_no_kappa() -> None:
    found = measure([judged({"C1"}, {"C1"})] * 30, ["C1", "C2"]).commitments
    never, always = found["C2"].machine, found["C1"].machine
    assert never
    assert never.n == 30
    assert never.f1 is None
    assert never.kappa is None
    assert always
    assert f1(always).value == 1
    assert always.kappa is None


def test_perfect_agreement_in_thirty_is_not_called_certain() -> None:
    mixed = [judged({"C1"}, {"C1"})] * 15 + [judged(set(), set())] * 15
    found = measure(mixed, ["C1"]).commitments["C1"].machine
    for estimate in (f1(found), kappa(found)):
        assert estimate.value == estimate.high == 1
        assert 0.7 < estimate.low < 0.95


def test_intervals_hold_the_truth_about_nineteen_times_in_twenty() -> None:
    chances = np.array([0.25, 0.05, 0.1, 0.6])
    true_f1 = 0.5 / (0.5 + 0.15)
    rng = np.random.default_rng(7)
    kinds: list[Outcome] = [(1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1)]
    held = 0
    trials = 400
    for _ in range(trials):
        drawn = rng.multinomial(60, chances)
        found = agreement(Counter({k: int(c) for k, c in zip(kinds, drawn, strict=True) if c}), 1)
        held += f1(found).low <= true_f1 <= f1(found).high
    assert 0.92 <= held / trials <= 0.98


def test_responses_whose_tags_go_together_get_a_wider_interval() -> None:
    """Ten labels that are all right or all wrong in a response tell less than ten that are right or wrong by themselves."""
    together = f1(agreement(Counter({(10, 0, 0, 0): 30, (0, 5, 5, 0): 30}), 10))
    apart = f1(agreement(Counter({(5, 2, 3, 0): 30, (5, 3, 2, 0): 30}), 10))
    assert together.value == apart.value
    assert together.high - together.low > 2 * (apart.high - apart.low)
