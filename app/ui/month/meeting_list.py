"""The meetings by month, newest first, at the left of their pages."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from app.services.months.planner import MeetingRow
from app.ui.month.words import Month, short_day, state_mark
from app.ui.widgets import Button, Scroller, StepTick, clear, column, label, row, step_heading

WIDTH = 296


class MeetingList(QFrame):
    """`picked` carries a meeting's id; the others come from the buttons at its head."""

    picked = Signal(int)
    plan_asked = Signal()
    add_asked = Signal()
    papers_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "side")
        self.setProperty("edge", "left")
        self.setFixedWidth(WIDTH)
        self.plan = Button("", on=self.plan_asked.emit)
        self.add = Button("Add one", "quiet", on=self.add_asked.emit, note="Add one meeting by hand")
        self.add.setAccessibleName("Add a meeting by hand")
        self.papers = Button("Papers: due, late, in time", "quiet", on=self.papers_asked.emit)
        self._rows: dict[int, StepTick] = {}
        self._list = Scroller(plain=True, name="Meetings by month")
        self._list.body.setSpacing(0)
        head = column(
            label("Meetings", "title"),
            row(self.plan, self.add, None),
            row(self.papers, None),
            gap=8,
            margins=(16, 26, 16, 4),
        )
        box = column(gap=0)
        box.addLayout(head)
        box.addWidget(self._list, 1)
        self._list.body.setContentsMargins(8, 0, 8, 16)
        self.setLayout(box)

    def show_meetings(self, rows: Sequence[MeetingRow], today: date, chosen: int | None) -> None:
        """Show these, the chosen one held."""
        held = next((key for key, made in self._rows.items() if made.hasFocus()), None)
        clear(self._list.body)
        self._rows = {}
        month: Month | None = None
        for one in rows:
            if Month.of(one.on) != month:
                month = Month.of(one.on)
                self._list.body.addWidget(step_heading(month.title))
            self._list.body.addWidget(self._row(one, today))
        self._list.body.addStretch(1)
        self.choose(chosen)
        if held in self._rows:
            self._rows[held].setFocus()

    def _row(self, one: MeetingRow, today: date) -> StepTick:
        made = StepTick(
            f"{one.body_short}  {short_day(one.on)}",
            done=one.held,
            mark=state_mark(one, today),
            on=lambda: self.picked.emit(one.id),
        )
        self._rows[one.id] = made
        return made

    def choose(self, meeting_id: int | None) -> None:
        """Hold this one, without announcing it."""
        row = self._rows.get(meeting_id) if meeting_id is not None else None
        if row is not None:
            row.setChecked(True)
            self._list.show_widget(row)
            return
        for made in self._rows.values():
            made.setAutoExclusive(False)
            made.setChecked(False)
            made.setAutoExclusive(True)
