"""Cross-check: who is who, who is on two lists or more, what was decided, and what was passed on."""

from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.changes import Changes
from app.services.desk import Desk
from app.services.people.decided import DecisionRow
from app.ui import theme
from app.ui.frame import Navigator
from app.ui.lists.decided_page import DecidedPage
from app.ui.lists.several_page import SeveralPage
from app.ui.lists.who_page import INITIATOR, WhoPage
from app.ui.referrals.onward_page import OnwardPage
from app.ui.widgets import PageHeader, Segmented, column

WHO, SEVERAL, DECIDED, ONWARD = "who", "several", "decided", "onward"
TITLES = {WHO: "Who is who", SEVERAL: "On two lists or more", DECIDED: "Decided", ONWARD: "Onward referrals"}
Page = WhoPage | SeveralPage | DecidedPage | OnwardPage
_KEYS = {"Alt+1": WHO, "Alt+2": SEVERAL, "Alt+3": DECIDED, "Alt+4": ONWARD}


class CrossCheckScreen(QWidget):
    """`open` takes "who", "several", "decided", "onward", a pair ("12~40"), a referral ("onward:3") or a
    person's id."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__()
        self.who = WhoPage(desk, navigator)
        self.several = SeveralPage(desk, navigator)
        self.decided = DecidedPage(desk)
        self.onward = OnwardPage(desk, navigator, lambda one: navigator.go("referrals", one))
        self._pages: dict[str, Page] = {
            WHO: self.who,
            SEVERAL: self.several,
            DECIDED: self.decided,
            ONWARD: self.onward,
        }
        self.choice = Segmented("Part of the cross-check", tuple(TITLES.items()))
        self.header = PageHeader("", "", (self.choice,))
        self._stack = QStackedWidget()
        for page in self._pages.values():
            self._stack.addWidget(page)
        self._counts = (0, 0)
        box = column(self.header, gap=12, margins=(theme.MARGIN, theme.MARGIN, theme.MARGIN, theme.MARGIN))
        box.addWidget(self._stack, 1)
        self.setLayout(box)
        self._connect()
        self._turn(WHO)

    def _connect(self) -> None:
        self.choice.chosen.connect(lambda value: self.show_part(str(value)))
        self.who.counted.connect(self._count)
        self.who.several.connect(lambda: self.show_part(SEVERAL))
        self.who.look.connect(self._look_at)
        self.several.decide.connect(lambda: self.show_part(WHO))
        self.several.referral.connect(self._show_referral)
        self.onward.changed.connect(self._title)
        self.decided.opened.connect(self._reopened)
        self._bound = [self._bind(keys, part) for keys, part in _KEYS.items()]

    def _bind(self, keys: str, part: str) -> QShortcut:
        made = QShortcut(QKeySequence(keys), self)
        made.activated.connect(lambda: self.show_part(part))
        return made

    def refresh(self) -> None:
        """Read again what is in sight."""
        self._page().refresh()
        self._title()

    def changed(self, changes: Changes) -> None:
        """Decisions made here are on the screen already."""
        if changes.initiator != INITIATOR:
            self.refresh()

    def open(self, argument: object) -> None:
        """Show a part, a pair or a child."""
        if isinstance(argument, int):
            self.show_part(SEVERAL)
            self.several.show_person(argument)
        elif isinstance(argument, str) and "~" in argument:
            self._turn(WHO)
            self.who.show_pair(argument)
        elif isinstance(argument, str) and argument.startswith(f"{ONWARD}:"):
            self._show_referral(int(argument.partition(":")[2]))
        elif isinstance(argument, str) and argument in self._pages:
            self.show_part(argument)

    def part(self) -> str:
        """Which part is in sight."""
        return next(key for key, page in self._pages.items() if page is self._stack.currentWidget())

    def show_part(self, part: str) -> None:
        """Turn to a part, read afresh, with the keyboard in its list."""
        self._turn(part)
        self.refresh()
        self._give_keyboard()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._give_keyboard()

    def _give_keyboard(self) -> None:
        lists = {
            WHO: self.who.queue,
            SEVERAL: self.several.table.view,
            DECIDED: self.decided.table.view,
            ONWARD: self.onward.table.view,
        }
        lists[self.part()].setFocus()

    def _page(self) -> Page:
        return self._pages[self.part()]

    def _turn(self, part: str) -> None:
        self._stack.setCurrentWidget(self._pages[part])
        self.choice.set_value(part)
        self._title()

    def _count(self, to_decide: int, decided: int) -> None:
        self._counts = (to_decide, decided)
        self._title()

    def _title(self) -> None:
        part = self.part()
        to_decide, decided = self._counts
        notes = {
            WHO: f"{to_decide} to decide · {decided} decided",
            SEVERAL: self.several.words(),
            DECIDED: "newest first",
            ONWARD: self.onward.words(),
        }
        self.header.set_title(TITLES[part], notes[part])

    def _look_at(self, decision_id: int) -> None:
        self.show_part(DECIDED)
        self.decided.show_decision(decision_id)

    def _show_referral(self, referral_id: int) -> None:
        self.show_part(ONWARD)
        self.onward.show_referral(referral_id)

    def _reopened(self, decision: DecisionRow) -> None:
        self._turn(WHO)
        self.who.taken_back(decision)
