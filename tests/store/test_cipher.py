"""The encrypted connection: its settings, its refusals, its one user at a time."""

import sqlite3
import stat
import sys
import time
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlcipher3 import dbapi2

from app.errors import Damaged, Refused
from app.store import cipher, places

KEY = "5a" * 32
OTHER = "5b" * 32
MARKER = "Ottoline Marker"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "a desk #1 é.chairside"
    connection = cipher.connect(path, KEY, create=True)
    connection.execute("CREATE TABLE t (a TEXT UNIQUE)")
    connection.execute("INSERT INTO t VALUES (?)", (MARKER,))
    connection.close()
    return path


def test_the_settings_are_read_back(store: Path) -> None:
    connection = cipher.connect(store, KEY, create=False)
    now = cipher.read_back(connection)
    connection.close()
    assert str(now.pop("cipher_version")).startswith("4.")
    assert now == cipher.expected()
    assert now == {
        "temp_store": 2,
        "foreign_keys": 1,
        "journal_mode": "wal",
        "synchronous": 2,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "recursive_triggers": 1,
        "secure_delete": 1,
    }


def test_every_connection_of_the_engine_has_them_too(store: Path) -> None:
    made = cipher.engine(store, KEY)
    for _ in range(2):
        with made.connect() as connection:
            driver = connection.connection.driver_connection
            assert isinstance(driver, dbapi2.Connection)
            assert cipher.expected().items() <= cipher.read_back(driver).items()
        made.dispose()


def test_nothing_readable_reaches_the_disk(store: Path) -> None:
    connection = cipher.connect(store, KEY, create=False)
    connection.execute("INSERT INTO t VALUES (?)", (MARKER * 2,))
    seen = [path for path in store.parent.iterdir() if path.is_file()]
    assert any(path.name.endswith("-wal") and path.stat().st_size for path in seen)
    for path in seen:
        data = path.read_bytes()
        assert MARKER.encode() not in data and not data.startswith(cipher.PLAIN)
    connection.close()
    assert not cipher.starts_plain(store)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights elsewhere")
def test_a_new_store_is_its_owners_alone(store: Path) -> None:
    assert stat.S_IMODE(store.stat().st_mode) == 0o600


def test_creating_never_replaces_and_opening_never_creates(store: Path) -> None:
    before = store.read_bytes()
    with pytest.raises(Refused, match="already"):
        cipher.connect(store, KEY, create=True)
    assert store.read_bytes() == before
    gone = store.with_name("gone.chairside")
    with pytest.raises(cipher.NoStore):
        cipher.connect(gone, KEY, create=False)
    with pytest.raises(cipher.NoStore):
        cipher.engine(gone, KEY).connect()
    assert not gone.exists()


def test_each_trouble_has_its_own_sentence(store: Path, tmp_path: Path) -> None:
    plain = tmp_path / "plain.chairside"
    other = sqlite3.connect(plain)
    other.execute("CREATE TABLE t (a)")
    other.close()
    data = store.read_bytes()
    spoilt = {
        "flipped": data[:1000] + bytes([data[1000] ^ 1]) + data[1001:],
        "blank": data[:16] + bytes(4080) + data[4096:],
        "empty": b"",
        "short": data[:4000],
        "cut": data[:4096],
    }
    kinds: dict[str, type[Refused]] = {}
    sentences = set()
    for name, content in spoilt.items():
        path = tmp_path / f"{name}.chairside"
        path.write_bytes(content)
        with pytest.raises(Damaged) as damaged:
            cipher.connect(path, KEY, create=False).close()
        kinds[name] = type(damaged.value)
        sentences.add(damaged.value.sentence)
    assert set(kinds.values()) == {Damaged} and len(sentences) == 1
    for path, key in ((store, OTHER), (plain, KEY), (tmp_path / "gone", KEY)):
        with pytest.raises(Refused) as caught:
            cipher.connect(path, key, create=False)
        sentences.add(caught.value.sentence)
    assert len(sentences) == 4


def test_something_that_is_no_store_at_all_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "letter.chairside"
    path.write_bytes(b"Dear all, " * 2000)
    with pytest.raises(cipher.WrongKey):
        cipher.connect(path, KEY, create=False)
    with pytest.raises(cipher.NoStore):
        cipher.connect(tmp_path, KEY, create=False)


@pytest.mark.parametrize("key", ["", "5a", "5A" * 32, "zz" * 32, f"{'5a' * 31}'\"", "5a" * 33])
def test_a_key_that_is_none_is_a_bug_and_makes_no_file(tmp_path: Path, key: str) -> None:
    with pytest.raises(ValueError, match="64 hex"):
        cipher.connect(tmp_path / "new.chairside", key, create=True)
    assert list(tmp_path.iterdir()) == []


def test_a_nested_connection_raises_at_once(store: Path) -> None:
    made = cipher.engine(store, KEY)
    with made.begin() as outer:
        outer.execute(sa.text("INSERT INTO t VALUES ('outer')"))
        began = time.perf_counter()
        with pytest.raises(sa.exc.TimeoutError):
            made.connect()
        assert time.perf_counter() - began < 0.5
    with made.connect() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM t")).scalar_one() == 2
    made.dispose()


def test_a_transaction_takes_the_write_lock_at_its_start_and_takes_tables_back(store: Path) -> None:
    made = cipher.engine(store, KEY)
    second = cipher.connect(store, KEY, create=False)
    second.execute("PRAGMA busy_timeout = 10")
    with made.connect() as connection:
        connection.execute(sa.text("SELECT 1"))
        with pytest.raises(dbapi2.OperationalError, match="locked"):
            second.execute("BEGIN IMMEDIATE")
        connection.execute(sa.text("CREATE TABLE u (b)"))
        connection.rollback()
        assert sa.inspect(connection).get_table_names() == ["t"]
    second.close()
    made.dispose()


def test_values_stay_out_of_error_texts(store: Path) -> None:
    made = cipher.engine(store, KEY)
    with pytest.raises(sa.exc.IntegrityError) as caught, made.begin() as connection:
        connection.execute(sa.text("INSERT INTO t VALUES (:a)"), {"a": MARKER})
    assert MARKER not in str(caught.value)
    assert KEY not in repr(made) + str(made.url)
    made.dispose()


def test_a_copy_is_opened_for_reading_and_leaves_no_file_beside_it(store: Path) -> None:
    before = sorted(store.parent.iterdir())
    copy = cipher.open_copy(store, KEY)
    assert copy.execute("SELECT a FROM t").fetchall() == [(MARKER,)]
    with pytest.raises(dbapi2.OperationalError, match="readonly"):
        copy.execute("INSERT INTO t VALUES ('x')")
    assert sorted(store.parent.iterdir()) == before
    copy.close()


@pytest.mark.parametrize(
    ("path", "refused"),
    [
        (r"\\server\share\desk.chairside", True),
        ("//server/share/desk.chairside", True),
        (r"\\?\UNC\server\share\desk.chairside", True),
        (r"\\?\C:\desk\desk.chairside", False),
        ("/home/a/OneDrive/desk.chairside", True),
        ("/home/a/OneDrive - A Council/x/desk.chairside", True),
        ("/home/a/A Council - SharePoint/desk.chairside", True),
        ("/home/a/Dropbox/desk.chairside", True),
        ("/home/a/Dropbox (Personal)/desk.chairside", True),
        ("/home/a/Google Drive/desk.chairside", True),
        ("/home/a/My Drive/desk.chairside", True),
        ("/home/a/iCloudDrive/desk.chairside", True),
        ("/home/a/Library/Mobile Documents/desk.chairside", True),
        ("/home/a/dropbox notes/desk.chairside", False),
        ("/home/a/OneDrive.chairside", False),
        ("/home/a/desk.chairside", False),
    ],
)
def test_a_live_store_stays_on_this_computer(path: str, refused: bool) -> None:
    if refused:
        with pytest.raises(Refused, match="this computer"):
            places.assert_live_place(Path(path))
        with pytest.raises(Refused, match="this computer"):
            cipher.engine(Path(path), KEY)
    else:
        places.assert_live_place(Path(path))


def test_a_link_into_a_synchronised_folder_is_seen_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced = tmp_path / "Dropbox"
    synced.mkdir()
    link = tmp_path / "desk"
    try:
        link.symlink_to(synced, target_is_directory=True)
    except OSError:
        pytest.skip("this account may not make links")
    with pytest.raises(Refused):
        places.assert_live_place(link / "desk.chairside")
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "Work files"))
    with pytest.raises(Refused):
        places.assert_live_place(tmp_path / "Work files" / "desk.chairside")


def test_the_folder_must_be_there_and_take_files(tmp_path: Path) -> None:
    places.assert_writable(tmp_path)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(Refused, match="not there"):
        places.assert_writable(tmp_path / "gone")
    if sys.platform == "linux":
        with pytest.raises(Refused, match="cannot write"):
            places.assert_writable(Path("/proc/self"))
