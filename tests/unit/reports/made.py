"""Reports to write files from: small tables as the store reloads them, and one with every kind of table. All invented."""

from __future__ import annotations

import datetime as dt
from typing import Any

from consultations.releasable import ReleasableTable
from consultations.reports.model import Report, disclosure_statement


def stored(id: str, dimensions: dict[str, str], cells: dict[tuple[str, ...], int | None], **more: Any) -> ReleasableTable:
    """A table as the store reloads it; keys give each dimension's value, or an empty string where it is left out."""
    records = [
        {
            "dimensions": {d: v for d, v in zip(dimensions, key, strict=True) if v},
            "count": count,
            "suppressed": count is None,
        }
        for key, count in cells.items()
    ]
    record = {"id": id, "title": f"Table {id}", "dimensions": list(dimensions), "roles": list(dimensions.values())}
    record |= {"filters": {}, "population": "respondents", "release": 1, "cells": records} | more
    return ReleasableTable.stored(record)


PEOPLE = stored("people", {"setting": "group"}, {("",): 52, ("prison",): 40, ("irc",): 12, ("court",): 0})
TAGS = stored(
    "commitments",
    {"commitment": "tag", "setting": "group"},
    {("", ""): 52, ("C6", ""): 33, ("C6", "prison"): None, ("C6", "irc"): None},
    filters={"audience": ["family", "person"]},
)


def report(**more: Any) -> Report:
    given: dict[str, Any] = {
        "consultation": "twelve-commitments",
        "title": "The twelve commitments",
        "what_was_asked": "How is health care going?",
        "released": dt.date(2026, 3, 2),
        "disclosure": disclosure_statement(5, 10),
        "tables": (PEOPLE, TAGS),
        "labels": {"setting": {"irc": "Immigration removal centre"}},
    }
    return Report(**(given | more))


SETTINGS = {"prison": "Prison", "irc": "Immigration removal centre", "court": "Court", "yoi": "Young offender institution"}
SETTINGS |= {"probation": "Probation", "police": "Police custody", "community": "Community", "hospital": "Secure hospital"}
SETTINGS |= {"women": "Women's prison", "not_said": "Not said"}
AUDIENCES = {"person": "A person using services", "family": "Family, friend or carer"}
FACES = {"1": "Very bad", "2": "Bad", "3": "In between", "4": "Good", "5": "Very good", "unsure": "Not sure"}
QUESTIONS = {"q1": "How are the nurses?", "q2": "How is the dentist?", "q3": "How is sleep?"}
COMMITMENTS = {f"C{number}": f"C{number} Commitment {number}" for number in range(1, 13)}


def crossed(id: str, roles: dict[str, str], values: dict[str, dict[str, str]]) -> ReleasableTable:
    """A table over all values and totals; nobody is in court, and of numbers under five and some others only the mark is left."""
    places: list[tuple[str, ...]] = [()]
    for dimension in roles:
        every = [*values[dimension], *([""] if roles[dimension] != "question" else [])]
        places = [(*place, value) for place in places for value in every]
    cells: dict[tuple[str, ...], int | None] = {}
    for number, place in enumerate(places):
        count = 0 if "court" in place or "q3" in place else 1000 * number % 7919
        cells[place] = None if 0 < count < 5 or (number % 11 == 3 and count) else count
    return stored(id, roles, cells)


def full_report(**more: Any) -> Report:
    """One with a table of people, of questions by answer and setting, and of commitments of which a person can have several."""
    words = {"setting": SETTINGS, "audience": AUDIENCES, "choice": FACES, "question": QUESTIONS, "commitment": COMMITMENTS}
    tables = (
        crossed("responses", {"audience": "group", "setting": "group"}, words),
        crossed("commitments", {"commitment": "tag", "setting": "group"}, words),
        crossed("answers", {"question": "question", "choice": "answer", "setting": "group"}, words),
        PEOPLE,
    )
    given: dict[str, Any] = {
        "labels": words,
        "tables": tables,
        "about": (("Who decides", "Nobody: it is a demonstration."), ("Open", "From 1 September to 31 December 2026.")),
        "not_released": ("languages: it counts the same people differently.",),
        "number": 2,
    }
    return report(**(given | more))
