"""Backups are opened and checked; a restore destroys nothing."""

import os
import random
import shutil
from collections import namedtuple
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.errors import Damaged, Refused
from app.store import backup, cipher, keyfile, keys
from app.store.backup_names import BackupName, backup_name, backups, to_keep
from app.store.checks import check_backup, check_backups

if TYPE_CHECKING:
    from sqlite3 import Connection

PASSPHRASE = "correct horse battery staple"
MARK = "12-9f8e7d6c"
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)

Desk = namedtuple("Desk", "store key code connection folder")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    store = tmp_path_factory.mktemp("template") / "desk.chairside"
    opened, code = keys.create_keys(store, "Avril Tester", "chair", PASSPHRASE, keys.Cost.floor())
    connection = cipher.connect(store, opened.db_key_hex, create=True)
    connection.executescript(
        """CREATE TABLE child (id INTEGER PRIMARY KEY, name TEXT);
        CREATE TABLE note (id INTEGER PRIMARY KEY, child INTEGER NOT NULL REFERENCES child (id), words TEXT);
        CREATE VIRTUAL TABLE search USING fts5 (words);
        CREATE INDEX note_child ON note (child);"""
    )
    noise = random.Random(1)
    rows = [(number, noise.randbytes(200).hex()) for number in range(1, 201)]
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany("INSERT INTO child VALUES (?, ?)", rows)
    connection.executemany("INSERT INTO note (child, words) VALUES (?, ?)", rows)
    connection.execute("COMMIT")
    connection.close()
    return store, opened.db_key_hex, code


@pytest.fixture
def desk(template: tuple[Path, str, str], tmp_path: Path) -> Iterator[Desk]:
    for path in template[0].parent.iterdir():
        shutil.copy(path, tmp_path)
    store = tmp_path / template[0].name
    connection = cipher.connect(store, template[1], create=False)
    yield Desk(store, template[1], template[2], connection, tmp_path / "backups")
    connection.close()


def children(connection: "Connection") -> int:
    return int(connection.execute("SELECT count(*) FROM child").fetchone()[0])


def made(desk: Desk, **more: object) -> backup.BackupResult:
    return backup.back_up(desk.connection, desk.store, desk.folder, desk.key, "quit", MARK, **more)  # type: ignore[arg-type]


def test_a_backup_is_whole_encrypted_and_carries_its_key_file(desk: Desk) -> None:
    desk.connection.execute("INSERT INTO child VALUES (999, 'in the write-ahead log')")
    result = made(desk, now=NOON)
    assert result.path.name == "desk_2026-11-21T120000Z_no12-9f8e7d6c_quit.chairside"
    assert result.ok and all(check.ok for check in result.checks) and result.rows >= 401
    assert not cipher.starts_plain(result.path)
    opened = keys.unlock(result.path, "Avril Tester", PASSPHRASE)
    copy = cipher.open_copy(result.path, opened.db_key_hex)
    assert children(copy) == 201
    copy.close()
    assert sorted(path.suffix for path in desk.folder.iterdir()) == [".chairside", ".keys"]


def test_a_backup_through_the_engine_gives_the_connection_back(desk: Desk) -> None:
    made_engine = cipher.engine(desk.store, desk.key)
    steps: list[tuple[int, int]] = []
    result = backup.back_up(
        made_engine,
        desk.store,
        desk.folder,
        desk.key,
        progress=lambda left, total: steps.append((left, total)),
    )
    assert result.ok and steps and steps[-1][0] == 0
    with made_engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM child").scalar_one() == 200
    made_engine.dispose()


def test_two_backups_in_one_second_are_two(desk: Desk) -> None:
    first, second = made(desk, now=NOON), made(desk, now=NOON)
    assert first.path != second.path
    assert [name.at for name, _ in backups(desk.folder, "desk")] == [NOON + timedelta(seconds=1), NOON]


def test_a_backup_inside_a_transaction_is_a_bug(desk: Desk) -> None:
    desk.connection.execute("BEGIN IMMEDIATE")
    with pytest.raises(RuntimeError):
        made(desk)
    desk.connection.execute("ROLLBACK")


def test_a_cancelled_backup_leaves_nothing(desk: Desk) -> None:
    def cancel(left: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        made(desk, progress=cancel)
    assert list(desk.folder.iterdir()) == []
    assert made(desk).ok


def test_a_folder_that_takes_nothing_is_said_so(desk: Desk) -> None:
    desk.folder.write_text("a file where the folder should be")
    with pytest.raises(Refused, match="store itself is safe"):
        made(desk)


def test_what_a_kill_left_in_the_folder_is_cleared(desk: Desk) -> None:
    desk.folder.mkdir()
    stray = desk.folder / "desk_2026-11-20T120000Z_no1-00000000.chairside.part"
    foreign = desk.folder / "other_2026-11-20T120000Z_no1-00000000.chairside.part"
    for path in (stray, foreign):
        path.write_bytes(b"half")
    made(desk)
    assert not stray.exists() and foreign.exists()


def test_a_store_with_broken_links_is_kept_but_called_unsound(desk: Desk) -> None:
    desk.connection.execute("PRAGMA foreign_keys = OFF")
    desk.connection.execute("DELETE FROM child WHERE id = 7")
    result = made(desk)
    assert not result.ok and "unsound" in result.path.name
    assert [check.name for check in result.checks if not check.ok] == ["Links"]
    assert backup.prune(desk.folder, "desk") == () and result.path.exists()


def test_no_page_of_a_damaged_store_is_copied_as_if_it_were_sound(desk: Desk) -> None:
    """The driver copies it without an error, under a new and good seal."""
    desk.connection.execute("INSERT INTO note (child, words) VALUES (1, ?)", ("long " * 4000,))
    desk.connection.close()
    sound = desk.store.read_bytes()
    for page in range(1, len(sound) // cipher.PAGE):
        at = page * cipher.PAGE + 100
        desk.store.write_bytes(sound[:at] + bytes([sound[at] ^ 1]) + sound[at + 1 :])
        try:
            connection = cipher.connect(desk.store, desk.key, create=False)
        except Damaged:
            continue
        with pytest.raises(Damaged):
            backup.back_up(connection, desk.store, desk.folder, desk.key)
        connection.close()
    assert list(desk.folder.iterdir()) == []


def test_restore_brings_back_what_was_and_keeps_what_is(desk: Desk) -> None:
    result = made(desk)
    desk.connection.execute("DELETE FROM note")
    desk.connection.execute("DELETE FROM child")
    desk.connection.close()
    keys.change_passphrase(
        desk.store, "Avril Tester", PASSPHRASE, "four quite other words", keys.Cost.floor()
    )
    before = desk.store.read_bytes(), keyfile.key_path(desk.store).read_bytes()
    done = backup.restore(result.path, desk.store, desk.key, now=NOON)
    assert done.set_aside is not None and done.set_aside.name == "desk_set-aside_2026-11-21T120000Z.chairside"
    assert (done.set_aside.read_bytes(), keyfile.key_path(done.set_aside).read_bytes()) == before
    assert keys.unlock(done.set_aside, "Avril Tester", "four quite other words").db_key_hex == desk.key
    opened = keys.unlock(desk.store, "Avril Tester", PASSPHRASE)
    again = cipher.connect(desk.store, opened.db_key_hex, create=False)
    assert children(again) == 200
    again.close()
    assert result.path.exists()


def test_the_write_ahead_log_of_a_killed_store_is_set_aside_with_it(desk: Desk) -> None:
    """Left behind, it would be replayed into the restored store."""
    result = made(desk)
    desk.connection.execute("INSERT INTO child VALUES (999, 'late')")
    killed = {end: Path(f"{desk.store}{end}").read_bytes() for end in ("", "-wal")}
    desk.connection.close()
    for end, data in killed.items():
        Path(f"{desk.store}{end}").write_bytes(data)
    done = backup.restore(result.path, desk.store, desk.key)
    assert done.set_aside is not None
    for path, number in ((desk.store, 200), (done.set_aside, 201)):
        connection = cipher.connect(path, desk.key, create=False)
        assert children(connection) == number
        connection.close()


def test_restore_without_a_store_and_again_after_it(desk: Desk) -> None:
    result = made(desk)
    elsewhere = desk.store.parent / "new.chairside"
    assert backup.restore(result.path, elsewhere).set_aside is None
    assert backup.restore(result.path, elsewhere, now=NOON).set_aside is not None
    assert backup.restore(result.path, elsewhere, now=NOON).set_aside is not None
    assert len(list(elsewhere.parent.glob("new_set-aside*.chairside"))) == 2


def test_a_lost_key_file_leaves_the_recovery_code(desk: Desk) -> None:
    result = made(desk)
    keyfile.key_path(result.path).unlink()
    elsewhere = desk.store.parent / "new.chairside"
    with pytest.raises(Refused, match="recovery code"):
        backup.restore(result.path, elsewhere)
    key = keys.unlock_with_recovery(result.path, desk.code).db_key_hex
    backup.restore(result.path, elsewhere, key)
    connection = cipher.connect(elsewhere, key, create=False)
    assert children(connection) == 200
    connection.close()


def test_what_is_no_sound_backup_is_not_put_back(desk: Desk) -> None:
    result = made(desk)
    data = result.path.read_bytes()
    result.path.write_bytes(data[:50_000] + bytes([data[50_000] ^ 1]) + data[50_001:])
    before = {path: path.read_bytes() for path in desk.store.parent.glob("desk.chairside")}
    with pytest.raises(Damaged, match="older one"):
        backup.restore(result.path, desk.store, desk.key)
    result.path.write_bytes(data)
    with pytest.raises(cipher.WrongKey):
        backup.restore(result.path, desk.store, "00" * 32)
    with pytest.raises(Refused):
        backup.restore(desk.folder / "gone.chairside", desk.store, desk.key)
    Path(f"{result.path}-wal").write_bytes(b"open elsewhere")
    with pytest.raises(Refused, match="another program"):
        backup.restore(result.path, desk.store, desk.key)
    assert {path: path.read_bytes() for path in before} == before
    assert not list(desk.store.parent.glob("*set-aside*"))


def test_backups_are_checked_with_their_key_files(desk: Desk) -> None:
    good, bad, bare = (made(desk, now=NOON + timedelta(hours=hour)).path for hour in range(3))
    data = bad.read_bytes()
    bad.write_bytes(data + b"x")
    keyfile.key_path(bare).write_bytes(b"")
    checks = check_backups(desk.store, desk.folder, desk.key)
    assert [check.ok for check in checks] == [False, False, True]
    assert "Size" in checks[1].detail and good.stem in checks[2].name
    assert not check_backup(good, "00" * 32).ok


def test_backups_from_before_a_rotation_are_said_to_be_so(desk: Desk) -> None:
    result = made(desk)
    fresh, _ = keys.begin_rotation(desk.store, keys.unlock(desk.store, "Avril Tester", PASSPHRASE))
    (check,) = check_backups(desk.store, desk.folder, fresh.db_key_hex)
    assert check.ok and "not checked" in check.detail
    assert keys.unlock(result.path, "Avril Tester", PASSPHRASE).db_key_hex == desk.key


@pytest.mark.parametrize("label", ["", "quit", "before-upgrade"])
def test_a_name_says_the_same_when_read_back(label: str) -> None:
    name = BackupName("my_desk_2", NOON, "1234-00ff00ff", label)
    assert backup_name(Path(str(name))) == name


@pytest.mark.parametrize(
    "name",
    [
        "desk.chairside",
        "desk_2026-11-21T120000Z_no1-00000000.keys",
        "desk_2026-13-41T120000Z_no1-00000000.chairside",
        "desk_set-aside_2026-11-21T120000Z.chairside",
    ],
)
def test_other_files_are_no_backups(name: str) -> None:
    assert backup_name(Path(name)) is None


@pytest.mark.parametrize(
    ("days_apart", "number", "kept"),
    [
        (1, 5, 5),
        (1, 10, 10),
        (1, 70, 10 + 8),  # ten days, which hold two Sundays, then the Sundays of eight weeks
        (7, 30, 30),
        (0.01, 40, 10),
    ],
)
def test_the_ten_newest_and_one_a_week_are_kept(days_apart: float, number: int, kept: int) -> None:
    newest = datetime(2026, 11, 22, 18, tzinfo=UTC)  # a Sunday
    moments = [newest - timedelta(days=days_apart * back) for back in range(number)]
    keep = to_keep(moments)
    assert len(keep) == kept
    assert set(moments[:10]) <= keep
    for moment in moments:
        week = [other for other in moments if other.isocalendar()[:2] == moment.isocalendar()[:2]]
        assert max(week) in keep


def test_pruning_removes_copies_with_their_keys_and_nothing_else(desk: Desk) -> None:
    desk.folder.mkdir()
    for hour in range(14):
        name = BackupName("desk", NOON - timedelta(hours=hour), MARK)
        for path in (desk.folder / str(name), keyfile.key_path(desk.folder / str(name))):
            path.write_bytes(b"x")
    others = [desk.folder / "letter.docx", desk.folder / str(BackupName("other", NOON, MARK))]
    for path in others:
        path.write_bytes(b"x")
    assert len(backup.prune(desk.folder, "desk")) == 14 - 10
    assert len(list(desk.folder.glob("desk_*"))) == 20
    assert all(path.exists() for path in others)
    assert os.listdir(desk.folder) and backups(desk.folder / "gone", "desk") == []
