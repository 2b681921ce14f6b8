"""A marked child's name and words stand nowhere on the disk in plain text; the scan that says so can see."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.conftest import USER_FOLDERS
from tests.crash.marked import MARK

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("store", "tmp", "logs", "home")
LINUX = sys.platform.startswith("linux")


def hits(data: bytes) -> int:
    low = data.lower()
    return sum(low.count(MARK.lower().encode(form)) for form in ("utf-8", "utf-16-le"))


def in_files(folder: Path) -> dict[str, int]:
    """Hits by file, in everything but the documents that were asked for."""
    files = [path for name in FOLDERS for path in (folder / name).rglob("*") if path.is_file()]
    assert any(path.name.endswith("-wal") for path in files)
    assert (folder / "logs" / "chairside.log").stat().st_size > 0
    found = {
        str(path.relative_to(folder)): hits(path.read_bytes()) + hits(path.name.encode()) for path in files
    }
    return {name: count for name, count in found.items() if count}


def in_open_files(process: int) -> int:
    """Hits in what the program holds open, files without a name among it; its pipes are left alone."""
    count = 0
    for handle in Path(f"/proc/{process}/fd").iterdir():
        with suppress(OSError):
            target = os.readlink(handle)
            if target.startswith("/") and not target.startswith(("/dev/", "/proc/")):
                count += hits(handle.read_bytes())
    return count


def a_day(folder: Path, how: str) -> Iterator[subprocess.Popen[str]]:
    for name in (*FOLDERS, "export"):
        (folder / name).mkdir()
    homes = {name: str(folder / "home") for name in (*USER_FOLDERS, "HOME", "USERPROFILE")}
    temporary = dict.fromkeys(("TMPDIR", "TMP", "TEMP", "SQLITE_TMPDIR"), str(folder / "tmp"))
    with (folder / "logs" / "errors.txt").open("w") as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.marked", how, str(folder)],
            cwd=ROOT,
            env={**os.environ, **homes, **temporary, "QT_QPA_PLATFORM": "offscreen"},
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
        assert process.stdout is not None
        try:
            assert process.stdout.readline() == "READY\n", (folder / "logs" / "errors.txt").read_text()
            yield process
        finally:
            process.kill()
            process.wait()
            process.stdout.close()


@pytest.fixture
def working(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    yield from a_day(tmp_path, "memory")


@pytest.fixture
def spilling(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    yield from a_day(tmp_path, "file")


def test_nothing_readable_while_it_works_and_after_a_kill(
    working: subprocess.Popen[str], tmp_path: Path
) -> None:
    assert in_files(tmp_path) == {}
    if LINUX:
        assert in_open_files(working.pid) == 0
    working.kill()
    working.wait()
    assert in_files(tmp_path) == {}
    # The document was asked for, and is the one place where the words are: so they were there to be found.
    assert (tmp_path / "export" / "m0.docx").stat().st_size > 0


@pytest.mark.skipif(not LINUX, reason="a temporary file without a name can be seen through /proc alone")
def test_the_scan_sees_a_sort_that_went_to_a_file(spilling: subprocess.Popen[str]) -> None:
    assert in_open_files(spilling.pid) > 1000
