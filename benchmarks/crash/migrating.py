"""Kill -9 in the middle of a migration of a populated store: the old schema or the new one, never between."""

import hashlib
import random
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.services.room.live_minutes import FIELDS, LiveMinutes
from app.store import checks, cipher
from benchmarks.crash import next_schema, rig
from benchmarks.crash.kills import Kills, after, killed
from benchmarks.crash.victim import text_of

if TYPE_CHECKING:
    from sqlite3 import Connection

_ENTRIES = 6000
_EDITS = 200


@dataclass(frozen=True)
class State:
    """What a store is: its revision, its schema, the rows of each table, and what stands in the minutes."""

    revision: str
    schema: str
    rows: tuple[tuple[str, int], ...]
    words: str


def while_the_schema_changes(scratch: Path, rounds: int, seed: int = 4) -> Kills:
    """So many kills, one in three at the first bytes written, the others at any moment of it."""
    chance, kills = random.Random(seed), Kills()
    scripts = next_schema.scripts(scratch)
    sound, path = _populated(scratch), scratch / "killed.chairside"
    before = state(kills, sound)
    shutil.copy(sound, path)
    seconds = _whole(path, scripts)
    done = state(kills, path)
    kills.expect(done.revision == next_schema.REVISION != before.revision, "the migration did nothing")
    kills.expect((done.rows, done.words) == (before.rows, before.words), "the migration loses rows")
    for number in range(rounds):
        _clear(path)
        shutil.copy(sound, path)
        # One in three just when the new tables are on their way to the disk.
        moment = _grows(Path(f"{path}-wal")) if number % 3 == 0 else after(chance.uniform(0, seconds))
        kills.amid += killed("migration", path, scripts, until=moment) == 0
        kills.rounds += 1
        now = state(kills, path)
        kills.expect(now in (before, done), f"neither the old schema nor the new: {now.revision}")
        if number % 10 == 0:
            _whole(path, scripts)
            kills.expect(state(kills, path) == done, "the next opening did not end the migration")
    return kills


def state(kills: Kills, path: Path) -> State:
    """Reads a store, and every check with it."""
    connection = cipher.connect(path, rig.open_keys().db_key_hex, create=False)
    try:
        for check in checks.check_connection(connection):
            kills.expect(check.ok, f"{check.name}: {check.detail}")
        parts = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type, name").fetchall()
        kills.expect("_alembic_tmp" not in str(parts), "a half-built table stayed")
        # Alembic writes the constraints of a table it builds anew in any order.
        schema = [(kind, name, sorted(map(_bare, (sql or "").split("\n")))) for kind, name, sql in parts]
        revision = connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]
        rows = tuple(sorted(checks.row_counts(connection).items()))
        return State(revision, _digest(schema), rows, _words(connection))
    finally:
        connection.close()


def _populated(scratch: Path) -> Path:
    path = rig.make(scratch, _ENTRIES)
    store = rig.reopen(path)
    minutes, entries = LiveMinutes(store), rig.entry_ids(store)
    for edit in range(_EDITS):
        minutes.save_notes(entries[edit], FIELDS[edit % len(FIELDS)], text_of(edit))
    store.close()
    return path


def _whole(path: Path, scripts: Path) -> float:
    """The migration without a kill; answers its seconds."""
    began: list[float] = []

    def never() -> bool:
        began.append(time.perf_counter())
        return False

    killed("migration", path, scripts, until=never)
    return time.perf_counter() - began[0]


def _words(connection: "Connection") -> str:
    columns = ", ".join(("id", "meeting_id", "case_id", *FIELDS))
    return _digest(connection.execute(f"SELECT {columns} FROM monthly_entries ORDER BY id").fetchall())


def _bare(line: str) -> str:
    return line.strip(" \t,")


def _digest(rows: object) -> str:
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def _clear(path: Path) -> None:
    for end in ("", "-wal", "-shm"):
        Path(f"{path}{end}").unlink(missing_ok=True)


def _grows(path: Path) -> Callable[[], bool]:
    def grown() -> bool:
        try:
            return path.stat().st_size > 0
        except OSError:
            return False

    return grown
