"""The encrypted connection: opened one way only, and never without its key.

The order of the first statements matters: the key before anything else, then silence (SQLCipher logs each bad
page to standard error without end), then proof that the cipher is there (a build without it ignores the key
and writes plain text), then the settings, then a first read (which is where a wrong key shows).
"""

import contextlib
import hashlib
import hmac
import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy import event
from sqlcipher3 import dbapi2

from app.errors import Damaged, DiskTrouble, Refused
from app.store.places import assert_live_place

if TYPE_CHECKING:  # the driver has the interface of the standard library's, and no types of its own
    from sqlite3 import Connection

PLAIN = b"SQLite format 3\0"
PAGE = 4096
_RESERVED = 80  # 16 bytes IV, 64 bytes HMAC-SHA512 at the end of a page
_WAIT = 5.0  # seconds for a lock of another program
_NESTED_WAIT = 0.01  # seconds; a second use of the one connection is a bug and shall show at once

# Set in this order and read back in a test. WAL with FULL: no acknowledged save is lost at a power cut.
# temp_store 2 is memory: a sort that spilled to a file would be plain text.
SETTINGS: dict[str, tuple[str, object]] = {
    "temp_store": ("MEMORY", 2),
    "foreign_keys": ("ON", 1),
    "journal_mode": ("WAL", "wal"),
    "synchronous": ("FULL", 2),
    "trusted_schema": ("OFF", 0),
    "cell_size_check": ("ON", 1),
    "recursive_triggers": ("ON", 1),
    "secure_delete": ("ON", 1),
}


class NoStore(Refused):
    """There is no file."""


class PlainStore(Refused):
    """The file is an unencrypted SQLite database."""


class WrongKey(Damaged):
    """No page of the file belongs to this key: another store's key file, or a ruined beginning."""


class NotSQLCipher(Exception):
    """The program was packaged without the cipher: a bug, and nothing was written."""


def connect(path: Path, key_hex: str, *, create: bool) -> "Connection":
    """An open, proven connection in autocommit mode: the caller says BEGIN IMMEDIATE.

    `create` makes a new file and refuses one that is there; without it nothing is ever made. Raises NoStore,
    PlainStore, WrongKey, Damaged, or Refused (locked, read-only, full).
    """
    if create:
        _make_empty(path)
    else:
        look(path)
    try:
        return _keyed(path, key_hex, "mode=rw", SETTINGS)
    except BaseException:
        if create:
            path.unlink(missing_ok=True)
        raise


def open_copy(path: Path, key_hex: str) -> "Connection":
    """A backup for reading only, with no file made beside it: it may lie on a share or a read-only stick.

    Raises as `connect` does. The file must not be in use.
    """
    look(path)
    return _keyed(path, key_hex, "mode=ro&immutable=1")


def open_target(path: Path, key_hex: str) -> "Connection":
    """A new encrypted file for `backup()` to fill, without locks or flushes: flush it when it is closed."""
    _make_empty(path)
    connection = _keyed(path, key_hex, "mode=rw&nolock=1")
    for setting in ("journal_mode = MEMORY", "synchronous = OFF", "temp_store = MEMORY"):
        connection.execute(f"PRAGMA {setting}").fetchone()
    return connection


def engine(path: Path, key_hex: str) -> sa.Engine:
    """SQLAlchemy over exactly one connection; every transaction takes the write lock at its start.

    Asking for the connection while it is in use raises `sqlalchemy.exc.TimeoutError` at once: a nested read
    would otherwise see, or undo, the outer transaction. A store on a network or in a synchronised folder is
    refused.
    """
    assert_live_place(path)
    made = sa.create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: connect(path, key_hex, create=False),
        poolclass=sa.pool.QueuePool,
        pool_size=1,
        max_overflow=0,
        pool_timeout=_NESTED_WAIT,
        hide_parameters=True,
        echo=False,
    )
    event.listen(made, "begin", _begin)
    return made


def rekey(path: Path, key_hex: str, new_key_hex: str) -> None:
    """Encrypt the whole store anew, in one transaction; no other connection may be open.

    `PRAGMA rekey` says "ok" even where the disk did not take it, and its connection then hangs between two
    keys. So it has a connection of its own, and what counts is which key opens the file afterwards. Raises
    Refused where the store is still under `key_hex`.
    """
    connection = connect(path, key_hex, create=False)
    try:
        connection.execute(f"PRAGMA rekey = \"x'{_raw(new_key_hex)}'\"").fetchone()
    except dbapi2.Error as error:
        raise refusal(error, path, key_hex) from None
    finally:
        connection.close()
    try:
        connection = connect(path, new_key_hex, create=False)
    except WrongKey:
        raise Refused(
            "The keys were not changed, because the disk did not take it: check that it is neither full nor "
            "read-only, then try again. The store is as it was."
        ) from None
    with contextlib.suppress(dbapi2.Error):  # what still waits in the log is under the new key already
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    connection.close()


def read_back(connection: "Connection") -> dict[str, object]:
    """The settings as they are now, by name, with `cipher_version`; compare with `expected()`."""
    names = (*SETTINGS, "cipher_version")
    rows = {name: connection.execute(f"PRAGMA {name}").fetchone() for name in names}
    return {name: None if row is None else row[0] for name, row in rows.items()}


def expected() -> dict[str, object]:
    """What `read_back` shall give, without `cipher_version`."""
    return {name: value for name, (_, value) in SETTINGS.items()}


def starts_plain(path: Path) -> bool:
    """Whether the file begins like an unencrypted database."""
    with path.open("rb") as file:
        return file.read(len(PLAIN)) == PLAIN


def refusal(error: Exception, path: Path, key_hex: str) -> Refused:
    """The plain sentence for an error of the driver, whose own text may hold a person's words."""
    name = str(getattr(error, "sqlite_errorname", ""))
    if name.startswith("SQLITE_NOTADB"):
        return _damaged() if _owns_a_page(path, key_hex) else _wrong_key()
    for start, make in _REFUSALS.items():
        if name.startswith(start):
            return make()
    return Refused(
        f"The store could not be opened ({name or type(error).__name__}): close other programs and try again."
    )


def _make_empty(path: Path) -> None:
    """An empty file that was not there, readable by its owner only; SQLite makes it a database."""
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError as error:
        raise Refused(
            "There is already a file of that name: choose another name for the new store."
        ) from error
    except OSError as error:
        raise _REFUSALS["SQLITE_CANTOPEN"]() from error


def look(path: Path) -> None:
    """Raises NoStore, PlainStore or Damaged for what can be seen without a key."""
    if not os.path.isfile(path):  # `Path.is_file` raises for a name that no disk could hold
        raise NoStore("There is no store at that place: check the name, or restore a backup.")
    try:
        plain, size = starts_plain(path), path.stat().st_size
    except OSError as error:
        raise Refused("The store cannot be read: check that you may open its folder.") from error
    if plain:
        raise PlainStore(
            "This file is a plain database without encryption, not a Chairside store: choose the file whose "
            "name ends in .chairside."
        )
    if size < PAGE:
        raise _damaged()


def _keyed(
    path: Path, key_hex: str, query: str, settings: Mapping[str, tuple[str, object]] = MappingProxyType({})
) -> "Connection":
    raw = _raw(key_hex)
    connection: Connection | None = None
    try:
        connection = dbapi2.connect(
            f"{path.absolute().as_uri()}?{query}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            timeout=_WAIT,
        )
        _prepare(connection, raw, settings)
        if starts_plain(path):
            raise NotSQLCipher("the file is not encrypted")
    except BaseException as error:
        if connection is not None:
            connection.close()
        if isinstance(error, dbapi2.Error):
            raise refusal(error, path, key_hex) from None
        raise
    return connection


def _raw(key_hex: str) -> str:
    if not re.fullmatch(r"[0-9a-f]{64}", key_hex):
        raise ValueError("a raw key has 64 hex digits")
    return key_hex


def _prepare(connection: "Connection", key_hex: str, settings: Mapping[str, tuple[str, object]]) -> None:
    connection.execute(f"PRAGMA key = \"x'{key_hex}'\"")
    connection.execute("PRAGMA cipher_log_level = NONE")
    version = connection.execute("PRAGMA cipher_version").fetchone()
    if version is None or not version[0]:
        raise NotSQLCipher("the driver has no cipher; nothing was written")
    for name, (value, _) in settings.items():
        connection.execute(f"PRAGMA {name} = {value}").fetchone()
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if settings and connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        raise Refused(
            "The disk of this store cannot keep it safe: move the store to this computer's own disk."
        )


def _owns_a_page(path: Path, key_hex: str) -> bool:
    """Whether any page carries our MAC: then the key is right and the damage is elsewhere.

    SQLCipher 4: HMAC-SHA512 over ciphertext, IV and page number, its key from PBKDF2 (2 rounds) over the
    raw key and the file's first 16 bytes, each xor 0x3a.
    """
    try:
        with path.open("rb") as file:
            salt = file.read(16)
            mac_key = hashlib.pbkdf2_hmac(
                "sha512", bytes.fromhex(key_hex), bytes(b ^ 0x3A for b in salt), 2, 32
            )
            file.seek(0)
            for number in range(1, 65):
                page = file.read(PAGE)
                if len(page) < PAGE:
                    return False
                body = page[16 if number == 1 else 0 : PAGE - _RESERVED + 16]
                mac = hmac.new(mac_key, body + number.to_bytes(4, "little"), hashlib.sha512).digest()
                if hmac.compare_digest(mac, page[-64:]):
                    return True
    except OSError:
        return False
    return False


def _begin(connection: sa.Connection) -> None:
    """A look (execution option `reading`) does not wait for a writer; all else takes the lock at once."""
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _damaged() -> Damaged:
    return Damaged("The store is damaged: write nothing more into it, and restore the newest backup.")


def _wrong_key() -> WrongKey:
    return WrongKey(
        "The key file beside this store belongs to another store, or the beginning of the store is damaged: "
        "put the right key file beside it, or restore a backup."
    )


_REFUSALS: dict[str, Callable[[], Refused]] = {
    "SQLITE_CORRUPT": _damaged,
    "SQLITE_BUSY": lambda: Refused("Another program is using this store: close it there first."),
    "SQLITE_LOCKED": lambda: Refused("Another program is using this store: close it there first."),
    "SQLITE_READONLY": lambda: DiskTrouble(
        "The store's folder or disk is read-only: make it writable, or copy the store elsewhere.",
        "the folder or disk of the store is read-only",
    ),
    "SQLITE_CANTOPEN": lambda: DiskTrouble(
        "The store or its folder cannot be written: check that the disk is there and not read-only.",
        "the folder of the store is not there or cannot be written",
    ),
    "SQLITE_FULL": lambda: DiskTrouble(
        "The disk is full: free some space, then try again.", "the disk is full"
    ),
    "SQLITE_IOERR": lambda: DiskTrouble(
        "The disk did not answer as it should: check that it is there and not full, then try again.",
        "the disk does not answer as it should",
    ),
}
