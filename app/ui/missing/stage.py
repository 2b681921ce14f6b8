"""The parts of the missing screen on their places: tabs, a list at the left, what was chosen at the right."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from app.services.desk import Desk
from app.ui.missing.compare_page import ComparePage
from app.ui.missing.episode_list import EpisodeList, InterviewQueue
from app.ui.missing.episode_panel import EPISODE, INTERVIEW, WIDTH, EpisodePanel
from app.ui.missing.figures_page import FiguresPage
from app.ui.missing.plan_panel import PlanPanel
from app.ui.missing.plans_page import PlansPage
from app.ui.missing.settling import STROKES
from app.ui.saver import Saver
from app.ui.widgets import Button, PageHeader, ProgressStrip, Segmented, column, row

EPISODES, INTERVIEWS, PLANS, FIGURES, COMPARE = "episodes", "interviews", "plans", "figures", "compare"
TABS = (
    (EPISODES, "Episodes"),
    (INTERVIEWS, "Interviews"),
    (PLANS, "Safety plans"),
    (FIGURES, "Figures"),
    (COMPARE, "Compare"),
)
LEAST = 720  # pixels that the lists need
BESIDE = LEAST + WIDTH


class Stage(QWidget):
    """`turned` carries the tab that was gone to, `adding` that an episode is wanted by hand. On a narrow
    window the panel takes the place of the list.
    """

    turned = Signal(str)
    adding = Signal()

    def __init__(self, desk: Desk, saver: Saver, token: str) -> None:
        super().__init__()
        self._reading = False
        today = desk.clock.today()
        self.add = Button("Add an episode", key="Ctrl+N", on=self.adding.emit)
        self.header = PageHeader("Missing", actions=(self.add,))
        self.tabs = Segmented("Which part", TABS)
        self.tabs.set_value(EPISODES)
        self.episodes = EpisodeList(today)
        self.interviews = InterviewQueue(today)
        self.plans = PlansPage(today)
        self.figures = FiguresPage(today)
        self.compare = ComparePage(desk)
        self.strip = ProgressStrip()
        self.panel = EpisodePanel(desk, saver, token)
        self.plan_panel = PlanPanel(desk, saver, token)
        self._pages = QStackedWidget()
        self._left = QWidget()
        self._lay_out()
        self._bind()
        self.panel.turn_to(EPISODE)

    def _lay_out(self) -> None:
        for page in (self.episodes, self.interviews, self.plans, self.figures, self.compare):
            self._pages.addWidget(page)
        tools = row(gap=12)
        tools.addWidget(self.tabs, 1)
        tools.addWidget(self.episodes.period)
        left = column(self.header, tools, self.strip, gap=12, margins=(24, 24, 24, 16))
        left.addWidget(self._pages, 1)
        self._left.setLayout(left)
        line = row(gap=0)
        line.addWidget(self._left, 1)
        line.addWidget(self.panel)
        line.addWidget(self.plan_panel)
        self.setLayout(line)
        self.tabs.chosen.connect(self.turn_to)
        for page in (self.episodes, self.interviews, self.plans):
            page.opened.connect(lambda _one: self.read_on(True))
        for panel in (self.panel, self.plan_panel):
            panel.left.connect(self._back)

    def _bind(self) -> None:
        acts: dict[str, Callable[[], None]] = {"F6": self.to_list, "Escape": self._back}
        acts |= {one.key: self._pressing(one.key) for one in STROKES}
        acts |= {f"Alt+{number}": self._turning(tab) for number, (tab, _) in enumerate(TABS, start=1)}
        for keys, act in acts.items():
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _pressing(self, key: str) -> Callable[[], None]:
        asks = next(bool(one.asks) for one in STROKES if one.key == key)

        def press() -> None:
            if self.tab in (EPISODES, INTERVIEWS):
                if asks and not self.panel.isVisible():
                    self.read_on(True)  # on a narrow window the questions take the place of the list
                self.panel.press(key)

        return press

    def _turning(self, tab: str) -> Callable[[], None]:
        return lambda: self.turn_to(tab)

    @property
    def tab(self) -> str:
        """The part in sight."""
        return str(self.tabs.value())

    def list_in_sight(self) -> EpisodeList | InterviewQueue:
        """Which of the two lists of episodes the panel follows."""
        return self.interviews if self.tab == INTERVIEWS else self.episodes

    def turn_to(self, tab: object) -> None:
        """Show one part, and put the keyboard on its list."""
        self.tabs.set_value(tab)
        self._pages.setCurrentIndex([key for key, _ in TABS].index(str(tab)))
        if tab in (EPISODES, INTERVIEWS):
            self.panel.turn_to(INTERVIEW if tab == INTERVIEWS else EPISODE)
        self._arrange()
        self.turned.emit(str(tab))
        self.to_list()

    def to_list(self) -> None:
        """The keyboard on the list in sight."""
        views: Mapping[str, QWidget] = {
            EPISODES: self.episodes.table.view,
            INTERVIEWS: self.interviews.table.view,
            PLANS: self.plans.table.view,
            COMPARE: self.compare.choose,
        }
        if self.tab in views:
            views[self.tab].setFocus(Qt.FocusReason.OtherFocusReason)

    def _back(self) -> None:
        """Escape: put a question away and go back to the list."""
        self.panel.interview.settling.fold()
        self.read_on(False)
        self.to_list()

    def read_on(self, reading: bool) -> None:
        """Whether a narrow window shows what was chosen, or the list."""
        self._reading = reading
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        both = self.width() >= BESIDE
        panels: Mapping[str, QFrame] = {
            EPISODES: self.panel,
            INTERVIEWS: self.panel,
            PLANS: self.plan_panel,
        }
        wanted = panels.get(self.tab)
        self.episodes.period.setVisible(self.tab in (EPISODES, FIGURES))
        self._left.setVisible(wanted is None or both or not self._reading)
        for panel in (self.panel, self.plan_panel):
            panel.setVisible(panel is wanted and (both or self._reading))
            panel.back.setVisible(not both)
            panel.setFixedWidth(WIDTH if both else self.width())
