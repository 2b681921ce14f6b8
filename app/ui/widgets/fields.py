"""Fields for one line: search, dates as people type them, plain lines that accept clean text only."""

from datetime import date

from PySide6.QtCore import QDate, QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QToolButton, QWidget

from app.domain.dates import read_day
from app.domain.text import clean
from app.resources import resource
from app.ui import theme
from app.ui.style import dress
from app.ui.widgets.badges import Key
from app.ui.widgets.layout import column, label, row


class LineField(QLineEdit):
    """One line. `entered` carries the cleaned text on Return or on leaving, when a person changed it."""

    entered = Signal(str)

    def __init__(self, name: str, placeholder: str = "", text: str = "", *, most: int = 500) -> None:
        super().__init__(text)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setMaxLength(most)
        self.editingFinished.connect(self._finish)

    def value(self) -> str:
        """The text, cleaned and without spaces at the ends."""
        return clean(self.text()).strip()

    def set_value(self, text: str) -> None:
        """Show a stored text; announces nothing."""
        self.setText(text)
        self.setModified(False)

    def _finish(self) -> None:
        if self.isModified():
            self.setModified(False)
            self.entered.emit(self.value())


class SearchField(QLineEdit):
    """A search line with its key chip; `searched` follows the text, `stepped` the Up and Down keys,
    `left` is Escape. The key itself is bound by the window.
    """

    searched = Signal(str)
    stepped = Signal(int)
    left = Signal()

    def __init__(self, placeholder: str, keys: str = "Ctrl+K") -> None:
        super().__init__()
        self._chip = Key(keys, self) if keys else None
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder.rstrip(".… "))
        dress(self, kind="search")
        self.setMinimumWidth(200)
        self.textEdited.connect(self._edited)

    def text_value(self) -> str:
        """What is searched for."""
        return clean(self.text()).strip()

    def reset(self) -> None:
        """Empty it; announces nothing."""
        self.clear()
        self._show_chip()

    def _edited(self, _text: str) -> None:
        self._show_chip()
        self.searched.emit(self.text_value())

    def _show_chip(self) -> None:
        if self._chip is not None:
            self._chip.setVisible(not self.text())

    def sizeHint(self) -> QSize:
        return QSize(theme.FIELD_WIDTH, super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if key in steps:
            self.stepped.emit(steps[key])
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._chip is not None:
            size = self._chip.sizeHint()
            self._chip.setGeometry(
                self.width() - size.width() - 12,
                (self.height() - size.height()) // 2,
                size.width(),
                size.height(),
            )


class DateField(QWidget):
    """A day typed as people write it (3/4/2026, 3 Apr 26) or picked; shown as dd/mm/yyyy.

    `changed` carries a date, or None for an emptied field, when a person changed it. A text that is
    no date stays as typed, is marked, and `problem()` says why.
    """

    changed = Signal(object)

    def __init__(self, name: str, day: date | None = None) -> None:
        super().__init__()
        self._day: date | None = None
        self._problem = ""
        self._line = QLineEdit()
        self._line.setPlaceholderText("dd/mm/yyyy")
        self._line.setAccessibleName(name)
        self._line.setMinimumWidth(112)
        self._wrong = label("", "wrong")
        self._wrong.hide()
        self._pick = QToolButton()
        self._pick.setIcon(QIcon(str(resource("icons", "calendar.svg"))))
        self._pick.setAccessibleName(f"{name}: calendar")
        self._pick.setToolTip("Calendar (Alt+Down)")
        self._calendar: QCalendarWidget | None = None
        self._popup: QFrame | None = None
        line = row(self._line, self._pick, gap=theme.TIGHT)
        self.setLayout(column(line, self._wrong, gap=2))
        self.setFocusProxy(self._line)
        self.setAccessibleName(name)
        self.setMaximumWidth(200)
        self._line.editingFinished.connect(self._read)
        self._line.installEventFilter(self)
        self._pick.clicked.connect(self.open_calendar)
        self.set_day(day)

    def day(self) -> date | None:
        """The day it holds, or None."""
        return self._day

    def problem(self) -> str:
        """Why the typed text is no date, as a sentence; empty when all is well."""
        return self._problem

    def set_day(self, day: date | None) -> None:
        """Show a day; announces nothing."""
        self._day = day
        self._line.setText(f"{day:%d/%m/%Y}" if day else "")
        self._tell("")

    def open_calendar(self) -> None:
        """Open the calendar under the field."""
        if self._popup is None:
            self._popup = QFrame(self, Qt.WindowType.Popup)
            self._popup.setProperty("kind", "card")
            self._calendar = QCalendarWidget()
            self._calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
            self._calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
            self._calendar.setAccessibleName(f"{self.accessibleName()}: calendar")
            self._calendar.activated.connect(self._picked)
            self._calendar.clicked.connect(self._picked)
            self._popup.setLayout(column(self._calendar, margins=(4, 4, 4, 4)))
        assert self._calendar is not None
        if self._day is not None:
            self._calendar.setSelectedDate(QDate(self._day.year, self._day.month, self._day.day))
        self._popup.move(self.mapToGlobal(QPoint(0, self._line.height() + 2)))
        self._popup.show()
        self._calendar.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Down
            and event.modifiers() & Qt.KeyboardModifier.AltModifier
        ):
            self.open_calendar()
            return True
        return super().eventFilter(watched, event)

    def _picked(self, day: QDate) -> None:
        if self._popup is not None:
            self._popup.hide()
        self._take(date(day.year(), day.month(), day.day()))
        self._line.setFocus()

    def _read(self) -> None:
        read = read_day(clean(self._line.text()))
        if read.problem:
            self._tell(f"This {read.problem}; write it as 03/04/2026.")
        else:
            self._take(read.day)

    def _take(self, day: date | None) -> None:
        changed = day != self._day
        self.set_day(day)
        if changed:
            self.changed.emit(day)

    def _tell(self, problem: str) -> None:
        self._problem = problem
        self._wrong.setText(problem)
        self._wrong.setVisible(bool(problem))
        self._line.setAccessibleDescription(problem)
        dress(self._line, tone="red" if problem else "")
