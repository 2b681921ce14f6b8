"""Files that are either the old one or the new one, never half of one."""

import contextlib
import os
import time
from pathlib import Path

TEMPORARY = ".tmp"
_TRIES = 12
_FIRST_WAIT = 0.02  # seconds; doubled each time, at most 0.5


def write_atomic(path: Path, data: bytes) -> None:
    """Written beside the file, flushed to the disk, then put in its place; readable by its owner only.

    Raises OSError when the disk is full or the folder is read-only: the old file is then untouched.
    """
    write_together(data, path)


def write_together(data: bytes, *paths: Path) -> None:
    """The same bytes in several places: none of them is touched until all have found room on the disk.

    Raises OSError as `write_atomic` does. A kill may leave the first ones new and the last ones old.
    """
    strays = [_stray(path) for path in paths]
    try:
        for stray in strays:
            _write_flushed(stray, data)
        for stray, path in zip(strays, paths, strict=True):
            replace(stray, path)
    except OSError:
        for stray in strays:
            with contextlib.suppress(OSError):
                stray.unlink(missing_ok=True)
        raise


def replace(source: Path, target: Path) -> None:
    """A durable rename over `target`; waits up to about 4 s for a virus scanner to let go (Windows)."""
    wait = _FIRST_WAIT
    for last in [False] * (_TRIES - 1) + [True]:
        try:
            os.replace(source, target)
            break
        except PermissionError:
            if last or os.name != "nt":
                raise
            time.sleep(wait)
            wait = min(wait * 2, 0.5)
    flush_folder(target.parent)
    if source.parent != target.parent:
        flush_folder(source.parent)


def flush_folder(folder: Path) -> None:
    """Makes renames in the folder survive a power cut; Windows needs and offers no such call."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def flush_file(path: Path) -> None:
    """Waits until the file's bytes are on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def clear_stray(path: Path) -> None:
    """Removes what a kill in the middle of `write_atomic(path, …)` left behind."""
    with contextlib.suppress(OSError):
        _stray(path).unlink(missing_ok=True)


def _write_flushed(path: Path, data: bytes) -> None:
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _stray(path: Path) -> Path:
    return path.with_name(path.name + TEMPORARY)
