"""Opening the database, and keeping its tables at the newest migration."""

from __future__ import annotations

import contextlib
import fcntl
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session, sessionmaker

_MIGRATIONS = Path(__file__).parent / "migrations"


def open_engine(url: str) -> Engine:
    """An engine for `url`. SQLite gets foreign keys, a write-ahead log, and overwrites what is deleted."""
    engine = create_engine(url, pool_pre_ping=not url.startswith("sqlite"))
    prepare(engine)
    return engine


def prepare(engine: Engine) -> None:
    """Set what each new SQLite connection needs; other databases need nothing."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _sqlite_connection)


def _sqlite_connection(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    for pragma in ("foreign_keys=ON", "journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "busy_timeout=10000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def forget(engine: Engine) -> None:
    """After a deletion: empty SQLite's write-ahead log, so that deleted words do not stay in it."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def _config(**attributes: object) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes.update(attributes)
    return config


def migrate(engine: Engine) -> None:
    """Bring the tables to the newest migration; quick when they are there already."""
    head = ScriptDirectory(str(_MIGRATIONS)).get_current_head()
    with engine.connect() as connection:
        if MigrationContext.configure(connection).get_current_revision() == head:
            return
    with _one_at_a_time(engine), engine.begin() as connection:
        command.upgrade(_config(connection=connection), "head")


def autogenerate(engine: Engine, metadata: object, message: str) -> None:
    """Write the migration from the database's tables to those of `metadata` (for developers)."""
    with engine.begin() as connection:
        command.revision(_config(connection=connection, metadata=metadata), message, autogenerate=True)


@contextlib.contextmanager
def _one_at_a_time(engine: Engine) -> Iterator[None]:
    """Site, queue and command line may start together; PostgreSQL's transactional DDL settles it there, a lock file here."""
    database = make_url(str(engine.url)).database
    if engine.dialect.name != "sqlite" or not database or database == ":memory:":
        yield
        return
    Path(database).parent.mkdir(parents=True, exist_ok=True)
    with Path(f"{database}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def sessions(engine: Engine) -> sessionmaker[Session]:
    return sessionmaker(engine, expire_on_commit=False)
