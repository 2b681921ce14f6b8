"""`make bench`: every benchmark, as ratios against a bare baseline timed in the same run."""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks import linkage_table, matching, month, papers, reading, saving, starting, store_figures, years


def main() -> int:
    """Print the report, line by line as it is measured."""
    with tempfile.TemporaryDirectory() as scratch:
        reports: tuple[Callable[[], list[str]], ...] = (
            lambda: saving.report(_room(scratch, "saving")),
            starting.report,
            reading.report,
            matching.report,
            linkage_table.report,
            lambda: month.report(_room(scratch, "month")),
            papers.report,
            lambda: store_figures.report(_room(scratch, "store")),
            lambda: years.report(_room(scratch, "years")),
        )
        for report in reports:
            for line in report():
                sys.stdout.write(f"{line}\n")
                sys.stdout.flush()
    return 0


def _room(scratch: str, name: str) -> Path:
    folder = Path(scratch) / name
    folder.mkdir()
    return folder


if __name__ == "__main__":
    sys.exit(main())
