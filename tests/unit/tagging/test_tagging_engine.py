"""What a tagging promises, whatever the model has learnt."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consultations.tagging import training
from consultations.tagging.engine import Context, Tagger
from consultations.tagging.examples import Example
from consultations.tagging.model import Model, ModelError
from consultations.types import (
    Audience,
    RawText,
    RedactedText,
    Redaction,
    RedactionKind,
    Setting,
    Span,
    Tagging,
    redact,
)

STORIES = (
    "Waited 9 weeks to see the dentist and my tooth is agony",
    "Officers never unlock me for my doctors appointment and healthcare blame the officers",
    "no one listens, i put in three complaints and got no reply",
    "He is autistic and nobody in the police station noticed",
    "Came out on friday with no meds and no gp",
)


def plain(text: str) -> RedactedText:
    return redact(RawText(text), [])


def one(tagger: Tagger, text: str, **known: object) -> Tagging:
    return tagger.tag([plain(text)], [Context(**known)])[0]  # type: ignore[arg-type]


def passed(tagging: Tagging) -> set[str]:
    return {t.commitment for t in tagging.commitments if t.passed}


def test_every_tag_that_passes_shows_the_words_that_earned_it(tagger: Tagger) -> None:
    shown = 0
    for text in STORIES:
        for tag in one(tagger, text).commitments:
            if tag.passed:
                assert tag.evidence
                assert all(text[s.start : s.end].strip() for s in tag.evidence)
                shown += 1
    assert shown >= len(STORIES)


def test_evidence_is_a_part_of_a_long_text_and_not_the_whole(tagger: Tagger) -> None:
    padding = "On Monday it rained and then on Tuesday we watched the television for a while. " * 4
    text = padding + "He is autistic with dyslexia and ADHD and nobody noticed." + padding
    tags = [t for t in one(tagger, text).commitments if t.commitment == "C3" and t.passed]
    assert tags
    assert sum(s.end - s.start for s in tags[0].evidence) < 80


def test_a_redaction_mark_alone_is_never_evidence(tagger: Tagger) -> None:
    text = "Nurse Smith Smith Smith"
    names = [Redaction(Span(i, i + 5), RedactionKind.PERSON) for i in (6, 12, 18)]
    redacted = redact(RawText(text), names)
    for tag in tagger.tag([redacted], [Context()])[0].commitments:
        for span in tag.evidence:
            assert "PERSON" not in redacted.text[span.start : span.end].split()
            assert redacted.text[span.start : span.end].strip("[]") != "PERSON"
    only_marks = redact(RawText("Smith"), [Redaction(Span(0, 5), RedactionKind.PERSON)])
    assert passed(tagger.tag([only_marks], [Context()])[0]) == set()


@pytest.mark.parametrize("setting", [Setting.IRC, Setting.SHORT_TERM_HOLDING, Setting.PRE_DEPARTURE])
def test_health_care_in_immigration_detention_is_c10_and_never_c6_or_c7(tagger: Tagger, setting: Setting) -> None:
    tagging = one(tagger, "I have toothache and cannot see the dentist, no tablets for the pain", setting=setting)
    assert "C10" in passed(tagging)
    assert not passed(tagging) & {"C6", "C7"}


def test_a_childs_health_care_is_c5_and_never_c6_or_c7(tagger: Tagger) -> None:
    text = "I have toothache and cannot see the dentist, no tablets for the pain"
    for known in ({"audience": Audience.CHILD, "setting": Setting.PRISON}, {"setting": Setting.CHILDREN_SECURE}):
        tagging = one(tagger, text, **known)
        assert "C5" in passed(tagging)
        assert not passed(tagging) & {"C6", "C7"}


@pytest.mark.parametrize("setting", [Setting.POLICE_CUSTODY, Setting.COURT, Setting.PROBATION, Setting.COMMUNITY])
def test_c6_and_c7_stay_with_custody(tagger: Tagger, setting: Setting) -> None:
    assert not passed(one(tagger, STORIES[0], setting=setting)) & {"C6", "C7"}


def test_a_codebook_of_its_own_is_not_bent_by_the_setting_rules() -> None:
    known = [
        Example(id=i, text=f"{subject} {rest}", labels=(label,))
        for i, (subject, label, rest) in enumerate(
            (subject, label, rest)
            for subject, label in (("the food was", "food"), ("parking cost", "parking"))
            for rest in ("too much today", "a lot again", "not right at all", "what I hoped for", "so bad", "fine", "great")
        )
    ]
    tagger = Tagger(training.train(known))
    assert passed(one(tagger, "the food was cold", setting=Setting.IRC)) == {"food"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t ",
        "x",
        "7",
        "😀😀😀 🙁",
        "a" * 100_000,
        "the nurse is kind " * 6_000,
        "الطبيب doctor врач 医生 ሓኪም ਡਾਕਟਰ",
        "\x00\x01\x02\x7f\ufffd PK\x03\x04",
        "\u200b\u200d\u2060",
        "[PERSON]",
        "e\u0301" * 300,
    ],
    ids=lambda text: f"{text[:8]!r}, {len(text)} characters",
)
def test_any_input_gets_an_answer_with_spans_inside_it(tagger: Tagger, text: str) -> None:
    tagging = one(tagger, text)
    assert len(tagging.commitments) == 12
    assert all(0 <= t.probability <= 1 for t in tagging.commitments)
    assert all(s.end <= len(text) for t in tagging.commitments for s in t.evidence)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=200))
def test_spans_never_leave_the_text(tagger: Tagger, text: str) -> None:
    for tag in one(tagger, text).commitments:
        assert all(0 <= s.start < s.end <= len(text) for s in tag.evidence)


def test_what_else_is_in_the_batch_changes_nothing(tagger: Tagger) -> None:
    together = tagger.tag([plain(t) for t in STORIES], [Context()] * len(STORIES))
    for text, tagging in zip(STORIES, together, strict=True):
        alone = one(tagger, text)
        assert passed(alone) == passed(tagging)
        for a, b in zip(alone.commitments, tagging.commitments, strict=True):
            assert a.probability == pytest.approx(b.probability, abs=1e-5)


def test_texts_and_contexts_must_pair_up(tagger: Tagger) -> None:
    with pytest.raises(ValueError, match="1 texts but 0 contexts"):
        tagger.tag([plain("x")], [])


def test_a_saved_model_tags_as_it_did_before(tagger: Tagger, tmp_path: Path) -> None:
    tagger.model.save(tmp_path / "m.model")
    again = Tagger.load(tmp_path / "m.model")
    for text in STORIES:
        before, after = one(tagger, text), one(again, text)
        assert passed(before) == passed(after)
        assert before.model == after.model
        assert {t.commitment: t.probability for t in after.commitments} == pytest.approx(
            {t.commitment: t.probability for t in before.commitments}, abs=0.01
        )


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a zip", b'{"format": 1}'])
def test_a_file_that_is_no_model_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "wrong.model"
    path.write_bytes(content)
    with pytest.raises(ModelError, match=r"wrong\.model"):
        Model.load(path)


@pytest.mark.parametrize("text", ["im dyslexic and autistic", "im dylsexic and autsitic", "im dislexic and autistick"])
def test_spelling_as_people_write_it_keeps_the_tag(tagger: Tagger, text: str) -> None:
    assert "C3" in passed(one(tagger, text))


@pytest.mark.parametrize("setting", list(Setting))
@pytest.mark.parametrize("text", ["qwqwq", "zzkk vvrr", "👍"])
def test_a_setting_alone_earns_no_tag(tagger: Tagger, setting: Setting, text: str) -> None:
    assert passed(one(tagger, text, setting=setting)) == set()
