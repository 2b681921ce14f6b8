"""Where a document goes: the one file chooser of the window, and the folder it remembers."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

# Takes the window's part that asks and the path proposed; answers the path chosen, or None.
Chooser = Callable[[QWidget, Path], Path | None]

_WORD = ".docx"
_KINDS = {_WORD: "Word document (*.docx)", ".xlsx": "Excel workbook (*.xlsx)"}


class _Session:
    """The folder last chosen while the program runs; nothing of it is kept on the disk."""

    folder: Path | None = None


def folder() -> Path:
    """The folder last chosen, or the user's documents."""
    if _Session.folder is not None and _Session.folder.is_dir():
        return _Session.folder
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found) if found and Path(found).is_dir() else Path.home()


def remember(file: Path) -> None:
    """The next document is proposed beside this one."""
    _Session.folder = file.parent


def ask_where(parent: QWidget, proposed: Path) -> Path | None:
    """The system's own dialog; it asks before a file is replaced. The kind of file is the proposed one's."""
    suffix = proposed.suffix if proposed.suffix in _KINDS else _WORD
    name, _kind = QFileDialog.getSaveFileName(parent, "Write the document", str(proposed), _KINDS[suffix])
    if not name:
        return None
    return Path(name) if name.lower().endswith(suffix) else Path(f"{name}{suffix}")
