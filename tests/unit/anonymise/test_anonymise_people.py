"""Names are found by what stands around them; ordinary words, places and illnesses are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultations.anonymise import engine
from consultations.types import RawText, RedactionKind

IN_CONTEXT = [
    ("nurse sharon on the hatch never listens", "sharon"),
    ("my mate dazza waited six weeks", "dazza"),
    ("mr okafor on the hatch is sound", "okafor"),
    ("my daughters name is leila", "leila"),
    ("officer tandy pushed me", "tandy"),
    ("i asked for debbie at the gate", "debbie"),
    ("my key worker mark got me seen", "mark"),
    ("a bloke called xhevdet helped me", "xhevdet"),
    ("doctor quispe changed my tablets", "quispe"),
    ("miss rose noticed my eyes", "rose"),
    ("me llamo alejandro y estoy enfermo", "alejandro"),
    ("mam na imie zbigniew", "zbigniew"),
    ("benim adim serkan", "serkan"),
]
SENTENCES = [
    "The food is cold.",
    "I waited a long time.",
    "No one explains anything to us.",
    "Nothing changed after that.",
    "We need more nurses.",
    "It was fine.",
]


def people(text: str, language: str | None = None) -> str:
    """The text with each person replaced by a star."""
    out, at = [], 0
    for finding in engine.findings(RawText(text), language):
        if finding.kind is RedactionKind.PERSON:
            out += [text[at : finding.span.start], "*"]
            at = finding.span.end
    return "".join([*out, text[at:]])


@given(
    st.sampled_from(IN_CONTEXT),
    st.sampled_from(["", *SENTENCES]),
    st.sampled_from(["", *SENTENCES]),
    st.sampled_from([str.lower, str.upper, str.capitalize, str.title]),
)
@settings(max_examples=250, deadline=None)
def test_a_name_in_context_survives_sentences_around_it_and_a_change_of_case(item, before, after, case) -> None:  # type: ignore[no-untyped-def]
    sentence, name = item
    text = f"{before} {case(sentence)}. {after}".strip()
    assert name not in people(text).lower()


@pytest.mark.parametrize(
    "text",
    [
        "nurse said to wait",
        "the officer on the landing",
        "my mate was ill",
        "doctor who saw me was kind",
        "Will the dentist come in May?",
        "i hope they mark it and pay the bill",
        "nurse will see you",
        "HMP Preston then Lincoln",
        "the Bradley report and the Corston review",
        "Lord Bradley's review",
        "parkinsons and Crohn's disease",
        "i was called a liar",
        "the tablet is called sertraline",
        "a course called Phoenix",
        "i miss home",
        "Macmillan and Barnardo's came",
        "Nelson wing and Queen Elizabeth Hospital",
        "i am polish and tired",
        "Listeners, ACCT and RECONNECT",
        "every Monday in March",
        "my mother tongue is Urdu",
        "Martha's rule and Gillick competence",
    ],
)
def test_ordinary_words_places_illnesses_and_reports_are_left_alone(text: str) -> None:
    assert engine.findings(RawText(text), "en") == []


@pytest.mark.parametrize(
    ("text", "language", "left"),
    [
        ("nurse sharon is good but sharon is never on", "en", "nurse * is good but * is never on"),
        ("Mr Brown left. I miss Brown", "en", "Mr * left. I miss *"),
        ("Bev and Lynne run it", "en", "* and * run it"),
        ("Ms K took my glasses", "en", "Ms * took my glasses"),
        ("rozmawiałem z panem Kowalskim", "pl", "rozmawiałem z panem *"),
        ("позвоните Диме", "ru", "позвоните *"),
        ("الممرضة فاطمة طيبة", "ar", "الممرضة * طيبة"),
        ("اسم من رضا است", "fa", "اسم من * است"),
        ("我叫王建国，我生病了", "zh-Hans", "我叫*，我生病了"),
        ("ሓወይ ዮናስ ኣብዚ ኣሎ", "ti", "ሓወይ * ኣብዚ ኣሎ"),
        ("জসিম ভাই আমাকে সাহায্য করে", "bn", "* ভাই আমাকে সাহায্য করে"),
        ("ਨਰਸ ਮਨਜੀਤ ਚੰਗੀ ਹੈ", "pa", "ਨਰਸ * ਚੰਗੀ ਹੈ"),
        ("Mehmet bey gelmedi", "tr", "* bey gelmedi"),
        ("magacaygu waa Cabdullaahi", "so", "magacaygu waa *"),
        ("nurse Shаrоn lost it", "en", "nurse * lost it"),
        ("nurse Jose​phine was kind", "en", "nurse * was kind"),
    ],
)
def test_names_are_found_in_their_language_and_through_disguise(text: str, language: str, left: str) -> None:
    assert people(text, language) == left


def test_a_word_that_is_also_a_name_needs_context() -> None:
    assert people("nurse grace is kind", "en") == "nurse * is kind"
    assert people("grace period for meds", "en") == "grace period for meds"
    assert people("my mate will helped me", "en") == "my mate * helped me"
    assert people("my mate will help me", "en") == "my mate will help me"
