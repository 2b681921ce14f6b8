"""What to do first in a store with nothing in it: three steps, each with its tick."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.ui import theme
from app.ui.widgets import Button, Card, clear, column, label, row, rule
from app.ui.widgets.badges import paint_tick


@dataclass(frozen=True)
class Step:
    """One thing to do; `can` is False while an earlier one must come first."""

    title: str
    sentence: str
    action: str
    done: bool
    on: Callable[[], object]
    can: bool = True


class _Number(QWidget):
    """The step's number in a ring, or a tick once it is done."""

    SIZE = 28

    def __init__(self, number: int, done: bool) -> None:
        super().__init__()
        self._number, self._done = number, done
        self.setFixedSize(self.SIZE, self.SIZE)
        self.setAccessibleName(f"Step {number}, {'done' if done else 'to do'}")

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(theme.colour(look.green if self._done else look.accent), 2))
        painter.setBrush(theme.colour(look.green_tint if self._done else look.card))
        painter.drawEllipse(ring)
        if self._done:
            paint_tick(painter, ring.adjusted(8, 9, -8, -8), look.green)
        else:
            painter.setFont(theme.font(theme.TEXT, theme.BOLD))
            painter.drawText(ring, int(Qt.AlignmentFlag.AlignCenter), str(self._number))
        painter.end()


class FirstSteps(Card):
    """The steps in order; the first that is not done has the primary button."""

    def __init__(self) -> None:
        super().__init__("Start here", "three steps to the first month")
        self.body.setSpacing(12)

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show these."""
        clear(self.body)
        now = next((step for step in steps if not step.done), None)
        for number, step in enumerate(steps, start=1):
            if number > 1:
                self.body.addWidget(rule())
            words = column(
                label(step.title, "heading"), label(step.sentence, "note", wrap=True), gap=theme.TIGHT
            )
            line = row(_Number(number, step.done), gap=12)
            line.addLayout(words, 1)
            button = Button(step.action, "primary" if step is now else "plain", on=step.on)
            button.setEnabled(step.can)
            line.addWidget(button)
            self.body.addLayout(line)
