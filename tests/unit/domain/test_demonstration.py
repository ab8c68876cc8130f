"""The invented responses: marked, accepted by intake, asked of the right people, and no two alike."""

from __future__ import annotations

import datetime as dt
import itertools
from pathlib import Path
from typing import Any

import phonenumbers
import pytest
import regex

from consultations import demonstration
from consultations.definitions import load, load_all, version_of
from consultations.imports import submission_from
from consultations.intake import Submission
from consultations.journey.steps import check_answer
from consultations.types import Audience
from web.respond.places import regions
from web.respond.words import CHILD_SETTINGS, HELPERS

TODAY = dt.date(2026, 11, 2)

FICTION = ("77009", "2079460", "1134960", "1144960", "1154960", "1164960", "1174960", "1214960", "1314960", "1414960",
           "1514960", "1614960", "1914980", "2890180", "2920180", "1632960", "8081570", "9098790", "3069990")  # fmt: skip
"""Beginnings, after the 0, of the British numbers Ofcom keeps for drama."""


@pytest.fixture(params=demonstration.consultations_shown())
def shown(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def submissions(consultation_id: str) -> list[Submission]:
    consultation, version = load(consultation_id), version_of(consultation_id)
    made = []
    for record in demonstration.records(consultation_id):
        ago = record.pop("days_ago")
        assert 0 <= ago <= 80, record["id"]
        record["date"] = (TODAY - dt.timedelta(days=ago)).isoformat()
        made.append(submission_from(record, consultation, version, TODAY, demonstration=True))
    return made


def texts(record: dict[str, Any]) -> list[str]:
    """Every text of one record, in its order."""
    given = [*(answer.get("text") for answer in record["answers"]), record.get("members_views")]
    return [text for text in given if text]


def all_texts() -> list[tuple[str, str]]:
    return [
        (f"{name} {record['id']}", text)
        for name in demonstration.consultations_shown()
        for record in demonstration.records(name)
        for text in texts(record)
    ]


def shingles(text: str) -> frozenset[tuple[str, ...]]:
    """Runs of three words; a shorter text is one run, so that it can still be met twice."""
    words = regex.findall(r"\w+", text.casefold())
    return frozenset(tuple(words[i : i + 3]) for i in range(max(1, len(words) - 2)))


def likeness(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    return len(one & other) / len(one | other)


def test_every_consultation_has_invented_responses() -> None:
    assert demonstration.consultations_shown() == sorted(load_all())


def test_every_record_is_marked_invented_with_an_id_of_its_own(shown: str) -> None:
    """`records` refuses one that is not marked."""
    ids = [record["id"] for record in demonstration.records(shown)]
    assert ids
    assert len(set(ids)) == len(ids)


def test_a_record_that_is_not_marked_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "some.jsonl").write_text('{"invented": true, "id": "a"}\n{"id": "b"}\n', encoding="utf-8")
    monkeypatch.setattr(demonstration, "FOLDER", tmp_path)
    with pytest.raises(ValueError, match="line 2"):
        list(demonstration.records("some"))


def test_everyone_is_asked_only_what_they_would_be_asked(shown: str) -> None:
    for submission in submissions(shown):
        consultation = submission.consultation
        given = {answer.question_id: answer for answer in submission.answers}
        assert len(given) == len(submission.answers), f"{submission.key}: a question answered twice"
        topics = {topic for q in given if (topic := consultation.question(q).topic)}
        chosen = {q: answer.choices[0] for q, answer in given.items() if answer.choices}
        asked = {q.id for q in consultation.questions_for(submission.audience, submission.setting, topics, chosen)}
        assert given.keys() <= asked, f"{submission.key}: not asked {sorted(given.keys() - asked)}"


def test_every_answer_fits_its_question(shown: str) -> None:
    for submission in submissions(shown):
        for given in submission.answers:
            assert given.words or given.choices, f"{submission.key}: {given.question_id} holds no answer"
            check_answer(submission.consultation.question(given.question_id), given.choices, given.words)


def test_regions_helpers_and_places_are_those_a_person_can_choose(shown: str) -> None:
    for submission in submissions(shown):
        assert submission.region is None or submission.region in regions(), submission.key
        assert submission.helped_by is None or submission.helped_by in HELPERS, submission.key
        if submission.audience is Audience.CHILD:
            assert submission.setting in CHILD_SETTINGS, submission.key


def test_only_organisations_have_a_name_and_members(shown: str) -> None:
    for submission in submissions(shown):
        organisation = submission.audience is Audience.ORGANISATION
        assert bool(submission.organisation_name) is organisation, submission.key
        assert bool(submission.members_views) is organisation, submission.key


def test_no_two_texts_are_nearly_the_same() -> None:
    runs = [(where, shingles(text)) for where, text in all_texts()]
    alike = [(a, b) for (a, one), (b, other) in itertools.combinations(runs, 2) if likeness(one, other) >= 0.6]
    assert alike == []


def test_texts_are_as_long_as_people_write() -> None:
    """No more than 90 words: invented essays would make the tables and quotations look better than life."""
    assert [where for where, text in all_texts() if len(text.split()) > 90] == []


def test_no_phone_or_address_could_be_anyones() -> None:
    for where, text in all_texts():
        for match in phonenumbers.PhoneNumberMatcher(text, "GB", leniency=phonenumbers.Leniency.VALID):
            national = str(match.number.national_number)
            assert national.startswith(FICTION), f"{where}: a number outside the ranges kept for fiction"
        for address in regex.findall(r"\S+@(\S+)", text):
            assert address.rstrip(".,;)").endswith("example.org"), f"{where}: an address outside example.org"
