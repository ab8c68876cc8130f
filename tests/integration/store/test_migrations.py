"""The migrations make exactly the tables that the code knows, and can be taken back."""

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect

import consultations.store
import consultations.store.review_models
import web.staff.models  # noqa: F401 - its tables belong to the same metadata
from consultations.store.models import Base
from consultations.store.session import migrate, open_engine

SEARCH = ("answer_search", "answer_number")
"""The search index, which SQL alone makes and reads."""


def ours(_object: object, name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
    return kind != "table" or not (name or "").startswith(SEARCH)


def test_the_newest_migration_equals_the_models(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'x.db'}")
    migrate(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_object": ours})
        assert compare_metadata(context, Base.metadata) == []


def test_every_migration_can_be_taken_back_and_made_again(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'x.db'}")
    migrate(engine)
    config = Config()
    config.set_main_option("script_location", str(Path(consultations.store.__file__).parent / "migrations"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
        assert set(inspect(connection).get_table_names()) <= {"alembic_version"}
        command.upgrade(config, "head")
        assert "response" in inspect(connection).get_table_names()
