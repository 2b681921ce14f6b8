"""Killed while somebody types: what is older than two seconds is there, and the room opens where it was."""

import random
import subprocess
import sys
import time
from pathlib import Path

from app.models import MonthlyEntry
from app.services.desk import Desk
from app.store.opening import open_store
from tests.builders import OPERATOR, PASSPHRASE, a_case, a_clock, a_meeting, a_store, get
from tests.crash.typed import words_until

ROOT = Path(__file__).parents[2]
SAFE_AFTER = 2.0  # seconds of age at which a typed word must be in the store


def test_typed_words_survive_and_the_room_opens_where_it_was(tmp_path: Path) -> None:
    path, meeting, entry = _a_meeting(tmp_path)
    for turn in range(2):
        typed, killed_at = _type_and_kill(
            path, meeting, f"entry:{entry}", 3.0 + random.Random(turn).random() * 2
        )
        desk = Desk(open_store(path, OPERATOR, PASSPHRASE), a_clock())
        kept = get(desk.store, MonthlyEntry, entry).victim
        where = desk.room.view(meeting).current
        desk.store.close()
        old = max((number for number, at in typed if at <= killed_at - SAFE_AFTER), default=0)
        assert old > 0, "nothing was old enough: the window was killed too early to show anything"
        assert words_until(old).strip() in kept
        assert where == f"entry:{entry}"


def _a_meeting(folder: Path) -> tuple[Path, int, int]:
    store = a_store(folder)
    a_case(store)
    meeting = a_meeting(store)
    desk = Desk(store, a_clock())
    desk.room.enter(meeting)
    entry = desk.room.view(meeting).groups[0].entries[0].entry_id
    store.close()
    return store.path, meeting, entry


def _type_and_kill(
    path: Path, meeting: int, item: str, seconds: float
) -> tuple[list[tuple[int, float]], float]:
    """Let the window type for so long after its first word; then kill it."""
    words = [sys.executable, "-m", "tests.crash.typing_window", str(path), str(meeting), item]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True) as typing:
        assert typing.stdout is not None
        typed = [_line(typing.stdout.readline())]
        while typed[-1][1] < typed[0][1] + seconds:
            typed.append(_line(typing.stdout.readline()))
        typing.kill()
        killed_at = time.monotonic()
    return typed, killed_at


def _line(text: str) -> tuple[int, float]:
    number, at = text.split()
    return int(number), float(at)
