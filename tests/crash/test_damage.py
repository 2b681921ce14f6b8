"""Whatever a bad disk does to the file, `chairside verify` reports it, with status 3."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from app.store.keyfile import key_path, twin_path
from app.store.opening import open_with_recovery
from benchmarks.crash import damage, kills
from tests.builders import OPERATOR, PASSPHRASE, a_store

ROOT = Path(__file__).resolve().parents[2]
FLIPS = 300


def test_300_of_300_flipped_bits_are_reported(tmp_path: Path) -> None:
    path = damage.a_store(tmp_path)
    assert not damage.reported(path)
    assert damage.missed(path, damage.flips(path.stat().st_size, FLIPS)) == []


def test_every_cut_and_every_added_byte_is_reported(tmp_path: Path) -> None:
    path = damage.a_store(tmp_path)
    assert damage.missed(path, damage.cuts_and_additions()) == []


def test_a_change_that_changes_nothing_is_not_reported(tmp_path: Path) -> None:
    """The counting itself can count a miss."""
    path = damage.a_store(tmp_path)
    assert damage.missed(path, iter([lambda data: None])) == [0]


def test_300_of_300_flips_of_the_key_file_are_refused_and_the_twin_stands_in(tmp_path: Path) -> None:
    path = tmp_path / "desk.chairside"
    kills.a_store(path)
    assert damage.key_files_missed(path, FLIPS) == (0, 0)


def test_the_recovery_code_opens_it_without_any_key_file(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    path, code = store.path, store.keys.recovery_code
    store.close()
    key_path(path).unlink()
    twin_path(path).unlink()
    store = open_with_recovery(path, code)
    assert store.operator == "Recovery code"
    store.close()


def _flip(at: float) -> Callable[[bytearray], None]:
    def change(data: bytearray) -> None:
        data[int(len(data) * at)] ^= 8

    return change


def _cut(data: bytearray) -> None:
    del data[-100:]


SPOILT: Mapping[str, Callable[[bytearray], None]] = {
    "sound": lambda _data: None,
    "the salt": _flip(0),
    "a page in the middle": _flip(0.5),
    "cut": _cut,
    "added to": lambda data: data.extend(b"\0"),
}


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, tuple[int, bool, str]]:
    """Status, `ok` and standard error of `chairside verify --json` on each spoilt store, run side by side."""
    running = {}
    for number, (name, change) in enumerate(SPOILT.items()):
        store = a_store(tmp_path_factory.mktemp(f"spoilt{number}"))
        store.close()
        data = bytearray(store.path.read_bytes())
        change(data)
        store.path.write_bytes(data)
        running[name] = subprocess.Popen(
            [sys.executable, "-m", "app", "verify", str(store.path), "--json", "--operator", OPERATOR],
            cwd=ROOT,
            env={**os.environ, "CHAIRSIDE_PASSPHRASE": PASSPHRASE},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
    said = {name: (process.communicate(timeout=60), process.returncode) for name, process in running.items()}
    return {name: (status, json.loads(out)["ok"], err) for name, ((out, err), status) in said.items()}


@pytest.mark.parametrize("name", SPOILT)
def test_the_command_says_so_from_outside(verdicts: Mapping[str, tuple[int, bool, str]], name: str) -> None:
    status, ok, errors = verdicts[name]
    assert (status, ok) == ((0, True) if name == "sound" else (3, False))
    assert "Traceback" not in errors
