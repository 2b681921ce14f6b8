"""A year at a glance: twelve small months with the days on which nobody works."""

import calendar
from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.calendar import MONTHS
from app.ui import theme
from app.ui.theme import Theme, Tone

CELL, LINE, HEAD, GAP = 20, 20, 40, 20
_ACROSS, _WEEK, _WEEKS = 4, 7, 6
_LETTERS = "MTWTFSS"


class YearCalendar(QWidget):
    """Days carry a tone; `picked` carries the day clicked. The same days stand in the list beside it."""

    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._year = date.min.year
        self._tones: Mapping[date, tuple[Tone, str]] = {}
        self._today: date | None = None
        self._chosen: date | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_year(self, year: int, tones: Mapping[date, tuple[Tone, str]], today: date) -> None:
        """Show a year; `tones` say which days differ, and what each is."""
        self._year, self._tones, self._today = year, tones, today
        self.setAccessibleName(f"{year}: {len(tones)} days differ from their weekday")
        self.updateGeometry()
        self.update()

    def choose(self, day: date | None) -> None:
        """Ring this day."""
        self._chosen = day
        self.update()

    def _across(self) -> int:
        return max(1, min(_ACROSS, (self.width() + GAP) // (_WEEK * CELL + GAP)))

    def _tall(self, across: int) -> int:
        rows = -(-len(MONTHS) // across)
        return rows * (HEAD + _WEEKS * LINE) + (rows - 1) * theme.GAP

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._tall(max(1, min(_ACROSS, (width + GAP) // (_WEEK * CELL + GAP))))

    def sizeHint(self) -> QSize:
        return QSize(3 * _WEEK * CELL + 2 * GAP, self._tall(3))

    def minimumSizeHint(self) -> QSize:
        return QSize(_WEEK * CELL, self._tall(self._across()))

    def _corner(self, month: int) -> QPointF:
        across = self._across()
        step = (self.width() + GAP) / across
        down, right = divmod(month - 1, across)
        return QPointF(right * step, down * (HEAD + _WEEKS * LINE + theme.GAP))

    def _box(self, day: date) -> QRectF:
        corner = self._corner(day.month)
        first = date(day.year, day.month, 1).weekday()
        week, weekday = divmod(day.day - 1 + first, _WEEK)
        return QRectF(corner.x() + weekday * CELL, corner.y() + HEAD + week * LINE, CELL, LINE)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for month in range(1, len(MONTHS) + 1):
            self._paint_month(painter, month, look)
        painter.end()

    def _paint_month(self, painter: QPainter, month: int, look: Theme) -> None:
        corner = self._corner(month)
        painter.setFont(theme.font(theme.SMALL, theme.BOLD))
        painter.setPen(theme.colour(look.ink))
        painter.drawText(QRectF(corner.x() + 5, corner.y(), _WEEK * CELL, LINE), MONTHS[month - 1])
        painter.setFont(theme.font(theme.SMALL, theme.NORMAL))
        painter.setPen(theme.colour(look.soft))
        for at, letter in enumerate(_LETTERS):
            box = QRectF(corner.x() + at * CELL, corner.y() + LINE, CELL, LINE)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), letter)
        for number in range(1, calendar.monthrange(self._year, month)[1] + 1):
            self._paint_day(painter, date(self._year, month, number), look)

    def _paint_day(self, painter: QPainter, day: date, look: Theme) -> None:
        box, tone = self._box(day), self._tones.get(day)
        ink = look.soft if day.weekday() > 4 else look.ink
        if tone is not None:
            ink, ground = look.tone(tone[0])
            painter.setPen(QPen(theme.colour(ink), 1) if look.strong else Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(ground))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), theme.CHIP_RADIUS, theme.CHIP_RADIUS)
        if day in (self._chosen, self._today):
            painter.setPen(QPen(theme.colour(look.accent if day == self._chosen else look.edge), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), theme.CHIP_RADIUS, theme.CHIP_RADIUS)
        painter.setFont(theme.font(theme.SMALL, theme.BOLD if tone else theme.NORMAL))
        painter.setPen(theme.colour(ink))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), str(day.day))

    def day_at(self, point: QPointF) -> date | None:
        """The day under a point, or None."""
        for month in range(1, len(MONTHS) + 1):
            for number in range(1, calendar.monthrange(self._year, month)[1] + 1):
                if self._box(date(self._year, month, number)).contains(point):
                    return date(self._year, month, number)
        return None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(event.position())
        if day is not None:
            self.picked.emit(day)
