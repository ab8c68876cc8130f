"""`heard safeguard` keeps order and ids, and goes on after a bad line."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from web.commands.safeguard import command


def test_bad_lines_are_named_and_the_others_done(tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_bytes(
        b'{"id":"a","text":"i want to kill myself tonight"}\n'
        b'{"id":"b"}\n'
        b"\xff\xfe\n"
        b'{"id":"c","text":"","language":"xx"}\n'
        b'{"id":"d","text":"the food is cold","language":7}\n'
    )
    result = CliRunner().invoke(command, ["--input", str(source), "--output", str(target)])
    assert result.exit_code == 3
    lines = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert [line["id"] for line in lines] == ["a", "b", None, "c", "d"]
    assert lines[0] == {"id": "a", "level": "immediate", "kinds": ["suicide_self_harm"]}
    assert lines[3] == {"id": "c", "level": "none", "kinds": []}
    assert ["error" in line for line in lines] == [False, True, True, False, True]
