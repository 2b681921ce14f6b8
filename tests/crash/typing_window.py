"""A real window with somebody typing in the room; run by itself, to be killed.

Writes a line for each key: how many words are typed now, and when (monotonic seconds).
"""

import os
import sys
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.services.desk import Desk
from app.ui import theme
from app.ui.main_window import MainWindow
from app.ui.screens.room import RoomScreen
from app.ui.widgets import NoteEdit
from tests.builders import OPERATOR, PASSPHRASE, a_clock
from tests.crash.typed import word

PACE_MS = 25


def _open(path: Path) -> Desk:
    from app.store.opening import open_store

    return Desk(open_store(path, OPERATOR, PASSPHRASE), a_clock())


def main(path: Path, meeting: int, item: str) -> None:
    """Type for ever; now and then rest for a second, as people do."""
    app = QApplication([])
    theme.apply(app, "light")
    window = MainWindow()
    window.set_desk(_open(path))
    window.show()
    window.work.go("room", meeting)
    screen = window.findChild(RoomScreen)
    assert isinstance(screen, RoomScreen)
    screen.floor.go(item)
    note = next(one for one in screen.findChildren(NoteEdit) if one.accessibleName() == "Victim")
    note.setFocus()
    number = 0
    while True:
        QTest.keyClicks(note, word(number))
        number += 1
        sys.stdout.write(f"{number} {time.monotonic()}\n")
        sys.stdout.flush()
        QTest.qWait(1_000 if number % 60 == 0 else PACE_MS)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
