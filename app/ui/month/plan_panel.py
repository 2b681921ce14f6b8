"""Planning: a month's meetings as the profiles propose them, and one more meeting by hand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from app.domain.calendar import OfficeCalendar
from app.domain.deadlines import due_after, due_before
from app.domain.findings import Finding
from app.domain.planning import plan_month
from app.domain.profiles import Body
from app.services.desk import Desk
from app.services.months.planner import MeetingRow
from app.ui.frame import Navigator
from app.ui.month.date_choice import DateChoice
from app.ui.month.words import Month, count_words, short_day
from app.ui.tables import Column, Table
from app.ui.widgets import Button, Card, Mark, PageHeader, Scroller, column, field, label, row


@dataclass(frozen=True)
class Proposal:
    """One line of the plan: a meeting that stands already, or one that would be added."""

    short: str
    name: str
    on: date
    agenda_due: date
    minutes_due: date
    why: str
    stands: bool


def proposals(
    bodies: Iterable[Body], month: Month, there: Iterable[MeetingRow], office: OfficeCalendar
) -> tuple[Proposal, ...]:
    """A month by the profiles, beside the meetings that stand in it already, by date."""
    known = {body.code: body for body in bodies}
    standing = tuple(there)
    lines = [
        Proposal(row.body_short, row.body_name, row.on, row.agenda_due, row.minutes_due, row.order_note, True)
        for row in standing
    ]
    taken = {row.body_code for row in standing}
    for planned in plan_month(tuple(known.values()), month.year, month.number, office):
        body = known[planned.body_code]
        if planned.body_code not in taken:
            agenda = due_before(planned.on, body.agenda_notice, office)
            minutes = due_after(planned.on, body.minutes_circulation, office)
            lines.append(
                Proposal(body.short, body.name, planned.on, agenda, minutes, planned.why, stands=False)
            )
    return tuple(sorted(lines, key=lambda line: line.on))


_COLUMNS: tuple[Column[Proposal], ...] = (
    Column("Meeting", lambda row: row.short, 104, strong=True),
    Column("Date", lambda row: short_day(row.on), 104),
    Column("Agenda due", lambda row: short_day(row.agenda_due), 104),
    Column("Minutes due", lambda row: short_day(row.minutes_due), 104),
    Column("Why this day", lambda row: row.why or "By its usual day", wrap=True),
    Column(
        "",
        lambda _row: "",
        120,
        "right",
        marks=lambda row: (Mark("planned", "green") if row.stands else Mark("to add", "accent"),),
    ),
)


class PlanPanel(Scroller):
    """Shows what a month would be, and adds it; `planned` carries the first meeting's id."""

    planned = Signal(int)

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(name="Plan a month")
        self._desk, self._navigator = desk, navigator
        self.month = Month.of(desk.clock.today())
        back = Button("‹", "quiet", on=lambda: self.show_month(self.month.step(-1)))
        back.setAccessibleName("Month before")
        forward = Button("›", "quiet", on=lambda: self.show_month(self.month.step(1)))
        forward.setAccessibleName("Month after")
        self.header = PageHeader("", "", (back, forward))
        self.table = Table[Proposal](
            "The plan",
            _COLUMNS,
            empty=("No body meets monthly", "Add each meeting by hand."),
            fit=True,
            sortable=False,
        )
        self.add = Button("", "primary", on=self._plan)
        self._note = label("", "note", wrap=True)
        line = row(gap=12)
        line.addWidget(self.add)
        line.addWidget(self._note, 1)
        card = Card("", "", self.table)
        card.body.addLayout(line)
        self._by_hand = label("", "note", wrap=True)
        for part in (self.header, card, self._by_hand):
            self.body.addWidget(part)
        self.body.addStretch(1)

    def show_month(self, month: Month) -> None:
        """Propose this month."""
        self.month = month
        bodies = self._desk.areas.area().bodies
        lines = proposals(
            bodies,
            month,
            self._desk.planner.month(month.year, month.number),
            self._desk.working_days.calendar(),
        )
        new = sum(not line.stands for line in lines)
        moved = sum(bool(line.why) for line in lines if not line.stands)
        self.header.set_title(f"Plan {month.title}", "" if new else "already planned")
        self.table.set_rows(lines)
        self.add.set_text(f"Add {count_words(new, 'meeting')}" if new else "Nothing to add")
        self.add.setEnabled(new > 0)
        self._note.setText(f"{count_words(moved, 'meeting')} moved from the usual day." if moved else "")
        hand = [body.short for body in bodies if body.pattern is None or body.frequency != "monthly"]
        self._by_hand.setText(f"Not every month, so added by hand: {', '.join(hand)}." if hand else "")

    def _plan(self) -> None:
        rows = self._desk.planner.plan(self.month.year, self.month.number)
        self._navigator.say(f"{self.month.title} is planned: {count_words(len(rows), 'meeting')}.", "green")
        if rows:
            self.planned.emit(rows[0].id)


class AddPanel(Scroller):
    """One more meeting of a body, on a day chosen by hand; `added` carries its id."""

    added = Signal(int)

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(name="Add a meeting")
        self._desk, self._navigator = desk, navigator
        self._bodies = desk.areas.area().bodies
        self.body_choice = QComboBox()
        self.body_choice.setAccessibleName("Body")
        for one in self._bodies:
            self.body_choice.addItem(f"{one.short} · {one.name}", one.code)
        self.day = DateChoice("Date of the meeting", self._check)
        self._add = Button("Add the meeting", "primary", on=self._keep)
        form = QWidget()
        form.setLayout(column(field("Body", self.body_choice), self.day, row(self._add, None), gap=12))
        self.body.addWidget(
            PageHeader("Add a meeting", "for a body that meets on no fixed day, or once more")
        )
        self.body.addWidget(Card("", "", form))
        self.body.addStretch(1)
        self.body_choice.currentIndexChanged.connect(lambda _at: self.day.look())
        self.day.changed.connect(self._ready)
        self._ready()

    def begin(self) -> None:
        """Start with no day, and the body that is not planned by itself."""
        by_hand = (at for at, one in enumerate(self._bodies) if one.pattern is None)
        self.body_choice.setCurrentIndex(next(by_hand, 0))
        self.day.set_day(None)
        self.body_choice.setFocus()

    def _check(self, on: date) -> tuple[Finding, ...]:
        return self._desk.planner.check_date(None, self.body_choice.currentData(), on)

    def _ready(self) -> None:
        self._add.setEnabled(self.day.ready())

    def _keep(self) -> None:
        day = self.day.date.day()
        assert day is not None
        made = self._desk.planner.add(self.body_choice.currentData(), day, self.day.reason.value())
        self._navigator.say(f"{made.body_short} is planned for {short_day(made.on)}.", "green")
        self.added.emit(made.id)
