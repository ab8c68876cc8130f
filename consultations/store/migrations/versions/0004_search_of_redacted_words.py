"""search of redacted words

SQLite: an FTS5 index without words of its own, over a view of the answers, kept by triggers; foreign keys that delete an answer
fire them too. A later migration that makes the table `answer` anew must make the triggers anew as well: a test looks for that.
PostgreSQL: a GIN index over the words, which the database keeps itself.
"""

from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None

_SQLITE = (
    "CREATE TABLE answer_number (number INTEGER PRIMARY KEY, answer_id VARCHAR(32) NOT NULL UNIQUE)",
    "CREATE VIEW answer_searched AS SELECT n.number AS number, a.redacted AS words"
    " FROM answer_number n JOIN answer a ON a.id = n.answer_id",
    "CREATE VIRTUAL TABLE answer_search USING fts5(words, content='answer_searched', content_rowid='number',"
    " tokenize='unicode61 remove_diacritics 2')",
    "CREATE TRIGGER answer_search_add AFTER INSERT ON answer WHEN new.redacted IS NOT NULL BEGIN"
    " INSERT INTO answer_number (answer_id) VALUES (new.id);"
    " INSERT INTO answer_search (rowid, words) SELECT number, new.redacted FROM answer_number WHERE answer_id = new.id; END",
    "CREATE TRIGGER answer_search_change AFTER UPDATE OF redacted ON answer WHEN old.redacted IS NOT new.redacted BEGIN"
    " INSERT INTO answer_search (answer_search, rowid, words)"
    " SELECT 'delete', number, old.redacted FROM answer_number WHERE answer_id = old.id;"
    " DELETE FROM answer_number WHERE answer_id = old.id;"
    " INSERT INTO answer_number (answer_id) SELECT new.id WHERE new.redacted IS NOT NULL;"
    " INSERT INTO answer_search (rowid, words) SELECT number, new.redacted FROM answer_number WHERE answer_id = new.id; END",
    "CREATE TRIGGER answer_search_remove AFTER DELETE ON answer BEGIN"
    " INSERT INTO answer_search (answer_search, rowid, words)"
    " SELECT 'delete', number, old.redacted FROM answer_number WHERE answer_id = old.id;"
    " DELETE FROM answer_number WHERE answer_id = old.id; END",
    "INSERT INTO answer_number (answer_id) SELECT id FROM answer WHERE redacted IS NOT NULL",
    "INSERT INTO answer_search (answer_search) VALUES ('rebuild')",
)


def upgrade() -> None:
    dialect = op.get_bind().dialect.name
    if dialect == "sqlite":
        for statement in _SQLITE:
            op.get_bind().exec_driver_sql(statement)
    elif dialect == "postgresql":
        op.execute("CREATE INDEX ix_answer_search ON answer USING gin (to_tsvector('simple', coalesce(redacted, '')))")


def downgrade() -> None:
    dialect = op.get_bind().dialect.name
    if dialect == "sqlite":
        for name in ("add", "change", "remove"):
            op.get_bind().exec_driver_sql(f"DROP TRIGGER answer_search_{name}")
        op.get_bind().exec_driver_sql("DROP TABLE answer_search")
        op.get_bind().exec_driver_sql("DROP VIEW answer_searched")
        op.get_bind().exec_driver_sql("DROP TABLE answer_number")
    elif dialect == "postgresql":
        op.execute("DROP INDEX ix_answer_search")
