"""A plain page over everything: the clock, and how to come back."""

from datetime import datetime

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from app.ui.style import dress
from app.ui.widgets.badges import Key
from app.ui.widgets.layout import column, label, row


class Curtain(QWidget):
    """Shows nothing of the work; the same key takes it away."""

    def __init__(self, keys: str = "F12") -> None:
        super().__init__()
        dress(self, kind="curtain")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"Screen blanked, press {keys} to go on")
        self._clock = label("", "clock")
        self._clock.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._beat = QTimer(self, interval=1000)
        self._beat.timeout.connect(self._tick)
        hint = row(None, label("press", "note"), Key(keys), label("to go on", "note"), None)
        self.setLayout(column(None, self._clock, hint, None))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tick()
        self._beat.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._beat.stop()

    def _tick(self) -> None:
        self._clock.setText(f"{datetime.now():%H:%M}")
