"""Two watchers over the shoulder: one locks an idle window, one takes copied text off the clipboard."""

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import QDateTime, QEvent, QMimeData, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

CLIPBOARD_MS = 30_000
BEAT_MS = 5_000
# A beat this late means that the machine slept in between.
SLEPT_MS = 30_000


class IdleWatch(QObject):
    """`idle` after so many minutes (1 to 15) without key or mouse, and on waking from sleep."""

    idle = Signal()
    _SIGNS: ClassVar[frozenset[QEvent.Type]] = frozenset(
        {
            QEvent.Type.KeyPress,
            QEvent.Type.MouseButtonPress,
            QEvent.Type.MouseMove,
            QEvent.Type.Wheel,
            QEvent.Type.TouchBegin,
            QEvent.Type.InputMethod,
        }
    )

    def __init__(self, app: QApplication, minutes: float = 5) -> None:
        super().__init__()
        self._app = app
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.idle)
        self._beat = QTimer(self, interval=BEAT_MS)
        self._beat.timeout.connect(self._tick)
        self._seen = 0
        self.set_minutes(minutes)

    def set_minutes(self, minutes: float) -> None:
        """How long it waits, kept between 1 and 15 minutes."""
        self._timer.setInterval(int(min(max(minutes, 1), 15) * 60_000))

    def watch(self, on: bool) -> None:
        """Start or stop (stop while locked)."""
        if on and not self._beat.isActive():
            self._app.installEventFilter(self)
            self._seen = QDateTime.currentMSecsSinceEpoch()
            self._timer.start()
            self._beat.start()
        elif not on:
            self._app.removeEventFilter(self)
            self._timer.stop()
            self._beat.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in self._SIGNS:
            self._timer.start()
        return False

    def _tick(self) -> None:
        now = QDateTime.currentMSecsSinceEpoch()
        late = now - self._seen - BEAT_MS
        self._seen = now
        if late > SLEPT_MS:
            self.idle.emit()


class ClipboardGuard(QObject):
    """What was copied here leaves the clipboard after 30 s, on lock and on quit, if it is still ours.

    On Windows the copy is kept out of the clipboard's history and cloud.
    """

    _FORMATS = (
        'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"',
        'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"',
        'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"',
    )

    def __init__(
        self, app: QApplication, milliseconds: int = CLIPBOARD_MS, ours: Callable[[], bool] | None = None
    ) -> None:
        """`ours` tells whether we hold the clipboard, where the platform itself cannot say."""
        super().__init__()
        self._clipboard = app.clipboard()
        self._ours = ours or self._clipboard.ownsClipboard
        self._marking = False
        self._timer = QTimer(self, singleShot=True, interval=milliseconds)
        self._timer.timeout.connect(self.empty)
        self._clipboard.dataChanged.connect(self._copied)
        app.aboutToQuit.connect(self.empty)

    def empty(self) -> None:
        """Take our text away now; text of another program stays."""
        self._timer.stop()
        if self._ours() and self._clipboard.text():
            self._clipboard.clear()

    def _copied(self) -> None:
        if self._marking:
            return
        if not self._ours() or not self._clipboard.text():
            self._timer.stop()
            return
        marked = QMimeData()
        marked.setText(self._clipboard.text())
        for name in self._FORMATS:
            marked.setData(name, b"\0\0\0\0")
        self._marking = True
        self._clipboard.setMimeData(marked)
        self._marking = False
        self._timer.start()
