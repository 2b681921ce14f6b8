"""When and where a meeting is, and the change of its day, its hours and its place without a dialog."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.findings import Finding
from app.services.desk import Desk
from app.services.months.planner import MeetingRow
from app.ui.frame import Navigator
from app.ui.month.calendar_button import CalendarButton
from app.ui.month.corner import CornerButton
from app.ui.month.date_choice import DateChoice
from app.ui.month.place_form import PlaceForm
from app.ui.month.words import long_day, short_day
from app.ui.widgets import Button, Card, LineRow, clear, column, label, row, rule


class DateCard(Card):
    """`Change the date` unfolds the field; what speaks against a day shows as it is chosen."""

    moved = Signal(int)

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__("Date and place")
        self._desk, self._navigator = desk, navigator
        self._row: MeetingRow | None = None
        self._lines = column(gap=0)
        self._note = label("", "note", wrap=True)
        self.change = CornerButton(self, "Change the date", self._unfold)
        self.arrange = Button("Change hours or place", "quiet", on=self._unfold_place)
        self.file = CalendarButton(desk, navigator)
        self.day = DateChoice("New date", self._check)
        self.move_it = Button("Move the meeting", "primary", on=self._move)
        leave = Button("Leave it", "quiet", on=self._fold)
        self._form = QWidget()
        self._form.setLayout(column(rule(), self.day, row(self.move_it, leave, None), gap=12))
        self.place = PlaceForm()
        self.body.addLayout(self._lines)
        self.add(self._note, self._form, self.place)
        self.body.addLayout(row(self.arrange, self.file, None, gap=4))
        self.body.addStretch(1)
        self.day.changed.connect(self._ready)
        self.place.kept.connect(self._arrange)
        self.place.left.connect(self._fold)

    def show_meeting(self, meeting: MeetingRow) -> None:
        """Show this meeting; a date half chosen for it stays."""
        if self._row is None or self._row.id != meeting.id or meeting.begun:
            self._row = meeting
            self._fold()
        self._row = meeting
        clear(self._lines)
        lines = (
            ("Date", long_day(meeting.on)),
            ("Time", f"{meeting.starts:%H:%M} to {meeting.ends:%H:%M}"),
            ("Place", meeting.venue or "Not known"),
        )
        for at, (name, words) in enumerate(lines, start=1):
            self._lines.addWidget(LineRow(name, words, last=at == len(lines)))
        self._note.setText(meeting.order_note)
        self._note.setVisible(bool(meeting.order_note))
        meeting_id, name = meeting.id, f"{meeting.body_short} {meeting.on.isoformat()}.ics"
        self.file.set_work(name, lambda desk, file: desk.calendars.of_meeting(meeting_id, file))
        self._show_buttons()

    def _show_buttons(self) -> None:
        may = self._row is not None and not self._row.begun
        folded = self._form.isHidden() and self.place.isHidden()
        self.change.setVisible(may and folded)
        self.arrange.setVisible(may and folded)

    def _check(self, on: date) -> Sequence[Finding]:
        if self._row is None or on == self._row.on:
            return ()
        return self._desk.planner.check_date(self._row.id, self._row.body_code, on)

    def _unfold(self) -> None:
        if self._row is not None:
            self.day.set_day(self._row.on)
        self._form.show()
        self._show_buttons()
        self.day.date.setFocus()

    def _unfold_place(self) -> None:
        if self._row is not None:
            self.place.begin(self._row)
            self._show_buttons()

    def _fold(self) -> None:
        self._form.hide()
        self.place.hide()
        self._show_buttons()

    def _ready(self) -> None:
        other = self._row is not None and self.day.date.day() != self._row.on
        self.move_it.setEnabled(other and self.day.ready())

    def _move(self) -> None:
        day = self.day.date.day()
        assert self._row is not None and day is not None
        # Folded only after the move, so that a refusal leaves the day and its reason as typed.
        made = self._desk.planner.move(self._row.id, day, self.day.reason.value())
        self._row = made
        self._fold()
        self._navigator.say(f"{made.body_short} is moved to {short_day(made.on)}.{_again(made)}", "green")
        self.moved.emit(made.id)

    def _arrange(self) -> None:
        assert self._row is not None
        form = self.place
        made = self._desk.planner.arrange(
            self._row.id, form.starts_at(), form.ends_at(), form.venue.value(), form.reason.value()
        )
        self._row = made
        self._fold()
        self._navigator.say(f"Hours and place of {made.body_short} are changed.{_again(made)}", "green")


def _again(meeting: MeetingRow) -> str:
    again = [one.what for one in meeting.papers if one.again]
    return f" To go again: {', '.join(again)}." if again else ""
