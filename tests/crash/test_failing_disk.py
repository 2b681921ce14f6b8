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


@pytest.fixture
def folder() -> Iterator[Path]:
    """Outside pytest's own folders, which nobody but their owner may enter."""
    made = Path(tempfile.mkdtemp(prefix="chairside-disk-"))
    yield made
    shutil.rmtree(made)


@pytest.fixture
def small_disk(folder: Path) -> Iterator[Path]:
    """A disk of 12 MB; only root can make one."""
    place = folder / "disk"
    place.mkdir()
    if os.geteuid() != 0 or not sys.platform.startswith("linux"):
        pytest.skip("a small disk needs root on Linux; the size limits show the same without it")
    options = ["-t", "tmpfs", "-o", "size=12m", "tmpfs", str(place)]
    if subprocess.run(["mount", *options], capture_output=True, check=False).returncode:
        pytest.skip("nothing may be mounted here; the size limits show the same without it")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def came_of_it(how: str, folder: Path) -> Mapping[str, Any]:
    scratch = folder / "tmp"
    scratch.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "tests.crash.failing_disk", how, str(folder)],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(scratch)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    said: Mapping[str, Any] = json.loads(done.stdout)
    return said


def judge(how: str, said: Mapping[str, Any]) -> None:
    assert said["damaged"] == []
    assert {name for name in ACTS if said[name]["refused"]} >= STOPS[how]
    for name in ACTS:
        sentence, kept, changed = (said[name][part] for part in ("refused", "kept", "changed"))
        assert kept, f"{name}: something changed although it was refused"
        assert changed or name in BESIDE, f"{name}: it did not go on after the disk was mended"
        assert not sentence or (sentence[0].isupper() and sentence.endswith(".")), name
        assert not any(word in sentence for word in ("sqlite", "Errno", "OperationalError", "Zofia")), name


@pytest.mark.parametrize("how", ["no growth", "little growth", "read-only"])
def test_a_failing_disk(how: str, folder: Path) -> None:
    judge(how, came_of_it(how, folder))


def test_a_full_disk(small_disk: Path) -> None:
    judge("full", came_of_it("full", small_disk))
