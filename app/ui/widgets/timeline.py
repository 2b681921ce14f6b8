"""Home's month line: the meetings of a month on one line, what is due beneath them, and today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import theme
from app.ui.theme import Theme
from app.ui.widgets.badges import Mark, badge_size, paint_badge

HEAD, LINE_AT, BADGES_AT, BADGE_STEP, EDGE = 2, 50, 68, 24, 20


@dataclass(frozen=True)
class Stop:
    """A meeting on the line; `when_text` is the date as people say it ("Tue 10 Nov")."""

    key: object
    title: str
    when: date
    when_text: str
    done: bool = False
    marks: tuple[Mark, ...] = ()


@dataclass
class _Place:
    """Where a stop's words stand: they may be pushed aside, the dot never."""

    dot: float
    middle: float
    wide: float
    stop: Stop | None


def spread(places: list[_Place], left: float, right: float, gap: float = theme.WIDE) -> None:
    """Push columns of words apart so that none overlaps, keeping their order, within left to right."""
    places.sort(key=lambda place: (place.dot, place.stop is None))
    edge = left
    for place in places:
        place.middle = max(place.dot, edge + place.wide / 2)
        edge = place.middle + place.wide / 2 + gap
    edge = right
    for place in reversed(places):
        place.middle = min(place.middle, edge - place.wide / 2)
        edge = place.middle - place.wide / 2 - gap


class TimeLine(QWidget):
    """Arrows walk the meetings, Enter or a click opens one: `activated` carries its key."""

    activated = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._first, self._last, self._today = date.min, date.min, date.min
        self._stops: tuple[Stop, ...] = ()
        self._held = -1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName("Time line of the month")

    def set_month(self, first: date, last: date, today: date, stops: Sequence[Stop]) -> None:
        """Show first to last day; today is marked when it lies between."""
        self._first, self._last, self._today = first, last, today
        self._stops = tuple(sorted(stops, key=lambda stop: stop.when))
        self._held = min(max(self._held, 0), len(self._stops) - 1)
        self.setAccessibleDescription(". ".join(self._words(stop) for stop in self._stops))
        self.updateGeometry()
        self.update()

    @staticmethod
    def _words(stop: Stop) -> str:
        state = "held" if stop.done else "ahead"
        return ", ".join((stop.title, stop.when_text, state, *(mark.words for mark in stop.marks)))

    def sizeHint(self) -> QSize:
        rows = max([len(stop.marks) for stop in self._stops] + [1])
        return QSize(480, BADGES_AT + max(rows * BADGE_STEP, 40))

    def minimumSizeHint(self) -> QSize:
        return QSize(320, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        key = Qt.Key(event.key())
        if key in steps and self._stops:
            self._held = min(max(self._held + steps[key], 0), len(self._stops) - 1)
            self.setAccessibleName(f"Time line of the month: {self._words(self._stops[self._held])}")
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._held >= 0:
            self.activated.emit(self._stops[self._held].key)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        stop = self._at(event.position())
        if stop is not None and event.button() == Qt.MouseButton.LeftButton:
            self._held = self._stops.index(stop)
            self.update()
            self.activated.emit(stop.key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._at(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def _at(self, point: QPointF) -> Stop | None:
        for place in self._places():
            if place.stop is not None and abs(point.x() - place.middle) <= place.wide / 2:
                return place.stop
        return None

    def _x(self, day: date) -> float:
        span = max((self._last - self._first).days, 1)
        return EDGE + (self.width() - 2 * EDGE) * (day - self._first).days / span

    def _places(self) -> list[_Place]:
        bold = QFontMetricsF(theme.font(theme.TEXT, theme.BOLD))
        plain = QFontMetricsF(theme.font(theme.TEXT))
        places = []
        for stop in self._stops:
            widths = [bold.horizontalAdvance(stop.title), plain.horizontalAdvance(stop.when_text)]
            wide = max(widths + [badge_size(mark).width() for mark in stop.marks])
            x = self._x(min(max(stop.when, self._first), self._last))
            places.append(_Place(x, x, wide + theme.GAP, stop))
        if self._first <= self._today <= self._last:
            x = self._x(self._today)
            places.append(_Place(x, x, plain.horizontalAdvance(self._today_words()) + theme.GAP, None))
        spread(places, 0, self.width())
        return places

    def _today_words(self) -> str:
        return f"{self._today:%a} {self._today.day} {self._today:%b}"

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._first == date.min:
            return
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        now = self._x(min(max(self._today, self._first), self._last))
        ends = ((EDGE - 12.0, now, look.accent), (now, self.width() - EDGE + 12.0, look.edge))
        for left, right, ink in ends:
            painter.setPen(QPen(theme.colour(ink), 2))
            painter.drawLine(QPointF(left, LINE_AT), QPointF(right, LINE_AT))
        for place in self._places():
            if place.stop is None:
                self._paint_today(painter, place, look)
            else:
                self._paint_stop(painter, place, place.stop, look)
        painter.end()

    def _paint_stop(self, painter: QPainter, place: _Place, stop: Stop, look: Theme) -> None:
        held = self.hasFocus() and self._stops[self._held] is stop
        box = QRectF(place.middle - place.wide / 2, HEAD, place.wide, self.height() - HEAD - 2)
        if held:
            painter.setPen(QPen(theme.colour(look.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0, -1, 0, 1), theme.RADIUS, theme.RADIUS)
        self._centre(painter, place.middle, HEAD + 1, stop.title, look.ink, theme.BOLD)
        self._centre(painter, place.middle, HEAD + 20, stop.when_text, look.soft, theme.NORMAL)
        painter.setPen(QPen(theme.colour(look.accent), 2))
        painter.setBrush(theme.colour(look.accent if stop.done else look.card))
        painter.drawEllipse(QPointF(place.dot, LINE_AT), 6, 6)
        top = float(BADGES_AT)
        for mark in stop.marks:
            size = badge_size(mark)
            spot = QRectF(place.middle - size.width() / 2, top, size.width(), size.height())
            paint_badge(painter, spot, mark, look)
            top += BADGE_STEP

    def _paint_today(self, painter: QPainter, place: _Place, look: Theme) -> None:
        painter.setPen(QPen(theme.colour(look.ink), 1))
        x = int(place.dot) + 0.5
        painter.drawLine(QPointF(x, LINE_AT - 16), QPointF(x, LINE_AT + 16))
        self._centre(painter, place.middle, BADGES_AT, "today", look.ink, theme.BOLD)
        self._centre(painter, place.middle, BADGES_AT + 17, self._today_words(), look.soft, theme.NORMAL)

    @staticmethod
    def _centre(painter: QPainter, x: float, y: float, text: str, ink: str, weight: int) -> None:
        painter.setFont(theme.font(theme.TEXT, weight))
        painter.setPen(theme.colour(ink))
        painter.drawText(QRectF(x - 200, y, 400, 18), int(Qt.AlignmentFlag.AlignCenter), text)
