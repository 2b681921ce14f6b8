"""One autosave through the product's service, against the same write on the bare driver."""

import os
from datetime import date
from pathlib import Path

from app.services.room.live_minutes import LiveMinutes
from app.store import cipher
from benchmarks.timing import in_turn, line
from tests.builders import a_case, a_meeting, a_store, an_entry

ROUNDS = 400


def report(folder: Path) -> list[str]:
    """The lines of this benchmark."""
    store = a_store(folder)
    entry = an_entry(store, a_meeting(store, on=date(2026, 11, 27), state="open"), a_case(store))
    minutes = LiveMinutes(store)
    bare = cipher.connect(folder / "bare.chairside", os.urandom(32).hex(), create=True)
    bare.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)")
    bare.execute("CREATE TABLE audit (id INTEGER PRIMARY KEY, body TEXT)")
    bare.execute("INSERT INTO note VALUES (1, '')")

    def save(number: int) -> None:
        minutes.save_notes(entry, "victim", f"{number} " + "typed words " * 75)

    def write(number: int) -> None:
        bare.execute("BEGIN IMMEDIATE")
        bare.execute("UPDATE note SET text = ? WHERE id = 1", (f"{number} " + "typed words " * 75,))
        bare.execute("INSERT INTO audit (body) VALUES (?)", ("a row of the audit " * 10,))
        bare.execute("COMMIT")

    ours, theirs = in_turn(save, write, ROUNDS)
    bare.close()
    store.close()
    return [line("Autosave with its audit row", ours, theirs, "the bare driver")]
