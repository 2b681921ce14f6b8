"""Facts under one another: what it is in grey at the left, what holds at the right."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from app.ui import theme
from app.ui.widgets import clear, label

NAMES = 176  # pixels of the left column, so that the facts of all cards align


class Facts(QWidget):
    """`show_facts` replaces them; the words at the right can be selected and copied."""

    def __init__(self, facts: Iterable[tuple[str, str]] = ()) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.WIDE)
        self._grid.setVerticalSpacing(theme.GAP)
        self._grid.setColumnMinimumWidth(0, NAMES)
        self._grid.setColumnStretch(1, 1)
        self.show_facts(facts)

    def show_facts(self, facts: Iterable[tuple[str, str]]) -> None:
        """Show these; a fact without words is left out."""
        clear(self._grid)
        for line, (name, words) in enumerate(pair for pair in facts if pair[1]):
            top = Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(label(name, "note"), line, 0, top)
            self._grid.addWidget(_words(name, words), line, 1)


def _words(name: str, words: str) -> QLabel:
    made = label(words, wrap=True)
    made.setAccessibleName(f"{name}: {words}")
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return made
