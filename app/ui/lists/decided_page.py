"""What was decided about pairs, newest first, each of which can be taken back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from app.services.desk import Desk
from app.services.people.decided import DecisionRow
from app.ui.lists.cursor import keep_cursor
from app.ui.lists.who_page import INITIATOR
from app.ui.lists.words import DECISIONS, moment
from app.ui.problems import guarded
from app.ui.tables import Column, Table
from app.ui.widgets import Button, column, label, row

MOST = 500


class DecidedPage(QWidget):
    """`opened` carries the decision that was taken back."""

    opened = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        today = desk.clock.today()
        columns = (
            Column[DecisionRow]("Children", _names, strong=True, personal=True),
            Column[DecisionRow](
                "Decision", lambda _row: "", 128, marks=lambda one: (DECISIONS[one.verdict],)
            ),
            Column[DecisionRow]("Reason", lambda one: one.reason, wrap=True, personal=True),
            Column[DecisionRow]("By", lambda one: one.by, 120),
            Column[DecisionRow]("When", lambda one: moment(one.at, today), 136, sort=lambda one: one.at),
        )
        self.table = Table[DecisionRow](
            "Decisions that stand",
            columns,
            empty=("Nothing is decided yet", "Decisions on pairs stand here, and each can be taken back."),
            key=lambda one: one.id,
        )
        self.back = Button("Take back", key="T", on=self.take_back)
        sheet = QFrame()
        sheet.setProperty("kind", "card")
        sheet.setLayout(column(self.table, margins=(1, 6, 1, 6)))
        foot = row(
            self.back,
            label(
                "The pair comes back to the queue, and both rows are as they were without the decision.",
                "note",
            ),
            None,
            gap=12,
        )
        box = column(gap=12)
        box.addWidget(sheet, 1)
        box.addLayout(foot)
        self.setLayout(box)
        self.table.picked.connect(lambda one: self.back.setEnabled(one is not None))

    def refresh(self) -> None:
        """Read the decisions again."""
        self.table.set_rows(self._desk.who.decided(MOST))
        keep_cursor(self.table)
        self.back.setEnabled(self.table.current() is not None)

    def take_back(self) -> None:
        """Undo the decision under the cursor."""
        chosen = self.table.current()
        if chosen is None:
            return
        with guarded(self) as act:
            self._desk.who.undo(chosen.id, INITIATOR)
        if act.ok:
            self.opened.emit(chosen)


def _names(one: DecisionRow) -> str:
    return one.names[0] if one.names[0] == one.names[1] else " ~ ".join(one.names)
