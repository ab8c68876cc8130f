"""People: first names, surnames, nicknames and initials, in every language of Heard, in capitals or small letters."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from consultations.anonymise.files import word_set
from consultations.anonymise.lexicon import is_common
from consultations.anonymise.page import Hit, Page
from consultations.anonymise.people import chinese
from consultations.anonymise.people.cues import Signs
from consultations.anonymise.people.spread import Spread
from consultations.types import RedactionKind

_DOTTED = regex.compile(
    r"(?<![\w.&])(?<!\b(?:[Tt]he|[Aa]n?|[Mm]y|A&) )(?:(?:[A-Z]\.){1,2}[A-Z]\b(?!\.[A-Z])\.?"
    r"|(?:[A-Z]\. ?){1,2}(?=[A-Z][a-z]{2})[A-Z][A-Za-z'\-]{2,20})"
)
_NOT_INITIALS = word_set("not_initials")


def find(page: Page) -> Iterator[Hit]:
    """Names and initials; what is a name is judged in `people`."""
    view = page.view
    words = page.words
    for name in Spread(words, Signs(words, page.language)).names():
        yield Hit(words.starts[name.first], words.ends[name.last], RedactionKind.PERSON, name.rule, name.strength)
    for start, end, rule in chinese.find(view.text) if not view.text.isascii() else ():
        yield Hit(start, end, RedactionKind.PERSON, rule, 0.7)
    if "." in view.text:
        for match in _DOTTED.finditer(view.text):
            initials, _, surname = match.group().lower().rpartition(".")
            surname = surname.strip()
            letters = initials.replace(".", "").replace(" ", "") + (surname if len(surname) < 2 else "")
            if (len(surname) > 1 or letters not in _NOT_INITIALS) and not (len(surname) > 1 and is_common(surname)):
                yield Hit(match.start(), match.end(), RedactionKind.PERSON, "person.initials", 0.6)
