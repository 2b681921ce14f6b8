"""Disk full, read-only, no more growth: a plain sentence, nothing lost, and it goes on when mended."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

if sys.platform == "win32":
    pytest.skip("limits, mounts and rights are set the Unix way here", allow_module_level=True)

from tests.crash.failing_disk import ACTS

ROOT = Path(__file__).resolve().parents[2]
# What each fault must stop; the other acts may go through, and must then be kept.
STOPS = {
    "no growth": set(ACTS),
    "little growth": {"save item", "decide", "add action", "decide match", "import"},
    "full": {
        "save notes",
        "save item",
        "decide",
        "add action",
        "decide match",
        "back up",
        "change passphrase",
    },
    "read-only": {"export", "back up", "change passphrase", "add operator", "change keys", "unlock"},
}
# What leaves no trace among the records: files beside the store, and the audit.
BESIDE = {"export", "back up", "change passphrase", "add operator", "change keys", "unlock"}


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """Outside pytest's own folders, which nobody but their owner may enter."""
    made = Path(tempfile.mkdtemp(prefix="chairside-disk-"))
    yield made
    shutil.rmtree(made)


@pytest.fixture(scope="module")
def small_disk(folder: Path) -> Iterator[Path | None]:
    """A disk of 12 MB, None where none can be made: only root can."""
    place = folder / "full"
    place.mkdir()
    options = ["-t", "tmpfs", "-o", "size=12m", "tmpfs", str(place)]
    mount = shutil.which("mount") if sys.platform.startswith("linux") and os.geteuid() == 0 else None
    if mount is None or subprocess.run([mount, *options], capture_output=True, check=False).returncode:
        yield None
        return
    yield place
    subprocess.run(["umount", str(place)], check=True)


@pytest.fixture(scope="module")
def came_of_it(folder: Path, small_disk: Path | None) -> Mapping[str, Mapping[str, Any] | str]:
    """What the program says under each fault, or the trace it ended with; they run side by side."""
    places = {how: folder / how.replace(" ", "-") for how in STOPS if how != "full"}
    for place in places.values():
        place.mkdir()
        if os.geteuid() == 0:
            folder.chmod(0o711)  # so that nobody can come as far as their own folder
    if small_disk is not None:
        places["full"] = small_disk
    running = {how: _start(how, place) for how, place in places.items()}
    said = {how: process.communicate() for how, process in running.items()}
    return {
        how: json.loads(out) if running[how].returncode == 0 else err[-3000:]
        for how, (out, err) in said.items()
    }


def _start(how: str, place: Path) -> "subprocess.Popen[str]":
    scratch = place / "tmp"
    scratch.mkdir()
    return subprocess.Popen(
        [sys.executable, "-m", "tests.crash.failing_disk", how, str(place)],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(scratch)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def judge(how: str, said: Mapping[str, Any]) -> None:
    assert said["damaged"] == []
    assert {name for name in ACTS if said[name]["refused"]} >= STOPS[how]
    for name in ACTS:
        sentence, kept, changed = (said[name][part] for part in ("refused", "kept", "changed"))
        assert kept, f"{name}: something changed although it was refused"
        assert changed or name in BESIDE, f"{name}: it did not go on after the disk was mended"
        assert not sentence or (sentence[0].isupper() and sentence.endswith(".")), name
        assert not any(word in sentence for word in ("sqlite", "Errno", "OperationalError", "Zofia")), name


@pytest.mark.parametrize("how", STOPS)
def test_a_failing_disk(how: str, came_of_it: Mapping[str, Mapping[str, Any] | str]) -> None:
    if how not in came_of_it:
        pytest.skip("a small disk needs root on Linux; the size limits show the same without it")
    said = came_of_it[how]
    assert not isinstance(said, str), said
    judge(how, said)
