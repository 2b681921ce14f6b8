"""A store that does not open: what is wrong, what is safe, and the ways out. Nothing is erased."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from app.errors import Damaged, DiskTrouble, NewerVersion, Refused
from app.services.desk import Desk, open_desk
from app.services.keeping.safekeeping import BackupRow, backups_of
from app.store import backup, cipher, keys
from app.store.atomic import write_atomic
from app.store.backup import Restored
from app.store.keyfile import read_one
from app.store.keys import NoKeyFile, key_path, twin_path
from app.store.lock import InUse, hold

WRONG_KEYS = "wrong keys"
RESTORE, KEYS, RECOVERY, AGAIN = "restore", "keys", "recovery", "again"
_SAFE = "Nothing was changed. Your backups are as they were, and the store stays where it is."


@dataclass(frozen=True)
class Trouble:
    """Why a store does not open: `wrong`, `safe` and `todo` are sentences, `ways` what can be pressed."""

    kind: str
    title: str
    wrong: str
    safe: str
    todo: str
    ways: tuple[str, ...]


@dataclass(frozen=True)
class FileRow:
    """One file of the store. `size` in bytes and `at` (aware) are None where it is not there."""

    name: str
    path: Path
    size: int | None
    at: datetime | None


_DAMAGED = Trouble(
    "damaged",
    "The store is damaged",
    "A part of the file can no longer be read, as happens when a disk fails or a file was changed outside "
    "Chairside.",
    "Nothing more is written into it, and it is never thrown away. Your backups are separate files.",
    "Put the newest backup in its place. The damaged file stays beside it under another name.",
    (RESTORE, AGAIN),
)
_KEYS = Trouble(
    "keys",
    "The key file is damaged",
    "The small file with everybody's keys, and its second copy, are not as Chairside wrote them.",
    "The store itself is whole: only its lock is broken.",
    "Use the key file that lies with the newest backup, or the recovery code from the sealed envelope.",
    (KEYS, RECOVERY, RESTORE, AGAIN),
)
_WRONG_KEYS = Trouble(
    WRONG_KEYS,
    "The key file does not fit the store",
    "Either the key file beside this store belongs to another store or another time, or the beginning of the "
    "store is damaged.",
    _SAFE,
    "Try the key file of the newest backup first; it is put beside the store, and the old one keeps a name.",
    (KEYS, RECOVERY, RESTORE, AGAIN),
)
_NO_KEYS = Trouble(
    "no keys",
    "The key file is missing",
    "The store is there, but the file with everybody's keys is not beside it, nor its second copy.",
    "The store itself is whole, and without its keys nobody else can open it.",
    "If you moved the store, put the key file beside it. Else use the key file of the newest backup, or the "
    "recovery code.",
    (KEYS, RECOVERY, AGAIN),
)
_NEWER = Trouble(
    "newer",
    "This store belongs to a newer Chairside",
    "A later version wrote it, and this version could misread what it does not know.",
    _SAFE,
    "Install the newer version on this computer, then open the store with it.",
    (AGAIN,),
)
_MISSING = Trouble(
    "missing",
    "The store is not there",
    "There is no file at the place where the store should be: it was moved, or its disk is not connected.",
    "Backups that lie in its folder can still be put in its place.",
    "Connect the disk and try again, or put the newest backup in its place.",
    (RESTORE, AGAIN),
)
_DISK = Trouble(
    "disk",
    "The disk does not take it",
    "",
    "The store was left as it was.",
    "Free some space or make the folder writable, then try again.",
    (AGAIN,),
)
_BY_KIND: Mapping[type[Refused], Trouble] = {
    InUse: Trouble(
        "in use",
        "Somebody has this store open",
        "",
        "Only one program at a time writes into a store, so that nobody's words are lost.",
        "Close it there, then try again here. If that program has crashed, its lock is gone already.",
        (AGAIN,),
    ),
    NoKeyFile: _NO_KEYS,
    NewerVersion: _NEWER,
    cipher.NoStore: _MISSING,
    cipher.WrongKey: _WRONG_KEYS,
    DiskTrouble: _DISK,
}


def trouble(store: Path, problem: BaseException) -> Trouble | None:
    """What to tell about a store that did not open; None for what belongs on the lock page."""
    for kind, found in _BY_KIND.items():
        if isinstance(problem, kind):
            wrong = found.wrong or problem.sentence
            return Trouble(found.kind, found.title, wrong, found.safe, found.todo, found.ways)
    if isinstance(problem, Damaged):
        return _KEYS if _keys_are_damaged(store) else _DAMAGED
    return None


def look(store: Path) -> Trouble | None:
    """What can be seen before anybody types a passphrase: no file, no keys, somebody else is in."""
    try:
        cipher.look(store)
        keys.operators(store)
        hold(store, "").release()
    except Refused as problem:
        return trouble(store, problem)
    return None


def choices(store: Path) -> tuple[BackupRow, ...]:
    """The backups that can be put in the store's place, newest first: sound, with their key file."""
    return tuple(one for one in backups_of(store) if one.sound and one.has_keys)


def operators_of(copy: Path) -> tuple[str, ...]:
    """Who could open the store when this backup was made."""
    return tuple(slot.name for slot in keys.operators(copy))


def prove(copy: Path, operator: str, passphrase: str) -> None:
    """Whether somebody could open this backup with it; raises `WrongPassphrase` when not."""
    keys.unlock(copy, operator, passphrase).forget()


def put_back(copy: Path, store: Path, operator: str, passphrase: str) -> Restored:
    """Check a backup with a passphrase of that time, then put it in the store's place.

    The old store and its key files are renamed. Raises `WrongPassphrase` or `Refused` with nothing changed;
    nobody may have the store open.
    """
    held = keys.unlock(copy, operator, passphrase)
    try:
        with hold(store, operator):
            return backup.restore(copy, store, held.db_key_hex)
    finally:
        held.forget()


def restore_and_open(copy: Path, store: Path, operator: str, passphrase: str) -> tuple[Desk, str]:
    """As `put_back`, then open it; answers the desk and the name the old file has now, or ""."""
    done = put_back(copy, store, operator, passphrase)
    desk = open_desk(store, operator, passphrase)
    desk.store.note("restore")
    return desk, done.set_aside.name if done.set_aside is not None else ""


def use_keys_of(copy: Path, store: Path) -> None:
    """Put the key file of a backup beside the store; what lies there is renamed, never deleted."""
    data = read_one(key_path(copy)).to_bytes()
    try:
        with hold(store, ""):
            for path in (key_path(store), twin_path(store)):
                if path.exists():
                    path.rename(_free(path))
                write_atomic(path, data)
    except OSError as error:
        raise Refused(
            "The key file could not be put beside the store: check that its folder can be written."
        ) from error


def files(store: Path) -> tuple[FileRow, ...]:
    """The store, its two key files, and the newest backup, for somebody who wants to see them."""
    rows = [
        _file("Store", store),
        _file("Key file", key_path(store)),
        _file("Its second copy", twin_path(store)),
    ]
    return (*rows, *(_file("Newest backup", one.path) for one in backups_of(store)[:1]))


def _file(name: str, path: Path) -> FileRow:
    with suppress(OSError):
        found = path.stat()
        return FileRow(name, path.absolute(), found.st_size, datetime.fromtimestamp(found.st_mtime, UTC))
    return FileRow(name, path.absolute(), None, None)


def _keys_are_damaged(store: Path) -> bool:
    try:
        keys.operators(store)
    except Damaged:
        return True
    except Refused:
        return False
    return False


def _free(path: Path) -> Path:
    names = (path.with_name(f"{path.name}.aside-{number}") for number in range(1, 10_000))
    return next(name for name in names if not name.exists())
