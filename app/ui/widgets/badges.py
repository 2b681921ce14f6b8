"""Badges say a status by word, shape and colour; key chips say which key does it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.ui import theme
from app.ui.theme import Theme, Tone
from app.ui.widgets.layout import FlowLayout, clear

HEIGHT, PAD, SHAPE = 20, 7, 7
MEANING: dict[Tone, str] = {
    "accent": "",
    "grey": "",
    "red": "urgent",
    "amber": "needs attention",
    "green": "in order",
}


@dataclass(frozen=True)
class Mark:
    """What a badge says: `prefix` is a word before the text, such as the list ("CME")."""

    text: str
    tone: Tone = "grey"
    prefix: str = ""

    @property
    def words(self) -> str:
        """The whole text as shown."""
        return f"{self.prefix} {self.text}".strip()


@lru_cache(maxsize=512)
def _wide(words: str) -> float:
    return QFontMetricsF(theme.font(theme.SMALL, theme.MEDIUM)).horizontalAdvance(words)


def badge_size(mark: Mark) -> QSize:
    """Pixels a badge takes."""
    wide = _wide(mark.words)
    shape = SHAPE + 5 if mark.tone in _SHAPES else 0
    return QSize(int(wide + 0.999) + 2 * PAD + shape, HEIGHT)


def paint_badge(painter: QPainter, box: QRectF, mark: Mark, look: Theme) -> None:
    """The same badge everywhere: in a widget, a table cell, the time line."""
    ink, ground = look.tone(mark.tone)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour(ink), 1) if look.strong else Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(ground))
    frame = box.adjusted(0.5, 0.5, -0.5, -0.5) if look.strong else box
    painter.drawRoundedRect(frame, theme.CHIP_RADIUS, theme.CHIP_RADIUS)
    left = box.left() + PAD
    shape = _SHAPES.get(mark.tone)
    if shape is not None:
        shape(painter, QRectF(left, box.center().y() - SHAPE / 2, SHAPE, SHAPE), ink)
        left += SHAPE + 5
    painter.setFont(theme.font(theme.SMALL, theme.MEDIUM))
    painter.setPen(theme.colour(ink))
    room = QRectF(left, box.top(), box.right() - PAD - left + 1, box.height())
    words = QFontMetricsF(painter.font()).elidedText(mark.words, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)
    painter.restore()


def paint_tick(painter: QPainter, box: QRectF, ink: str) -> None:
    """A tick that fills the box."""
    pen = QPen(theme.colour(ink), max(1.6, box.width() / 6))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    x, y, w, h = box.x(), box.y(), box.width(), box.height()
    points = [QPointF(x, y + h * 0.55), QPointF(x + w * 0.36, y + h * 0.9), QPointF(x + w, y + h * 0.12)]
    painter.drawPolyline(QPolygonF(points))


def _diamond(painter: QPainter, box: QRectF, ink: str) -> None:
    middle = box.center()
    points = [
        QPointF(middle.x(), box.top()),
        QPointF(box.right(), middle.y()),
        QPointF(middle.x(), box.bottom()),
        QPointF(box.left(), middle.y()),
    ]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(ink))
    painter.drawPolygon(QPolygonF(points))


def _triangle(painter: QPainter, box: QRectF, ink: str) -> None:
    points = [QPointF(box.center().x(), box.top()), box.bottomRight(), box.bottomLeft()]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(ink))
    painter.drawPolygon(QPolygonF(points))


_SHAPES = {"red": _diamond, "amber": _triangle, "green": paint_tick}


class Badge(QLabel):
    """A status in one or two words; red carries a diamond, amber a triangle, green a tick."""

    def __init__(self, text: str, tone: Tone = "grey", *, prefix: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.mark = Mark(text, tone, prefix)
        self.show_mark(self.mark)

    @classmethod
    def of(cls, mark: Mark) -> "Badge":
        """The badge of a mark."""
        return cls(mark.text, mark.tone, prefix=mark.prefix)

    def show_mark(self, mark: Mark) -> None:
        """Say something else."""
        self.mark = mark
        self.setText(mark.words)
        meaning = MEANING[mark.tone]
        self.setAccessibleName(f"{mark.words}, {meaning}" if meaning else mark.words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return badge_size(self.mark)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_badge(painter, QRectF(self.rect()), self.mark, theme.current())
        painter.end()


class BadgeRow(QWidget):
    """Badges in a line that wraps."""

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        super().__init__()
        self._flow = FlowLayout(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_marks(marks)

    def set_marks(self, marks: Iterable[Mark]) -> None:
        """Show these badges instead."""
        clear(self._flow)
        for mark in marks:
            self._flow.addWidget(Badge.of(mark))
        self.updateGeometry()


_SIGNS = {"Down": "↓", "Up": "↑", "Return": "Enter"}


class Key(QLabel):
    """A key chip, such as Ctrl+K, in the words on the keyboard; only shows it, binds nothing."""

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(" ".join(_SIGNS.get(part, part) for part in keys.split("+")), parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("kind", "key")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(f"key {keys.replace('Return', 'Enter')}")
