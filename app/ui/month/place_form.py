"""The hours and the place of a meeting, to be changed; once the agenda is out, with a reason."""

from datetime import time

from PySide6.QtCore import QTime, Signal
from PySide6.QtWidgets import QTimeEdit, QWidget

from app.services.months.planner import MeetingRow
from app.ui.widgets import Button, LineField, column, field, label, row, rule

_OUT = "The agenda is out: it will have to go again."


class PlaceForm(QWidget):
    """`kept` once it may be kept; starts hidden."""

    kept = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.starts, self.ends = _hour("Starts"), _hour("Ends")
        self.venue = LineField("Place", "Room and building", most=200)
        self.reason = LineField("Reason for the change", "Why, for those who have the agenda already")
        self._wrong = label("", "wrong", wrap=True)
        self._out = label(_OUT, "note", wrap=True)
        self._reason = field("Reason", self.reason)
        self.keep = Button("Keep hours and place", "primary", on=self.kept.emit)
        leave = Button("Leave it", "quiet", on=self.left.emit)
        hours = row(field("Starts", self.starts), field("Ends", self.ends), gap=12)
        hours.addWidget(field("Place", self.venue), 1)
        buttons = row(self.keep, leave, None)
        self.setLayout(column(rule(), hours, self._wrong, self._out, self._reason, buttons, gap=10))
        for one in (self.starts, self.ends):
            one.timeChanged.connect(lambda _time: self._ready())
        for line in (self.venue, self.reason):
            line.textChanged.connect(lambda _text: self._ready())
        self._before: tuple[time, time, str] | None = None
        self._agenda_out = False
        self.hide()

    def begin(self, meeting: MeetingRow) -> None:
        """Start from what stands."""
        self._before = (meeting.starts, meeting.ends, meeting.venue)
        self._agenda_out = meeting.agenda_sent_on is not None
        self.starts.setTime(QTime(meeting.starts.hour, meeting.starts.minute))
        self.ends.setTime(QTime(meeting.ends.hour, meeting.ends.minute))
        self.venue.set_value(meeting.venue)
        self.reason.set_value("")
        self._out.setVisible(self._agenda_out)
        self._reason.setVisible(self._agenda_out)
        self._ready()
        self.show()
        self.venue.setFocus()

    def starts_at(self) -> time:
        """The hour it starts."""
        return _time(self.starts)

    def ends_at(self) -> time:
        """The hour it ends."""
        return _time(self.ends)

    def _ready(self) -> None:
        order = self.starts_at() < self.ends_at()
        self._wrong.setText("" if order else "It ends before it starts.")
        self._wrong.setVisible(not order)
        other = (self.starts_at(), self.ends_at(), self.venue.value()) != self._before
        told = not self._agenda_out or bool(self.reason.value())
        self.keep.setEnabled(order and other and told)


def _hour(name: str) -> QTimeEdit:
    made = QTimeEdit()
    made.setDisplayFormat("HH:mm")
    made.setAccessibleName(name)
    return made


def _time(edit: QTimeEdit) -> time:
    return time(edit.time().hour(), edit.time().minute())
