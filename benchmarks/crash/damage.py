"""Flipped bits, cut ends, added bytes: how much of it `verify` reports."""

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from app.errors import Damaged
from app.services.keeping.checking import Checking
from app.services.room.live_minutes import FIELDS, LiveMinutes
from app.store import keyfile
from benchmarks.crash import rig
from benchmarks.crash.victim import text_of

CUTS = (1, 100, 512, 4095, 4096, 8192, 40_960)
Change = Callable[[bytearray], None]


def a_store(folder: Path, entries: int = 300) -> Path:
    """A store of about half a megabyte, minuted, closed, and sound."""
    path = rig.make(folder, entries)
    store = rig.reopen(path)
    minutes, ids = LiveMinutes(store), rig.entry_ids(store)
    for edit in range(100):
        minutes.save_notes(ids[edit], FIELDS[edit % len(FIELDS)], text_of(edit))
    store.close()
    return path


def flips(size: int, count: int, seed: int = 5) -> Iterator[Change]:
    """So many different bits of a file of that size, each to be turned over alone."""
    for bit in random.Random(seed).sample(range(size * 8), count):
        yield _flip(bit)


def cuts_and_additions(seed: int = 6) -> Iterator[Change]:
    """Bytes cut off the end, and bytes added to it: zeros, chance, a page of the file itself."""
    chance = random.Random(seed)
    for count in CUTS:
        yield _cut(count)
        yield _add(bytes(count))
        yield _add(chance.randbytes(count))
    yield lambda data: data.extend(data[4096:8192])


def missed(path: Path, changes: Iterator[Change]) -> list[int]:
    """The numbers of the changes that the product's checks do not report; the store is left as it was."""
    sound, spoilt = path.read_bytes(), path.with_name("spoilt.chairside")
    unseen = []
    for number, change in enumerate(changes):
        data = bytearray(sound)
        change(data)
        for end in ("-wal", "-shm"):
            Path(f"{spoilt}{end}").unlink(missing_ok=True)
        spoilt.write_bytes(data)
        if not reported(spoilt):
            unseen.append(number)
    return unseen


def reported(path: Path) -> bool:
    """Whether the store is called damaged: at its opening, or by one of the checks of `chairside verify`."""
    try:
        store = rig.reopen(path)
    except Damaged:
        return True
    try:
        checks = Checking(store).verify()
    finally:
        store.engine.dispose()
    return not all(check.ok for check in checks if "key file" not in check.name.lower())


def key_files_missed(store: Path, count: int, seed: int = 3) -> tuple[int, int]:
    """How many of the flips in the key file were not refused, and in how many the twin did not stand in."""
    path, twin = keyfile.key_path(store), keyfile.twin_path(store)
    sound, unseen, alone = path.read_bytes(), 0, 0
    for change in flips(len(sound), count, seed):
        data = bytearray(sound)
        change(data)
        path.write_bytes(data)
        alone += not _stands_in(store)
        shutil.copy(path, twin)
        unseen += _reads(store)
        twin.write_bytes(sound)
    path.write_bytes(sound)
    return unseen, alone


def _stands_in(store: Path) -> bool:
    try:
        return keyfile.read(store)[1]
    except Damaged:
        return False


def _reads(store: Path) -> bool:
    try:
        keyfile.read(store)
    except Damaged:
        return False
    return True


def _flip(bit: int) -> Change:
    def change(data: bytearray) -> None:
        data[bit // 8] ^= 1 << bit % 8

    return change


def _cut(count: int) -> Change:
    def change(data: bytearray) -> None:
        del data[-count:]

    return change


def _add(more: bytes) -> Change:
    return lambda data: data.extend(more)
