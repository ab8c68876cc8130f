"""`heard check` passes on what is shipped, and fails with text, rule and suggestion on what is not easy read."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from consultations import definitions
from web.commands import check


def test_shipped_consultations_and_word_lists_pass() -> None:
    assert check.check_definitions() == []
    assert check.check_word_lists() == []
    assert check.check_easy_read() == []


def test_hard_words_in_a_consultation_are_told_with_text_rule_and_suggestion(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = Path(definitions.__file__).parent / "twelve-commitments.yml"
    words = shipped.read_text(encoding="utf-8").replace("id: twelve-commitments", "id: hard", 1)
    words = words.replace("easy_text: How good is health care in prison?", "easy_text: How was healthcare utilised?", 1)
    (tmp_path / "hard.yml").write_text(words, encoding="utf-8")
    monkeypatch.setenv("HEARD_DEFINITIONS", str(tmp_path))
    told = check.check_easy_read()
    assert any("hard.yml, c6-how.easy_text: “How was healthcare utilised?” [common-words]" in line for line in told)
    assert any("Write “health care” as two words" in line for line in told)


def test_faults_give_a_failing_exit_status(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "CHECKS", [("good", list), ("bad", lambda: ["line 3: a fault"])])
    result = CliRunner().invoke(check.command)
    assert result.exit_code == check.FAULTS
    assert "good: no faults" in result.output
    assert "line 3: a fault" in result.output


def test_no_faults_give_a_good_exit_status(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "CHECKS", [("good", list)])
    assert CliRunner().invoke(check.command).exit_code == 0


def test_a_broken_definition_is_told_and_does_not_stop_the_other_checks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "broken.yml").write_text("id: [", encoding="utf-8")
    monkeypatch.setenv("HEARD_DEFINITIONS", str(tmp_path))
    monkeypatch.setattr(check, "CHECKS", check.CHECKS[:3])
    result = CliRunner().invoke(check.command)
    assert result.exit_code == check.FAULTS
    assert "broken.yml:" in result.output
    assert "word lists: no faults" in result.output
