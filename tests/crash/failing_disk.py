"""The program on a failing disk: `python -m tests.crash.failing_disk HOW FOLDER` says what came of it.

Each way in which something is written is tried while the disk fails; then what the store holds is read, and
it is tried again when the disk is mended. `HOW` is a name in FAULTS; any error but a refusal ends it.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

from app.domain.lists import ListName
from app.errors import Refused
from app.models import ItemNote, Meeting, MonthlyEntry
from app.services.desk import Desk
from app.services.keeping.copies import back_up
from app.store import checks, keys, rotation
from app.store.keys import Cost
from app.store.opening import open_store
from tests.builders import (
    OPERATOR,
    PASSPHRASE,
    a_case,
    a_clock,
    a_meeting,
    a_row,
    a_store,
    an_entry,
    every,
    get,
)
from tests.services.small_lists import CME, entry, write

OTHER = "seven wooden spoons singing"
LONG = "what was typed while the disk failed " * 8_000  # 300 KB: no log that is there already has the room
Act = Callable[[], object]


class Bench:
    """One store with a meeting under way, two children who may be one, and a folder for what goes out."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "test.chairside"
        store = a_store(folder)
        self.meeting = a_meeting(store, state="open")
        self.entry = an_entry(store, self.meeting, a_case(store))
        with store.transaction("test") as session:
            rows = [
                a_row(session, name, "Zofia Kowalska", date(2012, 4, 3))
                for name in (ListName.CME, ListName.MISPER)
            ]
            self.pair = rows[0].subject_id, rows[1].subject_id
        (folder / "out").mkdir()
        self.desk = Desk(store, a_clock())
        self.passphrase = PASSPHRASE
        self.turn = 0
        self.same = False

    def text(self) -> str:
        """Something new to write, long enough to need room."""
        self.turn += 1
        return f"{self.turn} {LONG}"

    def holds(self) -> tuple[object, ...]:
        """What a refused act may not change: the number of rows (but for the audit) and the notes."""
        held = self.desk.store.engine.raw_connection()
        assert held.driver_connection is not None
        rows = checks.row_counts(held.driver_connection)
        held.close()
        rows.pop("audit")
        kept = get(self.desk.store, MonthlyEntry, self.entry)
        items = tuple(note.notes for note in every(self.desk.store, ItemNote))
        return tuple(sorted(rows.items())), kept.victim, kept.decision, kept.rationale, items


def save_notes(bench: Bench) -> Act:
    text = bench.text()
    return lambda: bench.desk.minutes.save_notes(bench.entry, "victim", text)


def save_item(bench: Bench) -> Act:
    text = bench.text()
    return lambda: bench.desk.minutes.save_item(bench.meeting, "locations", text)


def decide(bench: Bench) -> Act:
    text = bench.text()
    return lambda: bench.desk.decisions.decide(bench.entry, "continue", text)


def add_action(bench: Bench) -> Act:
    text = bench.text()
    return lambda: bench.desk.actions.add(
        bench.meeting, text, "Police", "", date(2026, 12, 4), entry_id=bench.entry
    )


def decide_match(bench: Bench) -> Act:
    text = bench.text()
    bench.same = not bench.same
    verdict = "same" if bench.same else "different"
    return lambda: bench.desk.who.decide(*bench.pair, verdict, text)


def take_in(bench: Bench) -> Act:
    bench.turn += 1
    children = [
        entry(
            f"B{bench.turn:03}{number:08}",
            f"Ada{number}",
            f"Price{number}",
            date(2012, 1, 5),
            date(2026, 9, 1),
        )
        for number in range(60)
    ]
    book = write(bench.folder / "out" / "cme.xlsx", {"Richmond": (CME, children)})
    preview = bench.desk.intake.preview(ListName.CME, book)
    return lambda: bench.desk.intake.take_in(preview)


def export(bench: Bench) -> Act:
    bench.turn += 1
    target = bench.folder / "out" / f"minutes {bench.turn}.docx"
    return lambda: bench.desk.documents.export("minutes", bench.meeting, target)


def copy(bench: Bench) -> Act:
    return lambda: back_up(bench.desk, bench.folder / "backups")


def change_passphrase(bench: Bench) -> Act:
    new = OTHER if bench.passphrase == PASSPHRASE else PASSPHRASE

    def act() -> None:
        keys.change_passphrase(bench.path, OPERATOR, bench.passphrase, new, Cost.floor())
        bench.passphrase = new

    return act


def add_operator(bench: Bench) -> Act:
    bench.turn += 1
    name = f"Bola Sample {bench.turn}"
    return lambda: keys.add_operator(bench.path, bench.desk.store.keys, name, "viewer", OTHER, Cost.floor())


def change_keys(bench: Bench) -> Act:
    return lambda: rotation.rotate(bench.desk.store)


def unlock(bench: Bench) -> Act:
    bench.desk.close()

    def act() -> None:
        bench.desk = Desk(open_store(bench.path, OPERATOR, bench.passphrase), a_clock())

    return act


ACTS: dict[str, Callable[[Bench], Act]] = {
    "save notes": save_notes,
    "save item": save_item,
    "decide": decide,
    "add action": add_action,
    "decide match": decide_match,
    "import": take_in,
    "export": export,
    "back up": copy,
    "change passphrase": change_passphrase,
    "add operator": add_operator,
    "change keys": change_keys,
    "unlock": unlock,
}


@contextmanager
def no_growth(_bench: Bench) -> Iterator[None]:
    """No file may be written at all."""
    with limited(0):
        yield


@contextmanager
def little_growth(bench: Bench) -> Iterator[None]:
    """The log may grow by a few pages and no more: each act stops in its middle."""
    log = Path(f"{bench.path}-wal")
    with limited((log.stat().st_size if log.exists() else 0) + 20_000):
        yield


@contextmanager
def limited(size: int) -> Iterator[None]:
    """The system refuses to write past so many bytes of any file."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def full(bench: Bench) -> Iterator[None]:
    """Another program has filled the disk (a small one, or this would take long)."""
    filler = bench.folder / "filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        for block in (bytes(65536), bytes(512)):
            with suppress(OSError):
                while file.write(block) == len(block):
                    pass
    try:
        yield
    finally:
        filler.unlink()


@contextmanager
def read_only(bench: Bench) -> Iterator[None]:
    """The folder and everything in it may only be read; files that are open stay so."""
    folders = [bench.folder, *(path for path in bench.folder.iterdir() if path.is_dir())]
    files = [path for folder in folders for path in folder.iterdir() if path.is_file()]
    for path, mode in [*((file, 0o400) for file in files), *((folder, 0o500) for folder in folders)]:
        path.chmod(mode)
    try:
        yield
    finally:
        for path, mode in [*((folder, 0o700) for folder in folders), *((file, 0o600) for file in files)]:
            with suppress(FileNotFoundError):
                path.chmod(mode)


FAULTS = {"no growth": no_growth, "little growth": little_growth, "full": full, "read-only": read_only}


def drop_rights(bench: Bench) -> None:
    """Root may write anywhere: go on as nobody."""
    if os.geteuid() == 0:
        for path in (bench.folder, *bench.folder.rglob("*")):
            os.chown(path, 65534, 65534)
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)


def tried(bench: Bench, name: str, how: str) -> dict[str, object]:
    """One act on the failing disk, and once more on the mended one."""
    act = ACTS[name](bench)
    before = None if name == "unlock" else bench.holds()
    sentence = ""
    with FAULTS[how](bench):
        try:
            act()
        except Refused as error:
            sentence = error.sentence
        kept = name == "unlock" or not sentence or bench.holds() == before
    if sentence:
        act()
    return {"refused": sentence, "kept": kept, "changed": name == "unlock" or bench.holds() != before}


def main(how: str, folder: Path) -> None:
    bench = Bench(folder)
    if how == "read-only":
        for name in ACTS:  # once without a fault: as nobody, no module can be read any more
            ACTS[name](bench)()
        bench.desk.checking.verify()
        drop_rights(bench)
    said: dict[str, object] = {name: tried(bench, name, how) for name in ACTS}
    bench.desk.close()
    bench.desk = Desk(open_store(bench.path, OPERATOR, bench.passphrase), a_clock())
    said["damaged"] = [check.name for check in bench.desk.checking.verify() if not check.ok]
    said["meeting"] = get(bench.desk.store, Meeting, bench.meeting).state
    bench.desk.close()
    json.dump(said, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
