"""Papers of all meetings: what is due and late, reports and reviews, and the share that was in time."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.deadlines import Timeliness
from app.services.desk import Desk
from app.services.months.due import DueRow
from app.services.months.duties import DutyRow
from app.ui.frame import Navigator
from app.ui.month.in_time_card import InTimeCard
from app.ui.month.sent_form import SentForm
from app.ui.month.words import due_day, due_mark, short_day
from app.ui.tables import Column, Table
from app.ui.widgets import Card, Mark, PageHeader, Scroller, Segmented, column, label, rule

DUE, REPORTS, IN_TIME = "due", "reports", "in time"
_AHEAD = 60  # calendar days; later papers stand on the pages of their meetings


class DueList(Card):
    """Every paper of every meeting, what is overdue first; `opened` carries a meeting's id."""

    opened = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__("Due and late")
        self._desk = desk
        today = desk.clock.today
        columns: tuple[Column[DueRow], ...] = (
            Column("Paper", lambda row: row.what),
            Column("Meeting", _meeting, 152),
            Column("Due", lambda row: due_day(row.due, today()), 152),
            Column("", lambda _row: "", 144, "right", marks=lambda row: (due_mark(row),)),
        )
        self.table = Table[DueRow](
            "Papers due and late",
            columns,
            empty=("Nothing is due", "Papers appear here as soon as a meeting is planned."),
            fit=True,
            sortable=False,
        )
        self.add(self.table)
        self.table.activated.connect(self._open)
        self.table.view.clicked.connect(lambda index: self._open(self.table.rows()[index.row()]))

    def refresh(self) -> None:
        """Read again and show."""
        rows = [
            row
            for row in self._desk.planner.due(within_days=_AHEAD)
            if row.is_paper and row.meeting_id is not None
        ]
        late = sum(row.overdue for row in rows)
        self.set_title("Due and late", f"{late} overdue" if late else "nothing is overdue")
        self.table.set_rows(rows)

    def _open(self, row: DueRow) -> None:
        if row.meeting_id is not None:
            self.opened.emit(row.meeting_id)


def _meeting(row: DueRow) -> str:
    return f"{row.body_short} {short_day(row.meeting_on)}" if row.meeting_on else row.body_short


def duty_mark(row: DutyRow) -> Mark:
    """How a report or a review stands."""
    if row.done_on is not None:
        late = row.timeliness is Timeliness.LATE
        return Mark("done late", "amber") if late else Mark("done", "green")
    if row.timeliness is Timeliness.MISSING:
        return Mark("overdue", "red")
    return Mark("soon", "amber") if row.soon else Mark("to come")


_DUTIES: tuple[Column[DutyRow], ...] = (
    Column("Body", lambda row: row.body_short, 104, strong=True),
    Column("What", lambda row: row.what, wrap=True),
    Column("For", lambda row: row.period, 200, wrap=True),
    Column("", lambda row: row.words, 176),
    Column("", lambda _row: "", 104, "right", marks=lambda row: (duty_mark(row),)),
)


class ReportsCard(Card):
    """Reports for a month, a quarter or a year, and the yearly review; choose one to say that it is done."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Reports and reviews")
        self._desk = desk
        self.table = Table[DutyRow](
            "Reports and reviews",
            _DUTIES,
            empty=("No report is owed yet", "The rules of each body say what is owed, and how often."),
            key=lambda row: (row.body_code, row.key, row.period_on),
            fit=True,
            sortable=False,
        )
        self._what = label("", "strong", wrap=True)
        self._to = label("", "note", wrap=True)
        self.form = SentForm("It")
        self.form.send.set_text("Mark as done")
        self._box = QWidget()
        self._box.setLayout(column(rule(), self._what, self._to, self.form, gap=6))
        self._box.hide()
        self._row: DutyRow | None = None
        self.add(self.table, self._box)
        self.table.picked.connect(self._pick)
        self.form.sent.connect(self._done)
        self.form.taken_back.connect(self._not_done)
        self.form.left.connect(lambda: self._pick(None))

    def refresh(self) -> None:
        """Read again and show."""
        rows = self._desk.duties.rows()
        waiting = sorted((row for row in rows if row.done_on is None), key=lambda row: (row.due, row.what))
        done = [row for row in rows if row.done_on is not None]
        late = sum(row.timeliness is Timeliness.MISSING for row in waiting)
        self.set_title("Reports and reviews", f"{late} overdue" if late else "")
        self.table.set_rows([*waiting, *done])
        if self._row not in rows:
            self._pick(self.table.current())

    def _pick(self, row: DutyRow | None) -> None:
        self._row = row
        self._box.setVisible(row is not None)
        if row is None:
            return
        self._what.setText(f"{row.body_short}: {row.what}, {row.period}")
        self._to.setText(f"Owed to {row.to}" if row.to else "")
        self._to.setVisible(bool(row.to))
        self.form.begin(row.done_on, row.sent_to, self._desk.clock.today())
        self.form.to.setPlaceholderText(row.to or "Whoever it went to")

    def _done(self, day: object, to: str) -> None:
        if self._row is not None:
            row = self._row
            self._desk.duties.done(row.body_code, row.key, row.period_on, day, to or row.to)  # type: ignore[arg-type]

    def _not_done(self) -> None:
        if self._row is not None:
            self._desk.duties.not_done(self._row.body_code, self._row.key, self._row.period_on)


class PapersPage(Scroller):
    """`opened` carries the id of a meeting whose paper was chosen."""

    opened = Signal(int)

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(name="Papers")
        self.part = Segmented("Papers", ((DUE, "Due and late"), (REPORTS, "Reports"), (IN_TIME, "In time")))
        self.part.set_value(DUE)
        self.header = PageHeader("Papers", "of all meetings", (self.part,))
        self.due = DueList(desk)
        self.reports = ReportsCard(desk)
        self.in_time = InTimeCard(desk)
        self._cards: dict[str, DueList | ReportsCard | InTimeCard] = {
            DUE: self.due,
            REPORTS: self.reports,
            IN_TIME: self.in_time,
        }
        for one in (self.header, *self._cards.values()):
            self.body.addWidget(one)
        self.body.addStretch(1)
        self.part.chosen.connect(lambda _value: self.refresh())
        self.due.opened.connect(self.opened)
        self.in_time.opened.connect(self.opened)
        self.in_time.shown.connect(self.show_widget)

    def refresh(self) -> None:
        """Read the part in sight again and show it."""
        for key, card in self._cards.items():
            card.setVisible(key == self.part.value())
            if key == self.part.value():
                card.refresh()
