"""On two lists or more: the children in a table, and beside it why the chosen one matters."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from app.domain.lists import ListName
from app.services.desk import Desk
from app.services.people.crosschecking import ChildRow
from app.services.referrals.onward import OnwardRow
from app.ui import theme
from app.ui.called import called
from app.ui.frame import Navigator
from app.ui.lists.cursor import keep_cursor
from app.ui.lists.several_filter import SeveralFilter, area_of
from app.ui.lists.several_side import ChildSide, decided_words
from app.ui.lists.words import list_marks
from app.ui.month.words import count_words
from app.ui.tables import Column, Table
from app.ui.widgets import Mark, NoticeBar, column, row

SIDE_WIDTH, NARROW = 42 * theme.GAP, 33 * theme.GAP
ROOMY = 960  # pixels of page from which the side has its full width


def _columns(open_ones: Mapping[int, list[OnwardRow]]) -> tuple[Column[ChildRow], ...]:
    def marks(child: ChildRow) -> tuple[Mark, ...]:
        return (*list_marks(child.badges), *((Mark("new", "amber"),) if child.new else ()))

    def asked(child: ChildRow) -> tuple[Mark, ...]:
        return tuple(Mark(f"{one.to_short} asked", "grey") for one in open_ones.get(child.person_id, ()))

    def decided(child: ChildRow) -> str:
        return decided_words(child.last)[0] or ("" if asked(child) else "–")

    return (
        Column(
            "Child",
            lambda child: child.name,
            168,
            note=lambda child: "" if child.age is None else str(child.age),
            strong=True,
            personal=True,
        ),
        Column("Area", lambda child: child.borough or "–", 88, sort=area_of),
        Column("Lists", lambda _child: "", 176, marks=marks, sort=lambda child: -len(child.lists)),
        Column("Why it matters", lambda child: child.why, wrap=True, least=20 * theme.GAP, share=3),
        Column(
            "Decided last time",
            decided,
            wrap=True,
            marks=asked,
            least=14 * theme.GAP,
            share=2,
        ),
    )


class SeveralPage(QWidget):
    """`counted` carries how many children; `decide` asks for who is who, `referral` for an onward one."""

    counted = Signal(int)
    decide = Signal()
    referral = Signal(int)

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__()
        self._desk, self._navigator = desk, navigator
        self._children: tuple[ChildRow, ...] = ()
        self._open_ones: dict[int, list[OnwardRow]] = {}
        self.waiting = NoticeBar(closable=False)
        self.filter = SeveralFilter()
        self.kept = self.filter.kept
        self.table = Table[ChildRow](
            "Children on two lists or more",
            _columns(self._open_ones),
            empty=(
                "No child is on more than one list",
                "Children stand here once two rows are known to be one child: say who is who first.",
                "Who is who",
            ),
            key=lambda child: child.person_id,
        )
        self.findings = ChildSide(desk, navigator, lambda: self._open(self.table.current()))
        sheet = QFrame()
        sheet.setProperty("kind", "card")
        sheet.setLayout(column(self.table, margins=(1, 6, 1, 6)))
        work = row(gap=theme.WIDE)
        work.addWidget(sheet, 1)
        work.addWidget(self.findings)
        box = column(self.waiting, self.filter, gap=12)
        box.addLayout(work, 1)
        self.setLayout(box)
        self._connect()

    def _connect(self) -> None:
        self.filter.changed.connect(self._fill)
        self.table.activated.connect(self._open)
        self.table.picked.connect(self._show)
        self.table.asked.connect(self.decide)
        self.waiting.activated.connect(self.decide)
        self.findings.passed.connect(self.refresh)
        self.findings.wanted.connect(self.referral)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.findings.setFixedWidth(SIDE_WIDTH if self.width() >= ROOMY else NARROW)

    def refresh(self) -> None:
        """Read again; the cursor stays on its child."""
        self._children = self._desk.crosscheck.children()
        self._open_ones.clear()
        for one in self._desk.onward.sent():
            self._open_ones.setdefault(one.person_id, []).append(one)
        self.findings.read()
        self.filter.offer(self._children, called(ListName.MASE))
        self.filter.setVisible(bool(self._children))
        self._say_waiting()
        self._fill()
        self.counted.emit(len(self._children))

    def _say_waiting(self) -> None:
        pairs = self._desk.who.progress()[0]
        if not pairs or not self._children:
            self.waiting.hide()
            return
        one, many = "pair of rows may be one child and is", "pairs of rows may be one child and are"
        words = f"{count_words(pairs, one, many)} not counted here until somebody decides."
        self.waiting.say(words, "amber", "Who is who")

    def show_person(self, person_id: int) -> None:
        """Put the cursor on a child."""
        self.filter.everything()
        self._fill()
        self.table.select(person_id)

    def words(self) -> str:
        """What stands beside the title."""
        return count_words(len(self._children), "child", "children")

    def _fill(self) -> None:
        self.table.set_rows(self.filter.of(self._children))
        keep_cursor(self.table)
        self._show(self.table.current())

    def _show(self, child: ChildRow | None) -> None:
        self.findings.setVisible(child is not None)
        if child is not None:
            self.findings.show_child(child, self._open_ones.get(child.person_id, ()))

    def _open(self, child: ChildRow | None) -> None:
        if child is not None:
            self._navigator.go("children", child.person_id)
