"""This month: where the meetings stand, who matters most, what is due, what has changed."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from app.domain.lists import ListName
from app.services.desk import Desk
from app.services.missing.owed import INTERVIEW
from app.services.months.home import MonthView
from app.services.months.planner import MeetingRow
from app.ui.called import called
from app.ui.frame import Navigator
from app.ui.month.first_steps import FirstSteps, Step
from app.ui.month.home_cards import (
    Changed,
    DueNext,
    Interviews,
    MonthLine,
    Overdue,
    SeveralLists,
    nothing_planned,
)
from app.ui.month.shelf import Shelf
from app.ui.month.words import Month, first_unplanned
from app.ui.theme import MARGIN
from app.ui.widgets import Button, PageHeader, Scroller, clear, column

FEWEST, MOST = 3, 6  # children shown, as the window has room
MOST_DUE = 4


class ThisMonth(QWidget):
    """Home. Every figure is a door to the list behind it."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__()
        self._desk, self._navigator = desk, navigator
        self._month = Month.of(desk.clock.today())
        # After the layout has settled: only then do rows know how tall they are.
        self._fitting = QTimer(self, singleShot=True, interval=0)
        self._build()
        self._lay_out()
        self._fitting.timeout.connect(self._fit)
        self.interviews.unfolded.connect(lambda _shows: self._fitting.start())

    def _build(self) -> None:
        self._back = self._arrow("‹", -1, "Alt+Left")
        self._forward = self._arrow("›", 1, "Alt+Right")
        self._today = Button("Today", "quiet", on=self._go_today, note="Back to the month of today")
        self._plan = Button("", on=self._open_plan)
        self._open = Button("", "primary", on=self._open_next)
        buttons = (self._back, self._forward, self._today, self._plan, self._open)
        self.header = PageHeader("", "", buttons)
        self.steps = FirstSteps()
        self.line = MonthLine(self._navigator)
        self.several = SeveralLists(self._navigator)
        self.overdue = Overdue(self._navigator)
        self.due = DueNext(self._navigator)
        self.interviews = Interviews()
        self.changes = Changed(self._navigator)

    def _arrow(self, sign: str, step: int, keys: str) -> Button:
        words = "Month before" if step < 0 else "Month after"
        made = Button(sign, "quiet", on=lambda: self._step(step), note=f"{words} ({keys.replace('+', ' ')})")
        made.setAccessibleName(words)
        QShortcut(QKeySequence(keys), self).activated.connect(lambda: self._step(step))
        return made

    def _lay_out(self) -> None:
        page = self.page = Scroller(name="This month")
        # A little closer than other pages, so that a low window shows all of it.
        page.body.setSpacing(12)
        page.body.setContentsMargins(MARGIN, MARGIN, MARGIN, 12)
        self._nothing = QWidget()
        self._nothing.setLayout(column())
        self._upper = Shelf((self.several, 5), (self.overdue, 3), least=900)
        self._lower = Shelf((self.due, 1), (self.interviews, 1), (self.changes, 1), least=840)
        for part in (self.header, self.steps, self.line, self._nothing, self._upper, self._lower):
            page.body.addWidget(part)
        page.body.addStretch(1)
        self.setLayout(column(page))

    # What the window calls

    def refresh(self) -> None:
        """Read again and show."""
        desk, month = self._desk, self._month
        view = desk.home.month(month.year, month.number)
        meetings = desk.planner.meetings()
        steps = self._steps(meetings, view.undecided_pairs)
        empty = not steps[0].done
        started = steps[0].done and steps[2].done
        self.steps.show_steps(steps)
        self.steps.setVisible(not started)
        self._show_header(view, meetings, empty=empty)
        self._show_line(view, plain=not started)
        self._show_cards(view)
        for shelf in (self._upper, self._lower):
            shelf.setVisible(not empty)

    def _steps(self, meetings: tuple[MeetingRow, ...], pairs: int) -> tuple[Step, Step, Step]:
        have = {file.list_name for file in self._desk.intake.imported_files()}
        lacking = [called(name) for name in ListName if name not in have]
        left = f"{', '.join(lacking)} still to come." if have and lacking else ""
        go, target = self._navigator.go, first_unplanned(meetings, self._month)
        taken_in = not lacking
        return (
            Step(
                "Import the three lists",
                left or "The Excel files as they arrive. You see each row before anything is kept.",
                "Import lists",
                taken_in,
                lambda: go("import"),
            ),
            Step(
                "Say who is who",
                f"{pairs} pairs of rows may be one child. Nothing merges by itself."
                if pairs
                else "Rows that may be one child are shown side by side. Nothing merges by itself.",
                "Compare",
                taken_in and not pairs,
                lambda: go("crosscheck", "who"),
                can=bool(have),
            ),
            Step(
                "Plan the month",
                "The meetings in their order, with the days on which papers and minutes are due.",
                f"Plan {target.name}",
                bool(meetings),
                lambda: go("meetings", target),
            ),
        )

    def _show_header(self, view: MonthView, meetings: tuple[MeetingRow, ...], *, empty: bool) -> None:
        today = Month.of(view.today)
        self.header.set_title(view.title, view.note if meetings or not empty else "")
        self._today.setVisible(self._month != today)
        start = self._month if not view.meetings and self._month >= today else max(self._month, today).step(1)
        self._target = first_unplanned(meetings, start)
        self._plan.set_text(f"Plan {self._target.name}")
        self._plan.setVisible(bool(meetings) and bool(view.meetings))
        self._next = next((row for row in meetings if row.id == view.next_mase_id), None)
        self._open.setVisible(self._next is not None)
        if self._next is not None:
            self._open.set_text(f"Open {self._next.body_short}")
            room = self._room_is_ready(self._next)
            self._open.setToolTip("Opens the meeting room" if room else "Opens the meeting's page")

    def _show_line(self, view: MonthView, *, plain: bool) -> None:
        box = self._nothing.layout()
        assert box is not None
        clear(box)
        self.line.setVisible(bool(view.points))
        self._nothing.setVisible(not view.points and not plain)
        if view.points:
            self.line.show_month(view, self._month)
        elif not plain:
            box.addWidget(nothing_planned(self._month, self._open_plan))

    def _show_cards(self, view: MonthView) -> None:
        due = self._desk.planner.due()
        self.several.show_children(view.several, view.several_total)
        self.overdue.show_counts(view.overdue, view.undecided_pairs, view.waiting)
        self.interviews.show_count(view.interviews, [one for one in due if one.kind == INTERVIEW])
        self.due.show_due(view.due, view.today, MOST_DUE, view.due_total)
        self.changes.show_changes(view.changed_since, view.changed)
        self._fitting.start()

    def _fit(self) -> None:
        """As many children as fit without scrolling."""
        page = self.page.widget()
        if page is None or not self.isVisible():
            return
        for few in range(MOST, FEWEST - 1, -1):
            self.several.show_few(few)
            for part in (self.several, self._upper, page):
                box = part.layout()
                assert box is not None
                box.invalidate()
                box.activate()
            if page.sizeHint().height() <= self.page.viewport().height():
                return

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fitting.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fitting.start()

    # What the buttons do

    def _step(self, months: int) -> None:
        self._month = self._month.step(months)
        self.refresh()

    def _go_today(self) -> None:
        self._month = Month.of(self._desk.clock.today())
        self.refresh()
        self._forward.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_plan(self) -> None:
        self._navigator.go("meetings", self._target)

    def _room_is_ready(self, row: MeetingRow) -> bool:
        return row.begun or row.on <= self._desk.clock.today()

    def _open_next(self) -> None:
        if self._next is not None:
            self._navigator.go("room" if self._room_is_ready(self._next) else "meetings", self._next.id)
