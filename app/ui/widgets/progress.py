"""The bar that long work shows in the page, with its Cancel."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QProgressBar, QSizePolicy

from app.ui.widgets.buttons import Button
from app.ui.widgets.layout import label, row


class ProgressStrip(QFrame):
    """Hidden until `begin`; `cancelled` when the person presses Cancel."""

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._words = label("")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setMinimumWidth(120)
        self._cancel = Button("Cancel", on=self._stop)
        line = row(gap=12, margins=(12, 6, 6, 6))
        line.addWidget(self._words)
        line.addWidget(self._bar, 1)
        line.addWidget(self._cancel)
        self.setLayout(line)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()

    def begin(self, words: str) -> None:
        """Show it, with what is being done ("Reading the lists")."""
        self._words.setText(words)
        self._bar.setAccessibleName(words)
        self._bar.setRange(0, 0)
        self._cancel.setEnabled(True)
        self.show()

    def show_progress(self, done: int, total: int) -> None:
        """So much of so much; a total of 0 is not known."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def end(self) -> None:
        """Put it away."""
        self.hide()

    def _stop(self) -> None:
        self._cancel.setEnabled(False)
        self.cancelled.emit()
