"""How a table cell is painted: words, a grey note, badges that wrap, one thin line under the row."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui import theme
from app.ui.widgets.badges import HEIGHT, Mark, badge_size, paint_badge

Index = QModelIndex | QPersistentModelIndex
MARKS = int(Qt.ItemDataRole.UserRole) + 1
NOTE = MARKS + 1
WEIGHT = NOTE + 1
WRAP = WEIGHT + 1
_WRAPPED = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def _lines(marks: Sequence[Mark], room: float) -> list[list[tuple[Mark, QSize]]]:
    lines: list[list[tuple[Mark, QSize]]] = [[]]
    used = 0.0
    for mark in marks:
        size = badge_size(mark)
        if lines[-1] and used + size.width() > room:
            lines.append([])
            used = 0.0
        lines[-1].append((mark, size))
        used += size.width() + 4
    return lines


class Heights:
    """How tall a cell is, in pixels: made once for all rows of a table, because thousands are asked."""

    def __init__(self) -> None:
        self._metrics = {
            weight: QFontMetrics(theme.font(theme.TEXT, weight)) for weight in (theme.NORMAL, theme.BOLD)
        }

    def wrapped(self, text: str, weight: int, width: int) -> int:
        """Words that break over lines in a column of this width."""
        metrics, room = self._metrics[weight], width - 2 * CellPainter.PAD
        # Fewer letters than this fit on one line, whichever they are; most cells end here.
        if len(text) * metrics.maxWidth() <= room and "\n" not in text:
            return theme.ROW
        if metrics.horizontalAdvance(text) <= room and "\n" not in text:
            return theme.ROW
        return max(theme.ROW, metrics.boundingRect(QRect(0, 0, room, 10_000), _WRAPPED, text).height() + 12)

    def badges(self, text: str, weight: int, marks: Sequence[Mark], width: int) -> int:
        """Badges after the words, on as many lines as they take."""
        used = self._metrics[weight].horizontalAdvance(text) + theme.GAP if text else 0
        lines = _lines(marks, width - 2 * CellPainter.PAD - used)
        return max(theme.ROW, len(lines) * (HEIGHT + 4) + 8)


class CellPainter(QStyledItemDelegate):
    """Paints words, a grey note, and badges that wrap, on a row with one thin line under it."""

    PAD = 8

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme.current()
        state, box = option.state, QRectF(option.rect)
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.colour(look.accent_tint))
            if index.column() == 0:
                painter.fillRect(QRectF(box.x(), box.y(), 3, box.height()), theme.colour(look.accent))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.colour(look.hover))
        painter.setPen(QPen(theme.colour(look.line), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        inner = box.adjusted(self.PAD, 0, -self.PAD, 0)
        used = self._paint_words(painter, inner, index)
        self._paint_marks(painter, inner.adjusted(used, 0, 0, 0), index)
        painter.restore()

    def _paint_words(self, painter: QPainter, box: QRectF, index: Index) -> float:
        look = theme.current()
        text, note = str(index.data() or ""), str(index.data(NOTE) or "")
        align = Qt.AlignmentFlag(index.data(int(Qt.ItemDataRole.TextAlignmentRole)))
        painter.setFont(theme.font(theme.TEXT, index.data(WEIGHT)))
        painter.setPen(theme.colour(look.ink))
        metrics = painter.fontMetrics()
        wide = metrics.horizontalAdvance(text)
        if index.data(WRAP):
            painter.drawText(box, int(align | Qt.TextFlag.TextWordWrap), text)
            return box.width() if text else 0
        if not note:
            painter.drawText(
                box, int(align), metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
            )
            return wide + theme.GAP if wide else 0
        whole = wide + 6 + metrics.horizontalAdvance(note)
        left = box.right() - whole if align & Qt.AlignmentFlag.AlignRight else box.left()
        left = max(left, box.left())
        words = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(QRectF(left, box.y(), box.right() - left, box.height()), int(_LEFT), words)
        painter.setFont(theme.font())
        painter.setPen(theme.colour(look.soft))
        start = left + wide + (6 if wide else 0)
        room = QRectF(start, box.y(), max(0.0, box.right() - start), box.height())
        note = painter.fontMetrics().elidedText(note, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, int(_LEFT), note)
        return whole + theme.GAP

    def _paint_marks(self, painter: QPainter, box: QRectF, index: Index) -> None:
        marks: tuple[Mark, ...] = index.data(MARKS) or ()
        if not marks:
            return
        lines = _lines(marks, box.width())
        tall = len(lines) * (HEIGHT + 4) - 4
        right = (
            Qt.AlignmentFlag(index.data(int(Qt.ItemDataRole.TextAlignmentRole))) & Qt.AlignmentFlag.AlignRight
        )
        top = box.center().y() - tall / 2
        for line in lines:
            wide = sum(size.width() for _mark, size in line) + 4 * (len(line) - 1)
            left = max(box.left(), box.right() - wide) if right else box.left()
            for mark, size in line:
                spot = QRectF(left, top, min(size.width(), box.right() - left), size.height())
                paint_badge(painter, spot, mark, theme.current())
                left += size.width() + 4
            top += HEIGHT + 4
