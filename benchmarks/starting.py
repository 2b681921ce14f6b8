"""How soon `chairside --help` answers, against Python itself starting and ending."""

import subprocess
import sys
from pathlib import Path

from benchmarks.timing import in_turn, line

REPOSITORY = Path(__file__).resolve().parent.parent


def report() -> list[str]:
    """The line of this benchmark."""

    def run(*words: str) -> None:
        subprocess.run([sys.executable, *words], cwd=REPOSITORY, stdout=subprocess.DEVNULL, check=True)

    turns = in_turn(lambda _n: run("-m", "app.cli", "--help"), lambda _n: run("-c", "pass"), 10)
    return [line("chairside --help", *turns, "an empty Python")]
