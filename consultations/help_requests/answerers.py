"""Who answers requests for help: one file an installation, named by `HEARD_HELP_ANSWERED_BY`. Without it nobody can ask."""

from __future__ import annotations

import datetime as dt
import functools
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from consultations.definitions import Document
from consultations.definitions.files import Fault
from consultations.types import Audience, Setting

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=120)]
Account = Annotated[str, StringConstraints(strip_whitespace=True, to_lower=True, min_length=1, max_length=64)]


class Kind(StrEnum):
    """What a request is about."""

    SELF_HARM = "self_harm"
    ILL = "ill"
    HURT_BY_STAFF = "hurt_by_staff"
    HURT_BY_OTHERS = "hurt_by_others"
    CHILD = "child"
    SOMEONE_ELSE = "someone_else"
    OTHER = "other"


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Answerer(_Part):
    """Somebody who answers, and when. `who` is the name that people read, by language; English must be there."""

    id: Id
    who: dict[str, Name]
    outside: bool
    """Whether they work for nobody who holds people or treats them there."""
    accounts: tuple[Account, ...] = Field(min_length=1)
    """Names of the safeguarding leads' accounts that see the requests; nobody else does."""
    within_days: Annotated[int, Field(ge=1, le=14)]
    weekends: bool
    """Whether they work at weekends."""
    answers_by: Literal["visit", "letter", "visit_or_letter"]
    confirmed_by: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3)]
    """Who said that this is so; not shown to those who ask."""
    checked_on: dt.date
    valid_until: dt.date
    """From the day after, nobody can ask them until it is confirmed again."""

    def name(self, language: str) -> tuple[str, str]:
        """Their name as people who read `language` know it, and the language it is in."""
        return (self.who[language], language) if language in self.who else (self.who["en"], "en")


class Route(_Part):
    """For these kinds, settings and audiences: who answers. The first row that fits counts."""

    kinds: tuple[Kind, ...] = tuple(Kind)
    settings: tuple[Setting | Literal["unknown"], ...] = (*Setting, "unknown")
    audiences: tuple[Audience, ...] = tuple(Audience)
    answerer: Id


class Answerers(_Part):
    """The whole file."""

    answerers: tuple[Answerer, ...] = Field(min_length=1)
    routes: tuple[Route, ...] = Field(min_length=1)

    def find(self, answerer_id: str) -> Answerer | None:
        return next((a for a in self.answerers if a.id == answerer_id), None)

    def route(self, kind: Kind, setting: Setting | None, audience: Audience, today: dt.date) -> Answerer | None:
        """Who answers this (`setting` None: not said); None where nobody does, or nobody has confirmed it for today."""
        row = self.row(kind, setting or "unknown", audience)
        found = self.find(self.routes[row].answerer) if row is not None else None
        return found if found and found.valid_until >= today else None

    def row(self, kind: Kind, where: str, audience: Audience) -> int | None:
        """The position of the first route that fits."""
        fitting = (n for n, r in enumerate(self.routes) if kind in r.kinds and where in r.settings and audience in r.audiences)
        return next(fitting, None)


@functools.cache
def load(path: Path) -> Answerers:
    """Read and check the file; raises `DefinitionError` with file, line, what is wrong and how to mend it."""
    document = Document(path)
    file = document.as_model(Answerers)
    document.refuse([*_of_answerers(file), *_of_routes(file)])
    return file


def _of_answerers(file: Answerers) -> list[Fault]:
    faults: list[Fault] = []
    seen: set[str] = set()
    for number, answerer in enumerate(file.answerers):
        at = ("answerers", number)
        if answerer.id in seen:
            faults.append(Fault((*at, "id"), f"Two answerers are called {answerer.id}.", "Give each an id of its own."))
        seen.add(answerer.id)
        if "en" not in answerer.who:
            faults.append(Fault((*at, "who"), f"{answerer.id} has no English name.", "Add `en:` with their name."))
        if answerer.valid_until <= answerer.checked_on:
            mend = "Ask them again, and set both days."
            faults.append(Fault((*at, "valid_until"), "valid_until is not after checked_on.", mend))
    return faults


def _of_routes(file: Answerers) -> list[Fault]:
    known = ", ".join(a.id for a in file.answerers)
    faults = [
        Fault(("routes", number, "answerer"), f"Nobody is called {row.answerer}.", f"Write one of: {known}.")
        for number, row in enumerate(file.routes)
        if file.find(row.answerer) is None
    ]
    for number in sorted({n for n in _ways_of_allegations(file) if n is not None}):
        answerer = file.find(file.routes[number].answerer)
        if answerer is not None and not answerer.outside:
            what = f"An allegation against staff would go to {answerer.id}, who is not outside."
            mend = f"Put a row for `kinds: [{Kind.HURT_BY_STAFF}]` above it, whose answerer has `outside: true`."
            faults.append(Fault(("routes", number), what, mend))
    return faults


def _ways_of_allegations(file: Answerers) -> set[int | None]:
    """The rows that somebody meets, anywhere, who was hurt by staff."""
    return {file.row(Kind.HURT_BY_STAFF, where, audience) for where in (*Setting, "unknown") for audience in Audience}
