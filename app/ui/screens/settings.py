"""Settings: one section at a time, chosen at the left."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from app.changes import Changes
from app.services.desk import Desk
from app.services.keeping.preferences import CHANGE, Preferences
from app.services.keeping.safekeeping import Safekeeping
from app.services.keeping.second_folder import CHOOSE
from app.services.marks import Marks
from app.services.room.wording import Wording
from app.ui import theme
from app.ui.bodies.edit_page import DRAFT as RULES_DRAFT
from app.ui.frame import Navigator, call
from app.ui.settings.about import About
from app.ui.settings.appearance import Appearance
from app.ui.settings.bodies import Bodies
from app.ui.settings.keeping import Keeping
from app.ui.settings.members import MembersPage
from app.ui.settings.operators import OperatorsPage
from app.ui.settings.retention import RetentionPage
from app.ui.settings.statement import DRAFT, Statement
from app.ui.settings.working_days import WorkingDaysPage
from app.ui.widgets import PageHeader, Scroller, StepTick, column, row

SIDE = 216
# What a section has just written itself; reading it again would disturb the typing.
OWN = {CHANGE, DRAFT, CHOOSE, RULES_DRAFT}


@dataclass(frozen=True)
class Section:
    """One line of the list at the left; `make` builds its page."""

    key: str
    title: str
    note: str
    make: Callable[[Desk, Navigator], QWidget]


SECTIONS = (
    Section(
        "appearance",
        "Appearance and lock",
        "",
        lambda desk, _navigator: Appearance(Preferences(desk.store)),
    ),
    Section(
        "statement",
        "Confidentiality statement",
        "read at the start of every meeting",
        lambda desk, navigator: Statement(Wording(desk.store, desk.areas), navigator),
    ),
    Section("bodies", "Bodies and rules", "the rules in force", Bodies),
    Section("members", "Members", "who sits where, and who came", MembersPage),
    Section("days", "Working days", "bank holidays and closed days", WorkingDaysPage),
    Section("operators", "Operators", "who can open this store", OperatorsPage),
    Section(
        "keeping",
        "Safe keeping",
        "backups and checks",
        lambda desk, navigator: Keeping(
            Safekeeping(desk.store, desk.clock),
            Marks(desk.store),
            navigator,
            may=desk.operators.may("restore"),
        ),
    ),
    Section("retention", "Review and retention", "nothing is deleted by itself", RetentionPage),
    Section(
        "about",
        "About",
        "",
        lambda desk, _navigator: About(Safekeeping(desk.store, desk.clock), Marks(desk.store)),
    ),
)


class Settings(QWidget):
    """`open` takes the key of a section ("keeping")."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__()
        self._desk, self._navigator = desk, navigator
        self._here = SECTIONS[0]
        self.pages: dict[str, QWidget] = {}
        self._scrollers: dict[str, Scroller] = {}
        self._stack = QStackedWidget()
        self.steps = {section.key: self._step(section) for section in SECTIONS}
        side = QFrame()
        side.setProperty("kind", "side")
        side.setProperty("edge", "left")
        side.setFixedWidth(SIDE)
        side.setAccessibleName("Sections of the settings")
        steps = self.steps.values()
        side.setLayout(column(*steps, None, gap=theme.TIGHT, margins=(theme.GAP, theme.WIDE, theme.GAP, 0)))
        line = row(side, gap=0)
        line.addWidget(self._stack, 1)
        self.setLayout(line)
        self.steps[self._here.key].setChecked(True)

    def _step(self, section: Section) -> StepTick:
        step = StepTick(section.title)
        step.toggled.connect(lambda on: self._turn(section) if on else None)
        return step

    def refresh(self) -> None:
        """Read the section in sight again."""
        self._show(self._here)

    def open(self, argument: object) -> None:
        """Show one section."""
        step = self.steps.get(str(argument))
        if step is not None:
            step.setChecked(True)

    def changed(self, changes: Changes) -> None:
        """Somebody wrote; a section does not read again what it has just written itself."""
        if changes.initiator not in OWN:
            self.refresh()

    def save_now(self) -> None:
        """Keep what is typed in any section."""
        for page in self.pages.values():
            call(page, "save_now")

    def _turn(self, section: Section) -> None:
        call(self.pages.get(self._here.key), "save_now")
        self._show(section)

    def _show(self, section: Section) -> None:
        self._here = section
        if section.key not in self.pages:
            self._make(section)
        self._stack.setCurrentWidget(self._scrollers[section.key])
        call(self.pages[section.key], "refresh")

    def _make(self, section: Section) -> None:
        page = self.pages[section.key] = section.make(self._desk, self._navigator)
        scroller = self._scrollers[section.key] = Scroller(name=section.title)
        scroller.body.addWidget(PageHeader(section.title, section.note))
        scroller.body.addWidget(page)
        scroller.body.addStretch(1)
        self._stack.addWidget(scroller)
