"""Planning a month or a year: proposed by the profiles, changed meeting by meeting, kept in one go."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.services.desk import Desk
from app.services.months.plans import Choice, PlanLine, Slot
from app.ui import theme
from app.ui.frame import Navigator
from app.ui.month.calendar_button import CalendarButton
from app.ui.month.plan_editor import PlanEditor
from app.ui.month.plan_words import SIGNS, plan_mark, why_words
from app.ui.month.shelf import Shelf
from app.ui.month.words import Month, count_words, short_day
from app.ui.month.year_grid import YearGrid
from app.ui.tables import Column, Table
from app.ui.widgets import Badge, Button, Card, PageHeader, Scroller, Segmented, column, label, row

MONTH, YEAR = "month", "year"
_COLUMNS: tuple[Column[PlanLine], ...] = (
    Column("Meeting", lambda line: line.short, 104, strong=True),
    Column("Date", lambda line: short_day(line.on) if line.on else "–", 96),
    Column("Agenda due", lambda line: short_day(line.agenda_due) if line.agenda_due else "", 96),
    Column("Minutes due", lambda line: short_day(line.minutes_due) if line.minutes_due else "", 96),
    Column("Why this day", why_words, wrap=True),
    Column("", lambda _line: "", 128, "right", marks=lambda line: (plan_mark(line),)),
)


class PlanPanel(Scroller):
    """Shows what a month or a year would be, and adds it; `planned` carries the first new meeting's id,
    `opened` that of one that stands already.
    """

    planned = Signal(int)
    opened = Signal(int)

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(name="Plan")
        self._desk, self._navigator = desk, navigator
        self.month = Month.of(desk.clock.today())
        self.choices: dict[Slot, Choice] = {}
        self._lines: tuple[PlanLine, ...] = ()
        self._build()
        self._lay_out()
        self._connect()

    def _build(self) -> None:
        self.span = Segmented("Plan", ((MONTH, "Month"), (YEAR, "Year")))
        self.span.set_value(MONTH)
        self._back = Button("‹", "quiet", on=lambda: self._step(-1))
        self._forward = Button("›", "quiet", on=lambda: self._step(1))
        self.header = PageHeader("", "", (self.span, self._back, self._forward))
        self.table = Table[PlanLine](
            "The plan",
            _COLUMNS,
            empty=("No body meets in this month", "Add a meeting by hand."),
            key=lambda line: (line.body_code, line.slot),
            fit=True,
            sortable=False,
        )
        self.grid = YearGrid()
        self.editor = PlanEditor(self._desk, lambda: self.choices)
        self.help = Card("Change a single meeting")
        self.add = Button("", "primary", on=self._plan)
        self.file = CalendarButton(self._desk, self._navigator)
        self._note = label("", "note", wrap=True)

    def _lay_out(self) -> None:
        self.help.add(
            label(
                "Choose a meeting to give it another day or to leave it out. What speaks against a day is "
                "said before you take it. Nothing is kept until you add the plan.",
                "note",
                wrap=True,
            )
        )
        self.help.body.addStretch(1)
        line = row(gap=12)
        line.addWidget(self.add)
        line.addWidget(self._note, 1)
        line.addWidget(self.file)
        self._month_card = Card("", "", self.table)
        self._year_card = Card("", "", self.grid)
        signs = row(gap=6, margins=(0, theme.GAP, 0, 0))
        for mark, words in SIGNS:
            signs.addWidget(Badge.of(mark))
            signs.addWidget(label(words, "small"))
        signs.addStretch(1)
        self._year_card.body.addLayout(signs)
        self._year_card.body.addStretch(1)
        side = QWidget()
        self._side, self._below = column(self.help, gap=0), column(gap=0)
        side.setLayout(self._side)
        self._beside = Shelf((self._year_card, 2), (side, 1), least=720)
        foot = Card("", "")
        foot.body.addLayout(line)
        foot.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        foot.setAccessibleName("Keep the plan")
        for part in (self.header, self._month_card, self._beside):
            self.body.addWidget(part)
        self.body.addLayout(self._below)
        self.body.addWidget(foot)
        self.body.setSpacing(theme.WIDE)
        self.body.addStretch(1)

    def _connect(self) -> None:
        self.span.chosen.connect(lambda _value: self.show_month(self.month))
        self.table.picked.connect(self._pick)
        self.grid.picked.connect(self._pick)
        self.editor.chosen.connect(self._take)
        self.editor.opened.connect(self.opened)

    @property
    def whole_year(self) -> bool:
        """Whether a year is in sight."""
        return self.span.value() == YEAR

    def show_month(self, month: Month) -> None:
        """Propose this month, or its year."""
        if month.year != self.month.year:
            self.choices.clear()
        self.month = month
        plans = self._desk.plans
        if self.whole_year:
            self._lines = plans.year(month.year, self.choices)
            self.grid.show_year(self._lines)
        else:
            self._lines = plans.month(month.year, month.number, self.choices)
            self.table.set_rows(self._lines)
        (self._side if self.whole_year else self._below).addWidget(self.editor)
        self._month_card.setVisible(not self.whole_year)
        self._beside.setVisible(self.whole_year)
        self._show_editor()
        self._show_foot()

    def _show_editor(self) -> None:
        held = self.editor.line
        now = next((line for line in self._lines if held is not None and _same(line, held)), None)
        self._hold(now)

    def _hold(self, line: PlanLine | None) -> None:
        self.editor.show_line(line)
        self.grid.choose(line)
        self.help.setVisible(line is None)

    def _show_foot(self) -> None:
        lines, month = self._lines, self.month
        title = str(month.year) if self.whole_year else month.title
        new = sum(line.to_add for line in lines)
        self.header.set_title(f"Plan {title}", "" if new else "already planned")
        words = ("Year", "year") if self.whole_year else ("Month", "month")
        self._back.setAccessibleName(f"{words[0]} before")
        self._forward.setAccessibleName(f"{words[0]} after")
        self.add.set_text(f"Add {count_words(new, 'meeting')}" if new else "Nothing to add")
        stopped = sum(line.stopped for line in lines)
        self.add.setEnabled(new > 0 and not stopped)
        self._note.setText(_summary(lines, stopped))
        self.file.setVisible(any(line.stands for line in lines))
        name, year, number = f"Meetings {title}.ics", month.year, None if self.whole_year else month.number
        self.file.set_work(name, lambda desk, file: desk.calendars.of_period(year, number, file))

    def _step(self, steps: int) -> None:
        self.show_month(self.month.step(steps * (12 if self.whole_year else 1)))

    def _pick(self, line: PlanLine | None) -> None:
        if line is not None:
            self._hold(line)

    def _take(self, slot: Slot, choice: Choice | None) -> None:
        if choice is None:
            self.choices.pop(slot, None)
        else:
            self.choices[slot] = choice
        self.show_month(self.month)

    def _plan(self) -> None:
        month = None if self.whole_year else self.month.number
        made = self._desk.plans.keep(self.month.year, month, self.choices)
        self.choices.clear()
        title = str(self.month.year) if self.whole_year else self.month.title
        self._navigator.say(f"{title} is planned: {count_words(len(made), 'meeting')}.", "green")
        if made:
            self.planned.emit(made[0])


def _same(line: PlanLine, held: PlanLine) -> bool:
    return (line.body_code, line.slot) == (held.body_code, held.slot)


def _summary(lines: Sequence[PlanLine], stopped: int) -> str:
    """What is not as usual, before anybody looks for it."""
    moved = sum(bool(line.why) and not line.chosen for line in lines if line.to_add)
    yours = sum(line.chosen and line.on is not None for line in lines)
    out = sum(line.chosen and line.on is None for line in lines)
    waits = sum(not line.chosen and line.on is None for line in lines)
    said = (
        (stopped, "needs a reason", "need a reason"),
        (moved, "moved from its usual day", "moved from their usual day"),
        (yours, "on a day you chose", "on days you chose"),
        (out, "left out", "left out"),
        (waits, "waits for a day", "wait for a day"),
    )
    return "; ".join(f"{count} {one if count == 1 else many}" for count, one, many in said if count)
