"""A line of figures of which one is chosen; each is the door to the rows it counts."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy

from app.ui import theme
from app.ui.style import dress
from app.ui.widgets import Mark, column, label, row
from app.ui.widgets.badges import Badge


class Figure(QPushButton):
    """A figure over its words; red or amber when it asks for a look."""

    def __init__(self, value: object) -> None:
        super().__init__()
        self.value = value
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        dress(self, kind="step")
        self._number = label("", "title")
        self._words = label("", "note")
        self._badge = Badge("")
        line = row(self._number, self._badge, None, gap=theme.GAP)
        self._box = column(line, self._words, gap=0, margins=(12, 6, 12, 8))
        self.setLayout(self._box)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for part in self.findChildren(QLabel):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_count(self, count: int, words: str, mark: Mark | None) -> None:
        """Show so many; a mark stands beside a figure that wants a look."""
        self._number.setText(f"{count:,}")
        self._words.setText(words)
        self._badge.setVisible(mark is not None)
        if mark is not None:
            self._badge.show_mark(mark)
        self.setAccessibleName(f"{count} {words}" + (f", {mark.words}" if mark else ""))

    def sizeHint(self) -> QSize:
        return self._box.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._box.totalMinimumSize()


class Figures(QFrame):
    """`chosen` carries the value of the figure that a person pressed; arrows walk them."""

    chosen = Signal(object)

    def __init__(self, name: str, values: Sequence[object]) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setAccessibleName(name)
        self.figures = tuple(Figure(value) for value in values)
        line = row(gap=theme.TIGHT, margins=(6, 6, 6, 6))
        for figure in self.figures:
            figure.clicked.connect(lambda _on=False, made=figure: self._press(made))
            line.addWidget(figure, 1)
        self.setLayout(line)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_count(self, value: object, count: int, words: str, mark: Mark | None = None) -> None:
        """Set one figure."""
        next(one for one in self.figures if one.value == value).show_count(count, words, mark)

    def value(self) -> object:
        """The one that holds."""
        return next((one.value for one in self.figures if one.isChecked()), None)

    def set_value(self, value: object) -> None:
        """Choose without announcing it."""
        for one in self.figures:
            one.setChecked(one.value == value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        at = next((n for n, one in enumerate(self.figures) if one.hasFocus()), None)
        if step is None or at is None:
            super().keyPressEvent(event)
            return
        target = self.figures[(at + step) % len(self.figures)]
        target.setFocus(Qt.FocusReason.TabFocusReason)
        self._press(target)

    def _press(self, figure: Figure) -> None:
        self.set_value(figure.value)
        self.chosen.emit(figure.value)
