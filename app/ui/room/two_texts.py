"""Two wordings of one text, side by side: what I typed, and what somebody else saved meanwhile."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy, QWidget

from app.domain.calendar import day_words
from app.errors import TextClash
from app.ui import theme
from app.ui.style import dress
from app.ui.widgets import Badge, Button, FlowLayout, NameLabel, column, label, row

SIDE_BY_SIDE = 420  # pixels; narrower, they stand under one another


def both(mine: str, theirs: str) -> str:
    """Theirs first, as it was saved first; what stands in both alike stands once."""
    if mine.strip() in theirs:
        return theirs
    return mine if theirs.strip() in mine else f"{theirs.rstrip()}\n{mine.lstrip()}"


class TwoTexts(QFrame):
    """`chosen` carries the text to go on with, and whether it has to be saved (theirs is saved already)."""

    chosen = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        dress(self, kind="notice", tone="amber")
        self.setAccessibleName("Two wordings of this text")
        self._mine, self._theirs = "", ""
        self._words = label("", "strong", wrap=True)
        self._ours, self._others = NameLabel("", wrap=True), NameLabel("", wrap=True)
        self._by = label("", "label")
        self.mine = Button("Keep mine", on=lambda: self.chosen.emit(self._mine, True))
        self.theirs = Button("Take theirs", on=lambda: self.chosen.emit(self._theirs, False))
        self.both = Button("Keep both", on=lambda: self.chosen.emit(both(self._mine, self._theirs), True))
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(theme.WIDE)
        for title, words in ((label("Mine, not saved yet", "label"), self._ours), (self._by, self._others)):
            side = QWidget()
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            side.setLayout(column(title, words, None, gap=theme.TIGHT))
            side.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
            self._sides.addWidget(side, 1)
        tools = QWidget()
        flow = FlowLayout(tools, gap=theme.GAP)
        for button in (self.mine, self.theirs, self.both):
            flow.addWidget(button)
        head = row(gap=theme.GAP)
        head.addWidget(Badge("two wordings", "amber"), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._words, 1)
        self.setLayout(column(head, self._sides, tools, gap=10, margins=(12, 8, 12, 10)))
        self.hide()

    def show_texts(self, mine: str, clash: TextClash) -> None:
        """Show both; nothing is chosen for anybody."""
        self._mine, self._theirs = mine, clash.theirs
        at = clash.at.astimezone()
        self._words.setText("Somebody saved this text while you typed. Nothing was overwritten: choose.")
        self._ours.set_text(mine or "(empty)")
        self._others.set_text(clash.theirs or "(empty)")
        self._by.setText(f"{clash.by}, {day_words(at.date())}, {at:%H:%M}")
        self.show()

    def put_away(self) -> None:
        """One wording stands; let go of both."""
        self._mine = self._theirs = ""
        self._ours.set_text("")
        self._others.set_text("")
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= SIDE_BY_SIDE
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if way != self._sides.direction():
            self._sides.setDirection(way)
