"""One program per store, also after a kill."""

import json
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.store.lock import InUse, hold

CHILD = """
import sys, time
from pathlib import Path
from app.store.lock import hold
held = hold(Path(sys.argv[1]), "Avril Tester")
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "desk.chairside"


def test_a_second_start_is_told_who_and_since_when(store: Path) -> None:
    with hold(store, "Avril Tester"):
        with pytest.raises(InUse) as caught:
            hold(store, "Bola Sample")
        told = caught.value
        assert told.owner == "Avril Tester" and told.since is not None
        assert f"Avril Tester has this store open since {told.since.astimezone():%H:%M}" in told.sentence
        assert "Avril" not in str(told), "an exception's text may reach a log"
    with hold(store, "Bola Sample"):
        pass
    assert not (store.parent / "desk.chairside.owner").exists()


def test_the_day_is_named_when_it_was_not_today(store: Path) -> None:
    long_ago = datetime(2026, 3, 5, 9, 30).astimezone()
    assert long_ago < datetime.now().astimezone() - timedelta(days=1)
    assert "since 5 March, 09:30" in InUse("Avril Tester", long_ago, 1).sentence


def test_a_killed_program_gives_the_store_back(store: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(store)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).resolve().parents[2],
    )
    try:
        assert child.stdout is not None and child.stdout.readline() == "held\n"
        with pytest.raises(InUse) as caught:
            hold(store, "Bola Sample")
        assert caught.value.pid == child.pid
    finally:
        child.kill()
        child.wait()
        if child.stdout is not None:
            child.stdout.close()
    note = store.parent / "desk.chairside.owner"
    assert json.loads(note.read_text())["owner"] == "Avril Tester", "the stale note is still there"
    with hold(store, "Bola Sample"):
        assert json.loads(note.read_text())["owner"] == "Bola Sample"


@pytest.mark.parametrize("note", ["", "{", "[]", '{"owner": 1}', '{"owner": "x", "since": "y", "pid": 1}'])
def test_an_unreadable_note_still_gives_a_sentence(store: Path, note: str) -> None:
    with hold(store, "Avril Tester"):
        (store.parent / "desk.chairside.owner").write_text(note)
        with pytest.raises(InUse, match="already open"):
            hold(store, "Bola Sample")


def test_releasing_twice_is_harmless(store: Path) -> None:
    held = hold(store, "Avril Tester")
    held.release()
    held.release()
    hold(store, "Bola Sample").release()


def test_two_stores_in_one_folder_do_not_meet(store: Path) -> None:
    with hold(store, "Avril Tester"), hold(store.with_name("other.chairside"), "Avril Tester"):
        pass
