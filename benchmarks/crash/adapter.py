"""The product for `crash_test.py` and `powerloss_test.py`: every edit goes through the live minutes."""

import os
from pathlib import Path

from app.services.keeping.checking import Checking
from app.services.room.live_minutes import FIELDS, LiveMinutes
from benchmarks.crash import rig

ENTRIES = "CHAIRSIDE_CRASH_ENTRIES"


class Store:
    """The five methods that the tests ask for. Edit n is field n modulo 7 of entry n divided by 7."""

    def __init__(self, d: str, create: bool) -> None:
        folder = Path(d)
        path = rig.make(folder, int(os.environ.get(ENTRIES, "2000"))) if create else folder / rig.NAME
        self._store = rig.reopen(path)
        self._minutes = LiveMinutes(self._store)
        self._entries = rig.entry_ids(self._store)

    def autosave(self, seq: int, text: str) -> None:
        """Returns when it is committed."""
        self._minutes.save_notes(self._entries[seq // len(FIELDS)], FIELDS[seq % len(FIELDS)], text)

    def read_all(self) -> dict[int, str]:
        return dict(rig.notes(self._store))

    def audit_count(self) -> int:
        return rig.edits_audited(self._store)

    def integrity(self) -> list[str]:
        """The product's own checks, its audit chain among them."""
        about_the_file = [
            check for check in Checking(self._store).verify() if "key file" not in check.name.lower()
        ]
        return [f"{check.name}: {check.detail}" for check in about_the_file if not check.ok]

    def close(self) -> None:
        self._store.close()
