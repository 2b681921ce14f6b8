"""Amounts as bars and blocks, each with its words for a screen reader."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import theme
from app.ui.theme import Tone
from app.ui.widgets.cards import LineRow


class Meter(QWidget):
    """A bar of `done` out of `total`; the name says what is counted."""

    def __init__(self, name: str, done: int = 0, total: int = 0, tone: Tone = "accent") -> None:
        super().__init__()
        self._name, self._tone = name, tone
        self._done = self._total = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_value(done, total)

    def set_value(self, done: int, total: int) -> None:
        """Show `done` of `total`; zero of zero is an empty bar."""
        self._done, self._total = done, total
        self.setAccessibleName(f"{self._name}: {done} of {total}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, 8)

    def minimumSizeHint(self) -> QSize:
        return QSize(48, 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        ink, ground = look.tone(self._tone)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPen(theme.colour(ink), 1) if look.strong else QPen(Qt.PenStyle.NoPen)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(outline)
        painter.setBrush(theme.colour(ground if self._tone != "accent" else look.grey_tint))
        painter.drawRoundedRect(box, 4, 4)
        share = min(1.0, self._done / self._total) if self._total else 0.0
        if share:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(ink))
            painter.drawRoundedRect(
                QRectF(box.x(), box.y(), max(8.0, box.width() * share), box.height()), 4, 4
            )
        painter.end()


@dataclass(frozen=True)
class Seats:
    """Seats filled of all that count, and how many make the meeting quorate."""

    filled: int
    total: int
    needed: int

    @property
    def words(self) -> str:
        """What the strip shows, in words."""
        state = "quorate" if self.filled >= self.needed else "not quorate"
        return f"{state}, {self.filled} of {self.total} seats, {self.needed} needed"


class SeatStrip(QWidget):
    """The quorum as blocks, one a seat, with a mark after the seat that makes it quorate."""

    BLOCK, BREAK, TALL = 9, 4, 16

    def __init__(self, seats: Seats | None = None, *, on_rail: bool = True) -> None:
        super().__init__()
        self._on_rail = on_rail
        self.seats = seats or Seats(0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_seats(self.seats)

    def set_seats(self, seats: Seats) -> None:
        """Show these."""
        self.seats = seats
        self.setAccessibleName(seats.words)
        self.setToolTip(seats.words.capitalize())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        wide = self.seats.total * (self.BLOCK + self.BREAK) + self.BREAK
        return QSize(max(wide, self.BLOCK), self.TALL + 6)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        good = look.rail_good if self._on_rail else look.green
        short = look.rail_warn if self._on_rail else look.amber
        empty = look.rail_block if self._on_rail else look.line
        ink = look.rail_ink if self._on_rail else look.ink
        quorate = self.seats.filled >= self.seats.needed
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x = float(self.BREAK)
        for seat in range(self.seats.total):
            box = QRectF(x, 3, self.BLOCK, self.TALL)
            filled = seat < self.seats.filled
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour((good if quorate else short) if filled else empty))
            painter.drawRoundedRect(box, 2, 2)
            x += self.BLOCK + self.BREAK
            if seat + 1 == self.seats.needed and self.seats.needed < self.seats.total:
                painter.setPen(QPen(theme.colour(ink), 1))
                painter.drawLine(int(x - self.BREAK / 2), 0, int(x - self.BREAK / 2), self.TALL + 6)
        painter.end()


class BarRow(LineRow):
    """One agency: its name, a bar, and "4 of 11"; `on` opens the list behind it."""

    def __init__(
        self,
        text: str,
        part: int,
        whole: int,
        *,
        tone: Tone = "red",
        on: Callable[[], object] | None = None,
        last: bool = False,
    ) -> None:
        super().__init__(text, value=str(part), tail=f"of {whole}", on=on, last=last)
        bar = Meter(text, part, whole, tone)
        bar.setFixedWidth(136)
        bar.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._line.insertWidget(1, bar)
        self.figure.setMinimumWidth(theme.MARGIN)
        self.tail.setMinimumWidth(theme.MARGIN + theme.WIDE)
