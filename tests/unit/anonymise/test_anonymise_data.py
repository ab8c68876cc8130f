"""The data files are checked, and a wrong one says where and how to mend it; the command answers line by line."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from consultations.anonymise.context import Context, contexts
from consultations.anonymise.engine import anonymise
from consultations.anonymise.files import DataFileError, parse_yaml
from consultations.anonymise.rarity import could_point_to_one_person
from consultations.types import RawText, Setting
from web.commands.anonymise import command

LANGUAGES = [
    "en",
    "cy",
    "pl",
    "ro",
    "sq",
    "ar",
    "fa",
    "ckb",
    "ps",
    "ur",
    "pa",
    "bn",
    "vi",
    "zh-Hans",
    "ti",
    "so",
    "es",
    "pt-BR",
    "tr",
    "ru",
]


def test_every_language_of_the_design_has_its_context_words() -> None:
    assert sorted(contexts()) == sorted(LANGUAGES)
    for language, context in contexts().items():
        for field in ("roles", "kin", "naming", "phone", "born"):
            assert getattr(context, field), f"{language} has no {field}"


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("titles: [mr]\nrolls: [nurse]\n", 2, "rolls"),
        ("titles: [mr]\n\nroles: [yes, nurse]\n", 3, "quotation marks"),
        ("titles: [mr\nroles: nurse\n", 2, "not YAML"),
    ],
)
def test_a_wrong_context_file_names_file_line_and_fix(text: str, line: int, says: str) -> None:
    with pytest.raises(DataFileError) as wrong:
        parse_yaml(text.replace("yes", "true"), "context/xx.yml", Context)
    assert f"context/xx.yml, line {line}" in str(wrong.value)
    assert says in str(wrong.value)


def test_a_rare_combination_is_flagged_and_not_removed() -> None:
    text = "I am the library orderly with sickle cell on the spur"
    redacted = anonymise(RawText(text))
    assert redacted.text == text
    assert len(could_point_to_one_person(redacted, Setting.PRISON)) >= 3
    assert could_point_to_one_person(anonymise(RawText("the hatch is slow")), Setting.PRISON) == ()
    assert could_point_to_one_person(anonymise(RawText("the only Eritrean here")), None)


def test_small_settings_need_fewer_rare_things() -> None:
    redacted = anonymise(RawText("pregnant, on the mother and baby unit"))
    assert could_point_to_one_person(redacted, Setting.PRISON) == ()
    assert could_point_to_one_person(redacted, Setting.WOMENS_PRISON)


def test_the_command_answers_each_line_and_goes_on_after_a_bad_one(tmp_path) -> None:  # type: ignore[no-untyped-def]
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    lines = [
        json.dumps({"id": 1, "text": "nurse sharon 💊 ring 07700 900123"}),
        "not json",
        json.dumps({"id": 3, "text": "\ud800"}),
        json.dumps({"id": 4, "text": "", "language": "xx"}),
    ]
    source.write_text("\n".join(lines), encoding="utf-8")
    result = CliRunner().invoke(command, ["--input", str(source), "--output", str(target)])
    assert result.exit_code == 3
    first, bad, half, empty = map(json.loads, target.read_text(encoding="utf-8").splitlines())
    assert first["text"] == "nurse [PERSON] 💊 ring [PHONE]"
    assert first["redactions"] == [{"start": 6, "end": 12, "kind": "PERSON"}, {"start": 20, "end": 32, "kind": "PHONE"}]
    assert "error" in bad
    assert half["id"] == 3
    assert "error" in half
    assert empty == {"id": 4, "text": "", "redactions": []}
