"""`make crash`: everything that a kill, a power cut or a bad disk could do to a store, at full length.

Prints one line for each thing shown, and ends with status 1 if anything was lost or went unseen.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.crash import damage, kills, migrating, tools

ROUNDS = 200
IMAGES = 1_200
FLIPS = 300
KEY_KILLS = 60
MIGRATION_KILLS = 50
Line = tuple[bool, str]


def main() -> int:
    """Runs all of it, 10 to 15 minutes."""
    failed = 0
    with tempfile.TemporaryDirectory(prefix="chairside-crash-") as scratch:
        for number, part in enumerate(PARTS):
            room = Path(scratch) / str(number)
            room.mkdir()
            began = time.perf_counter()
            for passed, text in part(room):
                failed += not passed
                _say(f"{'ok    ' if passed else 'FAILED'}  {text}  ({time.perf_counter() - began:.0f} s)")
    _say("Nothing was lost." if not failed else f"{failed} of these did not hold.")
    return 1 if failed else 0


def _kill(room: Path) -> Iterator[Line]:
    verdict = tools.kill(room, ROUNDS)
    yield verdict.passed, f"kill -9 while saving: {verdict.in_short}"
    found = kills.while_words_are_typed(room, 20)
    yield not found.faults, f"kill -9 with key file and lock: {found.in_short} {found.faults[:3] or ''}"


def _cut_power(room: Path) -> Iterator[Line]:
    if not tools.power_can_be_cut():
        yield False, "power cuts: this needs Linux and strace (sudo apt install strace); not shown"
        return
    verdict = tools.cut_power(room, IMAGES)
    yield verdict.passed, f"power cuts: {verdict.in_short}"
    control = tools.cut_power(room, 40, "adapter_sqlcipher", CT_SYNC="normal")
    yield control.caught, f"control, saves that are not flushed: {control.in_short}"


def _controls(room: Path) -> Iterator[Line]:
    for adapter in tools.CONTROLS:
        verdict = tools.kill(room, 10, adapter=adapter)
        yield verdict.caught, f"control, must be caught: {verdict.in_short}"


def _with_tools(room: Path) -> Iterator[Line]:
    if tools.folder() is None:
        yield False, "the crash tools are not beside the project (../shared/tools/crash): not shown"
        return
    for part in (_kill, _controls, _cut_power):
        yield from part(room)


def _damage(room: Path) -> Iterator[Line]:
    path = damage.a_store(room)
    unseen = damage.missed(path, damage.flips(path.stat().st_size, FLIPS))
    yield not unseen, f"bit flips in the store: {FLIPS - len(unseen)} of {FLIPS} reported"
    ends = len(list(damage.cuts_and_additions()))
    unseen = damage.missed(path, damage.cuts_and_additions())
    yield not unseen, f"bytes cut off or added: {ends - len(unseen)} of {ends} reported"
    desk = room / "keys" / "desk.chairside"
    desk.parent.mkdir()
    kills.a_store(desk)
    accepted, alone = damage.key_files_missed(desk, FLIPS)
    yield not accepted, f"bit flips in the key file and its twin: {FLIPS - accepted} of {FLIPS} refused"
    yield not alone, f"bit flips in the key file alone: the twin stood in for {FLIPS - alone} of {FLIPS}"


def _killed(
    what: str, run: Callable[[Path, int], kills.Kills], rounds: int
) -> Callable[[Path], Iterator[Line]]:
    def part(room: Path) -> Iterator[Line]:
        found = run(room, rounds)
        yield not found.faults, f"kill -9 while {what}: {found.in_short} {found.faults[:3] or ''}"

    return part


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


PARTS: tuple[Callable[[Path], Iterator[Line]], ...] = (
    _damage,
    _killed("a passphrase changes", kills.while_a_passphrase_changes, KEY_KILLS),
    _killed("the master key changes", kills.while_the_master_key_changes, KEY_KILLS),
    _killed("the schema changes", migrating.while_the_schema_changes, MIGRATION_KILLS),
    _with_tools,
)

if __name__ == "__main__":
    if hasattr(os, "nice"):
        os.nice(5)
    sys.exit(main())
