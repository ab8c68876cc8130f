"""The one list of languages, as objects."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from babel import Locale as CldrLocale
from pydantic import BaseModel, ConfigDict, StringConstraints, TypeAdapter

FILE = Path(__file__).parent / "locales.json"
SOURCE = "en"


class Language(BaseModel):
    """One language. `id` is BCP 47; `checked_by` is empty while its words are a machine draft."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$")]
    name: str
    english_name: str
    script: str
    direction: Literal["ltr", "rtl"]
    fonts: tuple[str, ...]
    voice: str | None
    status: Literal["offered", "planned"]
    checked_by: str | None

    @property
    def folder(self) -> str:
        """The id as folders write it: `zh_Hans`."""
        return self.id.replace("-", "_")

    @property
    def is_draft(self) -> bool:
        """True while no person has checked the words."""
        return self.checked_by is None

    @property
    def cldr(self) -> CldrLocale:
        return CldrLocale.parse(self.folder)


@cache
def languages() -> dict[str, Language]:
    """Every language of the list, offered or planned, by id."""
    found = TypeAdapter(tuple[Language, ...]).validate_json(FILE.read_bytes())
    return {language.id: language for language in found}


def offered() -> tuple[Language, ...]:
    """The languages a respondent can choose, in the list's order."""
    return tuple(language for language in languages().values() if language.status == "offered")


def find(code: str | None) -> Language | None:
    """The offered language for a code as browsers and people write it (`AR`, `pl-PL`, `zh_Hans`), or None."""
    if not code:
        return None
    wanted = code.strip().replace("_", "-").lower()
    by_lower = {language.id.lower(): language for language in offered()}
    return by_lower.get(wanted) or by_lower.get(wanted.split("-")[0])
