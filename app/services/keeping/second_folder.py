"""A second folder for the backups, of the user's choice. What it missed while unplugged it gets later."""

import hashlib
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.errors import Refused
from app.services.areas import get_setting, put_setting
from app.store import atomic, backup
from app.store.backup_names import BackupName, backups
from app.store.keys import key_path
from app.store.store import Store

KEY = "second-backup-folder"
CHOOSE = "choose second folder"
_PART = ".part"


@dataclass(frozen=True)
class SecondState:
    """`folder` None: none was chosen. `there`: it can be read now. `missing`: sound backups it lacks."""

    folder: Path | None
    there: bool
    copies: int
    missing: int
    newest: datetime | None


class SecondFolder:
    """Copies are encrypted files with their key file beside them; each is compared after it was written."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def second(self) -> "SecondFolder":
        """The same on a connection of its own, for a worker; `close` it afterwards."""
        return SecondFolder(self._store.second())

    def close(self) -> None:
        """Let go of a connection that `second` made."""
        self._store.close()

    def folder(self) -> Path | None:
        """The folder that was chosen for this store."""
        with self._store.reading() as session:
            kept = get_setting(session, KEY)
        return Path(kept) if kept else None

    def choose(self, folder: Path | None) -> None:
        """Remember a folder, or none; raises `Refused` for the store's own folder of backups."""
        if folder is not None and folder.absolute() == self._store.backups.absolute():
            raise Refused("The backups lie in that folder already: choose one on another disk.")
        with self._store.transaction(CHOOSE, CHOOSE) as session:
            put_setting(session, KEY, str(folder.absolute()) if folder is not None else "")

    def state(self) -> SecondState:
        """How it stands now."""
        folder = self.folder()
        if folder is None:
            return SecondState(None, False, 0, 0, None)
        there = folder.is_dir()
        held = backups(folder, self._stem) if there else []
        newest = held[0][0].at if held else None
        return SecondState(folder, there, len(held), len(self._missing(folder)), newest)

    def catch_up(self) -> int:
        """Copy every kept backup that is not there yet; answers how many. Raises `Refused` if it cannot."""
        folder = self.folder()
        if folder is None:
            return 0
        if not folder.is_dir():
            raise Refused(
                "The second folder for backups is not there now: connect its disk. The backup itself is made."
            )
        missing = self._missing(folder)
        try:
            for _, path in reversed(missing):
                _copy(key_path(path), folder)
                _copy(path, folder)
        except OSError as error:
            raise Refused(
                "The second folder did not take a backup: check that it has room and can be written. The "
                "backup itself is made."
            ) from error
        backup.prune(folder, self._stem)
        return len(missing)

    def _missing(self, folder: Path) -> list[tuple[BackupName, Path]]:
        """Newest first; a backup without its key file is not worth a copy."""
        here = [(name, path) for name, path in backups(self._store.backups, self._stem) if name.sound]
        return [
            (name, path)
            for name, path in here
            if key_path(path).is_file() and not _alike(path, folder / path.name)
        ]

    @property
    def _stem(self) -> str:
        return self._store.path.stem


def _alike(here: Path, there: Path) -> bool:
    with suppress(OSError):
        return here.stat().st_size == there.stat().st_size and key_path(there).is_file()
    return False


def _copy(file: Path, folder: Path) -> None:
    part = folder / (file.name + _PART)
    try:
        shutil.copyfile(file, part)
        atomic.flush_file(part)
        if _digest(part) != _digest(file):
            raise OSError("the copy differs")
        atomic.replace(part, folder / file.name)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _digest(file: Path) -> bytes:
    with file.open("rb") as data:
        return hashlib.file_digest(data, "sha256").digest()
