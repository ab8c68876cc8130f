"""Every answer leads to a route, and the routes say what they must."""

from __future__ import annotations

import datetime as dt
from itertools import product
from pathlib import Path

import pytest

from consultations.signposting.routes import ROUTES, RouteError, Runner, Subject, lapsed, load, reads_like_complaint, route
from consultations.types import Audience, RawText, RedactedText, Setting, redact

ALL = list(product(Subject, Runner, [None, *Setting], Audience))


def text(words: str) -> RedactedText:
    return redact(RawText(words), [])


def names(subject: Subject, runner: Runner, setting: Setting | None, audience: Audience = Audience.PERSON) -> list[str]:
    return [s.who_easy_title for s in route(subject, runner, setting, audience).steps]


def test_every_combination_leads_to_steps_that_say_who_how_and_when() -> None:
    used = set()
    for combination in ALL:
        found = route(*combination)
        used.add(found.id)
        assert found.steps
        assert found.notes_easy_text
        assert all(s.who_easy_title and s.how_easy_text and s.when_easy_text for s in found.steps)
    assert used == set(load().routes), "a route that no answer reaches"


@pytest.mark.parametrize("setting", [Setting.PRISON, Setting.WOMENS_PRISON, Setting.YOI])
def test_health_in_prison_ends_at_the_health_ombudsman_and_never_at_the_prison_ombudsman(setting: Setting) -> None:
    who = names(Subject.HEALTH, Runner.NHS, setting)
    assert who[-1] == "The Parliamentary and Health Service Ombudsman"
    assert "The Prisons and Probation Ombudsman" not in who
    assert "NHS complaints advocacy" in [
        a.easy_title for a in route(Subject.HEALTH, Runner.NHS, setting, Audience.PERSON).advocacy
    ]


def test_in_detention_the_way_round_the_centre_comes_first() -> None:
    assert names(Subject.HEALTH, Runner.NOT_SURE, Setting.IRC)[0] == "NHS England"


@pytest.mark.parametrize("runner", list(Runner))
@pytest.mark.parametrize("audience", list(Audience))
def test_harm_by_staff_never_starts_with_the_place_that_did_it(runner: Runner, audience: Audience) -> None:
    for setting in (None, *Setting):
        first = names(Subject.STAFF_HARM, runner, setting, audience)[0]
        assert first not in {
            "The prison",
            "The health care team",
            "The complaints box of the centre",
            "The custody sergeant or the nurse",
        }


def test_police_complaints_go_to_the_police_watchdog_and_have_no_monitoring_board() -> None:
    found = route(Subject.PLACE, Runner.POLICE, Setting.POLICE_CUSTODY, Audience.PERSON)
    assert found.steps[-1].who_easy_title == "The Independent Office for Police Conduct"
    assert "The Independent Monitoring Board" not in [a.easy_title for a in found.advocacy]


def test_wales_has_its_own_way() -> None:
    assert names(Subject.HEALTH, Runner.NHS_WALES, Setting.PRISON)[-1] == "The Public Services Ombudsman for Wales"


def test_children_are_offered_an_advocate_everywhere() -> None:
    for subject, runner, setting in product(Subject, Runner, [None, *Setting]):
        titles = [a.easy_title for a in route(subject, runner, setting, Audience.CHILD).advocacy]
        assert titles[0] == "Your advocate"


def test_facts_lapse() -> None:
    assert lapsed(dt.date(2026, 11, 22)) == []
    assert "nhs-england" in lapsed(dt.date(2027, 4, 1))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("  - {subjects: [place], route: place-community}\n", ""), "combinations lead nowhere, the first is place"),
        (("route: place-court}", "route: nowhere}"), r"routes\.yml, line \d+: no route nowhere: add it under routes"),
        (("advocacy: [llais]", "advocacy: [nobody]"), "no fact nobody: add it under facts"),
        (("Tell the service or the health board.", "One two three four five six seven eight nine ten eleven twelve thirteen "
          "fourteen fifteen sixteen."), "a sentence has 16 words"),
    ],
)  # fmt: skip
def test_a_broken_file_names_line_and_fix(tmp_path: Path, change: tuple[str, str], message: str) -> None:
    before = ROUTES.read_text(encoding="utf-8")
    assert change[0] in before
    broken = tmp_path / "routes.yml"
    broken.write_text(before.replace(*change), encoding="utf-8")
    with pytest.raises(RouteError, match=message):
        load(broken)


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("I want to complain about the doctor", "en"),
        ("they refused to see me and nobody answered my app", "en"),
        ("I was ignored for weeks and still in pain", "en"),
        ("chcę złożyć skargę na lekarza", "pl"),
        ("quiero poner una queja", "es"),
        ("我要投诉医生", "zh-Hans"),
        ("أريد تقديم شكوى", "ar"),
        ("میں شکایت کرنا چاہتا ہوں", "ur"),
        ("هذه شكوى", None),
    ],
)
def test_an_answer_that_reads_like_a_complaint_is_seen(words: str, language: str | None) -> None:
    assert reads_like_complaint(text(words), language)


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("No complaints, the nurse was lovely", "en"),
        ("Please put the complaints box where we can reach it", "en"),
        ("It would help to have longer appointments", "en"),
        ("nie mam żadnych skarg", "pl"),
        ("ninguna queja", "es"),
        ("没有投诉", "zh-Hans"),
        ("", None),
    ],
)
def test_other_answers_are_left_alone(words: str, language: str | None) -> None:
    assert not reads_like_complaint(text(words), language)
