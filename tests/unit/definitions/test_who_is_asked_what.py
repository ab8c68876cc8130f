"""A person is asked only what can concern them, and a demonstration never closes."""

from __future__ import annotations

import datetime as dt

from consultations.definitions import load
from consultations.schema import Choice, Consultation, Question
from consultations.types import Audience, Setting


def _with(*questions: Question, **changes: object) -> Consultation:
    return load("twelve-commitments").model_copy(update={"questions": questions, **changes})


def test_a_topic_that_was_not_chosen_is_not_asked() -> None:
    asked = load("twelve-commitments").questions_for(Audience.PERSON, Setting.PRISON, ["c6"])
    assert [q.id for q in asked] == ["c6-how", "c6-what-happened", "c6-better"]


def test_a_topic_that_cannot_concern_the_person_is_left_out_even_if_chosen() -> None:
    twelve = load("twelve-commitments")
    question = Question(id="c6-more", kind="text", section="c6", topic="c6", easy_text="More?", picture="more")
    asked = twelve.model_copy(update={"questions": (*twelve.questions, question)}).questions_for(
        Audience.CHILD, Setting.CHILDREN_SECURE, ["c5", "c6"]
    )
    assert {q.topic for q in asked} == {"c5"}


def test_nobody_whom_the_consultation_is_not_for_is_asked_anything() -> None:
    families = load("families-and-carers")
    topics = [t.id for t in families.topics]
    assert families.questions_for(Audience.FAMILY, None, topics)
    assert families.questions_for(Audience.CHILD, None, topics) == ()
    assert families.topics_for(Audience.CHILD, None) == ()
    centres = load("immigration-removal-centres")
    assert centres.topics_for(Audience.PERSON, Setting.IRC)
    assert centres.topics_for(Audience.PERSON, Setting.POLICE_CUSTODY) == ()


def test_routing_asks_only_after_the_right_choice() -> None:
    choices = (Choice(value="yes", easy_text="Yes"), Choice(value="no", easy_text="No"))
    first = Question(id="well", kind="choice", section="c1", easy_text="Are you well?", choices=choices)
    second = Question(id="why", kind="text", section="c1", easy_text="Why?", only_after={"well": ("no",)})
    c = _with(first, second)

    def asked(chosen: dict[str, str]) -> list[str]:
        return [q.id for q in c.questions_for(Audience.PERSON, None, [], chosen)]

    assert asked({}) == ["well"]
    assert asked({"well": "yes"}) == ["well"]
    assert asked({"well": "no"}) == ["well", "why"]


def test_a_demonstration_takes_answers_on_any_day_and_others_only_while_open() -> None:
    closed = load("improving-health-supporting-justice-2007")
    assert closed.takes_answers(dt.date(2030, 1, 1))
    adopted = closed.model_copy(update={"demonstration": False})
    assert adopted.takes_answers(closed.closes)
    assert not adopted.takes_answers(closed.closes + dt.timedelta(days=1))
    assert not adopted.takes_answers(closed.opens - dt.timedelta(days=1))
