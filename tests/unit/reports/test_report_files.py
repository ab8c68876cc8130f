"""Report files say what was released, can be read by other programs, and run nothing."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from consultations.releasable import Cell
from consultations.reports.as_csv import dictionary_csv, to_csv
from consultations.reports.as_json import as_data, schema, to_json
from consultations.reports.export import write
from consultations.reports.model import DEMONSTRATION, UNREVIEWED, disclosure_statement
from consultations.reports.rows import neutral
from tests.unit.reports.made import TAGS, report, stored


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_the_json_is_what_its_schema_says() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.Draft202012Validator(schema()).validate(json.loads(to_json(report())))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda cell: cell.update(count=3),
        lambda cell: cell.update(count=None),
        lambda cell: cell.update(suppressed=True),
        lambda cell: cell.pop("suppressed"),
    ],
)
def test_the_schema_refuses_a_small_number_or_one_both_shown_and_suppressed(spoil: Any) -> None:
    data = as_data(report())
    spoil(data["tables"][0]["cells"][0])
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema()).validate(data)


def test_a_suppressed_number_is_null_in_json_and_marked_in_csv() -> None:
    cell = as_data(report())["tables"][1]["cells"][2]
    assert cell == {"dimensions": {"commitment": "C6", "setting": "prison"}, "count": None, "suppressed": True}
    (row,) = [r for r in rows(to_csv(report())) if r["by_commitment"] == "C6" and r["by_setting"] == "prison"]
    assert row["people"] == "[c]"


def test_the_csv_holds_every_number_of_every_table_once() -> None:
    got = [(r["table"], r["by_commitment"], r["by_setting"], r["people"]) for r in rows(to_csv(report()))]
    assert got == [
        ("people", "", "all", "52"),
        ("people", "", "prison", "40"),
        ("people", "", "irc", "12"),
        ("people", "", "court", "0"),
        ("commitments", "all", "all", "52"),
        ("commitments", "C6", "all", "33"),
        ("commitments", "C6", "prison", "[c]"),
        ("commitments", "C6", "irc", "[c]"),
    ]


def test_the_csv_starts_with_a_byte_order_mark() -> None:
    assert to_csv(report()).startswith(b"\xef\xbb\xbf")
    assert dictionary_csv(report()).startswith(b"\xef\xbb\xbf")


def test_the_dictionary_explains_every_column_and_value_of_the_csv() -> None:
    explained = {(r["column"], r["value"]) for r in rows(dictionary_csv(report())) if r["meaning"]}
    for row in rows(to_csv(report())):
        for column, value in row.items():
            assert (column, "") in explained
            if column.startswith("by_") and value:
                assert (column, value) in explained


def test_the_dictionary_gives_words_for_values() -> None:
    assert {"column": "by_setting", "value": "irc", "meaning": "Immigration removal centre"} in rows(dictionary_csv(report()))


@pytest.mark.parametrize("text", ["=1+1", "+44", "-2", "@SUM(A1)", "\t=1", " =1", "\r=1", "＝1", "\ufeff=cmd", "'=1"])
def test_no_text_runs_as_a_formula(text: str) -> None:
    assert neutral(text).startswith("'")
    files = to_csv(report(consultation=text)) + dictionary_csv(report(title=text, labels={"setting": {"irc": text}}))
    for line in csv.reader(io.StringIO(files.decode("utf-8"), newline="")):
        for value in line:
            assert not value.lstrip(" \ufeff").startswith(("=", "+", "-", "@", "\t", "\r", "＝"))


@pytest.mark.parametrize("words", ["لا يوجد طبيب", "ሓኪም የለን", "Lekarz, który słucha", '"two", quoted\nlines'])
def test_words_of_any_script_come_through_whole(words: str) -> None:
    assert words in {r["meaning"] for r in rows(dictionary_csv(report(labels={"setting": {"irc": words}})))}
    assert json.loads(to_json(report(title=words)))["title"] == words


def test_marks_are_on_every_row_and_at_the_top_of_the_json() -> None:
    marked = report(demonstration=True, unreviewed=True)
    assert all(DEMONSTRATION in r["marks"] and UNREVIEWED in r["marks"] for r in rows(to_csv(marked)))
    assert as_data(marked)["marks"] == [DEMONSTRATION, UNREVIEWED]
    assert as_data(report())["marks"] == []


def test_the_number_of_people_is_the_released_one() -> None:
    assert report().people == 52
    assert report(tables=(stored("people", {"setting": "group"}, {("",): None}),)).people is None
    assert report(tables=(TAGS,)).people is None, "a table of some of the responses does not say how many there are"


def test_the_statement_says_the_thresholds_of_the_policy() -> None:
    assert "from 1 to 6" in disclosure_statement(7, 20)
    assert "fewer than 20" in disclosure_statement(7, 20)


def test_writing_csv_gives_two_files_and_json_one(tmp_path: Path) -> None:
    assert [p.name for p in write(report(), "csv", tmp_path / "r.csv")] == ["r.csv", "r-dictionary.csv"]
    assert [p.name for p in write(report(), "json", tmp_path / "r.json")] == ["r.json"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["r-dictionary.csv", "r.csv", "r.json"]


def test_an_unknown_format_is_refused_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="csv, json"):
        write(report(), "exe", tmp_path / "r.exe")


def test_the_same_report_is_the_same_bytes() -> None:
    assert to_json(report()) == to_json(report())
    assert to_csv(report()) == to_csv(report())


def test_a_cell_knows_whether_it_is_suppressed() -> None:
    assert Cell((), None).suppressed
    assert not Cell((), 0).suppressed
