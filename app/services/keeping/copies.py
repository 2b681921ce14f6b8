"""Backups on demand, and the way back."""

import os
from pathlib import Path

from app.errors import Refused
from app.services.desk import Desk
from app.store import backup
from app.store.backup import BackupResult, Restored
from app.store.lock import hold


def back_up(desk: Desk, folder: Path, label: str = "") -> BackupResult:
    """A checked copy of the open store with its key file, in a folder of the user's choice."""
    result = desk.store.back_up(folder, label)
    desk.store.note("backup", ok=int(result.ok))
    return result


def restore(copy: Path, store: Path) -> Restored:
    """Put a backup in a store's place while nobody has the store open; the old file is renamed."""
    if os.path.isdir(store) or not store.name:
        raise Refused("That is a folder, not a store: give the name of the store's file in it.")
    with hold(store, "restore"):
        return backup.restore(copy, store)
