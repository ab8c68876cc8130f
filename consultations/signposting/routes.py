"""Where a complaint or concern goes: a decision table over subject, runner, setting and audience, all of it data."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

from consultations.signposting.complaints import reads_like_complaint
from consultations.types import Audience, Setting

__all__ = ["Contact", "Route", "RouteError", "Runner", "Step", "Subject", "lapsed", "load", "reads_like_complaint", "route"]

ROUTES = Path(__file__).with_name("routes.yml")
LONGEST_SENTENCE = 15
"""Words: the easy-read limit of everything shown to people."""

_SENTENCE = re.compile(r"[.!?]+")


class RouteError(ValueError):
    """A routes file that cannot be used; the message names file, line, what is wrong and how to mend it."""


class Subject(StrEnum):
    """What it is about."""

    HEALTH = "health"
    CARE_OR_DRUGS = "care_or_drugs"
    PLACE = "place"
    STAFF_HARM = "staff_harm"
    THIS_CONSULTATION = "this_consultation"


class Runner(StrEnum):
    """Who runs the service."""

    NHS = "nhs"
    NHS_WALES = "nhs_wales"
    COUNCIL = "council"
    THE_PLACE = "the_place"
    POLICE = "police"
    NOT_SURE = "not_sure"


def _short(text: str) -> str:
    for sentence in _SENTENCE.split(text):
        if (words := len(sentence.split())) > LONGEST_SENTENCE:
            raise ValueError(f"a sentence has {words} words: cut it to at most {LONGEST_SENTENCE}")
    return text


Easy = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), AfterValidator(_short)]
Phone = Annotated[str, StringConstraints(pattern=r"^\+?[0-9][0-9 ]{1,18}$")]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Choice(_Part):
    value: str
    easy_text: Easy


class Question(_Part):
    """One of the easy questions; `setting` takes its choices from the settings of the site."""

    easy_title: Easy
    choices: tuple[_Choice, ...] = ()


class Contact(_Part):
    """An organisation: name, what it does, number, and where that was found and until when it is trusted."""

    easy_title: Easy
    easy_text: Easy | None = None
    phone: Phone | None = None
    source: Annotated[str, StringConstraints(min_length=3)]
    checked_on: dt.date
    valid_until: dt.date


class _Note(_Part):
    easy_text: Easy


class _Step(_Part):
    who_easy_title: Easy | None = None
    fact: str | None = None
    how_easy_text: Easy
    when_easy_text: Easy


class _Steps(_Part):
    easy_title: Easy
    advocacy: tuple[str, ...]
    steps: tuple[_Step, ...] = Field(min_length=1)


class _Row(_Part):
    subjects: tuple[Subject, ...] = tuple(Subject)
    runners: tuple[Runner, ...] = tuple(Runner)
    settings: tuple[Setting | Literal["unknown"], ...] = ("unknown", *Setting)
    audiences: tuple[Audience, ...] = tuple(Audience)
    route: str


class Routes(_Part):
    """The whole file."""

    questions: dict[Literal["subject", "runner", "setting"], Question]
    facts: dict[str, Contact]
    notes: dict[Literal["family", "child", "staff", "organisation", "anyone"], _Note]
    routes: dict[str, _Steps]
    table: tuple[_Row, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """Who to tell, how, by when. The next step is for when this one fails. Strings are English keys of their translations."""

    who_easy_title: str
    how_easy_text: str
    when_easy_text: str
    phone: str | None


@dataclass(frozen=True, slots=True)
class Route:
    """The way one complaint goes, first step first, with free advocacy and what to know besides."""

    id: str
    easy_title: str
    steps: tuple[Step, ...]
    advocacy: tuple[Contact, ...]
    notes_easy_text: tuple[str, ...]


def route(subject: Subject, runner: Runner, setting: Setting | None, audience: Audience, routes: Routes | None = None) -> Route:
    """The route for these answers (`setting` None: not said). There is one for every combination."""
    file = routes or load()
    where = "unknown" if setting is None else setting
    name = next(
        row.route
        for row in file.table
        if subject in row.subjects and runner in row.runners and where in row.settings and audience in row.audiences
    )
    found = file.routes[name]
    advocacy = [*found.advocacy]
    if audience is Audience.CHILD and "child-advocate" not in advocacy:
        advocacy.insert(0, "child-advocate")
    if audience is Audience.FAMILY:
        advocacy.append("families-helpline")
    notes = [file.notes[key].easy_text for key in (audience.value, "anyone") if key in file.notes]
    return Route(
        id=name,
        easy_title=found.easy_title,
        steps=tuple(_step(s, file) for s in found.steps),
        advocacy=tuple(file.facts[a] for a in advocacy),
        notes_easy_text=tuple(notes),
    )


def _step(step: _Step, file: Routes) -> Step:
    contact = file.facts[step.fact] if step.fact else None
    who = contact.easy_title if contact else step.who_easy_title or ""
    return Step(who, step.how_easy_text, step.when_easy_text, contact.phone if contact else None)


def lapsed(today: dt.date, routes: Routes | None = None) -> list[str]:
    """Ids of facts whose `valid_until` has passed: the consultation lead is warned until each is checked again."""
    return [name for name, fact in (routes or load()).facts.items() if fact.valid_until < today]


@functools.cache
def load(path: Path = ROUTES) -> Routes:
    """Read and check the routes (`RouteError`): names that exist, sentences that are short, and no combination left out."""
    try:
        file = Routes.model_validate(YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8")))
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise RouteError(f"{path.name}, line {line}: not YAML ({error.problem}): check indents and quotation marks") from None
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        keys = list(first["loc"])
        raise RouteError(f"{path.name}, line {_line(path, keys)}: {'.'.join(map(str, keys))}: {first['msg']}") from None
    _names_exist(file, path)
    _nothing_left_out(file, path)
    return file


def _names_exist(file: Routes, path: Path) -> None:
    for number, row in enumerate(file.table):
        if row.route not in file.routes:
            raise RouteError(f"{path.name}, line {_line(path, ['table', number])}: no route {row.route}: add it under routes")
    for name, steps in file.routes.items():
        for fact in (*steps.advocacy, *(s.fact for s in steps.steps if s.fact)):
            if fact not in file.facts:
                raise RouteError(f"{path.name}, line {_line(path, ['routes', name])}: no fact {fact}: add it under facts")
        for step in steps.steps:
            if (step.fact is None) == (step.who_easy_title is None):
                raise RouteError(
                    f"{path.name}, line {_line(path, ['routes', name])}: a step of {name} needs either fact or who_easy_title"
                )


def _nothing_left_out(file: Routes, path: Path) -> None:
    left = [c for c in _combinations() if not any(_holds(row, c) for row in file.table)]
    if left:
        raise RouteError(
            f"{path.name}, line {_line(path, ['table'])}: {len(left)} combinations lead nowhere, "
            f"the first is {', '.join(left[0])}: add a last row for this subject without conditions"
        )


def _combinations() -> Iterable[tuple[str, str, str, str]]:
    return ((s, r, w, a) for s in Subject for r in Runner for w in ("unknown", *Setting) for a in Audience)


def _holds(row: _Row, combination: tuple[str, str, str, str]) -> bool:
    subject, runner, where, audience = combination
    return subject in row.subjects and runner in row.runners and where in row.settings and audience in row.audiences


def _line(path: Path, keys: list[Any]) -> int:
    node = YAML(typ="rt", pure=True).load(path.read_text(encoding="utf-8"))
    line = 0
    for key in keys:
        try:
            line = node.lc.item(key)[0] if isinstance(key, int) else node.lc.key(key)[0]
            node = node[key]
        except (AttributeError, KeyError, IndexError, TypeError):
            break
    return int(line) + 1
