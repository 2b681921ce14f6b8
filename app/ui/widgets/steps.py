"""The agenda at the left of the meeting room: rows with ticks, and headings between them."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from app.ui import theme
from app.ui.style import dress
from app.ui.widgets.badges import Badge, Mark, paint_tick
from app.ui.widgets.layout import label, row

TICK, LINE = 10, 16


class _Tick(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.on = False
        self.setFixedSize(TICK, TICK)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.on:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_tick(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), theme.current().accent)
            painter.end()


class StepTick(QPushButton):
    """One item or child of the agenda: a tick when done, words, a note or a badge at the right.

    Checkable: the row in hand is checked. `set_done`, `set_text`, `set_side` change it in place.
    """

    def __init__(
        self,
        text: str,
        *,
        done: bool = False,
        note: str = "",
        mark: Mark | None = None,
        on: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        dress(self, kind="step")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._tick = _Tick()
        self._words = label("")
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._note = label("", "small")
        self._badge = Badge("")
        box = row(self._tick, gap=10, margins=(8, 3, 8, 3))
        box.addWidget(self._words, 1)
        box.addWidget(self._note)
        box.addWidget(self._badge)
        self.setLayout(box)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._text, self._mark, self._lines = text, mark, 1
        self.set_side(note, mark)
        self.set_done(done)
        self.toggled.connect(self._embolden)
        if on is not None:
            self.clicked.connect(lambda: on())

    @property
    def done(self) -> bool:
        """Whether it is ticked."""
        return self._tick.on

    def set_done(self, done: bool) -> None:
        """Tick or untick."""
        self._tick.on = done
        self._tick.update()
        self._name()

    def set_text(self, text: str, lines: int = 1) -> None:
        """Change the words; on more lines the row is taller."""
        self._text = text
        self._name()
        if lines != self._lines:
            self._lines = lines
            self._words.setWordWrap(lines > 1)
            self.updateGeometry()

    def set_side(self, note: str = "", mark: Mark | None = None) -> None:
        """What stands at the right."""
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._mark = mark
        self._badge.setVisible(mark is not None)
        if mark is not None:
            self._badge.show_mark(mark)
        self._name()

    def _name(self) -> None:
        self._words.setText(self._text)
        self._words.setToolTip(self._text)
        side = (self._note.text(), self._mark.words if self._mark else "", "done" if self.done else "")
        self.setAccessibleName(", ".join(part for part in (self._text, *side) if part))

    def _embolden(self, on: bool) -> None:
        dress(self._words, kind="strong" if on else "")

    def sizeHint(self) -> QSize:
        return QSize(200, 30 + (self._lines - 1) * LINE)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())


def step_heading(text: str) -> QLabel:
    """The heading of a group of steps ("7 New, Richmond")."""
    made = label(text, "label", wrap=True)
    made.setContentsMargins(8, 12, 8, 4)
    return made
