"""The way through a consultation: who is asked what, and how they move."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.definitions import load
from consultations.journey import steps
from consultations.journey.draft import Draft, DraftAnswer
from consultations.journey.steps import AnswerProblem, Kind, check_answer
from consultations.journey.submission import NotReady, submission
from consultations.types import Audience, RawText, Setting

CONSULTATION = load("twelve-commitments")


def a_draft(audience: Audience | None = Audience.PERSON, topics: tuple[str, ...] = ("c6",)) -> Draft:
    return Draft("twelve-commitments", "en", audience=audience, setting=Setting.PRISON, topics=topics)


def kinds(draft: Draft) -> list[Kind]:
    return [s.kind for s in steps.steps(draft, CONSULTATION)]


def test_nothing_but_who_is_known_before_the_person_says_who_they_are() -> None:
    assert kinds(a_draft(audience=None)) == [Kind.WHO]


def test_an_organisation_says_how_members_views_were_gathered_and_a_person_is_not_asked() -> None:
    assert Kind.ORGANISATION in kinds(a_draft(Audience.ORGANISATION))
    assert Kind.ORGANISATION not in kinds(a_draft())
    assert Kind.HELPED not in kinds(a_draft(Audience.STAFF))


def test_only_chosen_topics_are_asked_about() -> None:
    asked = {q.topic for q in steps.questions(a_draft(topics=("c6", "c9")), CONSULTATION)}
    assert asked == {"c6", "c9"}


def test_did_we_understand_you_comes_only_after_words() -> None:
    draft = a_draft()
    assert Kind.UNDERSTOOD not in kinds(draft)
    draft.answers["c6-what-happened"] = DraftAnswer(words=RawText("a long wait"))
    assert kinds(draft).index(Kind.UNDERSTOOD) < kinds(draft).index(Kind.CHECK) < kinds(draft).index(Kind.QUOTE)


def test_skipping_everything_still_reaches_the_end() -> None:
    draft = a_draft()
    seen = [steps.current(draft, CONSULTATION).id]
    while seen[-1] != Kind.SEND.value:
        seen.append(steps.advance(draft, CONSULTATION, seen[-1]).id)
        assert len(seen) < 100
    assert len(set(seen)) == len(seen)


def test_back_undoes_advance_at_every_step() -> None:
    draft = a_draft()
    for step in steps.steps(draft, CONSULTATION)[:-1]:
        steps.advance(draft, CONSULTATION, step.id)
        after = draft.step
        assert steps.back(draft, CONSULTATION, after) == step
        draft.step = after
    assert steps.back(draft, CONSULTATION, "who") is None


def test_a_step_not_reached_yet_cannot_be_jumped_to() -> None:
    draft = a_draft()
    assert steps.go_to(draft, CONSULTATION, "send").kind is Kind.WHO


def test_changing_one_answer_does_not_walk_the_whole_way_again() -> None:
    draft = a_draft()
    while steps.current(draft, CONSULTATION).kind is not Kind.CHECK:
        steps.advance(draft, CONSULTATION, draft.step)
    steps.go_to(draft, CONSULTATION, "c6-how")
    assert steps.next_after_change(draft, CONSULTATION, "c6-how").kind is Kind.CHECK


def test_a_new_topic_chosen_later_is_asked_about_next() -> None:
    draft = a_draft()
    while steps.current(draft, CONSULTATION).kind is not Kind.CHECK:
        steps.advance(draft, CONSULTATION, draft.step)
    draft.topics = ("c6", "c9")
    assert steps.next_after_change(draft, CONSULTATION, "topics").id.startswith("c9-")


@pytest.mark.parametrize("value", ["6", "0", "yes", "1,2"])
def test_a_choice_that_was_not_offered_is_refused(value: str) -> None:
    with pytest.raises(AnswerProblem, match="unknown_choice"):
        check_answer(CONSULTATION.question("c6-how"), (value,), None)


def test_text_over_the_limit_says_how_long_it_is_and_may_be() -> None:
    question = CONSULTATION.question("c6-what-happened")
    with pytest.raises(AnswerProblem) as caught:
        check_answer(question, (), RawText("x" * (question.max_length + 1)))
    assert (caught.value.limit, caught.value.length) == (question.max_length, question.max_length + 1)
    assert check_answer(question, (), RawText("x" * question.max_length)).words


def test_white_space_is_a_skip() -> None:
    assert not check_answer(CONSULTATION.question("c6-what-happened"), (), RawText(" \n\t "))


words = st.text(max_size=30).map(RawText)


@given(st.dictionaries(st.sampled_from(["c6-what-happened", "c6-better"]), words, max_size=2), st.booleans())
def test_a_draft_comes_back_as_it_was_kept(answers: dict[str, RawText], easy: bool) -> None:
    draft = a_draft()
    draft.answers = {q: DraftAnswer(words=w if w else None) for q, w in answers.items()}
    draft.easy = easy
    assert Draft.from_json(draft.to_json()) == draft


def test_what_was_said_to_a_topic_left_out_later_is_not_sent() -> None:
    draft = a_draft(topics=("c6",))
    draft.answers = {"c6-how": DraftAnswer(("4",)), "c9-how": DraftAnswer(("1",))}
    sent = submission(draft, CONSULTATION, "v", dt.date(2026, 1, 5), None, demonstration=False)
    assert [g.question_id for g in sent.answers] == ["c6-how"]


def test_an_empty_draft_is_not_sent() -> None:
    with pytest.raises(NotReady, match="nothing_answered"):
        submission(a_draft(), CONSULTATION, "v", dt.date(2026, 1, 5), None, demonstration=False)
