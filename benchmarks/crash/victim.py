"""The program that is killed: `python -m benchmarks.crash.victim ACT STORE [FOLDER]`.

It says READY when the act begins, and ACK each time it has ended.
"""

import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path

from app.services.room.live_minutes import FIELDS, LiveMinutes
from app.store import keys, migrate
from app.store.keys import Cost
from app.store.opening import open_store
from app.store.rotation import rotate
from benchmarks.crash import rig

OPERATOR = "Priya Nair"
PASSPHRASES = ("quiet harbour lantern tuesday", "seven wooden spoons singing")
MARKER = "ZQMARKERVICTIM"


def text_of(edit: int) -> str:
    """What edit so many says."""
    return f"{MARKER} {edit} " + f"réunion {edit % 17} Ω " * (edit % 40)


def passphrase(path: Path, _folder: Path) -> None:
    """One passphrase after the other, without end; the first change is away from the first."""
    _say("READY")
    for turn in count():
        old, new = PASSPHRASES[turn % 2], PASSPHRASES[(turn + 1) % 2]
        keys.change_passphrase(path, OPERATOR, old, new, Cost.floor())
        _say("ACK")


def rotation(path: Path, _folder: Path) -> None:
    """A new master key again and again."""
    store = open_store(path, OPERATOR, PASSPHRASES[0])
    _say("READY")
    while True:
        rotate(store)
        _say("ACK")


def migration(path: Path, folder: Path) -> None:
    """Once to the schema of the scripts in `folder`."""
    store = rig.reopen(path)
    migrate.migrations = lambda: folder  # type: ignore[attr-defined]
    _say("READY")
    migrate.bring_up_to_date(store.engine, lambda: None)
    _say("ACK")
    store.close()


def typing(path: Path, _folder: Path) -> None:
    """The whole door, key file and lock included, then autosaves without end."""
    store = open_store(path, OPERATOR, PASSPHRASES[0])
    minutes, entries = LiveMinutes(store), rig.entry_ids(store)
    _say("READY")
    for edit in count(len(rig.notes(store))):
        minutes.save_notes(entries[edit // len(FIELDS)], FIELDS[edit % len(FIELDS)], text_of(edit))
        _say("ACK")


ACTS: dict[str, Callable[[Path, Path], None]] = {
    "passphrase": passphrase,
    "rotation": rotation,
    "migration": migration,
    "typing": typing,
}


def _say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    ACTS[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[-1]))
