"""The command line as a script sees it: what it wrote, and its exit status."""

import contextlib
import io
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.cli import main
from app.domain.lists import ListName
from app.store.keys import key_path, twin_path
from tests.builders import PASSPHRASE, a_store

REPOSITORY = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Said:
    """What a command wrote, and how it ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    def refused(self, status: int = 1) -> str:
        """The one sentence of a refusal; nothing may stand on standard output."""
        assert (self.status, self.out) == (status, ""), self
        assert self.err.count("\n") == 1 and self.err.rstrip().endswith((".", "!")), self.err
        return self.err


def outside(*words: object, passphrase: str | None = PASSPHRASE, given: str = "", **env: str) -> Said:
    """Run one command in a process of its own, without a terminal; 1.5 s, most of it Python's imports."""
    around = {name: value for name, value in os.environ.items() if not name.startswith("CHAIRSIDE_")} | env
    if passphrase is not None:
        around["CHAIRSIDE_PASSPHRASE"] = passphrase
    done = subprocess.run(
        [sys.executable, "-m", "app.cli", *map(str, words)],
        cwd=REPOSITORY,
        env=around,
        input=given,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    return Said(done.returncode, done.stdout, done.stderr)


def chairside(*words: object, passphrase: str | None = PASSPHRASE, given: str = "") -> Said:
    """The same command in this process, through the same door: arguments in, bytes out, a status."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    before = os.environ.pop("CHAIRSIDE_PASSPHRASE", None), sys.stdin
    if passphrase is not None:
        os.environ["CHAIRSIDE_PASSPHRASE"] = passphrase
    sys.stdin = io.StringIO(given)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = main([str(word) for word in words])
    except SystemExit as ended:
        status = int(ended.code or 0)
    finally:
        os.environ.pop("CHAIRSIDE_PASSPHRASE", None)
        if before[0] is not None:
            os.environ["CHAIRSIDE_PASSPHRASE"] = before[0]
        sys.stdin = before[1]
    return Said(status, *(_written(stream) for stream in (out, err)))


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    stream.seek(0)
    return stream.read()


def a_store_file(folder: Path) -> Path:
    """A closed store of the area, with both its key files."""
    folder.mkdir(parents=True, exist_ok=True)
    store = a_store(folder)
    store.close()
    return store.path


def copied(store: Path, folder: Path) -> Path:
    """The same store, for a test that changes it."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / store.name
    for one, other in ((store, path), (key_path(store), key_path(path)), (twin_path(store), twin_path(path))):
        shutil.copy(one, other)
    return path


def brought_in(store: Path, list_name: ListName, *files: Path) -> Any:
    """Import files; the answer's own document."""
    said = chairside("import", store, list_name.value, *files, "--json")
    assert (said.status, said.err) == (0, ""), said
    return said.json["files"]
