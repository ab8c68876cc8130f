"""The book of requests for help: taking one down, showing it to who answers, and forgetting it in time."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import dataclass, fields
from pathlib import Path

from sqlalchemy import Engine, or_, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, selectinload

from consultations.help_requests.answerers import Kind
from consultations.help_requests.tables import RequestAction, RequestRow, create
from consultations.lead import acting, clock
from consultations.lead.acting import Done, HoldReason
from consultations.lead.clock import Wait
from consultations.store.session import forget, open_engine, sessions
from consultations.store.vault import Vault
from consultations.types import Audience, RawText, Setting

LONGEST_NAME = 120
LONGEST_PLACE = 500
_KEY = re.compile(r"[0-9a-f]{32}")
_SEALED = 8192
"""Characters: more than the longest request takes in any script. Each is filled up to it, so that no length tells of a name."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a person asks, and who was to answer when they asked. Holds nothing of any response, draft or device."""

    kind: Kind
    setting: Setting | None
    audience: Audience
    language: str
    answerer: str
    outside: bool
    within_days: int
    name: RawText
    place: RawText


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that was done, in a week."""

    what: Done
    note: RawText | None
    finished: bool
    week: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A request in the book."""

    id: str
    week: str
    request: Request
    acts: tuple[Act, ...]
    held_until: dt.date | None
    hold_reason: HoldReason | None

    @property
    def finished(self) -> bool:
        return any(act.finished for act in self.acts)

    def wait(self, today: dt.date) -> Wait:
        """The longest it can have waited: the day is not known, so it is counted from the first day of its week."""
        days = max(0, (today - first_day(self.week)).days)
        return Wait(days=days, allowed=self.request.within_days, finished=self.finished)

    def held(self, today: dt.date) -> bool:
        return self.held_until is not None and self.held_until >= today


def week_of(day: dt.date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def first_day(week: str) -> dt.date:
    """The Monday of an ISO week."""
    year, _, number = week.partition("-W")
    return dt.date.fromisocalendar(int(year), int(number), 1)


class Book:
    """All requests of one installation, under a vault of their own. Every method is one transaction."""

    def __init__(self, engine: Engine, vault: Vault) -> None:
        self._engine = engine
        self._vault = vault
        self._begin = sessions(engine).begin
        create(engine)

    @classmethod
    def open(cls, url: str, keys: Path) -> Book:
        """The book at `url`, whose keys lie in the folder `keys`; both are made the first time."""
        database = make_url(url).database
        if url.startswith("sqlite") and database and database != ":memory:":
            Path(database).parent.mkdir(parents=True, exist_ok=True)
        return cls(open_engine(url), Vault.in_folder(keys))

    def take_down(self, request: Request, key: str, today: dt.date) -> None:
        """Keep a request. `key` is the form's one-time random key: the same form sent twice is one request.

        Raises `ValueError` when the key is not one that a form of ours carries.
        """
        if not _KEY.fullmatch(key):
            raise ValueError("the key of a request is 32 hexadecimal digits")
        row = RequestRow(
            id=self._vault.digest("request", key)[:32], week=week_of(today), sealed=self._vault.seal(_packed(request))
        )
        try:
            with self._begin() as session:
                session.add(row)
        except IntegrityError:
            # The same form again; what was kept the first time stands.
            return

    def every(self) -> list[Kept]:
        """All requests, in the order of their random ids."""
        with self._begin() as session:
            query = select(RequestRow).options(selectinload(RequestRow.actions)).order_by(RequestRow.id)
            return [self._kept(row) for row in session.scalars(query)]

    def one(self, request_id: str) -> Kept | None:
        with self._begin() as session:
            row = session.get(RequestRow, request_id)
            return self._kept(row) if row else None

    def record(self, request_id: str, *, what: Done, note: RawText | None, finished: bool, by: str, today: dt.date) -> None:
        """Note what was done. Raises `LookupError` when the request is gone, `Refused` for a note that is too long."""
        acting.check_note(note)
        with self._begin() as session:
            row = _row(session, request_id)
            action = RequestAction(
                what=what.value,
                sealed_note=self._vault.seal(note) if note else None,
                finished=finished,
                done_by=by,
                week=week_of(today),
            )
            row.actions.append(action)

    def hold(self, request_id: str, *, reason: HoldReason, until: dt.date, today: dt.date) -> None:
        """Keep a request until the end of a day. Raises `LookupError`, or `Refused` for the day."""
        acting.check_hold(until, today)
        with self._begin() as session:
            row = _row(session, request_id)
            row.held_until, row.hold_reason = until, reason.value

    def end_hold(self, request_id: str) -> None:
        with self._begin() as session:
            row = _row(session, request_id)
            row.held_until = row.hold_reason = None

    def purge(self, today: dt.date) -> int:
        """Delete requests that are past their days and not held; says how many. Nothing of them stays in the file."""
        last = today - dt.timedelta(days=clock.load().requests_kept_days)
        with self._begin() as session:
            not_held = or_(RequestRow.held_until.is_(None), RequestRow.held_until < today)
            rows = session.scalars(select(RequestRow).where(not_held))
            past = [row for row in rows if first_day(row.week) <= last]
            for row in past:
                session.delete(row)
        if past:
            forget(self._engine)
        return len(past)

    def _kept(self, row: RequestRow) -> Kept:
        acts = sorted(row.actions, key=lambda action: (action.week, action.finished))
        return Kept(
            id=row.id,
            week=row.week,
            request=_unpacked(self._vault.open(row.sealed)),
            acts=tuple(
                Act(Done(a.what), self._vault.open(a.sealed_note) if a.sealed_note else None, a.finished, a.week) for a in acts
            ),
            held_until=row.held_until,
            hold_reason=HoldReason(row.hold_reason) if row.hold_reason else None,
        )


def purge(url: str, keys: Path, today: dt.date) -> int:
    """Purge the book at `url` if there is one; an installation that never took requests is given none by this."""
    return Book.open(url, keys).purge(today) if exists(url) else 0


def exists(url: str) -> bool:
    """Whether there is a book at `url`; on a database server there always may be one."""
    database = make_url(url).database
    return not url.startswith("sqlite") or bool(database and Path(database).exists())


def _row(session: Session, request_id: str) -> RequestRow:
    row = session.get(RequestRow, request_id)
    if row is None:
        raise LookupError("no such request: its time may be over")
    return row


def _packed(request: Request) -> RawText:
    values = {each.name: getattr(request, each.name) for each in fields(request)}
    values |= {"name": request.name.reveal(), "place": request.place.reveal()}
    text = json.dumps(values, ensure_ascii=True)
    return RawText(text.ljust(_SEALED))


def _unpacked(sealed: RawText) -> Request:
    values = json.loads(sealed.reveal())
    return Request(
        kind=Kind(values["kind"]),
        setting=Setting(values["setting"]) if values["setting"] else None,
        audience=Audience(values["audience"]),
        language=values["language"],
        answerer=values["answerer"],
        outside=values["outside"],
        within_days=values["within_days"],
        name=RawText(values["name"]),
        place=RawText(values["place"]),
    )
