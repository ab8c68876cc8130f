"""Help is right for where the person is, easy to read, and warns when it grows old."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from consultations.safeguarding.help import HelpError, help_for, lapsed, load, unconfirmed
from consultations.types import Audience, Level, SafeguardingKind, Setting

SUICIDE = [SafeguardingKind.SUICIDE_SELF_HARM]


def ids(setting: Setting | None, audience: Audience, kinds: list[SafeguardingKind] = SUICIDE) -> list[str]:
    return [line.id for line in help_for(setting, audience, kinds).lines]


@pytest.mark.parametrize("setting", [None, *Setting])
@pytest.mark.parametrize("audience", list(Audience))
@pytest.mark.parametrize("kinds", [[], *([k] for k in SafeguardingKind)])
def test_there_is_always_help(setting: Setting | None, audience: Audience, kinds: list[SafeguardingKind]) -> None:
    assert help_for(setting, audience, kinds).lines


@pytest.mark.parametrize("audience", [Audience.PERSON, Audience.CHILD])
@pytest.mark.parametrize("kind", list(SafeguardingKind))
def test_in_a_police_cell_nothing_needs_a_phone_first(audience: Audience, kind: SafeguardingKind) -> None:
    first = help_for(Setting.POLICE_CUSTODY, audience, [kind]).lines[0]
    assert first.id == "police-buzzer"
    assert first.phone is None


@pytest.mark.parametrize("setting", [Setting.PRISON, Setting.WOMENS_PRISON, Setting.YOI])
def test_in_prison_the_bell_comes_first_and_nobody_is_told_to_call_999(setting: Setting) -> None:
    lines = help_for(setting, Audience.PERSON, SUICIDE).lines
    assert lines[0].id == "cell-bell"
    assert all(line.phone != "999" for line in lines)


def test_outside_the_emergency_number_comes_first() -> None:
    assert help_for(Setting.COMMUNITY, Audience.PERSON, SUICIDE).lines[0].phone == "999"


def test_a_family_worried_about_somebody_inside_learns_whom_to_call_next() -> None:
    assert ids(Setting.PRISON, Audience.FAMILY)[:2] == ["family-safer-custody", "family-switchboard"]


def test_harm_by_staff_leads_outside_the_place() -> None:
    assert "staff-harm-outside" in ids(Setting.IRC, Audience.PERSON, [SafeguardingKind.ABUSE_BY_STAFF])
    assert "staff-harm-outside" not in ids(Setting.IRC, Audience.PERSON)


def test_a_child_is_offered_childline_and_an_advocate() -> None:
    assert {"childline", "child-advocate"} <= set(ids(Setting.CHILDREN_SECURE, Audience.CHILD))


def test_the_heading_is_calmer_for_a_concern() -> None:
    urgent = help_for(Setting.PRISON, Audience.PERSON, SUICIDE, Level.IMMEDIATE)
    calm = help_for(Setting.PRISON, Audience.PERSON, SUICIDE, Level.CONCERN)
    assert urgent.easy_title != calm.easy_title
    assert urgent.kept_easy_text == calm.kept_easy_text


def test_no_number_stands_in_words_that_a_local_file_could_not_replace() -> None:
    for fact in load().facts:
        if fact.phone and fact.phone not in {"999", "111", "101"}:
            assert fact.phone not in fact.easy_text


def test_facts_lapse_on_the_day_after_they_were_valid() -> None:
    last = max(f.valid_until for f in load().facts)
    first = min(f.valid_until for f in load().facts)
    assert lapsed(first) == []
    assert lapsed(first + dt.timedelta(days=1))
    assert len(lapsed(last + dt.timedelta(days=1))) == len(load().facts)
    assert unconfirmed()


def test_a_local_file_changes_removes_and_adds(tmp_path: Path) -> None:
    local = tmp_path / "local.yml"
    local.write_text(
        """changes:
  - {id: child-advocate, phone: 020 7946 0000, source: Invented for a test, checked_on: 2026-11-01, valid_until: 2027-11-01}
  - {id: listener, remove: true}
facts:
  - {id: chaplain, easy_text: You can ask for the chaplain., settings: [prison], audiences: [person], source: Invented for a test,
     checked_on: 2026-11-01, valid_until: 2027-11-01}
""",
        encoding="utf-8",
    )
    book = load(local)
    facts = {f.id: f for f in book.facts}
    assert facts["child-advocate"].phone == "020 7946 0000"
    assert "listener" not in facts
    assert "chaplain" in [f.id for f in help_for(Setting.PRISON, Audience.PERSON, SUICIDE, book=book).lines]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("changes:\n  - {id: nobody, remove: true}\n", r"local\.yml, line 2: no fact nobody to change"),
        ("changes:\n  - {id: listener, phone: 116 123}\n", r"local\.yml, line 2: .*needs source, checked_on and valid_until"),
        ("facts:\n  - id: x\n    easy_text: [\n", r"local\.yml, line \d: not YAML"),
        (
            "changes:\n  - {id: police-buzzer, remove: true}\n",
            r"local\.yml, line 1: nothing is left for person in police_custody",
        ),
    ],
)
def test_a_broken_local_file_names_line_and_fix(tmp_path: Path, text: str, message: str) -> None:
    local = tmp_path / "local.yml"
    local.write_text(text, encoding="utf-8")
    with pytest.raises(HelpError, match=message):
        load(local)


def test_a_long_sentence_is_refused(tmp_path: Path) -> None:
    local = tmp_path / "local.yml"
    long = " ".join(["word"] * 16)
    local.write_text(
        f"facts:\n  - {{id: x, easy_text: {long}, settings: [prison], audiences: [person], source: Test, "
        "checked_on: 2026-11-01, valid_until: 2027-11-01}\n",
        encoding="utf-8",
    )
    with pytest.raises(HelpError, match="a sentence has 16 words: cut it to at most 15"):
        load(local)
