"""Meetings: the list by month, a meeting's page, plans, one more by hand, and the papers of all of them."""

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.changes import Changes
from app.services.desk import Desk
from app.ui.frame import Navigator
from app.ui.month.add_panel import AddPanel
from app.ui.month.meeting_list import MeetingList
from app.ui.month.meeting_page import MeetingPage
from app.ui.month.papers_page import PapersPage
from app.ui.month.plan_panel import MONTH, YEAR, PlanPanel
from app.ui.month.words import Month, Year, first_unplanned
from app.ui.widgets import EmptyState, row

PAPERS = "papers"


class Meetings(QWidget):
    """`open` takes a meeting's id, a `Month` or a `Year` to plan, or `PAPERS` for those of all meetings."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__()
        self._desk = desk
        self._target = Month.of(desk.clock.today())
        self.list = MeetingList()
        self.page = MeetingPage(desk, navigator)
        self.plan = PlanPanel(desk, navigator)
        self.add = AddPanel(desk, navigator)
        self.papers = PapersPage(desk, navigator)
        self.empty = EmptyState(
            "No meeting is planned yet",
            "The plan puts a month's meetings in order and counts when papers and minutes are due.",
            "Plan a month",
        )
        self.pages = QStackedWidget()
        for page in (self.empty, self.page, self.plan, self.add, self.papers):
            self.pages.addWidget(page)
        line = row(self.list, gap=0)
        line.addWidget(self.pages, 1)
        self.setLayout(line)
        self._connect()

    def _connect(self) -> None:
        self.list.picked.connect(self.show_meeting)
        self.list.plan_asked.connect(lambda: self.show_plan(self._target))
        self.list.add_asked.connect(self._begin_add)
        self.list.papers_asked.connect(self.show_papers)
        self.papers.opened.connect(self.show_meeting)
        self.plan.planned.connect(self.show_meeting)
        self.plan.opened.connect(self.show_meeting)
        self.add.added.connect(self.show_meeting)
        self.page.date.moved.connect(self.show_meeting)
        self.empty.activated.connect(lambda: self.show_plan(self._target))

    def refresh(self) -> None:
        """Read again and show; without a choice, the meeting that comes next."""
        rows, today = self._desk.planner.meetings(), self._desk.clock.today()
        this = Month.of(today)
        self._target = first_unplanned(rows, this)
        self.list.plan.set_text(f"Plan {self._target.title}")
        here = {one.id for one in rows}
        if self.pages.currentWidget() is self.empty and rows:
            ahead = [one for one in rows if one.on >= today and not one.held] or rows[:1]
            self.pages.setCurrentWidget(self.page)
            self.page.show_meeting(ahead[-1].id)
        elif self._chosen() in here:
            self.page.show_meeting(self._chosen())  # type: ignore[arg-type]
        if self.pages.currentWidget() is self.plan:
            self.plan.show_month(self.plan.month)
        if self.pages.currentWidget() is self.papers:
            self.papers.refresh()
        self.list.show_meetings(rows, today, self._chosen())

    def open(self, argument: object) -> None:
        """A meeting by its id, or the plan of a month."""
        if isinstance(argument, Month):
            self.plan.span.set_value(MONTH)
            self.show_plan(argument)
        elif isinstance(argument, Year):
            self.plan.span.set_value(YEAR)
            self.show_plan(Month(argument.number, 1))
        elif isinstance(argument, int):
            self.show_meeting(argument)
        elif argument == PAPERS:
            self.show_papers()

    def changed(self, changes: Changes) -> None:
        """Anything may show here: the register, a paper, the list of children."""
        self.refresh()

    def save_now(self) -> None:
        """A name half typed for a seat is stored; nothing else here is typed at length."""
        self.page.coming.name.clearFocus()

    def show_meeting(self, meeting_id: int) -> None:
        """Its page."""
        self.page.show_meeting(meeting_id)
        self.pages.setCurrentWidget(self.page)
        self.list.choose(meeting_id)

    def show_plan(self, month: Month) -> None:
        """The plan of a month."""
        self.plan.show_month(month)
        self.pages.setCurrentWidget(self.plan)
        self.list.choose(None)
        self.plan.add.setFocus()

    def show_papers(self) -> None:
        """What is due and late of all meetings, and what was in time."""
        self.papers.refresh()
        self.pages.setCurrentWidget(self.papers)
        self.list.choose(None)

    def _begin_add(self) -> None:
        self.add.begin()
        self.pages.setCurrentWidget(self.add)
        self.list.choose(None)

    def _chosen(self) -> int | None:
        on_page = self.pages.currentWidget() is self.page and self.page.meeting is not None
        return self.page.meeting.id if on_page and self.page.meeting else None
