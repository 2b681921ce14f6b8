"""Cards beside one another while there is room for them, else under one another."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from app.ui import theme


class Shelf(QWidget):
    """`parts` are widgets with their share of the width; below `least` pixels they stand in a column."""

    def __init__(self, *parts: tuple[QWidget, int], least: int) -> None:
        super().__init__()
        self._least = least
        self._shares = [share for _part, share in parts]
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.WIDE)
        for part, share in parts:
            # Shares hold whatever the words inside would like.
            part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            self._box.addWidget(part, share)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= self._least
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if way != self._box.direction():
            self._box.setDirection(way)
            for at, share in enumerate(self._shares):
                self._box.setStretch(at, share if beside else 0)
