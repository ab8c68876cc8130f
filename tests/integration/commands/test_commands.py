"""The command line on a fresh instance, with no server running."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import Result

Heard = Callable[..., Result]


def _record(number: int, **changes: Any) -> dict[str, Any]:
    record = {
        "id": f"r{number}",
        "language": "en",
        "audience": "person",
        "setting": "prison",
        "channel": "paper",
        "answers": [
            {"question": "c6-what-happened", "text": f"The dentist wait was {number} weeks and my tooth hurt"},
            {"question": "c6-how", "choice": str(1 + number % 5)},
        ],
    }
    return {**record, **changes}


def _lines(records: list[Any]) -> str:
    return "".join((r if isinstance(r, str) else json.dumps(r, ensure_ascii=False)) + "\n" for r in records)


def _out(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines() if line.startswith("{")]


def _import(heard: Heard, records: list[Any]) -> Result:
    return heard("import", "twelve-commitments", "--input", "-", stdin=_lines(records))


def test_every_record_is_accounted_for_in_order_and_a_bad_one_names_its_fault(heard: Heard) -> None:
    records = [
        _record(1),
        _record(2, setting="the moon"),
        "not json",
        _record(3, answers=[{"question": "c6-how", "choice": "9"}]),
        _record(4, answers=[]),
        _record(5, date="2999-01-01"),
        _record(6, surname="x"),
        _record(7),
    ]
    result = _import(heard, records)
    out = _out(result)
    assert result.exit_code == 3
    assert [o.get("id") for o in out] == ["r1", "r2", None, "r3", "r4", "r5", "r6", "r7"]
    assert ["reference" in o for o in out] == [True, False, False, False, False, False, False, True]
    for o, says in zip(out[1:7], ["setting", "line 3", "c6-how", "answers", "future", "surname"], strict=True):
        assert says in o["error"]


def test_no_receipt_is_printed_for_staff_to_hold(heard: Heard) -> None:
    assert set(_out(_import(heard, [_record(1)]))[0]) == {"id", "reference"}


def test_the_same_id_twice_is_stored_once(heard: Heard) -> None:
    first = _out(_import(heard, [_record(1)]))
    again = _out(_import(heard, [_record(1), _record(1)]))
    assert {o["reference"] for o in first + again} == {first[0]["reference"]}


def test_five_hundred_in_are_five_hundred_released_and_small_numbers_are_not_shown(heard: Heard, tmp_path: Path) -> None:
    assert heard("demo", "--empty").exit_code == 0
    settings = ["prison"] * 60 + ["irc"] * 30 + ["womens_prison"] * 7 + ["probation"] * 3
    records = [_record(n, setting=settings[n % 100]) for n in range(100)]
    assert len([o for o in _out(_import(heard, records)) if "reference" in o]) == 100
    refused = heard("release", "twelve-commitments", "--by", "test", "--reason", "trial")
    assert refused.exit_code == 1
    assert "approved" in refused.output
    released = heard("release", "twelve-commitments", "--by", "test", "--reason", "trial", "--unreviewed")
    assert released.exit_code == 0, released.output
    target = tmp_path / "out.json"
    assert heard("export", "twelve-commitments", "--format", "json", "--output", str(target)).exit_code == 0
    report = json.loads(target.read_text())
    assert report["unreviewed"] is True
    assert report["demonstration"] is True
    cells = [c for t in report["tables"] for c in t["cells"]]
    assert not [c for c in cells if c["count"] is not None and 0 < c["count"] < 5]
    assert all((c["count"] is None) == c["suppressed"] for c in cells)
    answers = next(t for t in report["tables"] if t["id"] == "answers")
    by = {tuple(sorted(c["dimensions"].items())): c["count"] for c in answers["cells"]}
    assert by[("question", "c6-how"),] == 100
    assert by[("question", "c6-how"), ("setting", "probation")] is None
    assert "tooth hurt" not in target.read_text()
    for kind in ("docx", "pdf", "xlsx", "ods", "csv"):
        file = tmp_path / f"out.{kind}"
        written = heard("export", "twelve-commitments", "--format", kind, "--output", str(file))
        assert written.exit_code == 0, written.output
        assert str(file) in written.output
    numbers = openpyxl.load_workbook(tmp_path / "out.xlsx")["Numbers"].iter_rows(values_only=True)
    in_sheet = [row[-1] for row in numbers if row[0] == "twelve-commitments"]
    assert in_sheet == ["[c]" if c["suppressed"] else c["count"] for c in cells]


def test_nothing_unreviewed_leaves_an_instance_that_is_no_demonstration(heard: Heard) -> None:
    _import(heard, [_record(n) for n in range(12)])
    result = heard("release", "twelve-commitments", "--by", "test", "--reason", "trial", "--unreviewed")
    assert result.exit_code == 1
    assert "demonstration" in result.output


def test_nothing_is_exported_before_a_release(heard: Heard, tmp_path: Path) -> None:
    result = heard("export", "twelve-commitments", "--format", "csv", "--output", str(tmp_path / "x.csv"))
    assert result.exit_code == 1
    assert "release it first" in result.output


def test_an_instance_with_real_responses_cannot_become_a_demonstration(heard: Heard) -> None:
    _import(heard, [_record(1)])
    result = heard("demo", "--empty")
    assert result.exit_code == 1
    assert "HEARD_INSTANCE" in result.output


def test_the_audit_trail_of_imports_is_whole(heard: Heard) -> None:
    _import(heard, [_record(n) for n in range(5)])
    assert "whole" in heard("audit", "verify").output


@pytest.mark.parametrize("words", [("purge",), ("retag",), ("audit", "verify")])
def test_commands_work_on_an_empty_folder(heard: Heard, words: tuple[str, ...]) -> None:
    assert heard(*words).exit_code == 0


def test_an_unknown_consultation_is_named_with_those_there_are(heard: Heard) -> None:
    result = heard("import", "no-such", "--input", "-", stdin="")
    assert result.exit_code == 1
    assert "twelve-commitments" in result.output


def test_a_wrong_setting_of_the_installation_says_what_to_write(heard: Heard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEARD_RAW_DAYS", "ninety")
    result = heard("purge")
    assert result.exit_code == 1
    assert "HEARD_RAW_DAYS" in result.output


@pytest.mark.parametrize("command", ["tag", "anonymise", "safeguard"])
def test_a_bad_line_is_named_and_the_others_go_on(heard: Heard, tmp_path: Path, command: str) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    good = {"id": "a", "text": "The nurse was kind", "language": "en"}
    lines = [
        json.dumps(good),
        "{broken",
        '{"id":"b"}',
        '{"id":"c","text":5}',
        '{"id":"d","text":"\\ud800"}',
        json.dumps({**good, "id": "e"}),
    ]
    source.write_bytes(
        "\n".join(lines).encode() + b'\n{"id":"f","text":"\xff"}\n' + json.dumps({"id": "g", "text": ""}).encode() + b"\n"
    )
    result = heard(command, "--input", str(source), "--output", str(target))
    assert result.exit_code == 3
    out = [json.loads(line) for line in target.read_text().splitlines()]
    assert [o["id"] for o in out] == ["a", None, "b", "c", "d", "e", None, "g"]
    assert ["error" in o for o in out] == [False, True, True, True, True, False, True, False]
