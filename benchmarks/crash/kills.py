"""Kill -9 while a passphrase is changed, while the master key is changed, while words are typed."""

import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from app.errors import Refused, WrongPassphrase
from app.services.keeping.checking import Checking
from app.store import keyfile, keys
from app.store.opening import create_store, open_store, open_with_recovery
from app.store.rotation import sheet_is_due
from app.store.store import Store
from benchmarks.crash import rig
from benchmarks.crash.victim import MARKER, OPERATOR, PASSPHRASES, text_of

_ROOT = Path(__file__).resolve().parents[2]
_ENTRIES = 1500


@dataclass
class Kills:
    """How many rounds, in how many of them the act was under way, and what was wrong (it shall be empty)."""

    rounds: int = 0
    amid: int = 0
    acknowledged: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def in_short(self) -> str:
        """One line for the report."""
        return f"{self.rounds} kills, {self.amid} of them amid the act, {len(self.faults)} faults"

    def expect(self, holds: bool, fault: str) -> None:
        """Notes a fault of this round."""
        if not holds:
            self.faults.append(f"round {self.rounds}: {fault}")


def a_store(path: Path) -> None:
    """A store with its key file and 1,500 entries; the marker is in its first note."""
    store, _ = create_store(path, OPERATOR, "chair", PASSPHRASES[0], keys.Cost.floor())
    rig.fill(store, _ENTRIES)
    store.close()


def killed(act: str, *places: Path, until: Callable[[], bool]) -> int:
    """Run the victim, kill it as soon as `until` says so, and answer how often it said that it was done."""
    victim = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.crash.victim", act, *map(str, places)],
        cwd=_ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert victim.stdout is not None
    try:
        if victim.stdout.readline() != b"READY\n":
            raise RuntimeError(f"the program that does {act} did not start")
        while victim.poll() is None and not until():
            time.sleep(0.0002)
    finally:
        victim.kill()
        victim.wait()
    done = victim.stdout.read().count(b"ACK\n")
    victim.stdout.close()
    return done


def after(seconds: float) -> Callable[[], bool]:
    """A moment from the first time that it is asked about."""
    ends: list[float] = []

    def over() -> bool:
        if not ends:
            ends.append(time.perf_counter() + seconds)
        return time.perf_counter() >= ends[0]

    return over


def while_a_passphrase_changes(scratch: Path, rounds: int, seed: int = 1) -> Kills:
    """Half at random moments, half just when a key file is being written; the old or the new one opens."""
    chance, kills = random.Random(seed), Kills()
    sound, path = scratch / "sound.chairside", scratch / "killed" / "desk.chairside"
    a_store(sound)
    strays = [Path(f"{find(path)}.tmp") for find in (keyfile.key_path, keyfile.twin_path)]
    for number in range(rounds):
        _copy(sound, path)
        stray = strays[number // 2 % 2]
        moment = after(chance.uniform(0, 0.8)) if number % 2 else stray.exists
        changes = killed("passphrase", path, until=moment)
        kills.rounds += 1
        kills.amid += any(one.exists() for one in strays)
        open_to = [word for word in PASSPHRASES if _unlocks(path, word)]
        # What was acknowledged holds; the one after it may hold already.
        allowed = [PASSPHRASES[changes % 2]], [PASSPHRASES[(changes + 1) % 2]]
        kills.expect(open_to in allowed, f"{len(open_to)} passphrases open it after {changes} changes")
        kills.expect(not any(one.exists() for one in strays), "a temporary key file stayed")
        if open_to:
            _looks_whole(kills, open_store(path, OPERATOR, open_to[0]))
    return kills


def while_the_master_key_changes(scratch: Path, rounds: int, seed: int = 2) -> Kills:
    """Opens with its passphrase after every kill, with every record, and with the code of its new keys."""
    chance, kills = random.Random(seed), Kills()
    path = scratch / "desk.chairside"
    a_store(path)
    for _ in range(rounds):
        changes = killed("rotation", path, until=after(chance.uniform(0, 0.5)))
        kills.rounds += 1
        amid = keyfile.read(path)[0].pending is not None
        kills.amid += amid
        try:
            store = open_store(path, OPERATOR, PASSPHRASES[0])
        except Refused as error:
            kills.expect(False, error.sentence)
            break
        kills.expect(keyfile.read(path)[0].pending is None, "the change of keys was not ended")
        kills.expect(sheet_is_due(store) or not (amid or changes), "no new recovery sheet is asked for")
        code = store.keys.recovery_code
        _looks_whole(kills, store)
        open_with_recovery(path, code).close()
    return kills


def while_words_are_typed(scratch: Path, rounds: int, seed: int = 3) -> Kills:
    """Through the whole door, its key file and its lock too; every acknowledged edit is there and sealed."""
    chance, kills = random.Random(seed), Kills()
    path = scratch / "desk.chairside"
    a_store(path)
    for _ in range(rounds):
        kills.acknowledged += killed("typing", path, until=after(chance.uniform(0.1, 0.5)))
        kills.rounds += 1
        kills.expect(not _readable(scratch), "plain text in a file")
        store = open_store(path, OPERATOR, PASSPHRASES[0])
        have = rig.notes(store)
        kills.expect(len(have) >= kills.acknowledged, f"{kills.acknowledged} acknowledged, {len(have)} there")
        kills.expect(have == {edit: text_of(edit) for edit in range(len(have))}, "a text is not as typed")
        kills.expect(rig.edits_audited(store) == len(have), "not one row of the audit for each edit")
        kills.amid += len(have) - kills.acknowledged
        kills.acknowledged = len(have)  # what was seen once must stay
        _looks_whole(kills, store)
    return kills


def _looks_whole(kills: Kills, store: Store) -> None:
    """Every check of the product, and every record; closes the store."""
    wrong = [check.name for check in Checking(store).verify() if not check.ok]
    # A kill between the two key files leaves the older one as the twin; the closing below mends it.
    kills.expect(set(wrong) <= {"Key files alike"}, f"damaged: {', '.join(wrong)}")
    kills.expect(len(rig.entry_ids(store)) == _ENTRIES, "records are missing")
    store.close()
    alike = {find(store.path).read_bytes() for find in (keyfile.key_path, keyfile.twin_path)}
    kills.expect(len(alike) == 1, "the key files still differ")


def _unlocks(path: Path, passphrase: str) -> bool:
    try:
        keys.unlock(path, OPERATOR, passphrase).forget()
    except WrongPassphrase:
        return False
    return True


def _copy(sound: Path, path: Path) -> None:
    shutil.rmtree(path.parent, ignore_errors=True)
    path.parent.mkdir()
    for find in (Path, keyfile.key_path, keyfile.twin_path):
        shutil.copy(find(sound), find(path))


def _readable(folder: Path) -> bool:
    marks = MARKER.encode(), MARKER.encode("utf-16-le")
    files = [file.read_bytes() for file in folder.rglob("*") if file.is_file()]
    return any(mark in data for data in files for mark in marks)
