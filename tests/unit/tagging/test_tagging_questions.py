"""Questions are ranked from a consultation's own words, sections first, without learning."""

import datetime as dt

import pytest

from consultations import definitions
from consultations.schema import Consultation, Question, Section, Source
from consultations.tagging.engine import Context, Tagger
from consultations.types import RawText, Setting, redact

OFFICIAL = "improving-health-supporting-justice-2007"


def new_consultation(*questions: Question, sections: tuple[Section, ...]) -> Consultation:
    return Consultation(
        id="gardens",
        title="Gardens",
        easy_title="Gardens",
        about=("About gardens.",),
        demonstration=False,
        profile="current",
        what_is_asked="x",
        who_is_affected="x",
        undecided="x",
        decided_already="x",
        decision_maker="x",
        coordinator="x",
        data_controller="x",
        opens=dt.date(2026, 1, 1),
        closes=dt.date(2026, 5, 1),
        source=Source(title="x", publisher="x", published="x", licence="x"),
        sections=sections,
        topics=(),
        questions=questions,
    )


def ranked(tagger: Tagger, text: str, consultation: Consultation, setting: Setting | None = None) -> list[str]:
    tagging = tagger.tag([redact(RawText(text), [])], [Context(setting=setting, consultation=consultation)])[0]
    assert [q.probability for q in tagging.questions] == sorted((q.probability for q in tagging.questions), reverse=True)
    return [q.question for q in tagging.questions]


@pytest.fixture(scope="module")
def official() -> Consultation:
    return definitions.load(OFFICIAL)


def test_ten_official_questions_of_at_least_four_sections_are_named(tagger: Tagger, official: Consultation) -> None:
    wanted = {f"{OFFICIAL}/{q.id}": q for q in official.questions if q.official_text}
    names = ranked(tagger, "The police station nurse gave me my tablets", official, Setting.POLICE_CUSTODY)
    assert len(names) == len(set(names)) == 10
    assert set(names) <= wanted.keys()
    assert len({wanted[n].section for n in names}) >= 4


@pytest.mark.parametrize(
    ("text", "setting", "section"),
    [
        ("In the cells at the police station no nurse came to me", Setting.POLICE_CUSTODY, "p2"),
        ("The magistrates at court did not know about treatment orders", Setting.COURT, "p3"),
        ("My medical records were lost, the computer systems do not match", Setting.PRISON, "e4"),
        ("Nobody can recruit nurses, there is no training and no career", Setting.PRISON, "e6"),
        ("I got out of prison and probation could not find me a doctor", Setting.PROBATION, "p5"),
    ],
)
def test_the_section_matters_as_much_as_the_question(
    tagger: Tagger, official: Consultation, text: str, setting: Setting, section: str
) -> None:
    sections = {f"{OFFICIAL}/{q.id}": q.section for q in official.questions}
    first_three = list(dict.fromkeys(sections[n] for n in ranked(tagger, text, official, setting)))[:3]
    assert section in first_three


def test_a_consultation_written_yesterday_is_ranked_by_its_own_words(tagger: Tagger) -> None:
    consultation = new_consultation(
        Question(id="greenhouse", kind="text", section="plants", easy_text="What should we grow in the greenhouse?"),
        Question(id="tools", kind="text", section="kit", easy_text="Which spades and rakes do you need?"),
        sections=(Section(id="plants", title="Plants", easy_title="Plants"), Section(id="kit", title="Kit", easy_title="Kit")),
    )
    assert ranked(tagger, "we want tomatoes in the greenhouse", consultation)[0] == "gardens/greenhouse"
    assert ranked(tagger, "all the rakes are broken", consultation)[0] == "gardens/tools"


def test_linked_commitments_decide_where_the_words_do_not(tagger: Tagger) -> None:
    section = Section(id="all", title="All", easy_title="All")
    consultation = new_consultation(
        Question(id="one", kind="text", section="all", easy_text="First thing?", commitments=("C9",)),
        Question(id="two", kind="text", section="all", easy_text="Second thing?", commitments=("C3",)),
        sections=(section,),
    )
    assert ranked(tagger, "He is autistic and has ADHD and dyslexia", consultation)[0] == "gardens/two"


def test_without_a_consultation_no_question_is_named(tagger: Tagger) -> None:
    assert tagger.tag([redact(RawText("my tooth hurts"), [])], [Context()])[0].questions == ()
