"""A wrong file is refused with its name, the line, what is wrong and how to mend it."""

from __future__ import annotations

from pathlib import Path

import pytest

from consultations.definitions import DefinitionError, load, load_all
from consultations.definitions.loading import read
from consultations.definitions.shared import FRAMEWORK_FILE, SCALE_FILE, read_framework, read_scale

GOOD = """\
id: sample
title: Sample
easy_title: A sample
about: [This is a sample.]
demonstration: true
demonstration_reason: It is a sample.
profile: current
what_is_asked: We ask one thing.
who_is_affected: It is for you.
undecided: All of it.
decided_already: Nothing.
decision_maker: The board
coordinator: The office
data_controller: The office
opens: 2026-01-01
closes: 2026-06-01
period_reason: It is enough time.
response_due: 2026-07-01
source: {title: Sample, publisher: Us, published: "2026", licence: OGL}
sections:
  - {id: one, title: One, easy_title: One}
topics:
  - {id: food, easy_title: Food, easy_text: This is about food., picture: heard}
questions:
  - id: food-choice
    kind: choice
    section: one
    topic: food
    easy_text: Is the food good?
    picture: heard
    choices:
      - {value: "yes", easy_text: "Yes"}
      - {value: "no", easy_text: "No"}
  - id: food-why
    kind: text
    section: one
    topic: food
    easy_text: Why is it bad?
    picture: heard
    only_after: {food-choice: ["no"]}
"""

MISTAKES = {
    "a value that is not on the list": ("profile: current", "profile: modern", "modern", "'code-2007' or 'current'"),
    "a misspelt name": ("decision_maker: The board", "decision_makers: The board", "decision_makers", "decision_maker"),
    "a name nobody knows": ("    kind: text", "    kind: text\n    colour: red", "colour", "Remove it"),
    "closing before opening": ("closes: 2026-06-01", "closes: 2025-06-01", "before it opens", "closes"),
    "a date that is none": ("closes: 2026-06-01", "closes: soon", "closes", "2026-03-31"),
    "a yes that is neither true nor false": ("demonstration: true", "demonstration: perhaps", "demonstration", "true or false"),
    "words in place of a list": ("about: [This is a sample.]", "about: This is a sample.", "about", "a list"),
    "a list in place of words": ("undecided: All of it.", "undecided: [All of it.]", "undecided", "one text"),
    "an empty text": ("undecided: All of it.", 'undecided: " "', "undecided", "Write the words"),
    "an id with capitals": ("  - id: food-why", "  - id: Food_Why", "Food_Why", "small letters"),
    "an id used twice": ("  - id: food-why", "  - id: food-choice", "used twice", "another id"),
    "a section that is not there": (
        "    section: one\n    topic: food\n    easy_text: Why",
        "    section: two\n    topic: food\n    easy_text: Why",
        "no section 'two'",
        "one",
    ),
    "routing on a choice that is not there": (
        'only_after: {food-choice: ["no"]}',
        'only_after: {food-choice: ["maybe"]}',
        "no choice 'maybe'",
        "yes, no",
    ),
    "routing on a question that is not there": (
        'only_after: {food-choice: ["no"]}',
        'only_after: {later: ["no"]}',
        "No question before",
        "earlier",
    ),
    "serving a question that is not there": (
        'only_after: {food-choice: ["no"]}',
        "serves: [official-9]",
        "not an official question",
        "official_text",
    ),
    "a commitment that is not there": ('only_after: {food-choice: ["no"]}', "commitments: [C13]", "C13", "C1, C2"),
    "an audience that is not there": ('only_after: {food-choice: ["no"]}', "audiences: [persons]", "persons", "'person'"),
    "a demonstration without reason": ("demonstration_reason: It is a sample.\n", "", "must say why", "demonstration_reason"),
    "a length of time without reason": ("period_reason: It is enough time.\n", "", "length of time", "period_reason"),
    "a late response": ("response_due: 2026-07-01", "response_due: 2027-07-01", "12 weeks", "late_response_reason"),
    "no impact assessment in code-2007": ("profile: current", "profile: code-2007", "impact assessment", "impact_assessment"),
    "choices on a text question": ("    kind: choice", "    kind: text", "takes no choices", "Remove choices"),
    "a choice question without choices": ("    kind: text", "    kind: choice", "two choices", "at least two"),
    "easy words without a picture": (
        "easy_text: Why is it bad?\n    picture: heard",
        "easy_text: Why is it bad?",
        "no picture",
        "picture",
    ),
    "no easy words for people": ("easy_text: Why is it bad?", "official_text: Why is it bad?", "no easy words", "easy_text"),
    "a picture that is not there": (
        "easy_text: Why is it bad?\n    picture: heard",
        "easy_text: Why is it bad?\n    picture: herd",
        "no picture 'herd'",
        "heard",
    ),
    "a missing line": ("easy_title: A sample\n", "", "`easy_title` is missing", "Add a line"),
    "a topic without questions": (
        "picture: heard}",
        "picture: heard, audiences: [staff]}\n  - {id: empty, easy_title: E, easy_text: E., picture: heard}",
        "No question is about topic 'empty'",
        "remove the topic",
    ),
    "a choice value used twice": (
        '{value: "no", easy_text: "No"}',
        '{value: "yes", easy_text: "No"}',
        "used twice",
        "another value",
    ),
    "a number in place of words": ('{value: "no", easy_text: "No"}', "{value: no, easy_text: 5}", "must be text", '"5"'),
    "a name given twice": ("title: Sample\n", "title: Sample\ntitle: Other\n", "duplicate key", "remove the other"),
    "a bracket left open": ("about: [This is a sample.]", "about: [This is a sample.", "not YAML", "spaces"),
    "an id that is not the file's name": ("id: sample", "id: example", "the file is named sample.yml", "id: sample"),
}


def _write(folder: Path, words: str) -> Path:
    path = folder / "sample.yml"
    path.write_text(words, encoding="utf-8")
    return path


def test_the_sample_is_right_before_it_is_spoilt(tmp_path: Path) -> None:
    assert [q.id for q in read(_write(tmp_path, GOOD)).questions] == ["food-choice", "food-why"]


@pytest.mark.parametrize(("right", "wrong", "what", "mend"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_with_what_and_how_to_mend_it(tmp_path: Path, right: str, wrong: str, what: str, mend: str) -> None:
    assert right in GOOD
    path = _write(tmp_path, GOOD.replace(right, wrong, 1))
    with pytest.raises(DefinitionError) as caught:
        read(path)
    told = [p for p in caught.value.problems if what in p.what]
    assert told, str(caught.value)
    assert mend in told[0].mend
    assert f"{path}:{told[0].line}: " in str(caught.value)


@pytest.mark.parametrize(
    ("right", "wrong", "what"),
    [
        ("profile: current", "profile: modern", "modern"),
        ("    kind: text", "    kind: txt", "txt"),
        ('{value: "no", easy_text: "No"}', '{value: "yes", easy_text: "No"}', "used twice"),
        ('only_after: {food-choice: ["no"]}', 'only_after: {food-choice: ["maybe"]}', "maybe"),
        ("title: Sample\n", "title: Sample\ntitle: Other\n", "duplicate"),
    ],
)
def test_the_line_is_the_line_of_the_mistake(tmp_path: Path, right: str, wrong: str, what: str) -> None:
    spoilt = GOOD.replace(right, wrong, 1)
    with pytest.raises(DefinitionError) as caught:
        read(_write(tmp_path, spoilt))
    last_wrong_line = wrong.rstrip("\n").split("\n")[-1]
    wanted = next(n for n, line in enumerate(spoilt.split("\n"), start=1) if last_wrong_line in line)
    lines = [p.line for p in caught.value.problems if what in p.what]
    assert wanted in lines


def test_a_missing_line_points_at_the_part_that_lacks_it(tmp_path: Path) -> None:
    spoilt = GOOD.replace("  - id: food-why\n    kind: text\n", "  - id: food-why\n", 1)
    with pytest.raises(DefinitionError) as caught:
        read(_write(tmp_path, spoilt))
    assert caught.value.problems[0].line == spoilt.split("\n").index("  - id: food-why") + 1


def test_every_mistake_of_a_file_is_told_at_once(tmp_path: Path) -> None:
    spoilt = (
        GOOD.replace("profile: current", "profile: modern")
        .replace("kind: text", "kind: txt")
        .replace("easy_title: A sample\n", "")
    )
    with pytest.raises(DefinitionError) as caught:
        read(_write(tmp_path, spoilt))
    assert len(caught.value.problems) == 3
    assert [p.line for p in caught.value.problems] == sorted(p.line for p in caught.value.problems)


@pytest.mark.parametrize("content", [b"", b"- a\n- b\n", b"just words", b"\xff\xfe\x00", b"a: \t- b\n\tc: d"])
def test_a_file_that_is_no_definition_at_all_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "sample.yml"
    path.write_bytes(content)
    with pytest.raises(DefinitionError) as caught:
        read(path)
    assert caught.value.problems[0].mend


def test_load_all_tells_the_faults_of_every_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "first.yml").write_text("id: first", encoding="utf-8")
    (tmp_path / "second.yml").write_text("id: [", encoding="utf-8")
    monkeypatch.setenv("HEARD_DEFINITIONS", str(tmp_path))
    with pytest.raises(DefinitionError) as caught:
        load_all()
    assert {p.file.name for p in caught.value.problems} == {"first.yml", "second.yml"}


def test_a_wrong_file_does_not_take_the_others_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "broken.yml").write_text("id: [", encoding="utf-8")
    monkeypatch.setenv("HEARD_DEFINITIONS", str(tmp_path))
    assert load("twelve-commitments").id == "twelve-commitments"


def test_more_consultations_come_from_other_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(tmp_path, GOOD)
    with pytest.raises(KeyError, match="sample"):
        load("sample")
    monkeypatch.setenv("HEARD_DEFINITIONS", str(tmp_path))
    assert load("sample").title == "Sample"


def test_two_files_may_not_define_the_same_consultation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "twelve-commitments.yml").write_text(GOOD, encoding="utf-8")
    monkeypatch.setenv("HEARD_DEFINITIONS", str(tmp_path))
    with pytest.raises(DefinitionError, match="already defines"):
        load("twelve-commitments")


def test_a_folder_that_is_not_there_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEARD_DEFINITIONS", str(tmp_path / "nowhere"))
    with pytest.raises(DefinitionError, match="HEARD_DEFINITIONS"):
        load_all()


def test_a_framework_without_all_twelve_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "framework.yml"
    path.write_text(FRAMEWORK_FILE.read_text(encoding="utf-8").replace("id: C12", "id: C11"), encoding="utf-8")
    with pytest.raises(DefinitionError, match="C1 to C12"):
        read_framework(path)


def test_a_scale_with_other_values_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "scale.yml"
    path.write_text(SCALE_FILE.read_text(encoding="utf-8").replace("unsure", "dont-know"), encoding="utf-8")
    with pytest.raises(DefinitionError, match="unsure"):
        read_scale(path)


def test_a_file_that_would_be_passed_over_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sample.yaml").write_text(GOOD, encoding="utf-8")
    monkeypatch.setenv("HEARD_DEFINITIONS", str(tmp_path))
    with pytest.raises(DefinitionError, match=r"Rename it to sample\.yml"):
        load_all()
