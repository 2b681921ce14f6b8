"""Migrations: the head is the models, they go up and down, and a populated store keeps every row."""

from datetime import datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text

from app.errors import Damaged
from app.models import Base
from app.store import migrate
from app.store.store import Store
from tests.builders import a_case, a_meeting, a_store, an_entry, an_episode


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = a_store(tmp_path)
    case = a_case(made)
    an_entry(made, a_meeting(made), case)
    an_episode(made, reported_at=datetime(2026, 11, 14, 20, 0))
    return made


def _read(store: Store) -> Connection:
    return store.engine.connect().execution_options(reading=True)


def test_the_head_is_the_models(store: Store) -> None:
    with _read(store) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
        assert migrate.revision_of(connection) == migrate.head()


def test_down_and_up_again_gives_the_same_schema(tmp_path: Path) -> None:
    store = a_store(tmp_path, area="")
    with _read(store) as connection:
        before = _schema(connection)
    migrate.go_down(store.engine, "base")
    with _read(store) as connection:
        assert set(_schema(connection)) == {"alembic_version"}
    migrate.bring_up_to_date(store.engine, lambda: None)
    with _read(store) as connection:
        assert _schema(connection) == before


def test_an_upgrade_that_would_lose_rows_is_taken_back(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The trap of batch migrations: a rebuilt table whose children are deleted by a cascade."""
    with _read(store) as connection:
        counts = dict(migrate.row_counts(connection))
    assert counts["monthly_entries"] == 1

    def lossy(_config: object, _target: str) -> None:
        _config.attributes["connection"].execute(text("DELETE FROM monthly_entries"))  # type: ignore[attr-defined]

    monkeypatch.setattr(command, "upgrade", lossy)
    monkeypatch.setattr(migrate, "head", lambda: "something later")
    with pytest.raises(Damaged, match="lost rows"):
        migrate.bring_up_to_date(store.engine, lambda: None)
    with _read(store) as connection:
        assert dict(migrate.row_counts(connection)) == counts
        assert connection.execute(text("PRAGMA foreign_keys")).scalar_one() == 1


def test_the_backup_comes_before_the_upgrade(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setattr(migrate, "head", lambda: "something later")
    monkeypatch.setattr(command, "upgrade", lambda *_args: done.append("upgrade"))
    migrate.bring_up_to_date(store.engine, lambda: done.append("backup"))
    assert done == ["backup", "upgrade"]


def _schema(connection: Connection) -> dict[str, str]:
    rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
    return {row.name: row.sql for row in rows}
