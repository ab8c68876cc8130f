"""Training text is checked before anything learns from it."""

import json
from pathlib import Path

import pytest

from consultations.tagging import examples, lint
from consultations.tagging.setting_rules import COMMITMENTS


def write(path: Path, *records: object) -> Path:
    path.write_text("\n".join(r if isinstance(r, str) else json.dumps(r) for r in records) + "\n", "utf-8")
    return path


def test_a_text_with_one_noun_swapped_is_a_fault(tmp_path: Path) -> None:
    text = "I waited eleven weeks to see the {} here and in the end somebody came and looked at me for two minutes"
    path = write(
        tmp_path / "x.jsonl",
        {"id": 1, "text": text.format("dentist"), "labels": ["C6"]},
        {"id": 2, "text": text.format("optician"), "labels": ["C6"]},
        {"id": 3, "text": "Nothing to do with it whatever, the weather was good", "labels": []},
    )
    faults = lint.check([path]).faults
    assert len(faults) == 1
    assert "line 2" in faults[0]
    assert "line 1" in faults[0]


def test_two_people_may_say_the_same_thing_in_their_own_words(tmp_path: Path) -> None:
    path = write(
        tmp_path / "x.jsonl",
        {"id": 1, "text": "Waited months for a dentist", "labels": ["C6"]},
        {"id": 2, "text": "It took them until June to get my tooth seen to by a dentist", "labels": ["C6"]},
    )
    assert lint.check([path]).faults == []


@pytest.mark.parametrize(
    ("record", "fault"),
    [
        ('{"id": 2, "text": ', "line 2: not JSON"),
        ({"id": 2, "labels": []}, "line 2: text"),
        ({"id": 2, "text": "x", "labels": ["C99"]}, "no such label: C99"),
        ({"id": 1, "text": "y", "labels": []}, "id 1 is already used"),
        ({"id": 2, "text": "x", "setting": "moon"}, "line 2: setting"),
        ({"id": 2, "text": "  "}, "the text is empty"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, record: object, fault: str) -> None:
    path = write(tmp_path / "x.jsonl", {"id": 1, "text": "first", "labels": []}, record)
    assert any(fault in f for f in lint.check([path], frozenset(COMMITMENTS)).faults)


def test_a_fault_never_holds_the_text(tmp_path: Path) -> None:
    path = write(tmp_path / "x.jsonl", {"id": 1, "text": "secret words of somebody", "labels": "C1", "setting": "moon"})
    with pytest.raises(examples.ExampleError) as caught:
        examples.load([path])
    assert "secret" not in str(caught.value)


def test_the_shipped_examples_have_no_fault() -> None:
    assert lint.check(examples.shipped(), frozenset(COMMITMENTS)).faults == []
