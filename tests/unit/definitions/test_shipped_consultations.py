"""Shipped consultations: official words exactly, easy words for everyone, never what nobody may be asked."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from consultations import definitions
from consultations.definitions import framework, load, load_all, respondent_texts, scale
from consultations.schema import EASY_READ_AUDIENCES, Consultation
from consultations.types import Audience, Level, Setting

CATALOGUE = Path(definitions.__file__).parent / "catalogue" / "improving-health-supporting-justice-2007.csv"
EVERYONE = [pytest.param(a, id=a.value) for a in Audience]
IDS = sorted(load_all())


@pytest.fixture(scope="module")
def official() -> list[dict[str, str]]:
    with CATALOGUE.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.fixture(params=IDS)
def consultation(request: pytest.FixtureRequest) -> Consultation:
    return load(request.param)


def _all_topics(c: Consultation) -> list[str]:
    return [t.id for t in c.topics]


def test_both_are_marked_as_demonstrations(consultation: Consultation) -> None:
    assert consultation.demonstration
    assert consultation.demonstration_reason


def test_official_wording_names_its_open_licence(consultation: Consultation) -> None:
    if any(q.official_text for q in consultation.questions):
        assert "Open Government Licence" in consultation.source.licence


def test_every_easy_question_has_a_picture_and_every_choice_too(consultation: Consultation) -> None:
    for q in consultation.questions:
        if set(q.audiences) & set(EASY_READ_AUDIENCES):
            assert q.easy_text, q.id
            assert q.picture, q.id
            assert all(c.picture for c in q.choices), q.id


def test_no_two_questions_of_a_person_have_the_same_words(consultation: Consultation) -> None:
    for audience in EASY_READ_AUDIENCES:
        asked = [q.easy_text for q in consultation.questions_for(audience, None, _all_topics(consultation))]
        assert len(asked) == len(set(asked))


_NEVER_ASKED = re.compile(
    r"(?i)\b(?:what|which|tell us|write about|why|how long)\b[^.?]*\b"
    r"(?:offence|sentence length|crime|conviction|immigration (?:status|case)|visa|asylum|your case|the case)\b"
)


def test_nobody_is_asked_about_status_case_offence_or_sentence(consultation: Consultation) -> None:
    for item in respondent_texts(consultation):
        for sentence in re.split(r"(?<=[.?!])\s", item.text):
            if not re.match(r"(?i)please do not\b|do not\b", sentence):
                assert not _NEVER_ASKED.search(sentence), f"{item.where}: {sentence}"


def test_questions_that_invite_a_story_ask_for_no_names(consultation: Consultation) -> None:
    for q in consultation.questions:
        if q.easy_text and re.search(r"(?i)what happened|tell us about", q.easy_text):
            assert q.help, q.id
            assert "do not write names" in q.help, q.id


class TestTwelveCommitments:
    @pytest.fixture
    def twelve(self) -> Consultation:
        return load("twelve-commitments")

    def test_each_commitment_is_asked_about_in_three_questions(self, twelve: Consultation) -> None:
        assert [t.id for t in twelve.topics] == [f"c{n}" for n in range(1, 13)]
        for n in range(1, 13):
            asked = [q for q in twelve.questions if q.topic == f"c{n}"]
            assert [(q.id, q.kind) for q in asked] == [
                (f"c{n}-how", "scale"),
                (f"c{n}-what-happened", "text"),
                (f"c{n}-better", "text"),
            ]
            assert all(q.commitments == (f"C{n}",) for q in asked)

    def test_titles_and_official_words_are_those_of_the_framework(self, twelve: Consultation) -> None:
        for commitment, section in zip(framework(), twelve.sections, strict=True):
            assert section.title == commitment.title
            assert twelve.question(f"{commitment.id.lower()}-how").official_text == commitment.official_text

    @pytest.mark.parametrize("audience", EVERYONE)
    @pytest.mark.parametrize("setting", list(Setting))
    def test_everybody_everywhere_has_something_to_choose(
        self, twelve: Consultation, audience: Audience, setting: Setting
    ) -> None:
        topics = twelve.topics_for(audience, setting)
        assert len(topics) >= 6
        assert len(twelve.questions_for(audience, setting, [t.id for t in topics])) == 3 * len(topics)

    def test_a_child_is_not_asked_about_adult_prisons(self, twelve: Consultation) -> None:
        for setting in [*Setting, None]:
            assert {"c6", "c7"}.isdisjoint(t.id for t in twelve.topics_for(Audience.CHILD, setting))
        assert "c5" in {t.id for t in twelve.topics_for(Audience.CHILD, Setting.CHILDREN_SECURE)}

    def test_detention_is_asked_about_where_it_can_have_happened(self, twelve: Consultation) -> None:
        offered = {s for s in Setting if "c10" in {t.id for t in twelve.topics_for(Audience.PERSON, s)}}
        assert {Setting.IRC, Setting.SHORT_TERM_HOLDING, Setting.PRE_DEPARTURE, Setting.COMMUNITY, Setting.PROBATION} <= offered
        assert Setting.POLICE_CUSTODY not in offered

    def test_a_person_in_detention_reads_that_this_is_not_the_home_office(self, twelve: Consultation) -> None:
        topic = next(t for t in twelve.topics if t.id == "c10")
        assert "We are not the Home Office." in topic.easy_text


class TestTheConsultationOf2007:
    @pytest.fixture
    def of_2007(self) -> Consultation:
        return load("improving-health-supporting-justice-2007")

    def test_the_catalogue_is_whole(self, official: list[dict[str, str]]) -> None:
        assert len(official) == 109
        assert len({row["section_id"] for row in official}) == 16

    def test_official_words_match_the_catalogue_character_by_character(
        self, of_2007: Consultation, official: list[dict[str, str]]
    ) -> None:
        quoted = {q.id: (q.section, q.official_text) for q in of_2007.questions if q.official_text}
        assert quoted == {row["question_id"]: (row["section_id"], row["official_text"]) for row in official}
        assert {s.id: s.title for s in of_2007.sections} == {row["section_id"]: row["section"] for row in official}

    @pytest.mark.parametrize("audience", [Audience.STAFF, Audience.ORGANISATION])
    def test_staff_and_organisations_are_asked_all_109(self, of_2007: Consultation, audience: Audience) -> None:
        assert len(of_2007.questions_for(audience, None, _all_topics(of_2007))) == 109

    @pytest.mark.parametrize("audience", EASY_READ_AUDIENCES)
    def test_the_easy_route_reaches_every_section(self, of_2007: Consultation, audience: Audience) -> None:
        asked = of_2007.questions_for(audience, None, _all_topics(of_2007))
        assert len(asked) >= 24
        assert {q.section for q in asked} == {s.id for s in of_2007.sections}
        assert all(q.serves and not q.official_text for q in asked)

    def test_an_easy_question_serves_questions_of_its_own_section(self, of_2007: Consultation) -> None:
        for q in of_2007.questions:
            assert {of_2007.question(served).section for served in q.serves} <= {q.section}

    def test_every_question_is_linked_to_a_commitment(self, of_2007: Consultation) -> None:
        assert all(q.commitments for q in of_2007.questions)
        assert {c for q in of_2007.questions for c in q.commitments} <= {c.id for c in framework()}


def test_the_scale_has_five_faces_and_not_sure() -> None:
    assert [c.value for c in scale()] == ["1", "2", "3", "4", "5", "unsure"]
    assert all(c.picture and c.easy_text for c in scale())


class TestImmigrationRemovalCentres:
    @pytest.fixture
    def centres(self) -> Consultation:
        return load("immigration-removal-centres")

    def test_that_this_is_not_the_home_office_comes_first(self, centres: Consultation) -> None:
        assert centres.about[0].startswith("We are not the Home Office.")

    def test_easy_words_do_not_say_mental_health(self, centres: Consultation) -> None:
        assert not [t.where for t in respondent_texts(centres) if "mental" in t.text.lower()]

    def test_about_past_harm_only_what_health_care_did_is_asked(self, centres: Consultation) -> None:
        asked = [q for q in centres.questions if q.topic == "past-harm"]
        assert len(asked) == 3
        for q in asked:
            assert q.easy_text is not None
            assert "health staff" in q.easy_text
        assert centres.question("past-harm-helped").only_after == {"past-harm-asked": ("yes",)}

    def test_stories_come_with_a_word_against_writing_of_the_case(self, centres: Consultation) -> None:
        for q in centres.questions:
            if q.id.endswith("what-happened"):
                assert q.help is not None
                assert "do not write about an immigration case" in q.help


class TestFamiliesAndCarers:
    @pytest.fixture
    def families(self) -> Consultation:
        return load("families-and-carers")

    def test_whether_somebody_is_worried_now_comes_first_and_shows_help(self, families: Consultation) -> None:
        first = families.questions_for(Audience.FAMILY, None, _all_topics(families))[0]
        assert first.id == "worried-now"
        assert {c.value: c.shows_help for c in first.choices} == {"yes": Level.IMMEDIATE, "no": None}
        assert "get help first" in families.about[0]

    def test_the_bereaved_are_shown_no_faces(self, families: Consultation) -> None:
        asked = [q for q in families.questions if q.topic == "bereaved"]
        assert len(asked) >= 3
        assert {q.kind for q in asked} == {"text"}

    def test_people_are_told_what_not_to_write_about_somebody_who_has_not_agreed(self, families: Consultation) -> None:
        assert any("only if they said yes" in words for words in families.about)
        for q in families.questions:
            if q.id.endswith("what-happened"):
                assert q.help is not None
                assert "only if they said yes" in q.help
