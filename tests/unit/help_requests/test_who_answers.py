"""The file of who answers: an allegation against staff never stays inside, and a wrong file is told with line and mend."""

from __future__ import annotations

import datetime as dt
import itertools
from pathlib import Path

import pytest

from consultations.definitions import DefinitionError
from consultations.help_requests.answerers import Answerers, Kind, load
from consultations.types import Audience, Setting

EXAMPLE = Path(__file__).parents[3] / "docs" / "help-answered-by.yml"
DAY = dt.date(2026, 12, 1)
EVERYWHERE = (None, *Setting)


@pytest.fixture
def file() -> Answerers:
    return load(EXAMPLE)


def changed(tmp_path: Path, *changes: tuple[str, str]) -> Path:
    text = EXAMPLE.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / "answered-by.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_wherever_somebody_is_an_allegation_against_staff_goes_outside(file: Answerers) -> None:
    for setting, audience in itertools.product(EVERYWHERE, Audience):
        answerer = file.route(Kind.HURT_BY_STAFF, setting, audience, DAY)
        assert answerer is not None
        assert answerer.outside, (setting, audience)


def test_kind_setting_and_audience_all_count(file: Answerers) -> None:
    def who(kind: Kind, setting: Setting | None, audience: Audience) -> str | None:
        found = file.route(kind, setting, audience, DAY)
        return found.id if found else None

    assert who(Kind.ILL, Setting.PRISON, Audience.PERSON) == "safer-custody"
    assert who(Kind.ILL, Setting.PRISON, Audience.CHILD) == "outside"
    assert who(Kind.CHILD, Setting.PRISON, Audience.PERSON) == "outside"
    assert who(Kind.ILL, Setting.IRC, Audience.PERSON) is None, "nobody is named there"
    assert who(Kind.ILL, None, Audience.PERSON) is None


def test_what_nobody_confirmed_for_today_is_not_offered(file: Answerers) -> None:
    last = file.answerers[0].valid_until
    assert file.route(Kind.ILL, Setting.PRISON, Audience.PERSON, last) is not None
    assert file.route(Kind.ILL, Setting.PRISON, Audience.PERSON, last + dt.timedelta(days=1)) is None


def test_a_name_is_read_in_the_persons_language_where_there_is_one(tmp_path: Path) -> None:
    answerer = load(changed(tmp_path, ("{en: The safeguarding team of NHS England}", "{en: Team, pl: Zespół}"))).find("outside")
    assert answerer is not None
    assert answerer.name("pl") == ("Zespół", "pl")
    assert answerer.name("ar") == ("Team", "en")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("{kinds: [hurt_by_staff], answerer: outside}", "{kinds: [hurt_by_staff], answerer: safer-custody}"), "not outside"),
        (("  - {kinds: [hurt_by_staff], answerer: outside}\n", ""), "not outside"),
        (("answerer: safer-custody}", "answerer: safer-costody}"), "safer-costody"),
        (("accounts: [nhs-safeguarding]", "accounts: []"), "accounts"),
        (("within_days: 1", "within_days: 60"), "within_days"),
        (("valid_until: 2027-05-22", "valid_until: 2026-05-22"), "valid_until"),
        (("who: {en: The safer custody team of this place}", "who: {pl: Zespół}"), "English name"),
        (("id: outside", "id: safer-custody"), "Two answerers"),
        (("answers_by: visit\n", "answers_by: telepathy\n"), "telepathy"),
    ],
)
def test_a_wrong_file_is_refused_with_its_line_and_how_to_mend_it(tmp_path: Path, change: tuple[str, str], says: str) -> None:
    with pytest.raises(DefinitionError) as told:
        load(changed(tmp_path, change))
    for problem in told.value.problems:
        assert problem.line > 1
        assert problem.mend
    assert says in str(told.value)
