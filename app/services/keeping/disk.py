"""The disk under a store: how much room it has, and whether it takes a write now."""

import shutil
import tempfile
from pathlib import Path

FEW_BYTES = 1_000_000_000
LAST_BYTES = 200_000_000
_PROBE = b"\0" * 65_536


def room_on_disk(folder: Path) -> int | None:
    """Free bytes; None where the disk is gone."""
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return None


def takes_writes(folder: Path) -> bool:
    """Whether 64 KB of zeros can be written there now; nothing stays behind."""
    try:
        with tempfile.TemporaryFile(dir=folder, prefix=".chairside-probe-") as probe:
            probe.write(_PROBE)
            probe.flush()
    except OSError:
        return False
    return True
