"""A child's time line: a lane for each list, months along the top, spells as bars, events on them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.domain.lists import ListName
from app.services.people.child_lines import SpellLine
from app.ui import theme
from app.ui.called import called
from app.ui.lists.words import LANES, month_day
from app.ui.month.words import Month
from app.ui.theme import Tone

HEAD, LANE, FOOT, NAME, EDGE = 24, 32, 28, 72, 12
BAR, DOT = 12.0, 5.0
LONGEST = 18  # months shown; what began before reaches in from the left
LEAST = 6

# The shapes of the badges: a diamond is urgent, a triangle needs attention; a square is a meeting.
_CORNERS = {
    "red": ((0, -7), (7, 0), (0, 7), (-7, 0)),
    "amber": ((0, -6), (6, 5), (-6, 5)),
    "square": ((-5, -5), (5, -5), (5, 5), (-5, 5)),
}


@dataclass(frozen=True)
class Event:
    """A mark on a lane; `words` is what it says when reached."""

    list_name: ListName
    on: date
    words: str
    tone: Tone = "accent"
    square: bool = False


class Lanes(QWidget):
    """Arrows walk the events, and the line below says which one is held."""

    def __init__(self) -> None:
        super().__init__()
        self._spells: tuple[SpellLine, ...] = ()
        self._events: tuple[Event, ...] = ()
        self._first = self._today = date.min
        self._held = -1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName("Time line of the lists")

    def show_life(self, spells: Sequence[SpellLine], events: Sequence[Event], today: date) -> None:
        """Show spells and events up to today."""
        month = Month.of(today)
        days = [spell.began for spell in spells] + [one.on for one in events]
        earliest = Month.of(min(days, default=today))
        self._first = min(max(earliest, month.step(-LONGEST)), month.step(-LEAST)).first
        self._last, self._today = month.last, today
        self._spells = merged(spells)
        self._events = tuple(sorted(events, key=lambda one: (one.on, one.words)))
        self._held = -1
        self.setAccessibleDescription(self.words())
        self.update()

    def words(self) -> str:
        """All of it in words, oldest first in each lane."""
        parts = []
        for lane in LANES:
            said = [_spell_words(spell) for spell in self._spells if spell.list_name == lane]
            said += [one.words for one in self._events if one.list_name == lane]
            parts.append(f"{called(lane)}: {'; '.join(said) if said else 'never on this list'}.")
        return " ".join(parts)

    def held(self) -> Event | None:
        """The event that the keys or the mouse have reached."""
        return self._events[self._held] if 0 <= self._held < len(self._events) else None

    def sizeHint(self) -> QSize:
        return QSize(640, HEAD + LANE * len(LANES) + FOOT)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None or not self._events:
            super().keyPressEvent(event)
            return
        start = len(self._events) if self._held < 0 and step < 0 else self._held
        self._hold(min(max(start + step, 0), len(self._events) - 1))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._hold(-1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hold(self._at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hold(-1)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = self._at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self._events[at].words if at >= 0 else "", self)
            return True
        return super().event(event)

    def _hold(self, at: int) -> None:
        if at != self._held:
            self._held = at
            held = self.held()
            self.setAccessibleName(held.words if held else "Time line of the lists")
            self.update()

    def _at(self, point: QPointF) -> int:
        near = [
            (abs(self._x(one.on) - point.x()), at)
            for at, one in enumerate(self._events)
            if abs(self._y(one.list_name) - point.y()) <= LANE / 2 and abs(self._x(one.on) - point.x()) <= 9
        ]
        return min(near)[1] if near else -1

    def _x(self, day: date) -> float:
        span = max((self._last - self._first).days, 1)
        room = self.width() - NAME - EDGE
        return NAME + room * (min(max(day, self._first), self._last) - self._first).days / span

    @staticmethod
    def _y(lane: ListName) -> float:
        return HEAD + LANE * (LANES.index(lane) + 0.5)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._first == date.min:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour(theme.current().accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), theme.RADIUS, theme.RADIUS)
        self._paint_months(painter)
        self._paint_lanes(painter)
        for spell in self._spells:
            self._paint_spell(painter, spell)
        for at, one in enumerate(self._events):
            self._paint_event(painter, one, held=at == self._held)
        self._paint_foot(painter)
        painter.end()

    def _paint_months(self, painter: QPainter) -> None:
        look, month = theme.current(), Month.of(self._first)
        painter.setFont(theme.font(theme.SMALL))
        bottom = HEAD + LANE * len(LANES)
        while month.first <= self._last:
            left, right = self._x(month.first), self._x(month.last + timedelta(days=1))
            painter.setPen(QPen(theme.colour(look.line), 1))
            painter.drawLine(QPointF(int(left) + 0.5, HEAD - 4), QPointF(int(left) + 0.5, bottom))
            words = month.name[:3] + (
                f" {month.year}" if month.number == 1 or month.first == self._first else ""
            )
            painter.setPen(theme.colour(look.soft))
            wide = max(right - left, painter.fontMetrics().horizontalAdvance(words) + 2.0)
            painter.drawText(QRectF(left + 4, 2, wide, 18), int(Qt.AlignmentFlag.AlignLeft), words)
            month = month.step(1)
        x = int(self._x(self._today)) + 0.5
        painter.setPen(QPen(theme.colour(look.ink), 1))
        painter.drawLine(QPointF(x, HEAD - 6), QPointF(x, bottom + 4))

    def _paint_lanes(self, painter: QPainter) -> None:
        look = theme.current()
        for lane in LANES:
            y = self._y(lane)
            painter.setFont(theme.font(theme.TEXT, theme.BOLD))
            on_it = any(spell.list_name == lane for spell in self._spells)
            painter.setPen(theme.colour(look.ink if on_it else look.soft))
            painter.drawText(
                QRectF(0, y - 10, NAME - 8, 20), int(Qt.AlignmentFlag.AlignVCenter), called(lane)
            )
            painter.setPen(QPen(theme.colour(look.line), 1))
            painter.drawLine(QPointF(NAME, y), QPointF(self.width() - EDGE, y))

    def _paint_spell(self, painter: QPainter, spell: SpellLine) -> None:
        end = spell.ended or self._today
        if end < self._first:
            return
        look, y = theme.current(), self._y(spell.list_name)
        left = self._x(spell.began) if spell.began >= self._first else NAME - 4.0
        box = QRectF(left, y - BAR / 2, max(self._x(end) - left, BAR), BAR)
        on = spell.ended is None
        painter.setPen(QPen(theme.colour(look.accent if on else look.edge), 1))
        painter.setBrush(theme.colour(look.accent_tint if on else look.grey_tint))
        painter.drawRoundedRect(box, BAR / 2, BAR / 2)

    def _paint_event(self, painter: QPainter, one: Event, *, held: bool) -> None:
        look = theme.current()
        ink, _ground = look.tone(one.tone)
        spot = QPointF(self._x(one.on), self._y(one.list_name))
        if held:
            painter.setPen(QPen(theme.colour(look.ink), 2))
            painter.setBrush(theme.colour(look.card))
            painter.drawEllipse(spot, DOT + 4, DOT + 4)
        painter.setPen(QPen(theme.colour(look.card), 1))
        painter.setBrush(theme.colour(ink))
        shape = "square" if one.square else one.tone
        corners = _CORNERS.get(shape)
        if corners is None:
            painter.drawEllipse(spot, DOT, DOT)
        else:
            painter.drawPolygon(QPolygonF([spot + QPointF(x, y) for x, y in corners]))

    def _paint_foot(self, painter: QPainter) -> None:
        look, held = theme.current(), self.held()
        top = HEAD + LANE * len(LANES) + 6
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(theme.colour(look.ink if held else look.soft))
        words = held.words if held else self._summary()
        room = QRectF(NAME, top, self.width() - NAME - EDGE, 18)
        words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), words)

    def _summary(self) -> str:
        ordered = sorted(self._spells, key=lambda spell: LANES.index(spell.list_name))
        now = [_spell_words(spell) for spell in ordered if spell.ended is None]
        return " · ".join(now) if now else "On no list now"


def merged(spells: Sequence[SpellLine]) -> tuple[SpellLine, ...]:
    """One bar where several rows of a list say at the same time that the child is on it."""
    found: list[SpellLine] = []
    for one in sorted(spells, key=lambda spell: (spell.list_name, spell.began)):
        last = found[-1] if found else None
        if (
            last is None
            or last.list_name != one.list_name
            or (last.ended is not None and last.ended < one.began)
        ):
            found.append(one)
        elif last.ended is not None and (one.ended is None or one.ended > last.ended):
            found[-1] = replace(last, ended=one.ended, reason=one.reason)
    return tuple(found)


def _spell_words(spell: SpellLine) -> str:
    if spell.ended is None:
        return f"on {called(spell.list_name)} since {month_day(spell.began)}"
    why = f" ({spell.reason})" if spell.reason else ""
    return f"on {called(spell.list_name)} from {month_day(spell.began)} to {month_day(spell.ended)}{why}"
