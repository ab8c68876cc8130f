"""`heard check` reads the training text too, so that a line that breaks training is found before anybody trains."""

import json
from pathlib import Path

import pytest

from consultations.safeguarding.learnt import examples as safeguarding_examples
from consultations.tagging import examples as tagging_examples
from web.commands import check


def test_the_training_text_on_danger_can_all_be_used() -> None:
    assert check.check_safeguarding_examples() == []


def test_a_wrong_line_on_danger_is_named_without_its_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good = {"id": "1", "text": "The nurse was kind", "language": "en", "level": "none", "kinds": []}
    bad = {"id": "2", "text": "secret words", "language": "en", "level": "urgent"}
    (tmp_path / "xx.jsonl").write_text(json.dumps(good) + "\n" + json.dumps(bad) + "\n")
    monkeypatch.setattr(safeguarding_examples, "HOME", tmp_path)
    (fault,) = check.check_safeguarding_examples()
    assert "xx.jsonl, line 2" in fault
    assert "level" in fault
    assert "secret" not in fault


def test_a_copied_text_and_an_unknown_label_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [
        {"id": 1, "text": "I waited nine long weeks for a dentist in here", "labels": ["C6"]},
        {"id": 2, "text": "I waited nine long weeks for a dentist in here", "labels": ["C6"]},
        {"id": 3, "text": "Nobody asked what I think", "labels": ["C13"]},
    ]
    (tmp_path / "xx.jsonl").write_text("\n".join(map(json.dumps, lines)))
    monkeypatch.setattr(tagging_examples, "HOME", tmp_path)
    faults = check.check_tagging_examples()
    assert len(faults) == 2
    assert any("line 3: no such label: C13" in fault for fault in faults)
    assert any("line 2: 100% the same as" in fault for fault in faults)


def test_both_are_part_of_the_check() -> None:
    assert {check.check_tagging_examples, check.check_safeguarding_examples} <= {function for _, function in check.CHECKS}
