"""Bring every catalogue up to date with the English sentences in the code and the data: `python -m translations.update`."""

from __future__ import annotations

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from translations import catalogue
from translations.extract import template
from translations.locales import SOURCE, Language, languages

DRAFT = "machine draft, not checked by a person"


def update(language: Language, domain: str) -> Catalog:
    """The language's catalogue with new sentences added, gone ones dropped, and no guesses made."""
    wanted = template(domain)
    path = catalogue.po_file(language.id, domain)
    held = catalogue.read(language.id, domain) if path.exists() else Catalog(locale=language.folder, domain=domain)
    held.update(wanted, no_fuzzy_matching=True)
    held.obsolete.clear()
    held.fuzzy = False
    held.header_comment = header(language)
    held.project, held.version, held.msgid_bugs_address = "Heard", "", ""
    held.last_translator, held.language_team = "", language.english_name
    return held


def header(language: Language) -> str:
    """The first lines of a catalogue, which say who checked it."""
    status = DRAFT if language.is_draft else f"checked by {language.checked_by}"
    return f"# {language.english_name} ({language.id}) words of Heard: {status}"


def write(language: Language, domain: str) -> None:
    path = catalogue.po_file(language.id, domain)
    path.parent.mkdir(parents=True, exist_ok=True)
    catalog = update(language, domain)  # read before the file is opened for writing, which empties it
    with path.open("wb") as handle:
        write_po(handle, catalog, width=0, omit_header=False, sort_output=False, include_lineno=False)


def main() -> None:
    for language in languages().values():
        if language.id != SOURCE and (language.status == "offered" or catalogue.po_file(language.id, "respondent").exists()):
            write(language, "respondent")


if __name__ == "__main__":
    main()
