"""Migrations: the head is the models, they go up and down, and a populated store keeps every row."""

import shutil
from datetime import date, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text

from app.errors import Damaged
from app.models import Base
from app.resources import migrations
from app.services.desk import Desk, open_desk
from app.services.keeping.checking import Checking
from app.services.keeping.history import History
from app.services.keeping.safekeeping import Safekeeping
from app.services.months.papers import Papers
from app.store import migrate
from app.store.store import Store
from tests.builders import OPERATOR, PASSPHRASE, a_case, a_clock, a_meeting, a_store, an_entry, an_episode

FIXTURES = Path(__file__).parent / "fixtures"
_VICTIMS = "SELECT victim FROM monthly_entries"
# Tables whose old rows a later migration rewrites on purpose, by the revision they were saved under.
# 0008: the days of a meeting's papers have rows of their own.
CHANGED_BY: dict[str, set[str]] = {"0001": {"meetings"}, "0002": {"meetings"}}
# Tables whose rows a later migration keeps under another name.
NOW = {"remembered_layouts": "layouts"}
SAVED = sorted(path.stem for path in FIXTURES.glob("*.chairside"))


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


def _saved(revision: str, folder: Path) -> Path:
    """A copy of a store that an earlier program wrote, as tests/fixtures/make_*.py made it."""
    for name in (f"{revision}.chairside", f"{revision}.keys"):
        shutil.copy(FIXTURES / name, folder / name)
    return folder / f"{revision}.chairside"


def _opened(path: Path) -> Desk:
    return open_desk(path, OPERATOR, PASSPHRASE, a_clock())


def _counts(store: Store) -> dict[str, int]:
    with _read(store) as connection:
        return dict(migrate.row_counts(connection))


Rows = dict[str, list[dict[str, object]]]


def _rows(store: Store, tables: list[str]) -> Rows:
    with _read(store) as connection:
        return {
            name: [dict(row) for row in connection.execute(text(f'SELECT * FROM "{name}"')).mappings()]
            for name in tables
        }


def _in_the_columns_of(before: list[dict[str, object]], after: list[dict[str, object]]) -> list[object]:
    """What a later schema holds in the columns that the earlier one had."""
    return [{name: row[name] for name in before[0]} for row in after]


def _at(path: Path, revision: str) -> Rows:
    """Every row of a saved store, read under the schema it was saved with."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrate, "head", lambda: revision)
        desk = open_desk(path, OPERATOR, PASSPHRASE, a_clock(), quietly=True)
    rows = _rows(desk.store, list(_counts(desk.store)))
    desk.close()
    return rows


def test_every_revision_that_was_released_has_its_saved_store() -> None:
    """Once a schema has been released, make_*.py saves a store of it, and it stands here."""
    revisions = sorted(path.name[:4] for path in Path(str(migrations())).glob("versions/0*.py"))
    assert revisions[: len(SAVED)] == SAVED == ["0001", "0002"]


@pytest.mark.parametrize("revision", SAVED)
def test_a_saved_store_keeps_every_row(revision: str, tmp_path: Path) -> None:
    path = _saved(revision, tmp_path)
    before = _at(path, revision)
    assert all(before.values()), "the saved store should hold something in every table"
    desk = _opened(path)
    after = _rows(desk.store, [NOW.get(table, table) for table in before])
    assert after.pop("audit")[: len(before["audit"])] == before.pop("audit")
    for table, rows in before.items():
        assert len(after[NOW.get(table, table)]) == len(rows), table
        if table not in CHANGED_BY.get(revision, ()) and table not in NOW:
            assert _in_the_columns_of(rows, after[table]) == rows, table
    assert {check.name for check in Checking(desk.store).verify() if not check.ok} <= {"Second key file"}
    with _read(desk.store) as connection:
        assert migrate.revision_of(connection) == migrate.head()
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    assert [row.why for row in Safekeeping(desk.store, a_clock()).backups()] == ["before an upgrade"]
    desk.close()


@pytest.mark.parametrize("revision", SAVED)
def test_work_goes_on_in_a_saved_store_and_the_way_down_keeps_it(revision: str, tmp_path: Path) -> None:
    desk = _opened(_saved(revision, tmp_path))
    row = desk.room.view(1).groups[0].entries[0]
    desk.minutes.save_notes(row.entry_id, "victim", "written by the later program", expected=0)
    changed = History(desk.store).of("entry", row.entry_id)
    assert [one.after for one in changed] == ["written by the later program"]
    assert changed[0].before.startswith("Zofia speaks")
    desk.looks.note(1)
    assert desk.retention.due_for_review(date(2200, 1, 1))
    counts = _counts(desk.store)
    migrate.go_down(desk.store.engine, revision)
    down = _counts(desk.store)
    assert down == {table: counts[NOW.get(table, table)] for table in down}
    with _read(desk.store) as connection:
        assert "written by the later program" in str(connection.execute(text(_VICTIMS)).all())
    migrate.bring_up_to_date(desk.store.engine, lambda: None)
    again = _counts(desk.store)
    assert {table: again[NOW.get(table, table)] for table in down} == down
    desk.close()


def test_when_papers_went_out_survives_the_way_down_and_up(store: Store) -> None:
    """Before 0008 a meeting itself said when its agenda and its minutes were due and sent."""
    papers = Papers(store, a_clock(date(2026, 11, 20)))
    papers.sent(1, "agenda", date(2026, 11, 18))
    papers.sent(1, "agenda", date(2026, 11, 19))
    rows, history = papers.of(1), History(store).of_meeting(1)
    assert ("Sent", "Wed 18 Nov 2026", "Thu 19 Nov 2026") in [(r.field, r.before, r.after) for r in history]
    migrate.go_down(store.engine, "0007")
    with _read(store) as connection:
        columns = "agenda_due, agenda_sent_on, minutes_due, minutes_sent_on"
        kept = connection.execute(text(f"SELECT {columns} FROM meetings")).one()
        fields = connection.execute(text("SELECT record_kind, record_id, field, before FROM revisions")).all()
    assert kept == ("2026-11-18", "2026-11-19", "2026-12-11", None)
    assert ("meeting", 1, "agenda_sent_on", "2026-11-18") in fields
    migrate.bring_up_to_date(store.engine, lambda: None)
    assert papers.of(1) == rows
    assert [(r.field, r.before, r.after) for r in History(store).of_meeting(1)] == [
        (r.field, r.before, r.after) for r in history
    ]


def test_the_chain_and_the_certificates_are_guarded_by_the_file_itself(store: Store) -> None:
    with _read(store) as connection:
        names = set(connection.execute(text("SELECT name FROM sqlite_master WHERE type='trigger'")).scalars())
    assert names == {
        f"{table}_no_{verb}" for table in ("audit", "certificates") for verb in ("UPDATE", "DELETE")
    }


def _schema(connection: Connection) -> dict[str, str]:
    rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
    return {row.name: row.sql for row in rows}
