"""Whether screen sharing and screen shots may see our windows: never by themselves, only on purpose."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.native import WDA_EXCLUDEFROMCAPTURE, WDA_NONE, SystemCalls, system_calls


class Capture(QObject):
    """Keeps every window of the program out of captures, as it is shown; `changed` carries `sharing`.

    Sharing on purpose lasts until it is switched off, the desk is locked, or the program ends.
    """

    changed = Signal(bool)

    def __init__(self, app: QApplication, calls: SystemCalls | None = None) -> None:
        super().__init__()
        self._calls = calls if calls is not None else system_calls()
        self.sharing = False
        self.failed = False
        if self.possible:
            app.installEventFilter(self)

    @property
    def possible(self) -> bool:
        """Whether this system can keep a window out."""
        return self._calls is not None

    def set_sharing(self, sharing: bool) -> None:
        """Let captures see every window now in sight, or no more."""
        if sharing == self.sharing or not self.possible:
            return
        self.sharing = sharing
        for window in QApplication.topLevelWidgets():
            if window.isVisible():
                self._protect(window)
        self.changed.emit(sharing)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self._protect(watched)
        return False

    def _protect(self, window: QWidget) -> None:
        assert self._calls is not None
        affinity = WDA_NONE if self.sharing else WDA_EXCLUDEFROMCAPTURE
        self.failed = not self._calls.set_affinity(int(window.winId()), affinity)
