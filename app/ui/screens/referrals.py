"""Referrals on their way to the list, emerging concerns, and what one body has asked of another."""

from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.changes import Changes
from app.domain.lists import ListName
from app.services.desk import Desk
from app.services.pathway.rows import ReferralRow
from app.services.referrals.onward_rows import OnwardRow
from app.ui.frame import Navigator
from app.ui.lists.asking import AddChild, Chosen
from app.ui.month.words import count_words
from app.ui.pathway.new_referral import NewReferral
from app.ui.pathway.referral_list import ReferralList
from app.ui.pathway.referral_panel import WIDTH, ReferralPanel
from app.ui.problems import guarded
from app.ui.saver import Saver
from app.ui.widgets import Button, PageHeader, Segmented, column, row

KEY = "referrals"
PENDING, EMERGING, ENDED = "pending", "emerging", "ended"
LEAST = 680  # pixels that the list needs
_EMPTY = {
    PENDING: (
        "No referral waits",
        "A concern that is raised stands here until the child is on the list, watched, or safe.",
        "Raise a concern",
    ),
    EMERGING: ("No emerging concern", "Concerns below the lowest category stand here, for the summary."),
    ENDED: ("Nothing has ended yet", "Referrals that led to the list, or to no further action."),
}


class Referrals(QWidget):
    """`open` takes a referral's id, a part ("emerging"), whom a concern is about (`Chosen`), or an onward
    referral that was accepted and of which nothing has been started yet."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__()
        self._desk, self._navigator = desk, navigator
        self._token = f"referrals {uuid4()}"
        self._reading = self._arrived = False
        self.saver = Saver(self, "the page of referrals")
        raise_one = Button("Raise a concern", "primary", key="Ctrl+N", on=self._ask_whom)
        self.header = PageHeader("Referrals", actions=(raise_one,))
        self.part = Segmented("Which referrals")
        self.new = NewReferral(desk, self._token)
        today = desk.clock.today()
        self.lists = {key: ReferralList(today, empty) for key, empty in _EMPTY.items()}  # type: ignore[arg-type]
        self.panel = ReferralPanel(desk, self.saver, self._token)
        self._pages = QStackedWidget()
        self._left = QWidget()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        for shown in self.lists.values():
            self._pages.addWidget(shown)
        left = column(self.header, self.part, self.new, gap=12, margins=(24, 24, 24, 16))
        left.addWidget(self._pages, 1)
        self._left.setLayout(left)
        line = row(gap=0)
        line.addWidget(self._left, 1)
        line.addWidget(self.panel)
        self.setLayout(line)

    def _connect(self) -> None:
        self.part.chosen.connect(self.turn_to)
        for shown in self.lists.values():
            shown.picked.connect(self._show)
            shown.opened.connect(lambda _one: self._read_on(True))
            shown.asked.connect(self._ask_whom)
        self.new.raised.connect(self._raised)
        self.panel.stored.connect(self._read)
        self.panel.child.connect(lambda person: self._navigator.go("children", person))
        self.panel.left.connect(self._back)
        QShortcut(QKeySequence("Escape"), self).activated.connect(self._back)
        QShortcut(QKeySequence("F6"), self).activated.connect(self._to_list)

    # What the window calls

    def refresh(self) -> None:
        """Read again; part and cursor stay."""
        self._read()
        if self._arrived:
            self._arrived = False
            self._to_list()

    def changed(self, changes: Changes) -> None:
        """Our own writes are shown already; what anybody else wrote is read."""
        if changes.initiator != self._token:
            self.refresh()

    def open(self, argument: object) -> None:
        """Show one referral or a part; or ask what the concern about a child is."""
        if isinstance(argument, Chosen):
            self.new.begin(argument)
        elif isinstance(argument, OnwardRow):
            self.new.begin_onward(argument)
        elif isinstance(argument, int):
            self._find(argument)
        elif isinstance(argument, str) and argument in self.lists:
            self.turn_to(argument)

    def save_now(self) -> None:
        """Store what is typed."""
        self.panel.flush()
        self.saver.done()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._arrived = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    # Reading

    def turn_to(self, part: object) -> None:
        """Show one part; the panel follows its cursor."""
        self.part.set_value(part)
        shown = self.lists[str(part)]
        self._pages.setCurrentWidget(shown)
        self._show(shown.table.current())
        self._to_list()

    def _read(self) -> None:
        pathway = self._desk.pathway
        with guarded(self):
            rows = {PENDING: pathway.pending(), EMERGING: pathway.emerging(), ENDED: pathway.ended()}
            held = str(self.part.value() or PENDING)
            words = {PENDING: "Waiting", EMERGING: "Emerging", ENDED: "Ended"}
            self.part.set_options((key, f"{said} {len(rows[key])}") for key, said in words.items())
            self.part.set_value(held)
            self._pages.setCurrentWidget(self.lists[held])
            for key, shown in self.lists.items():
                shown.show_rows(rows[key])
            self.header.set_title("Referrals", _note(rows[PENDING]))

    def _show(self, one: ReferralRow | None) -> None:
        """Only the list in sight says which referral the panel shows."""
        shown = self._pages.currentWidget()
        assert isinstance(shown, ReferralList)
        current = shown.table.current()
        if one is not None and (current is None or current.id != one.id):
            return
        with guarded(self):
            self.panel.show_referral(one.id if one is not None else None)

    def _find(self, referral_id: int) -> None:
        for key, shown in self.lists.items():
            if shown.table.select(referral_id):
                self.turn_to(key)
                self._read_on(True)
                return

    def _raised(self, referral_id: int) -> None:
        self._read()
        self._find(referral_id)

    def _ask_whom(self) -> None:
        """The search comes first: the child may be known to another list."""
        self._navigator.go("children", AddChild(ListName.MASE, back=KEY))

    def _to_list(self) -> None:
        shown = self._pages.currentWidget()
        assert isinstance(shown, ReferralList)
        shown.table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _back(self) -> None:
        self._read_on(False)
        self._to_list()

    def _read_on(self, reading: bool) -> None:
        self._reading = reading
        self._arrange()

    def _arrange(self) -> None:
        """Side by side where there is room; else the list, or what was chosen from it."""
        both = self.width() >= LEAST + WIDTH
        self._left.setVisible(both or not self._reading)
        self.panel.setVisible(both or self._reading)
        self.panel.back.setVisible(not both)
        self.panel.setFixedWidth(WIDTH if both else self.width())


def _note(pending: tuple[ReferralRow, ...]) -> str:
    late = sum(row.safety_overdue for row in pending)
    parts = (
        f"{count_words(len(pending), 'referral')} waiting",
        f"{count_words(late, 'safety action')} overdue" if late else "",
    )
    return " · ".join(part for part in parts if part)
