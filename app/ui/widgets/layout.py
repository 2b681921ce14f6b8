"""Layouts and plain pieces: boxes on the grid, wrapping rows, scrolling pages, labels, rules."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.ui import theme
from app.ui.style import dress

Part = QWidget | QLayout | int | None


def _fill(box: QBoxLayout, parts: tuple[Part, ...], gap: int, margins: tuple[int, int, int, int]) -> None:
    box.setSpacing(gap)
    box.setContentsMargins(*margins)
    for part in parts:
        if part is None:
            box.addStretch(1)
        elif isinstance(part, int):
            box.addSpacing(part)
        elif isinstance(part, QWidget):
            box.addWidget(part)
        else:
            box.addLayout(part)


def column(
    *parts: Part, gap: int = theme.GAP, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QVBoxLayout:
    """Parts under one another; None stretches, a number is a space in pixels."""
    box = QVBoxLayout()
    _fill(box, parts, gap, margins)
    return box


def row(*parts: Part, gap: int = theme.GAP, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QHBoxLayout:
    """Parts beside one another; None stretches, a number is a space in pixels."""
    box = QHBoxLayout()
    _fill(box, parts, gap, margins)
    return box


def label(text: str, kind: str = "", *, wrap: bool = False) -> QLabel:
    """Plain text, never rich: a name such as "<b>" shows as typed. Kinds: title, lead, heading,
    strong, note, label, small, wrong, marking.
    """
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if wrap:
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    if kind:
        made.setProperty("kind", kind)
    return made


def rule() -> QFrame:
    """A thin line across."""
    made = QFrame()
    made.setProperty("kind", "rule")
    return made


def clear(box: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := box.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


class FlowLayout(QLayout):
    """Lays its widgets in a line and wraps, as words do."""

    def __init__(self, parent: QWidget | None = None, gap: int = theme.TIGHT, line_gap: int = -1) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self._line_gap = gap if line_gap < 0 else line_gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._lay(rect, move=True)

    def sizeHint(self) -> QSize:
        hints = [item.sizeHint() for item in self._items if not item.isEmpty()]
        if not hints:
            return QSize(0, 0)
        wide = sum(hint.width() for hint in hints) + self._gap * (len(hints) - 1)
        return QSize(wide, max(hint.height() for hint in hints))

    def minimumSize(self) -> QSize:
        size = QSize(0, 0)
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        return size

    def _lay(self, rect: QRect, *, move: bool) -> int:
        x, y, tall = rect.x(), rect.y(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            hint = item.sizeHint()
            if tall and x + hint.width() > rect.right() + 1:
                x, y, tall = rect.x(), y + tall + self._line_gap, 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), QSize(min(hint.width(), rect.width()), hint.height())))
            x += hint.width() + self._gap
            tall = max(tall, hint.height())
        return y + tall - rect.y()


class Scroller(QScrollArea):
    """A page that scrolls up and down; `body` is the layout to fill. `plain` has no margins."""

    def __init__(self, *, plain: bool = False, name: str = "Page") -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(name)
        kind = "plain" if plain else "page"
        inner = QWidget()
        inner.setProperty("kind", kind)
        dress(self, kind=kind)
        edge = 0 if plain else theme.MARGIN
        self.body = column(gap=theme.WIDE, margins=(edge, edge, edge, edge))
        inner.setLayout(self.body)
        self.setWidget(inner)

    def show_widget(self, widget: QWidget) -> None:
        """Scroll so that the widget is in sight."""
        self.ensureWidgetVisible(widget, 0, theme.MARGIN)
