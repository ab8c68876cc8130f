"""`heard check` passes on what is shipped, and fails with text, rule and suggestion on what is not easy read."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from accessibility.easy_read import WordListError
from consultations import definitions
from web.commands import check


def test_shipped_consultations_and_word_lists_pass() -> None:
    assert check.run(check.check_definitions) == []
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


def test_a_word_list_that_cannot_be_used_is_told_with_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> list[str]:
        raise WordListError(tmp_path / "idioms.yml", 7, "It is wrong.", "Mend it.")

    monkeypatch.setattr(check, "CHECKS", [("words", broken)])
    result = CliRunner().invoke(check.command)
    assert result.exit_code == check.FAULTS
    assert f"{tmp_path / 'idioms.yml'}:7: It is wrong. How to mend it: Mend it." in result.output


def test_data_outside_the_definitions_are_read_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "consultations" / "signposting"
    folder.mkdir(parents=True)
    (folder / "routes.yml").write_text("routes:\n  - {id: a, easy_text: We utilise it.}\n", encoding="utf-8")
    (tmp_path / "consultations" / "places.yml").write_text("places:\n  - easy_title: Don't\n", encoding="utf-8")
    monkeypatch.setattr(check, "DOMAIN", tmp_path / "consultations")
    told = check.check_data()
    assert [line.split(": ")[0] for line in told] == ["consultations/places.yml:2", "consultations/signposting/routes.yml:2"]
