"""What is learnt from examples: the examples are checked, the model keeps no words, and long texts drown nothing."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from consultations.safeguarding.detector import assess
from consultations.safeguarding.learnt import examples, training, windows
from consultations.safeguarding.learnt.model import Model, ModelError
from consultations.safeguarding.words import words_of
from consultations.types import Level, RawText, SafeguardingKind

GOOD = {"id": "a", "text": "I cannot breathe", "language": "en", "level": "immediate", "kinds": ["medical_emergency"]}


def write(path: Path, *lines: object) -> Path:
    path.write_text("".join((x if isinstance(x, str) else json.dumps(x)) + "\n" for x in lines), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "not JSON"),
        (GOOD | {"level": "urgent"}, "level"),
        (GOOD | {"kinds": []}, "at least one"),
        (GOOD | {"level": "none"}, "no kinds"),
        (GOOD | {"text": "  "}, "text"),
        (GOOD, "already used"),
    ],
)
def test_a_wrong_example_names_file_line_and_what_to_mend(tmp_path: Path, line: object, says: str) -> None:
    path = write(tmp_path / "x.jsonl", GOOD, line)
    with pytest.raises(examples.ExampleError, match=says) as raised:
        examples.load([path])
    assert "x.jsonl, line 2" in str(raised.value)
    assert "breathe" not in str(raised.value)


def test_the_shipped_examples_are_whole_in_every_language() -> None:
    known = examples.load(examples.shipped())
    by_language = Counter((e.language.partition("-Latn")[0], e.level) for e in known)
    languages = {language for language, _ in by_language}
    assert len(languages) == 20
    for language in languages:
        for level in Level:
            assert by_language[language, level] >= 50, (language, level)
    assert {k for e in known for k in e.kinds} == set(SafeguardingKind)


def test_no_example_is_in_a_set_it_is_measured_on() -> None:
    known = {" ".join(e.text.casefold().split()) for e in examples.load(examples.shipped())}
    bench = Path(__file__).parents[2] / "bench"
    for name in ("safeguarding_set.jsonl", "safeguarding_apart.jsonl"):
        for line in (bench / name).read_text(encoding="utf-8").splitlines():
            assert " ".join(json.loads(line)["text"].casefold().split()) not in known


def test_too_few_examples_are_refused() -> None:
    with pytest.raises(training.NotEnough, match="each level"):
        training.train([examples.Example.model_validate(GOOD)] * 30)


def test_a_model_is_read_back_the_same_and_holds_no_words(tmp_path: Path) -> None:
    few = examples.load([examples.HOME / "cy_plain.jsonl", examples.HOME / "pl_plain.jsonl"])
    model = training.train(few)
    path = tmp_path / "m.model"
    model.save(path)
    again = Model.load(path)
    words = list(words_of("Nie moge oddychac", {}))
    assert again.ask([words], [()])[0].danger == pytest.approx(model.ask([words], [()])[0].danger, abs=0.01)
    assert b"oddycha" not in path.read_bytes()


def test_something_else_is_no_model(tmp_path: Path) -> None:
    path = write(tmp_path / "m.model", "not a model")
    with pytest.raises(ModelError, match="heard safeguarding train"):
        Model.load(path)


@pytest.mark.parametrize("length", [1, 44, 45, 46, 71, 500])
def test_every_word_is_in_a_window(length: int) -> None:
    words = list(words_of(" ".join(f"w{n}" for n in range(length)), {}))
    covered = {i for first, last in windows.cut(words) for i in range(first, last)}
    assert covered == set(range(length))
    assert all(last - first <= windows.LONG for first, last in windows.cut(words))


def test_a_cry_for_help_is_heard_inside_a_long_ordinary_answer() -> None:
    dull = "The dentist comes on a Tuesday and the list is long but the nurse is kind and tells us when it moves. " * 12
    found = assess(RawText(f"{dull}I am going to kill myself tonight. {dull}"), "en")
    assert found.level is Level.IMMEDIATE
    assert assess(RawText(dull), "en").level is Level.NONE
