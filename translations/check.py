"""Is every offered language complete? What is wrong is named with file, sentence and mend."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from babel.messages.catalog import Catalog, Message

from translations import catalogue
from translations.extract import template
from translations.locales import SOURCE, Language, offered
from translations.update import header

_PLACE = re.compile(r"%\((\w+)\)[sd]")


def faults() -> list[str]:
    """Every fault of every offered catalogue of the respondents' domain; empty when all are complete."""
    wanted = template("respondent")
    return [fault for language in offered() if language.id != SOURCE for fault in _of(language, wanted)]


def _of(language: Language, wanted: Catalog) -> Iterator[str]:
    path = catalogue.po_file(language.id, "respondent")
    name = path.relative_to(catalogue.ROOT)
    if not path.exists():
        yield f"{name}: there is no catalogue; run make catalogues, then translate it"
        return
    held = catalogue.read(language.id, "respondent")
    if header(language) not in held.header_comment:
        yield f"{name}: the first line must say who checked it; run make catalogues"
    for message in wanted:
        if not message.id:
            continue
        found = held.get(message.id)
        english = message.id[0] if isinstance(message.id, tuple) else message.id
        if found is None:
            yield f"{name}: “{english}” is missing; run make catalogues, then translate it"
        else:
            yield from (f"{name}: “{english}” {fault}" for fault in _faults_of(found))
    for message in held:
        if message.id and wanted.get(message.id) is None:
            yield f"{name}: “{message.id}” is no longer used; run make catalogues"


def _faults_of(message: Message) -> Iterator[str]:
    if message.fuzzy:
        yield "is marked fuzzy; check it and remove the mark"
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    if not all(str(s or "").strip() for s in strings):
        yield "is not translated"
        return
    english = message.id if isinstance(message.id, tuple | list) else (message.id,)
    places = Counter(_PLACE.findall(str(english[-1])))
    for string in strings:
        # A form for exactly one, or two, may say the number in words.
        held = Counter(_PLACE.findall(str(string)))
        if held != places and not (len(strings) > 1 and held < places):
            yield f"must hold the same places as the English: {', '.join(places) or 'none'}"
