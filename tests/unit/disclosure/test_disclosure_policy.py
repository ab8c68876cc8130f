"""The policy file is checked, and a wrong one says where and how to mend it."""

from __future__ import annotations

from pathlib import Path

import pytest

from consultations.definitions.files import DefinitionError
from consultations.disclosure.policy import SHIPPED, read_policy


def changed(folder: Path, old: str, new: str) -> Path:
    text = SHIPPED.read_text(encoding="utf-8")
    assert old in text
    path = folder / "policy.yml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def line_of(words: str) -> int:
    return next(i for i, line in enumerate(SHIPPED.read_text(encoding="utf-8").splitlines(), 1) if line.startswith(words))


def test_the_shipped_policy_suppresses_numbers_under_five() -> None:
    policy = read_policy()
    assert [policy.small(n) for n in range(7)] == [False, True, True, True, True, False, False]
    assert policy.base_minimum == 10


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("minimum_count: 5", "minimum_count: 3", "minimum_count"),
        ("minimum_count: 5", "minimum_count: five", "minimum_count"),
        ("base_minimum: 10", "base_minimum: 4", "base_minimum"),
        ("interval_width: 5", "interval_width: 1", "interval_width"),
        ("change_minimum: 5", "change_minimum: 0", "change_minimum"),
        ("largest_joint_table: 4000", "largest_joint_table: 5", "largest_joint_table"),
    ],
)
def test_a_wrong_threshold_names_file_line_and_mend(tmp_path: Path, old: str, new: str, field: str) -> None:
    path = changed(tmp_path, old, new)
    with pytest.raises(DefinitionError) as caught:
        read_policy(path)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == (path, line_of(f"{field}:"))
    assert field in problem.what
    assert problem.mend


def test_a_threshold_left_out_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match="change_minimum"):
        read_policy(changed(tmp_path, "change_minimum", "# change_minimum"))


def test_a_misspelt_verdict_is_refused_and_not_taken_for_release(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match="relaese"):
        read_policy(changed(tmp_path, "reviewed: release", "reviewed: relaese"))


def test_a_status_nobody_listed_is_blocked() -> None:
    assert read_policy().verdict("approved by somebody") == "block"
