"""The queue of pairs: two names, the band and what to mind; arrows walk it."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.services.people.side_rows import SideRow
from app.services.people.who import PairRow
from app.ui import theme
from app.ui.lists.words import BANDS, DECISIONS, flag_marks
from app.ui.month.words import chip
from app.ui.widgets import Mark, masked, privacy
from app.ui.widgets.badges import badge_size, paint_badge
from app.ui.widgets.cells import Index

PAIR = int(Qt.ItemDataRole.UserRole) + 1
TALL = 7 * theme.GAP
_FACTS = 2
_WAIT = DECISIONS["ask"]
_LINE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_END = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


def risk_marks(pair: PairRow) -> tuple[Mark, ...]:
    """Why a pair stands where it stands, in one short chip: the two gravest things the lists say."""
    facts = pair.risk.facts[:_FACTS]
    if not facts:
        return ()
    return (chip(" · ".join(fact.words for fact in facts), facts[0].tone),)


def marks_of(pair: PairRow) -> tuple[Mark, ...]:
    """The badges of a pair in the queue."""
    asked = (_WAIT,) if pair.asked else ()
    return (*risk_marks(pair), BANDS[pair.band], *asked, *flag_marks(pair.flags))


def lists_of(pair: PairRow) -> str:
    """ "MisPer ~ CME"."""
    return f"{pair.a.list_label} ~ {pair.b.list_label}"


def _name(side: SideRow) -> str:
    return masked(side.name or "no name given")


class _Model(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: list[PairRow] = []

    def set_rows(self, rows: Sequence[PairRow]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = 0) -> object:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        pair = self.rows[index.row()]
        if role == PAIR:
            return pair
        if role in (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)):
            marks = ", ".join(mark.words for mark in marks_of(pair))
            return f"{_name(pair.a)} ~ {_name(pair.b)}, {lists_of(pair)}, {marks}"
        return None


class _Painter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, TALL)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, box = theme.current(), QRectF(option.rect)
        pair: PairRow = index.data(PAIR)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.colour(look.accent_tint))
            painter.fillRect(QRectF(box.x(), box.y(), 3, box.height()), theme.colour(look.accent))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.colour(look.hover))
        painter.setPen(QPen(theme.colour(look.line), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        inner = option.rect.adjusted(12, 6, -12, -8)
        self._names(painter, QRect(inner.x(), inner.y(), inner.width(), 18), pair)
        self._badges(painter, QRect(inner.x(), inner.bottom() - 19, inner.width(), 20), pair)
        painter.restore()

    @staticmethod
    def _names(painter: QPainter, box: QRect, pair: PairRow) -> None:
        look = theme.current()
        first, second = _name(pair.a), f"~ {_name(pair.b)}"
        painter.setPen(theme.colour(look.ink))
        painter.setFont(theme.font(theme.TEXT, theme.BOLD))
        metrics = painter.fontMetrics()
        # The second name always keeps a third of the line.
        first = metrics.elidedText(first, Qt.TextElideMode.ElideRight, box.width() * 2 // 3)
        painter.drawText(box, _LINE, first)
        rest = box.adjusted(metrics.horizontalAdvance(first) + 5, 0, 0, 0)
        painter.setFont(theme.font())
        second = painter.fontMetrics().elidedText(second, Qt.TextElideMode.ElideRight, rest.width())
        painter.drawText(rest, _LINE, second)

    @staticmethod
    def _badges(painter: QPainter, box: QRect, pair: PairRow) -> None:
        look = theme.current()
        left = float(box.x())
        for mark in marks_of(pair):
            size = badge_size(mark)
            if left + size.width() > box.right() + 1:
                break
            paint_badge(painter, QRectF(left, box.y(), size.width(), size.height()), mark, look)
            left += size.width() + theme.TIGHT
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(theme.colour(look.soft))
        room, lists = box.adjusted(int(left - box.x()) + 4, 0, 0, 0), lists_of(pair)
        # Where the badges leave no room the lists go unsaid here; the pair beside it says them.
        if painter.fontMetrics().horizontalAdvance(lists) <= room.width():
            painter.drawText(room, _END, lists)


class PairQueue(QListView):
    """`picked` carries the pair under the cursor, or None when the queue is empty."""

    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._rows = _Model()
        self.setModel(self._rows)
        self.setItemDelegate(_Painter(self))
        self.setAccessibleName("Pairs to decide")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(lambda *_: self.picked.emit(self.current()))
        privacy.changed.connect(self.viewport().update)

    def pairs(self) -> tuple[PairRow, ...]:
        """All of them, in order."""
        return tuple(self._rows.rows)

    def current(self) -> PairRow | None:
        """The pair under the cursor."""
        at = self.currentIndex().row()
        return self._rows.rows[at] if 0 <= at < len(self._rows.rows) else None

    def set_pairs(self, pairs: Sequence[PairRow], want: str = "") -> None:
        """Show these; the cursor goes to the pair `want`, else stays on its pair, else on its place."""
        held, at = self.current(), max(self.currentIndex().row(), 0)
        wanted = want or (held.id if held is not None else "")
        self.selectionModel().blockSignals(True)
        self._rows.set_rows(pairs)
        self.selectionModel().blockSignals(False)
        ids = [pair.id for pair in pairs]
        place = ids.index(wanted) if wanted in ids else min(at, len(ids) - 1)
        if place >= 0:
            self.setCurrentIndex(self._rows.index(place, 0))
        self.picked.emit(self.current())

    def step(self, by: int) -> None:
        """Move the cursor up or down; it stops at the ends."""
        at = min(max(self.currentIndex().row() + by, 0), len(self._rows.rows) - 1)
        if at >= 0:
            self.setCurrentIndex(self._rows.index(at, 0))
