"""What keeps the child safe now: nobody waits for a meeting, so it stands first on every referral."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.calendar import day_words
from app.services.desk import Desk
from app.services.pathway.rows import ReferralRow, SafetyRow
from app.ui.missing.ask import Ask
from app.ui.problems import guarded
from app.ui.widgets import (
    BadgeRow,
    Button,
    DateField,
    LineField,
    Mark,
    clear,
    column,
    field,
    label,
    row,
    subheading,
)


class SafetyBox(QWidget):
    """`stored` after an action was added or done."""

    stored = Signal()

    def __init__(self, desk: Desk, token: str) -> None:
        super().__init__()
        self._desk, self._token = desk, token
        self._row: ReferralRow | None = None
        self.text = LineField("What is done", "Visit tonight, ring the carer")
        self.agency = LineField("Agency", "Police")
        self.owner = LineField("Who", "Name")
        self.due = DateField("By")
        parts: list[QWidget] = [
            field("What is done", self.text),
            field("Agency", self.agency),
            field("Who", self.owner),
            field("By", self.due),
        ]
        self.add = Ask("Add what is done now", parts, "Add")
        self.add.keep.clicked.connect(self._add)
        self._lines = column(gap=8)
        self.setLayout(column(subheading("Safe until the meeting"), self._lines, self.add, gap=8))

    def show_row(self, one: ReferralRow, *, editable: bool) -> None:
        """The safety actions of this referral; what is late first."""
        if self._row is None or self._row.id != one.id:
            self.add.fold()
            self.due.set_day(self._desk.clock.today())
        self._row = one
        self.add.setVisible(editable)
        clear(self._lines)
        for action in sorted(one.safety, key=lambda each: (each.done_on is not None, each.due)):
            self._lines.addWidget(self._line(action, editable=editable))

    def _line(self, one: SafetyRow, *, editable: bool) -> QWidget:
        marks = BadgeRow()
        marks.set_marks([_mark(one)])
        who = f"{one.agency}, {one.owner}" if one.owner else one.agency
        words = column(
            label(one.text, "strong", wrap=True),
            label(f"{who} · {day_words(one.due)}", "small", wrap=True),
            gap=2,
        )
        line = row(gap=8)
        line.addLayout(words, 1)
        line.addWidget(marks)
        if editable and one.done_on is None:
            line.addWidget(Button("Done", "quiet", on=partial(self._done, one.id)))
        made = QWidget()
        made.setLayout(line)
        return made

    def _add(self) -> None:
        if self._row is None:
            return
        with guarded(self) as act:
            due = self.due.day() or self._desk.clock.today()
            self._desk.pathway.add_safety(
                self._row.id, self.text.value(), self.agency.value(), due, self.owner.value(), self._token
            )
        if act.ok:
            for line in (self.text, self.owner):
                line.set_value("")
            self.add.fold()
            self.stored.emit()

    def _done(self, safety_id: int) -> None:
        with guarded(self) as act:
            self._desk.pathway.safety_done(safety_id, initiator=self._token)
        if act.ok:
            self.stored.emit()


def _mark(one: SafetyRow) -> Mark:
    if one.done_on is not None:
        return Mark("done", "green")
    return Mark("overdue", "red") if one.overdue else Mark("to do", "amber")
