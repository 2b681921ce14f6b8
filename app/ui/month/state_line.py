"""Where a meeting stands, as steps on a line: planned, papers out, open, closed, draft circulated, agreed."""

from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.meetings import MeetingState
from app.ui import theme
from app.ui.theme import Theme
from app.ui.widgets.badges import paint_tick

# An adjourned meeting stands where others are closed; nobody else needs to read of it.
_USUAL: tuple[MeetingState, ...] = tuple(
    state for state in MeetingState if state is not MeetingState.ADJOURNED
)
_ADJOURNED: tuple[MeetingState, ...] = tuple(
    state for state in MeetingState if state is not MeetingState.CLOSED
)
DOT, LINE_AT, WORDS_AT, WORDS_TALL = 9, 14, 28, 32


class StateLine(QWidget):
    """Passed steps carry a tick, the one that holds is filled; the words stand beneath."""

    def __init__(self) -> None:
        super().__init__()
        self._at = 0
        self._states = _USUAL
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_state(MeetingState.PLANNED)

    def show_state(self, state: str) -> None:
        """Show this state."""
        self._states = _ADJOURNED if state == MeetingState.ADJOURNED else _USUAL
        self._at = self._states.index(MeetingState(state))
        name = f"Step {self._at + 1} of {len(self._states)}: {self._states[self._at].value}"
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(560, WORDS_AT + WORDS_TALL // 2 + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(360, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The longest label breaks over two lines where a step is narrow.
        longest = QFontMetrics(theme.font(theme.SMALL, theme.BOLD)).horizontalAdvance(
            MeetingState.DRAFT_CIRCULATED.label
        )
        narrow = self.width() / len(self._states) < longest + 4
        self.setFixedHeight(WORDS_AT + WORDS_TALL if narrow else self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step = self.width() / len(self._states)
        places = [step * (at + 0.5) for at in range(len(self._states))]
        for at, (left, right) in enumerate(pairwise(places)):
            painter.setPen(QPen(theme.colour(look.accent if at < self._at else look.edge), 2))
            painter.drawLine(QPointF(left + DOT + 4, LINE_AT), QPointF(right - DOT - 4, LINE_AT))
        for at, middle in enumerate(places):
            self._paint_step(painter, at, middle, step, look)
        painter.end()

    def _paint_step(self, painter: QPainter, at: int, middle: float, step: float, look: Theme) -> None:
        passed, here = at < self._at, at == self._at
        ring = QRectF(middle - DOT, LINE_AT - DOT, 2 * DOT, 2 * DOT)
        painter.setPen(QPen(theme.colour(look.accent if passed or here else look.edge), 2))
        painter.setBrush(theme.colour(look.accent if here else look.card))
        painter.drawEllipse(ring)
        if passed:
            paint_tick(painter, ring.adjusted(5, 5.5, -5, -5), look.accent)
        elif here:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(look.on_accent))
            painter.drawEllipse(QPointF(middle, LINE_AT), 3, 3)
        painter.setFont(theme.font(theme.SMALL, theme.BOLD if here else theme.NORMAL))
        painter.setPen(theme.colour(look.ink if here else look.soft))
        box = QRectF(middle - step / 2 + 2, WORDS_AT, step - 4, WORDS_TALL)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(box, int(flags), self._states[at].label)
