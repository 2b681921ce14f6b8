"""The slim dark rail at the left: where one can go, and how much waits there."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QWidget

from app.ui import theme
from app.ui.style import dress
from app.ui.widgets.badges import Key
from app.ui.widgets.layout import column, label


class RailButton(QPushButton):
    """A place on the rail with a count or a key chip at its right."""

    def __init__(self, title: str, keys: str = "", *, checkable: bool = True) -> None:
        super().__init__(title.replace("&", "&&"))
        self.setCheckable(checkable)
        self.setAutoExclusive(checkable)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._title = title
        self._chip: QLabel = Key(keys, self) if keys else QLabel("", self)
        if not keys:
            dress(self._chip, kind="count")
            self._chip.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._chip.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._chip.hide()
        dress(self, kind="rail")
        self.setAccessibleName(title)

    def set_count(self, count: int) -> None:
        """Show a figure; zero shows none."""
        self._chip.setText(f"{count}" if count < 1000 else "999+")
        self._chip.setVisible(count > 0)
        self.setAccessibleName(f"{self._title}, {count}" if count else self._title)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: False, Qt.Key.Key_Down: True}
        key = Qt.Key(event.key())
        if key in steps:
            self.focusNextPrevChild(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def _place(self) -> None:
        size = self._chip.sizeHint()
        left = self.width() - size.width() - 10
        self._chip.setGeometry(left, (self.height() - size.height()) // 2, size.width(), size.height())


class Rail(QFrame):
    """`chosen` carries a screen's key; `lock_asked` when Lock is pressed."""

    chosen = Signal(str)
    lock_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        dress(self, kind="rail")
        self.setFixedWidth(theme.RAIL_WIDTH)
        self.setAccessibleName("Places")
        self._buttons: dict[str, RailButton] = {}
        self._word = label("Chairside", "word")
        self._word.setContentsMargins(12, 0, 0, 0)
        self._lock = RailButton("Lock", "Ctrl+L", checkable=False)
        self._lock.clicked.connect(self.lock_asked)
        self._top = column(gap=2)
        self._foot = column(gap=2)
        self.setLayout(
            column(self._word, 12, self._top, None, self._foot, self._lock, gap=2, margins=(8, 16, 8, 16))
        )

    def set_places(self, places: Iterable[tuple[str, str, bool, str]]) -> None:
        """(key, title, at the foot, words of a tool tip) for each place, in order."""
        for button in self._buttons.values():
            button.setParent(None)
            button.deleteLater()
        self._buttons = {}
        last: QWidget | None = None
        for key, title, foot, tip in places:
            button = RailButton(title)
            button.setToolTip(tip)
            button.clicked.connect(lambda _on=False, key=key: self.chosen.emit(key))
            (self._foot if foot else self._top).addWidget(button)
            self._buttons[key] = button
            if last is not None:
                QWidget.setTabOrder(last, button)
            last = button
        if last is not None:
            QWidget.setTabOrder(last, self._lock)

    def show_place(self, key: str) -> None:
        """Mark where we are; a key that is not on the rail leaves the mark where it is."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)
            # Qt gives the keyboard to the rail's oldest button: a stray Space at the start would lock.
            if self.window().focusWidget() is self._lock:
                self._buttons[key].setFocus()

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Figures by screen key."""
        for key, button in self._buttons.items():
            button.set_count(counts.get(key, 0))
