"""Everything a respondent reads is in every offered language, and says whether a person checked it."""

import pytest

from consultations.definitions import load_all, respondent_texts, shared_texts
from translations import catalogue, check
from translations.extract import template
from translations.locales import SOURCE, find, languages, offered
from translations.update import DRAFT


def test_every_offered_language_is_complete() -> None:
    assert check.faults() == []


def test_every_easy_text_of_every_consultation_reaches_the_translators() -> None:
    wanted = template("respondent")
    texts = [t for c in load_all().values() for t in respondent_texts(c)]
    missing = [t.where for t in (*texts, *shared_texts()) if wanted.get(t.text) is None]
    assert missing == []


@pytest.mark.parametrize("language", [x for x in offered() if x.id != SOURCE], ids=lambda x: x.id)
def test_a_catalogue_nobody_checked_says_so_in_its_first_line(language: object) -> None:
    first = catalogue.po_file(language.id, "respondent").read_text(encoding="utf-8").splitlines()[0]  # type: ignore[attr-defined]
    assert (DRAFT in first) == language.is_draft  # type: ignore[attr-defined]


def test_the_twenty_languages_of_the_design_are_in_the_list() -> None:
    assert len(languages()) == 20
    assert {x.id for x in offered()} >= {"en", "pl", "ar"}
    assert languages()["ar"].direction == "rtl"


@pytest.mark.parametrize(
    ("code", "found"), [("AR", "ar"), ("pl-PL", "pl"), ("en_GB", "en"), ("xx", None), ("", None), (None, None)]
)
def test_a_language_is_found_however_its_code_is_written(code: str | None, found: str | None) -> None:
    language = find(code)
    assert (language.id if language else None) == found


def test_a_missing_word_and_a_lost_placeholder_are_found() -> None:
    held = catalogue.read("pl", "respondent")
    message = next(m for m in held if isinstance(m.id, str) and "%(" in m.id)
    message.string = "bez miejsca"
    assert list(check._faults_of(message))
    message.string = ""
    assert list(check._faults_of(message)) == ["is not translated"]
