"""Whether a store, its key file and its backups are sound; no check alone finds everything.

SQLCipher's own check misses a cut file, SQLite's misses an added page, and neither looks at the file's size.
Details hold counts and names of tables, never a value of a record.
"""

import contextlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from app.errors import Refused
from app.store import keyfile
from app.store.backup_names import backups
from app.store.cipher import PAGE, WrongKey, expected, open_copy, read_back, starts_plain
from app.store.keyfile import key_path, twin_path

if TYPE_CHECKING:
    from sqlite3 import Connection

_MOST_FAULTS = 100


@dataclass(frozen=True)
class Check:
    """One thing that was looked at."""

    name: str
    ok: bool
    detail: str


def check_connection(connection: "Connection") -> list[Check]:
    """Every check of an open store; takes about 1.5 s for 100 MB. No transaction may be open.

    After a fault close the connection and write nothing more.
    """
    return [*check_contents(connection), _guarded("Settings", _settings, connection)]


def check_contents(connection: "Connection") -> list[Check]:
    """The checks that a copy opened for reading has to pass too."""
    return [_guarded(name, check, connection) for name, check in _CONTENTS.items()]


def check_pages(connection: "Connection") -> Check:
    """The seals alone: reads every page of the file, about 0.5 s for 100 MB."""
    return _guarded("Pages", _pages, connection)


def check_key_file(store: Path) -> list[Check]:
    """The key file and its twin: there, undamaged, alike; without a passphrase it cannot see forgery."""
    files = {}
    checks = []
    for name, path in (("Key file", key_path(store)), ("Second key file", twin_path(store))):
        try:
            files[name] = keyfile.read_one(path)
            checks.append(Check(name, True, "undamaged"))
        except Refused as error:
            checks.append(Check(name, False, error.sentence))
    if len(files) == 2:
        same = len(set(files.values())) == 1
        detail = "both are the same" if same else "they differ: the next change of the keys mends that"
        checks.append(Check("Key files alike", same, detail))
    return checks


def check_backups(store: Path, folder: Path, db_key_hex: str) -> list[Check]:
    """Each backup of the store in the folder, newest first: its key file, and everything in it.

    One made before the last change of the master key cannot be opened with today's; that is said, not blamed.
    """
    era = None
    with contextlib.suppress(Refused):  # `check_key_file` reports it
        era = keyfile.read(store)[0].era
    return [check_backup(path, db_key_hex, era) for _, path in backups(folder, store.stem)]


def check_backup(path: Path, db_key_hex: str, era: int | None = None) -> Check:
    """One backup; `era` is that of the store's key file."""
    name = f"Backup {path.stem}"
    try:
        made = keyfile.read_one(key_path(path)).era
        if era is not None and made < era:
            return Check(name, True, "made under an earlier key: only its own key file opens it; not checked")
        connection = open_copy(path, db_key_hex)
    except WrongKey:
        return Check(name, False, "the store's key does not open it")
    except Refused as error:
        return Check(name, False, error.sentence)
    try:
        faults = [check for check in check_contents(connection) if not check.ok]
    finally:
        connection.close()
    if faults:
        return Check(name, False, "; ".join(f"{check.name}: {check.detail}" for check in faults))
    return Check(name, True, "opened and checked")


def row_counts(connection: "Connection") -> dict[str, int]:
    """How many rows each table has; search indexes are counted by the tables behind them."""
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
    ).fetchall()
    return {
        name: int(
            connection.execute('SELECT count(*) FROM "{}"'.format(name.replace('"', '""'))).fetchone()[0]
        )
        for (name,) in names
    }


def _guarded(name: str, check: "Callable[[Connection], tuple[bool, str]]", connection: "Connection") -> Check:
    try:
        ok, detail = check(connection)
    except dbapi2.Error as error:
        code = str(getattr(error, "sqlite_errorname", "")) or type(error).__name__
        return Check(name, False, f"cannot be read ({code})")
    return Check(name, ok, detail)


def _pages(connection: "Connection") -> tuple[bool, str]:
    rows = connection.execute("PRAGMA cipher_integrity_check").fetchall()
    if not rows:
        return True, "every page carries its seal"
    numbers = [found[1] for row in rows if (found := re.search(r"page (\d+)", str(row[0])))]
    first = f", the first is page {numbers[0]}" if numbers else ""
    return False, f"{len(rows)} damaged{first}"


def _structure(connection: "Connection") -> tuple[bool, str]:
    rows = connection.execute(f"PRAGMA integrity_check({_MOST_FAULTS})").fetchall()
    if [tuple(row) for row in rows] == [("ok",)]:
        return True, "tables and indexes agree"
    return False, f"{len(rows)}{' or more' if len(rows) >= _MOST_FAULTS else ''} faults"


def _links(connection: "Connection") -> tuple[bool, str]:
    rows = connection.execute("PRAGMA foreign_key_check").fetchall()
    if not rows:
        return True, "every record that is referred to is there"
    tables = ", ".join(sorted({str(row[0]) for row in rows}))
    return False, f"{len(rows)} records refer to something that is not there, in: {tables}"


def _size(connection: "Connection") -> tuple[bool, str]:
    """Compared with the header only when nothing waits in the write-ahead log."""
    busy, logged, moved = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    pages = int(connection.execute("PRAGMA page_count").fetchone()[0])
    size = _file(connection).stat().st_size
    settled = busy == 0 and logged == moved
    if size % PAGE or (settled and size != pages * PAGE):
        return False, f"{size} bytes where {pages * PAGE} are due"
    return True, f"{size} bytes"


def _encryption(connection: "Connection") -> tuple[bool, str]:
    if starts_plain(_file(connection)):
        return False, "the file is not encrypted"
    version = connection.execute("PRAGMA cipher_version").fetchone()
    return bool(version and version[0]), "the file is encrypted" if version else "the cipher is missing"


def _settings(connection: "Connection") -> tuple[bool, str]:
    now = read_back(connection)
    wrong = sorted(name for name, value in expected().items() if now[name] != value)
    return not wrong, f"not as they should be: {', '.join(wrong)}" if wrong else "as they should be"


def _file(connection: "Connection") -> Path:
    return Path(next(row[2] for row in connection.execute("PRAGMA database_list") if row[1] == "main"))


_CONTENTS: "dict[str, Callable[[Connection], tuple[bool, str]]]" = {
    "Encryption": _encryption,
    "Pages": _pages,
    "Structure": _structure,
    "Links": _links,
    "Size": _size,
}
