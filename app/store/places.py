"""Where a live store may lie: on this computer's own disk, in a folder that no service synchronises."""

import os
import re
import sys
import tempfile
from pathlib import Path, PureWindowsPath

from app.errors import Refused

# A synchronising service copies the store without its write-ahead log, and puts old copies back.
_SYNCED = re.compile(
    r"""onedrive(\ -\ .*|\s*\(.*\))? | .*\ -\ sharepoint | dropbox(\ \(.*\))? | google\ ?drive(\ \(.*\))? |
    googledrive.* | my\ drive | iclouddrive | icloud\ drive.* | mobile\ documents | com~apple~clouddocs |
    box\ sync | nextcloud | owncloud | pcloud\ ?drive | mega\ ?sync""",
    re.VERBOSE,
)
_SYNC_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_ODD = re.compile(
    r'[<>:"/\\|?*\x00-\x1f\ud800-\udfff]|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)', re.IGNORECASE
)
_REMOTE = 4  # DRIVE_REMOTE of GetDriveTypeW


def assert_live_place(store: Path) -> None:
    """Raises Refused for a network share or a synchronised folder; backups may lie there, being encrypted."""
    for path in {store, store.absolute(), Path(os.path.realpath(store))}:
        if _on_network(path):
            raise Refused(
                "A store in use cannot lie on a network drive, where saves can be lost: choose a folder on "
                "this computer. Backups may go to the network."
            )
        if _synced(path):
            raise Refused(
                "A store in use cannot lie in a folder that OneDrive or a similar service copies, because "
                "that breaks it: choose another folder on this computer. Backups may go there."
            )


def assert_writable(folder: Path) -> None:
    """Raises Refused unless a file can be made in the folder; even reading a store needs that."""
    if not os.path.isdir(folder):
        raise Refused("The folder of that file is not there: check the name, or make the folder first.")
    try:
        with tempfile.TemporaryFile(dir=folder, prefix=".chairside-probe-") as probe:
            probe.write(b"probe")
    except OSError as error:
        raise Refused(
            "Chairside cannot write in that folder: choose another one, or ask for the right to write there."
        ) from error


def fits_any_disk(name: str) -> bool:
    """Whether every disk takes a file of this name; on Windows "a:b" is a hidden stream of the file "a"."""
    return not _ODD.search(name) and not name.endswith((".", " "))


def _on_network(path: Path) -> bool:
    drive = PureWindowsPath(str(path)).drive.casefold()
    if drive.startswith("\\\\?\\unc\\"):
        return True
    if drive.startswith(("\\\\?\\", "\\\\.\\")):
        return False
    if drive.startswith("\\\\"):
        return True
    if sys.platform == "win32" and drive:
        import ctypes

        return bool(ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\") == _REMOTE)
    return False


def _synced(path: Path) -> bool:
    if any(_SYNCED.fullmatch(part.casefold()) for part in path.parts[:-1]):
        return True
    roots = [Path(root) for name in _SYNC_VARIABLES if (root := os.environ.get(name))]
    return any(path.is_relative_to(root) for root in roots)
