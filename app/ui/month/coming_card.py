"""Who comes to a meeting: the quorum as it is expected or was, and apologies beforehand."""

from collections import Counter

from PySide6.QtWidgets import QWidget

from app.domain.attendance import Attendee, Standing
from app.domain.profiles import Body
from app.domain.quorum import Quorum, forecast
from app.services.desk import Desk
from app.services.months.planner import MeetingRow
from app.services.room.register import SeatRow
from app.ui.tables import Column, Table
from app.ui.widgets import Button, Card, LineField, Mark, Seats, SeatStrip, column, label, row

_MARKS = {
    Standing.EXPECTED: Mark("expected", "grey"),
    Standing.PRESENT: Mark("present", "green"),
    Standing.DEPUTY: Mark("deputy", "green"),
    Standing.APOLOGIES: Mark("apologies", "amber"),
    Standing.ABSENT: Mark("absent", "red"),
    Standing.OBSERVER: Mark("observer", "accent"),
    Standing.NOT_ADMITTED: Mark("not admitted", "red"),
}
_BY_INVITATION = Mark("by invitation", "grey")
_NOT_RECORDED = Mark("not recorded", "amber")


class ComingCard(Card):
    """Before the meeting, apologies and names can be noted; after its start it only tells."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Who comes")
        self._desk = desk
        self._row: MeetingRow | None = None
        self._strip = SeatStrip(on_rail=False)
        self._said = label("", wrap=True)
        self.prepare = Button("Prepare the register", on=self._prepare)
        self.prepare.setToolTip("Seats everybody who is expected, so that apologies can be noted beforehand.")
        self.table = Table[SeatRow](
            "Seats", self._columns(), key=lambda one: one.attendance_id, fit=True, sortable=False
        )
        self.apologies = Button("Apologies", key="A", on=lambda: self._set(Standing.APOLOGIES))
        self.expected = Button("Expected", key="E", on=lambda: self._set(Standing.EXPECTED))
        self.name = LineField("Name of whoever holds this seat", "Name for the seat chosen")
        self._tools = QWidget()
        self._tools.setLayout(row(self.apologies, self.expected, self.name, gap=8))
        line = row(self._strip, gap=12)
        line.addWidget(self._said, 1)
        self.body.addLayout(column(line, self.prepare, self._tools, self.table, gap=10))
        self.table.picked.connect(lambda _row: self._picked())
        self.table.activated.connect(lambda _row: self.name.setFocus())
        self.name.entered.connect(self._name)

    def _columns(self) -> tuple[Column[SeatRow], ...]:
        return (
            Column("Seat", lambda one: one.agency, note=lambda one: one.role),
            Column("Name", lambda one: one.name or "not named", 168),
            Column("", lambda _one: "", 112, "right", marks=lambda one: (self._mark(one),)),
        )

    def _mark(self, one: SeatRow) -> Mark:
        if one.standing is Standing.EXPECTED:
            if one.invited and not one.name:
                return _BY_INVITATION
            if self._row is not None and self._row.held:
                return _NOT_RECORDED
        return _MARKS[one.standing]

    def show_meeting(self, meeting: MeetingRow, body: Body, counted: Quorum) -> None:
        """Show this meeting under its rules."""
        if self._row is not None and self._row.id != meeting.id:
            self.table.set_rows(())
        self._row = meeting
        rows = self._desk.register.rows(meeting.id)
        quorum = counted if meeting.begun else _expected(body, rows)
        self._strip.set_seats(Seats(quorum.present, quorum.of, quorum.needed))
        self._strip.setVisible(bool(quorum.of and quorum.needed))
        self._said.setText(quorum.sentence)
        self.set_title("Who came" if meeting.held else "Who comes", _counts(rows))
        self.table.set_rows(rows)
        self.table.setVisible(bool(rows))
        self._tools.setVisible(bool(rows) and not meeting.begun)
        self.prepare.setVisible(not rows and not meeting.begun)
        self._picked()

    def _picked(self) -> None:
        one = self.table.current()
        for tool in (self.apologies, self.expected, self.name):
            tool.setEnabled(one is not None)
        if not self.name.hasFocus():
            self.name.set_value(one.name if one else "")

    def _prepare(self) -> None:
        assert self._row is not None
        self._desk.register.prepare(self._row.id)

    def _set(self, standing: Standing) -> None:
        one = self.table.current()
        if one is not None:
            self._desk.register.set_standing(one.attendance_id, standing)

    def _name(self, name: str) -> None:
        one = self.table.current()
        if one is not None and name != one.name:
            self._desk.register.set_name(one.attendance_id, name, one.deputy_for)


def _expected(body: Body, rows: tuple[SeatRow, ...]) -> Quorum:
    people = [Attendee(one.name, one.standing, one.seat_key, one.agency) for one in rows]
    return forecast(body.quorum, body.seats, people, ranks=body.ranks)


def _counts(rows: tuple[SeatRow, ...]) -> str:
    tally = Counter(one.standing for one in rows)
    wanted = (Standing.PRESENT, Standing.DEPUTY, Standing.APOLOGIES, Standing.ABSENT)
    return ", ".join(f"{tally[one]} {one.value}" for one in wanted if tally[one])
