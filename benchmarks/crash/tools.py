"""The crash tools that lie beside the project, run on the product and on two stores that must fail."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.crash.adapter import ENTRIES
from tests.shared import shared_folder

PRODUCT = "benchmarks.crash.adapter"
CONTROLS = ("adapter_badsync", "adapter_jsonfile")
EDITS_A_ENTRY = 7
_ROOT = Path(__file__).resolve().parents[2]
_IMAGES_A_SAVE = 4
_PAGES = "40"  # between checkpoints


@dataclass(frozen=True)
class Verdict:
    """What a tool said: whether all was well, and its figures."""

    passed: bool
    figures: dict[str, Any]

    @property
    def caught(self) -> bool:
        """Whether the tool ran and found something; a tool that did not run has caught nothing."""
        return not self.passed and "stopped" not in self.figures

    @property
    def in_short(self) -> str:
        """The figures without the details."""
        return ", ".join(f"{name} {value}" for name, value in self.figures.items() if name != "detail")


def folder() -> Path | None:
    """Where the tools are, None where they are not beside the project."""
    found = shared_folder() / "tools" / "crash"
    return found if (found / "crash_test.py").is_file() else None


def power_can_be_cut() -> bool:
    """The power-cut model reads the program's system calls, which takes Linux and strace."""
    return sys.platform.startswith("linux") and shutil.which("strace") is not None


def kill(scratch: Path, rounds: int, milliseconds: int = 400, adapter: str = PRODUCT) -> Verdict:
    """So many kills at random moments, each after at most so many milliseconds of autosaves."""
    edits = rounds * milliseconds  # more than can be saved, at about one a millisecond
    return _run(
        scratch,
        "crash_test.py",
        adapter,
        {ENTRIES: str(edits // EDITS_A_ENTRY + 100)},
        f"--rounds={rounds}",
        f"--max-ms={milliseconds}",
    )


def cut_power(scratch: Path, images: int, adapter: str = PRODUCT, **settings: str) -> Verdict:
    """So many disks as a power cut could leave them, with checkpoints all the while."""
    saves = -(-images // _IMAGES_A_SAVE)
    settings = {ENTRIES: str(saves // EDITS_A_ENTRY + 100), "CT_CKPT": _PAGES, **settings}
    return _run(scratch, "powerloss_test.py", adapter, settings, f"--acks={saves}")


def _run(scratch: Path, tool: str, adapter: str, settings: dict[str, str], *arguments: str) -> Verdict:
    here = folder()
    assert here is not None
    # The tools import an adapter by name, and start themselves anew from wherever they are.
    paths = os.pathsep.join((str(_ROOT), str(here), os.environ.get("PYTHONPATH", "")))
    command = [sys.executable, str(here / tool), "--adapter", adapter, "--dir", str(scratch / "d")]
    done = subprocess.run(
        [*command, *arguments],
        cwd=_ROOT,
        env={**os.environ, **settings, "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    try:
        figures = json.loads(done.stdout)
    except ValueError:
        return Verdict(False, {"stopped": done.stderr.strip().splitlines()[-1:] or ["without a word"]})
    return Verdict(done.returncode == 0, figures)
