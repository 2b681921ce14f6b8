"""What we trust Qt's bindings with: a call that answers nothing must not cost a reference to None."""

import sys

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPixmap
from pytestqt.qtbot import QtBot

CALLS = 2_000


def test_calls_that_answer_nothing_keep_the_count_of_none(qtbot: QtBot) -> None:
    """PySide6 6.12.0 loses one each time; before Python 3.12 that ends the program."""
    pixmap, colour = QPixmap(16, 16), QColor("#0b6e8a")
    painter = QPainter(pixmap)
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        painter.setPen(colour)
        painter.drawRoundedRect(QRectF(0, 0, 9, 9), 2, 2)
    lost = before - sys.getrefcount(None)
    painter.end()
    assert lost < CALLS / 10
