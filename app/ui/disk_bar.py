"""The bar that says why nothing can be saved, for as long as that lasts; and that the disk is filling up."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.errors import DiskTrouble, Refused
from app.services.keeping.disk import FEW_BYTES, LAST_BYTES, room_on_disk, takes_writes
from app.ui import problems
from app.ui.saver import RETRY_MS, Saver
from app.ui.theme import MARGIN
from app.ui.widgets.cards import NoticeBar
from app.ui.widgets.layout import column

LOOK_MS = 30_000
AGAIN = "What you typed is still here; it is tried again every 2 seconds."
BY_HAND = "What you typed is still here; do it once more when that is mended."
WAY_OUT = "Lock and see what to do"


def room_words(free: int) -> str:
    """ "420 MB"."""
    return f"{free // 1_000_000} MB"


class DiskBar(QWidget):
    """Goes away by itself once the disk takes a write again. `asked` when a damaged store needs a way out."""

    asked = Signal()

    def __init__(
        self,
        free: Callable[[Path], int | None] = room_on_disk,
        mended: Callable[[Path], bool] = takes_writes,
    ) -> None:
        super().__init__()
        self.free, self.mended = free, mended
        self._folder: Path | None = None
        self._what = ""
        self._damaged = False
        self.bar = NoticeBar(closable=False)
        self.setLayout(column(self.bar, margins=(MARGIN, 12, MARGIN, 0)))
        self.hide()
        self._again = QTimer(self, interval=RETRY_MS)
        self._again.timeout.connect(self.look)
        self._slowly = QTimer(self, interval=LOOK_MS)
        self._slowly.timeout.connect(self.look)
        self.bar.activated.connect(self.asked)
        problems.met.trouble.connect(self._met)

    def watch(self, folder: Path) -> str:
        """Watch over the disk of this folder; answers a warning where room is getting short, else ""."""
        self._folder = folder
        self._slowly.start()
        self.look()
        free = self.free(folder)
        if free is None or free >= FEW_BYTES or free < LAST_BYTES:
            return ""
        return f"Only {room_words(free)} are free on the disk of the store: make room before it is full."

    def stop(self) -> None:
        """The store is closed."""
        self._folder = None
        self._what, self._damaged = "", False
        self._again.stop()
        self._slowly.stop()
        self.hide()

    def look(self) -> None:
        """See whether it is mended, and say how it stands."""
        if self._folder is None or self._damaged:
            return
        waiting = sum(saver.waiting for saver in self.window().findChildren(Saver))
        if self._what and not waiting and self.mended(self._folder):
            self._what = ""
            self._again.stop()
        if self._what:
            self._say(f"Not saved: {self._what}. {AGAIN if waiting else BY_HAND}")
        else:
            self._say_room(self.free(self._folder))

    def _say_room(self, free: int | None) -> None:
        if free is not None and free < LAST_BYTES:
            self._say(f"Only {room_words(free)} are free on the disk of the store: make room on it now.")
        else:
            self.hide()

    def _met(self, problem: Refused) -> None:
        if self._folder is None:
            return
        if isinstance(problem, DiskTrouble):
            self._what = problem.what
            self._again.start()
            # After the saver has noted that its text waits: the words differ.
            QTimer.singleShot(0, self.look)
        else:
            self._damaged = True
            self._say(problem.sentence, WAY_OUT)

    def _say(self, sentence: str, action: str = "") -> None:
        if self.bar.sentence != sentence or not self.bar.isVisibleTo(self):
            self.bar.say(sentence, "red", action)
        self.show()
