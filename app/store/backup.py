"""Copies that were opened and checked before they are called backups, and the way back.

A copy is made by SQLite's own backup (copying the file while it is open breaks it), encrypted with the key of
the store, with the key file beside it. Nothing here deletes or overwrites a store.
"""

import contextlib
import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlcipher3 import dbapi2

from app.errors import Damaged, Refused
from app.store import atomic, keyfile
from app.store.backup_names import NO_MARK, UNSOUND, BackupName, backups, to_keep
from app.store.checks import Check, check_backup, check_contents, check_pages, row_counts
from app.store.cipher import PAGE, NoStore, PlainStore, open_copy, open_target, refusal, starts_plain
from app.store.keyfile import NoKeyFile, key_path, twin_path

if TYPE_CHECKING:
    from sqlite3 import Connection

_PART = ".part"
_PAGES_A_STEP = 2000
_BESIDE = ("-wal", "-shm", "-journal")


@dataclass(frozen=True)
class BackupResult:
    """A backup that was made; when not `ok` it is kept, named "unsound", and `checks` say why."""

    path: Path
    ok: bool
    checks: tuple[Check, ...]
    size: int
    rows: int


@dataclass(frozen=True)
class Restored:
    """A store that was put back; `set_aside` is where the old file is now, None if there was none."""

    store: Path
    set_aside: Path | None


def back_up(
    source: "Connection | sa.Engine",
    store: Path,
    folder: Path,
    db_key_hex: str,
    label: str = "",
    mark: str = NO_MARK,
    *,
    now: datetime | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> BackupResult:
    """A checked copy of the open store in `folder`, with its key file; `label` is a word like "quit".

    `mark` is the end of the audit chain ("1234-9f8e7d6c") and stands in the name. `progress` gets pages left
    and pages in all, and may raise to cancel. Raises Refused when the disk does not take it, Damaged when the
    store cannot be read. No transaction may be open on the connection.
    """
    if isinstance(source, sa.Engine):
        held = source.raw_connection()
        try:
            assert held.driver_connection is not None
            return _back_up(held.driver_connection, store, folder, db_key_hex, label, mark, now, progress)
        finally:
            held.close()
    return _back_up(source, store, folder, db_key_hex, label, mark, now, progress)


def prune(folder: Path, stem: str) -> tuple[Path, ...]:
    """Removes the backups of one store that `to_keep` does not name; unsound ones neither count nor go."""
    sound = [(name, path) for name, path in backups(folder, stem) if name.sound]
    kept = to_keep(name.at for name, _ in sound)
    gone = tuple(path for name, path in sound if name.at not in kept)
    for path in gone:
        with contextlib.suppress(OSError):
            path.unlink()
            key_path(path).unlink(missing_ok=True)
    return gone


def restore(
    backup: Path, store: Path, db_key_hex: str | None = None, *, now: datetime | None = None
) -> Restored:
    """Puts a backup in the store's place; the old store and its key files are renamed, never touched.

    The store must be closed and its lock held by the caller. With the key the backup is checked first, and
    may come without a key file (then the recovery code opens it). Can be run again after a power cut.
    """
    _assert_files(backup, store)
    keys = _key_bytes(backup, needed=db_key_hex is None)
    _assert_fit(backup, db_key_hex)
    part = store.with_name(store.name + _PART)
    try:
        shutil.copyfile(backup, part)
        atomic.flush_file(part)
        aside = _set_aside(store, with_keys=keys is not None, now=now or datetime.now(UTC))
        if keys is not None:
            atomic.write_atomic(key_path(store), keys)
            atomic.write_atomic(twin_path(store), keys)
        atomic.replace(part, store)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise Refused(
            "The backup could not be put back: close the store in every program, check that the disk is "
            "neither full nor read-only, then try again. Nothing was deleted."
        ) from error
    return Restored(store, aside)


def _back_up(
    source: "Connection",
    store: Path,
    folder: Path,
    db_key_hex: str,
    label: str,
    mark: str,
    now: datetime | None,
    progress: Callable[[int, int], None] | None,
) -> BackupResult:
    if source.in_transaction:
        raise RuntimeError("a backup inside a transaction would hold what was not saved")
    name = BackupName(store.stem, now or datetime.now(UTC), mark, _slug(label))
    while os.path.lexists(folder / str(name)):  # `Path.exists` raises for a folder that cannot be
        name = replace(name, at=name.at + timedelta(seconds=1))
    part = folder / (str(name) + _PART)
    try:
        _make_room(store, folder)
        keys = keyfile.read(store)[0].to_bytes()
        _assert_sealed(source)
        counted = _copy(source, part, db_key_hex, progress)
        checks, rows = _verify(counted, part, db_key_hex)
        if not all(check.ok for check in checks):
            name = replace(name, label=UNSOUND)
        path = folder / str(name)
        _publish(part, path, keys)
    except dbapi2.Error as error:
        _drop(part)
        # `backup()` gives no name to its errors: what is then in the way is the place of the copy.
        named = hasattr(error, "sqlite_errorname")
        raise (refusal(error, store, db_key_hex) if named else _not_taken()) from None
    except OSError as error:
        _drop(part)
        raise _not_taken() from error
    except BaseException:
        _drop(part)
        raise
    return BackupResult(path, name.sound, checks, path.stat().st_size, rows)


def _publish(part: Path, path: Path, keys: bytes) -> None:
    """The key file first: a backup without one is worse than a key file without a backup."""
    try:
        atomic.write_atomic(key_path(path), keys)
        atomic.replace(part, path)
    except OSError:
        _drop(key_path(path))
        raise


def _make_room(store: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for stray in folder.glob(f"*{_PART}"):
        if stray.name.startswith(f"{store.stem}_"):
            stray.unlink(missing_ok=True)
    if shutil.disk_usage(folder).free < store.stat().st_size * 1.1:
        raise _not_taken()


def _assert_sealed(source: "Connection") -> None:
    """The driver copies a damaged page without an error, under a new and good seal: look first."""
    if not check_pages(source).ok:
        raise Damaged(
            "The store is damaged, so no backup was made of it: write nothing more into it, and restore the "
            "newest backup."
        )


def _copy(
    source: "Connection", part: Path, db_key_hex: str, progress: Callable[[int, int], None] | None
) -> dict[str, int]:
    """Copy the store as it is at one moment, and answer its rows at that moment.

    The open read holds that moment still, whatever is saved by another connection meanwhile.
    """
    target = open_target(part, db_key_hex)
    source.execute("BEGIN")
    try:
        counted = row_counts(source)
        if progress is None:
            source.backup(target)
        else:
            source.backup(
                target, pages=_PAGES_A_STEP, progress=lambda _, remaining, total: progress(remaining, total)
            )
    finally:
        if source.in_transaction:
            source.execute("ROLLBACK")
        target.close()
    if starts_plain(part):
        part.unlink()
        raise AssertionError("the backup is not encrypted")
    atomic.flush_file(part)
    return counted


def _verify(here: dict[str, int], part: Path, db_key_hex: str) -> tuple[tuple[Check, ...], int]:
    copy = open_copy(part, db_key_hex)
    try:
        checks = check_contents(copy)
        if not all(check.ok for check in checks):
            return tuple(checks), 0
        there = row_counts(copy)
    finally:
        copy.close()
    detail = f"{sum(there.values())} records in {len(there)} tables"
    if there != here:
        detail = f"{sum(there.values())} records where the store has {sum(here.values())}"
    return (*checks, Check("Records", there == here, detail)), sum(there.values())


def _key_bytes(backup: Path, *, needed: bool) -> bytes | None:
    try:
        return keyfile.read_one(key_path(backup)).to_bytes()
    except NoKeyFile:
        if needed:
            raise Refused(
                "The key file of this backup is missing: put it beside the backup, or open the backup with "
                "the recovery code."
            ) from None
        return None


def _assert_files(backup: Path, store: Path) -> None:
    """A folder in the store's place would be renamed with everything in it."""
    if not os.path.isfile(backup):
        raise NoStore("There is no backup at that place: choose one from the list.")
    if not backup.stat().st_size or backup.stat().st_size % PAGE:
        raise Damaged("This backup is damaged and was not put back: choose an older one.")
    if os.path.isdir(store) or not store.name:
        raise Refused("That is a folder, not a store: give the name of the store's file in it.")


def _assert_fit(backup: Path, db_key_hex: str | None) -> None:
    if any(_size(backup, end) for end in _BESIDE):
        raise Refused("This backup is open in another program: close it there first.")
    if starts_plain(backup):
        raise PlainStore(
            "This file is a plain database without encryption, not a backup: choose another file."
        )
    if db_key_hex is None:
        return
    connection = open_copy(backup, db_key_hex)
    try:
        sound = all(check.ok for check in check_contents(connection))
    finally:
        connection.close()
    if not sound:
        raise Damaged("This backup is damaged and was not put back: choose an older one.")


def _set_aside(store: Path, *, with_keys: bool, now: datetime) -> Path | None:
    """The store first: if another program has it open, Windows refuses here, before anything has moved."""
    ends = [(Path(f"{store}{end}"), end) for end in ("", *_BESIDE)]
    name = f"{store.stem}_set-aside_{now.astimezone(UTC):%Y-%m-%dT%H%M%SZ}"
    numbers = iter(range(2, 10_000))
    aside = store.with_name(name + store.suffix)
    while aside.exists() or key_path(aside).exists():
        aside = store.with_name(f"{name}-{next(numbers)}{store.suffix}")
    for path, end in ends:
        if path.exists():
            atomic.replace(path, Path(f"{aside}{end}"))
    for find in (key_path, twin_path):
        if with_keys and find(store).exists():
            atomic.replace(find(store), find(aside))
    return aside if aside.exists() else None


def _slug(label: str) -> str:
    return re.sub(r"[^a-z]+", "-", label.casefold()).strip("-")


def _size(path: Path, end: str) -> int:
    beside = Path(f"{path}{end}")
    return beside.stat().st_size if beside.exists() else 0


def _drop(part: Path) -> None:
    with contextlib.suppress(OSError):
        part.unlink(missing_ok=True)


def _not_taken() -> Refused:
    return Refused(
        "The backup could not be written: check that the folder is there and not read-only, and that its "
        "disk has room, then try again. The store itself is safe."
    )


__all__ = ["BackupResult", "Restored", "back_up", "check_backup", "prune", "restore"]
