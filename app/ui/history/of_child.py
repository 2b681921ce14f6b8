"""On a child's page: who changed what about them, and apart from it who looked. Opening it notes a look."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.services.desk import Desk
from app.services.people.looks import LookRow
from app.ui import theme
from app.ui.history.fold import HistoryFold
from app.ui.problems import guarded
from app.ui.settings.moments import moment_words
from app.ui.widgets import Button, Card, LineRow, clear, column, label, row

SHOWN = 8
APART = "Kept apart from the changes: opening the page or the case of a child leaves its mark."


class ChildHistory(QWidget):
    """`show_child` notes the look once the page stands, so that opening waits for no disk."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._person = 0
        self.fold = HistoryFold()
        self.looked = Button("Who looked", "quiet", on=self._turn)
        self._looks = column(gap=0)
        self._looks_box = QWidget()
        self._looks_box.setLayout(column(label(APART, "note", wrap=True), self._looks))
        self._looks_box.hide()
        card = Card("History", "", self.fold)
        card.body.addLayout(row(self.looked, None))
        card.add(self._looks_box)
        self.setLayout(column(card, gap=theme.WIDE))
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._note)

    def show_child(self, person_id: int) -> None:
        """Another child, or the same one again."""
        again = person_id == self._person
        self._person = person_id
        if not again:
            self._looks_box.hide()
            self.fold.set_source(lambda: self._desk.history.of_child(person_id))
        self._soon.start()

    def _note(self) -> None:
        with guarded(self):
            self._desk.looks.note(self._person)

    def _turn(self) -> None:
        if self._looks_box.isVisible():
            self._looks_box.hide()
            return
        with guarded(self) as act:
            self._fill(self._desk.looks.of_child(self._person))
        self._looks_box.setVisible(act.ok)

    def _fill(self, looks: Sequence[LookRow]) -> None:
        clear(self._looks)
        for one in looks[:SHOWN]:
            last = one is looks[:SHOWN][-1]
            self._looks.addWidget(LineRow(one.by, moment_words(one.at), last=last))
        if len(looks) > SHOWN:
            rest = f"{len(looks) - SHOWN} more, the first on {moment_words(looks[-1].at)}"
            self._looks.addWidget(label(rest, "note"))
