"""Missing children: episodes, the queue of interviews, safety plans, figures, the police's list compared."""

from datetime import timedelta
from uuid import uuid4

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from app.changes import Changes
from app.domain.lists import ListName
from app.services.desk import Desk
from app.services.missing.episodes import EpisodeRow, Period
from app.services.missing.figures import Figures
from app.services.missing.safety_rows import OVERDUE, PlanRow
from app.ui.called import called
from app.ui.frame import Navigator
from app.ui.lists.asking import AddChild
from app.ui.lists.reader import second
from app.ui.missing.episode_list import EpisodeTable
from app.ui.missing.stage import EPISODES, FIGURES, INTERVIEWS, PLANS, TABS, Stage
from app.ui.missing.words import periods
from app.ui.month.words import count_words
from app.ui.problems import guarded
from app.ui.saver import Saver
from app.ui.widgets import column
from app.ui.worker import Progress, run_job


class Missing(QWidget):
    """`open` takes a tab ("interviews"), or an episode's id."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__()
        self._desk, self._navigator = desk, navigator
        self._token = f"missing {uuid4()}"
        self._arrived = False
        self.saver = Saver(self, "the page of missing children")
        self.stage = Stage(desk, self.saver, self._token)
        self.setLayout(column(self.stage))
        self._connect()

    def _connect(self) -> None:
        stage = self.stage
        stage.turned.connect(self._turned)
        stage.adding.connect(lambda: self._navigator.go("children", AddChild(ListName.MISPER)))
        stage.episodes.asked.connect(lambda _period: self._another_period())
        stage.episodes.picked.connect(lambda one: self._show_episode(stage.episodes, one))
        stage.interviews.picked.connect(lambda one: self._show_episode(stage.interviews, one))
        stage.plans.picked.connect(self._show_plan)
        stage.figures.opened.connect(self.open)
        stage.compare.opened.connect(self.open)
        stage.panel.settled.connect(self._settled)
        stage.panel.stored.connect(self._read_lists)
        stage.panel.safety.connect(self._open_plan)
        stage.plan_panel.stored.connect(self._read_plans)
        for panel in (stage.panel, stage.plan_panel):
            panel.child.connect(lambda person: self._navigator.go("children", person))

    # What the window calls

    def refresh(self) -> None:
        """Read again what is in sight."""
        self.stage.episodes.offer(periods(self._desk.clock.today(), self._desk.missing.body()))
        self._read_lists()
        self._read_plans()
        if self.stage.tab == FIGURES:
            self._count()
        if self._arrived:  # a list without rows yet cannot take the keyboard
            self._arrived = False
            self.stage.to_list()

    def changed(self, changes: Changes) -> None:
        """Our own writes are shown already; what anybody else wrote is read."""
        if changes.initiator != self._token:
            self.refresh()

    def open(self, argument: object) -> None:
        """Show a tab, or one episode of any time."""
        if isinstance(argument, int):
            self.stage.turn_to(EPISODES)
            self._find(argument)
            self.stage.read_on(True)
        elif isinstance(argument, str) and argument in dict(TABS):
            self.stage.turn_to(argument)

    def save_now(self) -> None:
        """Store what is typed; raises `Refused` for what the disk does not take."""
        self.stage.panel.flush()
        self.stage.plan_panel.flush()
        self.saver.done()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._arrived = True

    # Reading

    def _turned(self, tab: str) -> None:
        if tab in (EPISODES, INTERVIEWS):
            shown = self.stage.list_in_sight()
            self._show_episode(shown, shown.table.current())
        if tab == FIGURES:
            self._count()

    def _another_period(self) -> None:
        self._read_episodes()
        if self.stage.tab == FIGURES:
            self._count()

    def _read_lists(self) -> None:
        self._read_episodes()
        with guarded(self):
            self.stage.interviews.show_rows(self._desk.missing.waiting())
        self._say()

    def _read_episodes(self) -> None:
        with guarded(self):
            period = self.stage.episodes.chosen_period()
            self.stage.episodes.show_all(self._desk.missing.rows(period))

    def _read_plans(self) -> None:
        with guarded(self):
            self.stage.plans.show_rows(self._desk.safety.rows())
        self._say()

    def _say(self) -> None:
        """The body's own name over the page, and what presses."""
        queue = self.stage.interviews.table.rows()
        late = sum(one.left is not None and one.left < timedelta() for one in queue)
        reviews = sum(one.standing == OVERDUE for one in self.stage.plans.table.rows())
        parts = (
            f"{count_words(len(queue), 'interview')} to do",
            f"{late} overdue" if late else "",
            f"{count_words(reviews, 'review')} of plans overdue" if reviews else "",
        )
        self.stage.header.set_title(called(ListName.MISPER), " · ".join(part for part in parts if part))

    def _find(self, episode_id: int) -> None:
        """An episode of another period brings its own day into sight."""
        episodes = self.stage.episodes
        episodes.narrow("all")
        if episodes.table.select(episode_id):
            return
        with guarded(self):
            row = self._desk.missing.view(episode_id).row
            moment = row.reported or row.returned
            if moment is not None:
                episodes.show_all(self._desk.missing.rows(Period(moment.date(), moment.date())))
                episodes.table.select(episode_id)

    def _show_episode(self, of: EpisodeTable, one: EpisodeRow | None) -> None:
        """Only the list in sight says which episode the panel shows."""
        if of is self.stage.list_in_sight():
            with guarded(self):
                self.stage.panel.show_episode(one.episode_id if one is not None else None)

    def _show_plan(self, one: PlanRow | None) -> None:
        with guarded(self):
            self.stage.plan_panel.show_child(one.person_id if one is not None else None)

    def _open_plan(self, person_id: int) -> None:
        """The safety of a child, whether or not it stands in the list of plans."""
        self.stage.turn_to(PLANS)
        self.stage.plans.table.select(person_id)
        with guarded(self):
            self.stage.plan_panel.show_child(person_id)
        self.stage.read_on(True)

    def _settled(self) -> None:
        """Recorded: the queue moves on, and the keyboard with it."""
        self._read_lists()
        if self.stage.tab == INTERVIEWS:
            self.stage.read_on(False)
            self.stage.to_list()

    def _count(self) -> None:
        """The figures of the period that is chosen, beside the window."""
        episodes = self.stage.episodes
        period, words = episodes.chosen_period(), episodes.period.currentText()

        def work(_progress: Progress) -> Figures:
            with second(self._desk) as other:
                return other.missing_figures.of(period)

        def show(found: Figures) -> None:
            self.stage.figures.show_figures(found, words)

        run_job(self, work, done=show, strip=self.stage.strip, words="Counting")
