"""One program per store: the system's own file lock, which a killed program gives back by itself.

The lock is on `<store>.lock`; who holds it stands in `<store>.owner`, because a locked file cannot be read
by a second program on Windows. Both stay plain text: they hold the operator's name and no record.
"""

import contextlib
import json
import os
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from filelock import FileLock, Timeout

from app.errors import DiskTrouble, Refused
from app.store.atomic import clear_stray, write_atomic


class InUse(Refused):
    """Another program has the store open.

    `sentence` says who, for the screen; the exception's own text, which may reach a log, does not.
    """

    def __init__(self, owner: str, since: datetime | None, pid: int | None) -> None:
        when = "" if since is None else f" since {_clock(since)}"
        super().__init__(f"This store is already open{when}: close it there first.")
        self.sentence = f"{owner or 'Another program'} has this store open{when}: close it there first."
        self.owner, self.since, self.pid = owner, since, pid


class StoreLock:
    """The lock on one store, as long as it is held; closing twice is harmless."""

    def __init__(self, lock: FileLock, note: Path) -> None:
        self._lock = lock
        self._note = note

    def name_owner(self, owner: str) -> None:
        """Says who holds the store, once somebody has unlocked it; an unwritable note is no hindrance."""
        note = {"owner": owner, "pid": os.getpid(), "since": datetime.now(UTC).isoformat(timespec="seconds")}
        with contextlib.suppress(OSError):
            write_atomic(self._note, json.dumps(note).encode())

    def release(self) -> None:
        """Gives the store free."""
        if self._lock.is_locked:
            with contextlib.suppress(OSError):
                self._note.unlink(missing_ok=True)
            self._lock.release()

    def __enter__(self) -> "StoreLock":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def hold(store: Path, owner: str) -> StoreLock:
    """Takes the store for this program without waiting; raises InUse when another has it.

    The lock of a program that was killed or lost its power is taken over: the system gave it back.
    """
    note = store.with_name(store.name + ".owner")
    lock = FileLock(str(store.with_name(store.name + ".lock")), timeout=0, thread_local=False)
    try:
        lock.acquire()
    except Timeout:
        raise _in_use(note) from None
    except OSError as error:
        raise DiskTrouble(
            "The store's folder cannot be written: make it writable, or copy the store elsewhere.",
            "the folder of the store cannot be written",
        ) from error
    clear_stray(note)
    held = StoreLock(lock, note)
    held.name_owner(owner)
    return held


def _in_use(note: Path) -> InUse:
    try:
        data = json.loads(note.read_text("utf-8"))
        return InUse(str(data["owner"]), datetime.fromisoformat(data["since"]), int(data["pid"]))
    except (OSError, ValueError, KeyError, TypeError):
        return InUse("", None, None)


def _clock(moment: datetime) -> str:
    local = moment.astimezone()
    if local.date() == datetime.now().astimezone().date():
        return f"{local:%H:%M}"
    return f"{local.day} {local:%B, %H:%M}"
