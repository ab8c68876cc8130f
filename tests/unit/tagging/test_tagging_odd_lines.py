"""`heard tag` gives every odd line an answer or a named error, and what stands around it is tagged as if it stood alone."""

import json
from pathlib import Path
from typing import Any

import pytest

from consultations import definitions
from consultations.schema import Consultation
from consultations.tagging.engine import Tagger
from web.commands import jsonl
from web.commands.tag import DEFAULT_CONSULTATION, tag_records

PLAIN = [
    {"id": "plain-1", "text": "Waited 9 weeks to see the dentist and my tooth is agony", "setting": "prison"},
    {"id": "plain-2", "text": "Came out on friday with no meds and no gp", "setting": "probation"},
]

ODD = {
    "empty": "",
    "blank": " \n\t\u00a0\u2003 ",
    "one letter": "x",
    "one digit": "7",
    "one emoji": "🙁",
    "emoji only": "😀😀😀 🙁👩🏽‍⚕️🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "mixed scripts": "الطبيب doctor врач 医生 ሓኪم ਡਾਕਟਰ לא dоctоr",
    "letters stacked high": "p" + "\u0301" * 500 + "ain",
    "both directions": "\u202edentist\u202c \u2067toothache\u2069",
    "binary-looking": "\x00\x01\x02\x7f\ufffd PK\x03\x04 \x1b[31m \x89PNG\r\n\x1a\n\uffff",
    "base64": "iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4//8/w38GIAXDIBKE0DHxgljNBAAO" * 20,
    "markup": "<script>alert(1)</script> {{ 7 * 7 }} %s %n '; DROP TABLE response; --",
    "already redacted": "[PERSON] said [PERSON] would see me",
    "unassigned and private": "\ue000\U000f0000\U0010ffff\u0378",
}

LONG = {
    "100,000 of one letter": "a" * 100_000,
    "100,000 characters of prose": ("the nurse is kind but I waited nine weeks for the dentist. " * 1_700)[:100_000],
    "100,000 digits": "0123456789" * 10_000,
    "100,000 characters without a space": "医生" * 50_000,
}


@pytest.fixture(scope="module")
def consultation() -> Consultation:
    return definitions.load(DEFAULT_CONSULTATION)


def tag(lines: list[bytes], tagger: Tagger, consultation: Consultation, folder: Path, batch: int = 4) -> tuple[int, list[Any]]:
    """What `heard tag` writes for these lines, and its exit status."""
    source, target = folder / "in.jsonl", folder / "out.jsonl"
    source.write_bytes(b"\n".join(lines) + b"\n")
    status = jsonl.run(source, target, lambda records: tag_records(records, tagger, consultation), batch)
    return status, [json.loads(line) for line in target.read_bytes().splitlines()]


def line(record: dict[str, Any]) -> bytes:
    return json.dumps(record, ensure_ascii=False).encode()


def check_answer(answer: dict[str, Any], text: str) -> None:
    assert "error" not in answer
    for found in answer["commitments"]:
        assert 0 <= found["probability"] <= 1
        assert found["evidence"], "no tag without the words that earned it"
        assert all(0 <= span["start"] < span["end"] <= len(text) for span in found["evidence"])


@pytest.mark.parametrize(("name", "text"), ODD.items(), ids=list(ODD))
def test_odd_text_is_answered_and_its_neighbours_are_tagged_as_if_alone(
    name: str, text: str, tagger: Tagger, consultation: Consultation, tmp_path: Path
) -> None:
    _, alone = tag([line(r) for r in PLAIN], tagger, consultation, tmp_path)
    assert all(answer["commitments"] for answer in alone)
    status, answers = tag(
        [line(PLAIN[0]), line({"id": name, "text": text}), line(PLAIN[1])], tagger, consultation, tmp_path, batch=8
    )
    assert status == 0
    assert [answer["id"] for answer in answers] == ["plain-1", name, "plain-2"]
    check_answer(answers[1], text)
    for answer, before in zip((answers[0], answers[2]), alone, strict=True):
        assert [c["id"] for c in answer["commitments"]] == [c["id"] for c in before["commitments"]]
        assert [c["evidence"] for c in answer["commitments"]] == [c["evidence"] for c in before["commitments"]]


@pytest.mark.parametrize(("name", "text"), LONG.items(), ids=list(LONG))
def test_a_hundred_thousand_characters_are_answered(
    name: str, text: str, tagger: Tagger, consultation: Consultation, tmp_path: Path
) -> None:
    assert len(text) == 100_000
    status, answers = tag([line({"id": name, "text": text}), line(PLAIN[0])], tagger, consultation, tmp_path)
    assert status == 0
    assert [answer["id"] for answer in answers] == [name, "plain-1"]
    check_answer(answers[0], text)
    assert answers[1]["commitments"]


def test_text_that_says_nothing_gets_no_tag(tagger: Tagger, consultation: Consultation, tmp_path: Path) -> None:
    silent = ["empty", "blank", "one letter", "one digit", "unassigned and private"]
    _, answers = tag([line({"id": name, "text": ODD[name]}) for name in silent], tagger, consultation, tmp_path)
    assert [answer["commitments"] for answer in answers] == [[]] * len(silent)


def test_every_line_that_is_no_record_is_named_and_the_rest_goes_on(
    tagger: Tagger, consultation: Consultation, tmp_path: Path
) -> None:
    wrong = {
        b"\x89PNG\r\x1a\x00\xff\xfe": "line 2: not UTF-8",
        b"PK\x03\x04": "line 3: not JSON",
        b"\xff\xfe{\x00}\x00": "line 4: not UTF-8",
        b'["text"]': "line 5: not a JSON object",
        b"[" * 100_000: "line 6: not JSON",
        b'{"id": "a"}': '"text" is missing',
        b'{"id": "b", "text": null}': '"text" must be a string',
        b'{"id": "c", "text": "\\udcff"}': "half a surrogate pair",
        b'{"id": "d", "text": "x", "setting": "the moon"}': '"setting" must be one of',
        b'{"id": "e", "text": "x", "language": 7}': '"language" must be a string',
    }
    status, answers = tag([line(PLAIN[0]), *wrong, line(PLAIN[1])], tagger, consultation, tmp_path)
    assert status == jsonl.BAD_LINES
    assert len(answers) == len(wrong) + 2
    for answer, fault in zip(answers[1:-1], wrong.values(), strict=True):
        assert fault in answer["error"]
    assert [answers[0]["id"], answers[-1]["id"]] == ["plain-1", "plain-2"]
    assert answers[0]["commitments"]
    assert answers[-1]["commitments"]


def test_the_size_of_a_batch_changes_no_answer(tagger: Tagger, consultation: Consultation, tmp_path: Path) -> None:
    lines = [line({"id": name, "text": text}) for name, text in ODD.items()] + [line(r) for r in PLAIN]
    one, many = (tag(lines, tagger, consultation, tmp_path, batch)[1] for batch in (1, 100))

    def said(answers: list[Any]) -> list[Any]:
        return [(a["id"], a["language"], [(c["id"], c["evidence"]) for c in a["commitments"]]) for a in answers]

    assert said(one) == said(many)
