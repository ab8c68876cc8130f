"""Hard words are found where they stand, long terms before short ones; syllables are near the truth; wrong lists are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from accessibility.easy_read import WordListError, hard_words, hard_words_in, words
from accessibility.easy_read.syllables import syllables


def _found(text: str) -> list[str]:
    return [hard.word for hard in hard_words_in(text)]


def test_hard_words_come_in_the_order_of_their_first_use() -> None:
    assert _found("Probation and the NHS work together. Probation is free.") == ["probation", "NHS"]


def test_the_longer_term_wins() -> None:
    assert _found("She has a learning disability.") == ["learning disability"]
    assert _found("They have a disability.") == ["disability"]


def test_other_endings_are_found_too() -> None:
    assert _found("Two immigration removal centres and many charities.") == ["immigration removal centre", "charity"]


def test_a_word_inside_another_word_is_not_found() -> None:
    assert _found("The ukulele is loud.") == []


def test_a_text_of_easy_words_needs_no_meanings() -> None:
    assert _found("You can stop at any time.") == []


def test_no_word_is_both_hard_and_without_meaning() -> None:
    assert all(hard.meaning.endswith(".") for hard in hard_words())


SYLLABLES = {
    "cat": 1, "table": 2, "nurse": 1, "people": 2, "asked": 1, "wanted": 2, "treated": 2, "information": 4, "hospital": 3,
    "community": 4, "because": 2, "places": 2, "services": 3, "boxes": 2, "changes": 2, "area": 3, "being": 2, "safely": 2,
    "disability": 5, "organisation": 5, "interpreter": 4, "consultation": 4, "usual": 3, "create": 2, "science": 2, "radio": 3,
    "special": 2, "anonymous": 4, "responsibility": 6, "hopeless": 2, "serious": 3, "religion": 3, "situation": 4, "written": 2,
    "helped": 1, "played": 1, "scared": 1, "picture": 2, "violent": 3, "quality": 3, "everything": 3, "somebody": 3,
    "lifetime": 2, "bandage": 2, "helper": 2, "kindness": 2, "breathe": 1, "bottle": 2, "bottles": 2, "walking": 2, "carrying": 3,
    "dentist": 2, "yes": 1, "appointment": 3, "medication": 4, "psychology": 4, "physical": 3, "officer": 3, "governor": 3,
}  # fmt: skip


def test_the_syllable_estimate_is_right_for_nearly_all_and_never_far_out() -> None:
    wrong = {word: syllables(word) for word, true in SYLLABLES.items() if syllables(word) != true}
    assert len(wrong) <= len(SYLLABLES) * 0.05, wrong
    assert all(abs(syllables(word) - true) <= 1 for word, true in SYLLABLES.items())


@pytest.mark.parametrize(
    ("content", "line", "mend"),
    [
        ('words:\n  - {word: one, meaning: "One."}\n  - {word: two}\n', 3, "Correct the names"),
        ('words:\n  - {word: one, meaning: "One."}\n  - {word: one, meaning: "1."}\n', 3, "Keep one"),
        ("words:\n  - {word: one, meaning: 1}\n", 2, "double quotes"),
        ("other: []\n", 1, "words:"),
        ("words: [\n", 2, "Check spaces"),
    ],
)
def test_a_wrong_list_is_told_with_line_and_mend(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, line: int, mend: str
) -> None:
    path = tmp_path / "hard_words.yml"
    path.write_text(content, encoding="utf-8")
    monkeypatch.setattr(words, "FOLDER", tmp_path)
    with pytest.raises(WordListError) as caught:
        words.hard_words.__wrapped__()
    assert str(caught.value).startswith(f"{path}:{line}: ")
    assert mend in str(caught.value)
