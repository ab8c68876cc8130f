"""The queue carries ids only, may be down, and takes its work up again."""

import sqlite3
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.store import queries
from consultations.store.models import Response
from tests.walker import WORDS, Walker, answer_everything
from web.queue import queue_for
from web.settings import Settings


def _work_once(settings: Settings) -> int:
    """Do everything that waits in the queue, as a worker does; returns how many jobs there were."""
    worker = queue_for(settings).worker
    done = 0
    while (job := worker.dequeue()) is not None:
        worker.execute(job)
        done += 1
    return done


def test_sending_asks_for_the_work_that_can_wait_and_a_later_worker_does_it(
    app: Flask, settings: Settings, session: Session
) -> None:
    answer_everything(Walker(app.test_client()))
    assert queue_for(settings).pending() == 1
    response = session.scalars(select(Response)).one()
    assert not response.followed_up
    assert _work_once(settings) == 1
    session.expire_all()
    assert response.followed_up


def test_the_queue_holds_ids_and_no_words(app: Flask, settings: Settings, tmp_path: Path) -> None:
    answer_everything(Walker(app.test_client()))
    with sqlite3.connect(tmp_path / "queue.db") as queue:
        held = b"".join(bytes(row[0]) for row in queue.execute("SELECT data FROM task"))
    assert held
    for word in WORDS.split():
        if len(word) > 4:
            assert word.encode() not in held


def test_when_the_queue_is_down_nothing_is_lost_and_the_sweep_finds_it_later(
    app: Flask, settings: Settings, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*_args: object, **_kwargs: object) -> None:
        raise OSError("no queue")

    monkeypatch.setattr(queue_for(settings).worker, "enqueue", down)
    page = answer_everything(Walker(app.test_client()))
    assert page.status == 200
    monkeypatch.undo()
    response = session.scalars(select(Response)).one()
    assert queries.responses_not_followed_up(session, 10) == [response.id]


def test_work_on_a_response_taken_back_meanwhile_does_nothing(app: Flask, settings: Settings, session: Session) -> None:
    answer_everything(Walker(app.test_client()))
    queries.delete_response(session, session.scalars(select(Response)).one().id)
    session.commit()
    assert _work_once(settings) == 1
    assert session.scalars(select(Response)).all() == []
