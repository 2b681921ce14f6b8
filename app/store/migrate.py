"""Bring a store to today's schema on its own open connection.

Alembic rebuilds a table by dropping it; with foreign keys on, SQLite then deletes every child row without a
word. So keys are off before the transaction begins, and afterwards the keys and the row counts are checked.
"""

from collections.abc import Callable, Mapping

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, text

from app.errors import Damaged, NewerVersion
from app.resources import migrations


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(migrations()))
    return config


def head() -> str:
    """The revision this program writes."""
    revision = ScriptDirectory.from_config(_config()).get_current_head()
    assert revision is not None
    return revision


def revision_of(connection: Connection) -> str | None:
    """The revision a store is at; None for a store without tables."""
    return MigrationContext.configure(connection).get_current_revision()


def bring_up_to_date(
    engine: Engine, before: Callable[[], None], target: str = "head", *, check_only: bool = False
) -> bool:
    """Migrate in one transaction; answers whether anything was done. `before` makes the backup.

    Raises `NewerVersion` for a store that a newer Chairside wrote; nothing is touched then.
    """
    with engine.connect() as connection:
        at = revision_of(connection)
        connection.rollback()
    if at == head():
        return False
    if at is not None and at not in {
        script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()
    }:
        raise NewerVersion(
            "This store was written by a newer Chairside; nothing was changed. Open it with that version."
        )
    if check_only:
        return False
    if at is not None:
        before()
    _move(engine, lambda config: command.upgrade(config, target), keeps_rows=True)
    return True


def go_down(engine: Engine, target: str) -> None:
    """Back to an older schema, for the tests of each migration; a table that goes takes its rows along."""
    _move(engine, lambda config: command.downgrade(config, target), keeps_rows=False)


def _move(engine: Engine, step: Callable[[Config], object], *, keeps_rows: bool) -> None:
    with engine.connect().execution_options(reading=True) as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                counts = row_counts(connection)
                config = _config()
                config.attributes["connection"] = connection
                step(config)
                _check(connection, counts if keeps_rows else {})
        finally:
            driver.execute("PRAGMA foreign_keys=ON")


def row_counts(connection: Connection) -> Mapping[str, int]:
    """How many rows each table holds."""
    tables = [name for name in inspect(connection).get_table_names() if name != "alembic_version"]
    return {name: connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one() for name in tables}


def _check(connection: Connection, before: Mapping[str, int]) -> None:
    after = row_counts(connection)
    if any(after.get(name, count) != count for name, count in before.items()):
        raise Damaged(
            "The upgrade would have lost rows of this store, so it was taken back; the store is as it was."
        )
    if connection.execute(text("PRAGMA foreign_key_check")).first() is not None:
        raise Damaged(
            "The upgrade would have broken links in this store, so it was taken back; the store is as it was."
        )
