"""Papers in time: a figure for each body and kind; each opens the papers behind it."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.deadlines import Timeliness
from app.services.desk import Desk
from app.services.months.compliance import InTime, TimedPaper
from app.ui import theme
from app.ui.month.words import count_words, short_day
from app.ui.tables import Column, Table
from app.ui.theme import Tone
from app.ui.widgets import BarRow, Card, Mark, Segmented, clear, column, label, rule

YEAR, BACK, LAST = "year", "back", "last"
_ACROSS = 2  # bodies side by side
_MARKS = {
    Timeliness.IN_TIME: Mark("in time", "green"),
    Timeliness.AGREED: Mark("short notice agreed", "green"),
    Timeliness.LATE: Mark("late", "amber"),
    Timeliness.MISSING: Mark("not sent", "red"),
}
_BEHIND: tuple[Column[TimedPaper], ...] = (
    Column("For", lambda row: row.about or f"{row.body_short} {short_day(row.on)}", 208, strong=True),
    Column("Due", lambda row: short_day(row.due), 112),
    Column("What happened", lambda row: row.words, wrap=True),
    Column("", lambda _row: "", 168, "right", marks=lambda row: (_MARKS[row.timeliness],)),
)


def span_of(choice: object, today: date) -> tuple[date, date]:
    """First and last day of what is counted."""
    if choice == LAST:
        return date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)
    if choice == BACK:
        return today - timedelta(days=365), today
    return date(today.year, 1, 1), date(today.year, 12, 31)


class InTimeCard(Card):
    """`opened` carries the id of a meeting from the list behind a figure, `shown` that list as it unfolds."""

    opened = Signal(int)
    shown = Signal(QWidget)

    def __init__(self, desk: Desk) -> None:
        super().__init__("Papers in time")
        self._desk = desk
        self.span = Segmented(
            "Period", ((YEAR, "This year"), (BACK, "Twelve months back"), (LAST, "Last year"))
        )
        self.span.set_value(YEAR)
        self._figures = QGridLayout()
        self._figures.setHorizontalSpacing(theme.MARGIN)
        self._figures.setVerticalSpacing(theme.WIDE)
        self._none = label("No paper was due in this time.", "note")
        self._shown: tuple[str, str] | None = None
        self._found: tuple[InTime, ...] = ()
        self._title = label("", "strong", wrap=True)
        self.table = Table[TimedPaper]("Papers behind the figure", _BEHIND, fit=True, sortable=False)
        self._behind = QWidget()
        self._behind.setLayout(column(rule(), self._title, self.table, gap=8))
        self._behind.hide()
        self.add(self.span, self._none)
        self.body.addLayout(self._figures)
        self.add(self._behind)
        self.span.chosen.connect(lambda _value: self.refresh())
        self.table.activated.connect(self._open)
        self.table.view.clicked.connect(lambda index: self._open(self.table.rows()[index.row()]))

    def refresh(self) -> None:
        """Read again and show."""
        first, last = span_of(self.span.value(), self._desk.clock.today())
        self._found = self._desk.compliance.between(first, last)
        good, counted = sum(one.good for one in self._found), sum(one.counted for one in self._found)
        self.set_title("Papers in time", f"{good} of {counted}" if counted else "")
        self._none.setVisible(not self._found)
        clear(self._figures)
        bodies = dict.fromkeys((one.body_code, one.body_short) for one in self._found)
        for at, (code, short) in enumerate(bodies):
            own = [one for one in self._found if one.body_code == code]
            self._figures.addWidget(self._of_body(short, own), at // _ACROSS, at % _ACROSS)
            self._figures.setColumnStretch(at % _ACROSS, 1)
        self._show_behind()

    def _of_body(self, short: str, figures: Sequence[InTime]) -> QWidget:
        block = QWidget()
        rows = [self._row(one, last=one is figures[-1]) for one in figures]
        block.setLayout(column(label(short, "heading"), *rows, None, gap=0))
        return block

    def _row(self, one: InTime, *, last: bool) -> BarRow:
        tone: Tone = "green" if one.good == one.counted else "amber"
        key = (one.body_code, one.key)
        return BarRow(one.what, one.good, one.counted, tone=tone, on=lambda: self.show_behind(key), last=last)

    def show_behind(self, key: tuple[str, str]) -> None:
        """The papers behind one figure; asked again, they fold away."""
        self._shown = None if key == self._shown else key
        self._show_behind()
        if self._shown is not None:
            QTimer.singleShot(0, self._behind, lambda: self.shown.emit(self._behind))

    def _show_behind(self) -> None:
        found = next((one for one in self._found if (one.body_code, one.key) == self._shown), None)
        self._behind.setVisible(found is not None)
        if found is None:
            return
        late, missing = found.count(Timeliness.LATE), found.count(Timeliness.MISSING)
        said = [f"{found.good} of {count_words(found.counted, 'paper')} in time"]
        said += [f"{late} late"] if late else []
        said += [f"{missing} not sent"] if missing else []
        self._title.setText(f"{found.body_short}, {found.what}: {', '.join(said)}")
        self.table.set_rows(sorted(found.papers, key=lambda row: row.on, reverse=True))

    def _open(self, row: TimedPaper) -> None:
        if row.meeting_id is not None:
            self.opened.emit(row.meeting_id)
