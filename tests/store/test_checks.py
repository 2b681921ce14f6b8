"""Damage of every kind is reported; nothing personal is."""

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.errors import Damaged
from app.store import atomic, cipher, keyfile, keys
from app.store.checks import Check, check_connection, check_key_file

if TYPE_CHECKING:
    from sqlite3 import Connection

KEY = "5a" * 32
MARKER = "Ottoline Marker"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A store of about 1 MB, with indexes and a search table."""
    path = tmp_path_factory.mktemp("sound") / "desk.chairside"
    connection = cipher.connect(path, KEY, create=True)
    connection.executescript(
        """CREATE TABLE note (id INTEGER PRIMARY KEY, words TEXT);
        CREATE INDEX note_words ON note (words);
        CREATE VIRTUAL TABLE search USING fts5 (words);"""
    )
    noise = random.Random(2)
    connection.execute("BEGIN IMMEDIATE")
    rows = [(MARKER + noise.randbytes(150).hex(),) for _ in range(1000)]
    connection.executemany("INSERT INTO note (words) VALUES (?)", rows)
    connection.executemany("INSERT INTO search VALUES (?)", rows[:300])
    connection.execute("COMMIT")
    connection.close()
    return path.read_bytes()


def verdict(path: Path, data: bytes) -> list[Check]:
    """What is found in a store of these bytes; one that does not open is one finding."""
    path.write_bytes(data)
    try:
        connection = cipher.connect(path, KEY, create=False)
    except Damaged as error:
        return [Check("Opening", False, error.sentence)]
    try:
        return check_connection(connection)
    finally:
        connection.close()
        for end in ("-wal", "-shm"):
            Path(f"{path}{end}").unlink(missing_ok=True)


def faults(path: Path, data: bytes) -> list[str]:
    return [check.name for check in verdict(path, data) if not check.ok]


def test_a_sound_store_passes(sound: bytes, tmp_path: Path) -> None:
    assert 900_000 < len(sound) < 2_000_000
    checks = verdict(tmp_path / "desk.chairside", sound)
    assert [check.name for check in checks] == [
        "Encryption",
        "Pages",
        "Structure",
        "Links",
        "Size",
        "Settings",
    ]
    assert all(check.ok for check in checks)


def test_300_of_300_flipped_bits_are_reported(sound: bytes, tmp_path: Path) -> None:
    path = tmp_path / "desk.chairside"
    missed = []
    for bit in random.Random(5).sample(range(len(sound) * 8), 300):
        spoilt = bytearray(sound)
        spoilt[bit // 8] ^= 1 << bit % 8
        if not faults(path, bytes(spoilt)):
            missed.append(bit)
    assert missed == []


@pytest.mark.parametrize("bit", [0, 1, 64, 127])
def test_a_flip_in_the_salt_is_reported(sound: bytes, tmp_path: Path, bit: int) -> None:
    spoilt = bytearray(sound)
    spoilt[bit // 8] ^= 1 << bit % 8
    assert faults(tmp_path / "desk.chairside", bytes(spoilt)) == ["Opening"]


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data + b"x",
        lambda data: data + bytes(100),
        lambda data: data + bytes(cipher.PAGE),
        lambda data: data + data[-cipher.PAGE :],
        lambda data: data + data,
        lambda data: data[:-1],
        lambda data: data[:-100],
        lambda data: data[: -cipher.PAGE],
        lambda data: data[: len(data) // 2],
        lambda data: data[: cipher.PAGE],
        lambda data: data[:100],
        lambda data: b"",
        lambda data: data[: 4 * cipher.PAGE] + data[5 * cipher.PAGE :],
        lambda data: data[:8192] + data[12288:16384] + data[8192:12288] + data[16384:],
    ],
)
def test_every_cut_addition_and_swap_is_reported(
    sound: bytes, tmp_path: Path, change: Callable[[bytes], bytes]
) -> None:
    assert faults(tmp_path / "desk.chairside", change(sound))


def test_sizes_are_not_blamed_while_saves_wait_in_the_log(tmp_path: Path) -> None:
    """With a reader holding the log, the file is rightly smaller than the store."""
    path = tmp_path / "desk.chairside"
    writer = cipher.connect(path, KEY, create=True)
    writer.execute("CREATE TABLE t (a)")
    reader = cipher.connect(path, KEY, create=False)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM t").fetchall()
    writer.executemany("INSERT INTO t VALUES (?)", [("x" * 3000,)] * 50)
    assert [check for check in check_connection(writer) if not check.ok] == []
    reader.execute("ROLLBACK")
    assert [check for check in check_connection(writer) if not check.ok] == []
    reader.close()
    writer.close()


def broken_links(connection: "Connection") -> None:
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute(
        "CREATE TABLE child (id INTEGER PRIMARY KEY, note INTEGER REFERENCES note (id), name TEXT)"
    )
    connection.execute("INSERT INTO child VALUES (1, 100000, ?)", (MARKER,))
    connection.execute("PRAGMA foreign_keys = ON")


def wrong_setting(connection: "Connection") -> None:
    connection.execute("PRAGMA synchronous = NORMAL")


@pytest.mark.parametrize(
    ("spoil", "name", "detail"),
    [(broken_links, "Links", "in: child"), (wrong_setting, "Settings", "synchronous")],
)
def test_broken_links_and_wrong_settings_are_reported(
    sound: bytes, tmp_path: Path, spoil: "Callable[[Connection], None]", name: str, detail: str
) -> None:
    path = tmp_path / "desk.chairside"
    path.write_bytes(sound)
    connection = cipher.connect(path, KEY, create=False)
    spoil(connection)
    found = [check for check in check_connection(connection) if not check.ok]
    connection.close()
    assert [check.name for check in found] == [name]
    assert found[0].detail.endswith(detail)
    assert MARKER not in str(found)


def test_details_name_the_page_and_no_person(sound: bytes, tmp_path: Path) -> None:
    spoilt = bytearray(sound)
    spoilt[cipher.PAGE * 40 + 9] ^= 1
    checks = verdict(tmp_path / "desk.chairside", bytes(spoilt))
    assert (
        next(check for check in checks if check.name == "Pages").detail == "1 damaged, the first is page 41"
    )
    assert MARKER not in str(checks)


def test_key_files_are_checked_without_a_passphrase(tmp_path: Path) -> None:
    store = tmp_path / "desk.chairside"
    opened, _ = keys.create_keys(
        store, "Avril Tester", "chair", "correct horse battery staple", keys.Cost.floor()
    )
    assert [check.ok for check in check_key_file(store)] == [True, True, True]
    shutil.copy(keyfile.key_path(store), tmp_path / "old")
    keys.write_anchor(store, opened, 9, "00" * 32)
    shutil.copy(tmp_path / "old", keyfile.twin_path(store))
    assert [check.ok for check in check_key_file(store)] == [True, True, False]
    keyfile.twin_path(store).unlink()
    keyfile.key_path(store).write_bytes(b"")
    assert [check.ok for check in check_key_file(store)] == [False, False]


def test_an_atomic_write_is_all_or_nothing(tmp_path: Path) -> None:
    path = tmp_path / "desk.keys"
    atomic.write_atomic(path, b"first")
    atomic.write_atomic(path, b"second")
    assert path.read_bytes() == b"second" and os.listdir(tmp_path) == ["desk.keys"]
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "inside").touch()
    with pytest.raises(OSError):
        atomic.write_atomic(folder, b"a file cannot take a folder's place")
    assert sorted(os.listdir(tmp_path)) == ["desk.keys", "folder"]
