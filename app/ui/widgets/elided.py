"""One line of text that gives way at its end or in its middle, and tells the whole in a tool tip."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from app.ui.style import dress

END, MIDDLE = Qt.TextElideMode.ElideRight, Qt.TextElideMode.ElideMiddle


class Elided(QLabel):
    """With `elide` never cut in the middle of a letter; MIDDLE keeps a file's date and ending."""

    def __init__(self, text: str = "", kind: str = "", *, elide: Qt.TextElideMode | None = END) -> None:
        super().__init__(text)
        self._elide = elide
        self.setTextFormat(Qt.TextFormat.PlainText)
        if elide is not None:
            self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        if kind:
            dress(self, kind=kind)

    def shown_text(self) -> str:
        """The words as far as there is room."""
        if self._elide is None:
            return self.text()
        return self.fontMetrics().elidedText(self.text(), self._elide, self.contentsRect().width())

    def setText(self, text: str) -> None:
        super().setText(text)
        self._tell()

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return hint if self._elide is None else QSize(0, hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._elide is None:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        align, role = int(self.alignment()), QPalette.ColorRole.WindowText
        words = self.shown_text()
        self.style().drawItemText(
            painter, self.contentsRect(), align, self.palette(), self.isEnabled(), words, role
        )
        painter.end()

    def _tell(self) -> None:
        if self._elide is not None:
            self.setToolTip(self.text() if self.shown_text() != self.text() else "")
