"""The queue for heavier and later work. Jobs carry ids, never words; each can run twice without harm."""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from huey import RedisHuey, SqliteHuey, crontab
from sqlalchemy.orm import Session

from consultations import follow_up, retention
from consultations.help_requests import book
from consultations.pipeline import Pipeline
from consultations.store import drafts, queries
from consultations.store.session import forget, migrate, open_engine, sessions
from web.settings import Settings

log = logging.getLogger(__name__)

CHUNK = 200
"""Answers retagged in one job, so that a restart loses at most that much work."""


@dataclass(frozen=True)
class Queue:
    """The jobs of one installation. Call `follow_up(id)` or `retag(after)` to ask for work; `worker` is huey's own object."""

    worker: Any
    follow_up: Any
    retag: Any

    def pending(self) -> int:
        return int(self.worker.pending_count())


@cache
def queue_for(settings: Settings) -> Queue:
    """The queue of one installation: a file beside its database, or Redis."""
    if settings.redis_url:
        worker = RedisHuey("heard", url=settings.redis_url, results=False)
    else:
        settings.instance.mkdir(parents=True, exist_ok=True)
        worker = SqliteHuey("heard", filename=str(settings.instance / "queue.db"), results=False)
    return _with_jobs(worker, settings)


def follow_up_later(settings: Settings, response_id: str) -> None:
    """Ask for what a stored response still needs. Where the queue is down, its sweep finds the response later."""
    try:
        queue_for(settings).follow_up(response_id)
    except Exception as error:  # a full disk, a missing Redis: the response is stored and must be confirmed
        log.warning("the queue took no work: %s", type(error).__name__)


def _with_jobs(worker: Any, settings: Settings) -> Queue:
    @worker.task(retries=3, retry_delay=30)  # type: ignore[untyped-decorator]
    def look_again(response_id: str) -> None:
        with _session(settings) as session:
            follow_up.look_for_duplicates(session, response_id)

    @worker.task(retries=3, retry_delay=30)  # type: ignore[untyped-decorator]
    def retag_chunk(after: str) -> None:
        with _session(settings) as session:
            last = follow_up.retag_chunk(session, _pipeline(settings.model), after, CHUNK)
        if last is not None:
            retag_chunk(last)

    @worker.periodic_task(crontab(hour="3", minute="10"))  # type: ignore[untyped-decorator]
    def nightly() -> None:
        purge(settings)

    @worker.periodic_task(crontab(minute="*/10"))  # type: ignore[untyped-decorator]
    def sweep() -> None:
        """Find responses whose job was lost because the queue was down when they were sent, and wipe abandoned drafts."""
        with _session(settings) as session:
            missed = queries.responses_not_followed_up(session, 500)
            # Not only by night: on a kiosk a draft that its browser never asks for again lives an hour, and not a day.
            drafts.wipe_before(session, _drafts_before(settings))
        for response_id in missed:
            look_again(response_id)

    return Queue(worker=worker, follow_up=look_again, retag=retag_chunk)


def purge(settings: Settings) -> retention.Purged:
    """Empty raw words and delete drafts and requests for help that are past their time."""
    now = dt.datetime.now(dt.UTC)
    requests = book.purge(settings.requests_database, settings.requests_keys, now.date())
    with _session(settings) as session:
        return retention.purge(
            session,
            today=now.date(),
            requests=requests,
            raw_days=settings.raw_days,
            drafts_before=_drafts_before(settings),
        )


def _drafts_before(settings: Settings) -> int:
    return int(time.time()) - settings.draft_hours * 3600


@cache
def _pipeline(model: Path) -> Pipeline:
    return Pipeline(model)


@cache
def _engine(url: str) -> Any:
    engine = open_engine(url)
    migrate(engine)
    return engine


@contextmanager
def _session(settings: Settings) -> Iterator[Session]:
    engine = _engine(settings.database_url)
    with sessions(engine).begin() as session:
        yield session
    forget(engine)
