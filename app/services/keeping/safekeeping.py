"""The store's backups as its owner sees them: which there are, in what state, and when one is due."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from app.errors import Refused
from app.models import AuditEntry
from app.services.clock import Clock
from app.services.keeping.checking import Checking
from app.services.keeping.second_folder import SecondFolder
from app.store import keys
from app.store.backup import BackupResult
from app.store.backup_names import BackupName, backup_name, backups
from app.store.checks import Check, check_backup
from app.store.keys import OperatorSlot
from app.store.store import Store

Progress = Callable[[int, int], None]

QUIT, DAILY, LATE, BY_HAND = "quit", "daily", "late", "by-hand"
DAY = timedelta(hours=24)
_WHY = {
    QUIT: "on closing",
    DAILY: "while at work",
    LATE: "for the time before",
    BY_HAND: "asked for",
    "before-upgrade": "before an upgrade",
    "unsound": "failed its checks",
}
_MADE, _FAILED = "backup", "backup failed"
# Looking in and making copies change nothing that a backup would have to hold.
_NO_CHANGE = ("unlock", _MADE, _FAILED)
_COPY = "Backup "
_BESIDE = (_COPY, "Key file", "Second key file")


@dataclass(frozen=True)
class BackupRow:
    """One backup in the list. `at` is aware; `why` such as "on closing"; `size` in bytes.

    `sound`: it passed every check when it was made; `has_keys`: its key file lies beside it.
    """

    path: Path
    at: datetime
    why: str
    size: int
    sound: bool
    has_keys: bool


@dataclass(frozen=True)
class CheckRow:
    """One thing that was looked at; sound backups share a row, a bad one has its own.

    `vital`: it is the store itself, and not a key file or a copy beside it.
    """

    name: str
    ok: bool
    detail: str
    vital: bool


@dataclass(frozen=True)
class Places:
    """Where everything lies that belongs to this store."""

    store: Path
    key_file: Path
    second_key_file: Path
    backups: Path


@dataclass(frozen=True)
class WhoIsIn:
    """Who unlocked the store, in which role, and when (aware; None when the chain does not say)."""

    name: str
    role: str
    since: datetime | None


class Safekeeping:
    """Backups on demand, on closing and daily; the checks; and who is in."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def second(self) -> "Safekeeping":
        """The same on a connection of its own, for a worker; `close` it afterwards."""
        return Safekeeping(self._store.second(), self._clock)

    def close(self) -> None:
        """Let go of a connection that `second` made."""
        self._store.close()

    def backups(self) -> tuple[BackupRow, ...]:
        """The backups in the store's own folder, newest first."""
        return tuple(_row(name, path) for name, path in self._copies())

    @property
    def second_folder(self) -> SecondFolder:
        """The folder of the user's choice that gets a copy of each backup."""
        return SecondFolder(self._store)

    def examine(self, path: Path) -> CheckRow:
        """Open one backup and check everything in it; about 1.5 s for 100 MB."""
        return _check_row(check_backup(path, self._store.keys.db_key_hex))

    def due(self) -> bool:
        """Whether anything was changed since the newest sound backup; unlocking alone changes nothing."""
        newest = self._newest()
        with self._store.reading() as session:
            query = select(AuditEntry.id).where(AuditEntry.act.not_in(_NO_CHANGE)).limit(1)
            if newest is not None:
                number = _number(newest)
                marked = session.get(AuditEntry, number)
                if marked is None or not marked.mac.hex().startswith(newest.mark.split("-")[1]):
                    return True  # the backup belongs to another past of this store (it was restored since)
                query = query.where(AuditEntry.id > number)
            return session.execute(query).first() is not None

    def due_today(self) -> bool:
        """Whether the daily backup is due: something changed, and the newest is a day old."""
        newest = self._newest()
        aged = newest is None or self._clock.now() - newest.at >= DAY
        return aged and self.due()

    def failed_last_time(self) -> bool:
        """Whether the last backup that was tried could not be made."""
        with self._store.reading() as session:
            act = session.execute(
                select(AuditEntry.act)
                .where(AuditEntry.act.in_((_MADE, _FAILED)))
                .order_by(AuditEntry.id.desc())
                .limit(1)
            ).scalar_one_or_none()
        return act == _FAILED

    def back_up(
        self, label: str = BY_HAND, folder: Path | None = None, progress: Progress | None = None
    ) -> BackupRow:
        """A checked copy in the store's own folder, or in another; old ones in the own folder then go.

        `progress` gets pages done and pages in all, and may raise to stop. Raises `Refused` when the copy
        could not be made; that is noted in the store, if it still takes a note.
        """
        own = self._store.backups
        try:
            made = self._copy(folder or own, label, progress)
        except Refused:
            with suppress(Refused, RuntimeError):
                self._store.note(_FAILED, label=label)
            raise
        self._store.note(_MADE if made.ok else _FAILED, ok=int(made.ok), label=label)
        if folder is None and made.ok:
            self._store.prune_backups(own)
            with suppress(Refused):  # its state is shown beside the backups
                self.second_folder.catch_up()
        return _row_of(made)

    def _copy(self, folder: Path, label: str, progress: Progress | None) -> BackupResult:
        def tick(left: int, total: int) -> None:
            if progress is not None:
                progress(total - left, total)

        return self._store.back_up(folder, label, now=self._clock.now(), progress=tick)

    def check(self, progress: Progress | None = None) -> tuple[CheckRow, ...]:
        """Every check of the store, its key files, its chain and its backups; changes nothing."""
        if progress is not None:
            progress(0, 0)  # so that a Cancel before the start counts
        found = Checking(self._store).verify()
        if progress is not None:
            progress(1, 1)
        copies = [one for one in found if one.name.startswith(_COPY)]
        rows = [_check_row(one) for one in found if one not in copies or not one.ok]
        sound = sum(one.ok for one in copies)
        if sound:
            rows.append(CheckRow("Backups", True, f"{sound} of {len(copies)} opened and checked", False))
        return tuple(rows)

    def places(self) -> Places:
        """Where the store, its key files and its backups lie."""
        path = self._store.path.absolute()
        own = self._store.backups.absolute()
        return Places(path, keys.key_path(path), keys.twin_path(path), own)

    def who_is_in(self) -> WhoIsIn:
        """Whoever unlocked the store, and since when."""
        name = self._store.operator
        with self._store.reading() as session:
            since = session.execute(
                select(AuditEntry.at)
                .where(AuditEntry.who == name, AuditEntry.act.in_(("unlock", "new store")))
                .order_by(AuditEntry.id.desc())
                .limit(1)
            ).scalar_one_or_none()
        return WhoIsIn(name, self._store.keys.role, since)

    def operators(self) -> Sequence[OperatorSlot]:
        """Everybody who can open this store."""
        return keys.operators(self._store.path)

    def _newest(self) -> BackupName | None:
        sound = (name for name, path in self._copies() if name.sound and keys.key_path(path).is_file())
        return next(sound, None)

    def _copies(self) -> list[tuple[BackupName, Path]]:
        """Newest first; of two in one second the one with the longer chain is the newer."""
        found = backups(self._store.backups, self._store.path.stem)
        return sorted(found, key=lambda pair: (pair[0].at, _number(pair[0])), reverse=True)


def backups_of(store: Path) -> tuple[BackupRow, ...]:
    """The backups of a store that is not open, newest first."""
    found = backups(store.parent / "backups", store.stem)
    return tuple(_row(name, path) for name, path in found)


def stop_after(seconds: float, now: Callable[[], float]) -> Progress:
    """A progress that lets a copy run so long, then refuses; `now` is a monotonic clock in seconds."""
    end = now() + seconds

    def tick(_done: int, _total: int) -> None:
        if now() > end:
            raise Refused(
                "The backup took too long and was left unfinished; the store itself is safe. "
                "It is made when you next open the store."
            )

    return tick


def _number(name: BackupName) -> int:
    return int(name.mark.split("-")[0])


def _check_row(found: Check) -> CheckRow:
    name = found.name[:1].upper() + found.name[1:]
    return CheckRow(name, found.ok, found.detail, not name.startswith(_BESIDE))


def _row(name: BackupName, path: Path) -> BackupRow:
    return BackupRow(
        path,
        name.at.astimezone(UTC),
        _WHY.get(name.label, name.label.replace("-", " ") or "asked for"),
        path.stat().st_size,
        name.sound,
        keys.key_path(path).is_file(),
    )


def _row_of(made: BackupResult) -> BackupRow:
    name = backup_name(made.path)
    assert name is not None
    return _row(name, made.path)
