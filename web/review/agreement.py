"""How far tags agree: a page of figures for PPV leads, by commitment, language, setting and channel. Never any words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from consultations import agreement
from consultations.agreement import Row
from consultations.definitions import framework
from consultations.store import judgements
from translations.catalogue import S_
from translations.locales import languages
from web.extensions import db
from web.guards import guarded
from web.services import services
from web.staff.guards import staff
from web.staff.permissions import Permission
from web.staff.words import CHANNELS, SETTINGS

blueprint = Blueprint("agreement", __name__, url_prefix="/staff/agreement")

_Key = TypeVar("_Key", bound="str | None")


@dataclass(frozen=True, slots=True)
class Table:
    """One way of grouping: rows that have figures, and the names of all other groups that could have had some."""

    id: str
    caption: str
    rows: tuple[tuple[str, Row], ...]
    not_enough: tuple[str, ...]


@blueprint.get("/")
@guarded(staff(Permission.AGREEMENT))
def page() -> ResponseReturnValue:
    measured = agreement.measure(judgements.judged(db.session()), [c.id for c in framework()])
    settings: dict[str | None, str] = {**dict(SETTINGS.items()), None: S_("Not said")}
    return render_template(
        "review/agreement.html",
        everything=measured.everything,
        tables=[
            table(
                "commitment", S_("Commitment"), {c.id: f"{c.id[1:]}. {c.easy_title}" for c in framework()}, measured.commitments
            ),
            table(
                "language", S_("Language"), {code: known.english_name for code, known in languages().items()}, measured.languages
            ),
            table("setting", S_("Setting"), settings, measured.settings),
            table("channel", S_("Channel"), CHANNELS, measured.channels),
        ],
        enough=agreement.ENOUGH,
        learnt_here=services().settings.model.exists(),
    )


def table(id: str, caption: str, names: Mapping[_Key, str], rows: Mapping[_Key, Row]) -> Table:
    """Rows in the order of `names`. Groups without figures are named whether or not a response of theirs exists, so that
    the page tells nobody that there is one."""
    enough = {key: row for key, row in rows.items() if row.machine or row.reviewers}
    return Table(
        id=id,
        caption=caption,
        rows=tuple((names.get(key, str(key)), enough[key]) for key in dict.fromkeys([*names, *enough]) if key in enough),
        not_enough=tuple(name for key, name in names.items() if key not in enough),
    )
