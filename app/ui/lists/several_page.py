"""On two lists or more: the children in a table, and beside it why the chosen one matters."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from app.domain.lists import ListName
from app.services.desk import Desk
from app.services.people.crosschecking import ChildRow
from app.ui import theme
from app.ui.called import called
from app.ui.frame import Navigator
from app.ui.lists.cursor import keep_cursor
from app.ui.lists.words import born_words, list_marks
from app.ui.month.words import count_words, finding_mark
from app.ui.tables import Column, Table
from app.ui.widgets import (
    BadgeRow,
    Button,
    FindingRow,
    Mark,
    NameLabel,
    NoticeBar,
    Scroller,
    Segmented,
    clear,
    column,
    label,
    row,
    rule,
)

SIDE_WIDTH, NARROW = 40 * theme.GAP, 31 * theme.GAP
ROOMY = 960  # pixels of page from which the side has its full width
_KEPT: Mapping[str, Callable[[ChildRow], bool]] = {
    "all": lambda _child: True,
    "three": lambda child: len(child.lists) > 2,
    "new": lambda child: child.new,
    "not_mase": lambda child: child.case_id is None,
}
_WORDS: Mapping[str, Callable[[], str]] = {
    "all": lambda: "All",
    "three": lambda: "On all three",
    "new": lambda: "New this month",
    "not_mase": lambda: f"Not on {called(ListName.MASE)}",
}


def _marks(child: ChildRow) -> tuple[Mark, ...]:
    return (*list_marks(child.badges), *((Mark("new", "amber"),) if child.new else ()))


_COLUMNS: tuple[Column[ChildRow], ...] = (
    Column(
        "Child",
        lambda child: child.name,
        184,
        note=lambda child: "" if child.age is None else str(child.age),
        strong=True,
        personal=True,
    ),
    Column(
        "Lists",
        lambda _child: "",
        192,
        marks=_marks,
        sort=lambda child: -len(child.lists),
    ),
    Column("Why it matters", lambda child: child.why, wrap=True, least=24 * theme.GAP),
    Column(
        "Findings",
        lambda child: str(len(child.findings)),
        72,
        "right",
        sort=lambda child: -len(child.findings),
    ),
)


class _Findings(QFrame):
    """Why the chosen child matters: each finding with its rule and source."""

    def __init__(self, open_page: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._name = NameLabel("", "lead", wrap=True)
        self._born = NameLabel("", "note")
        self._badges = BadgeRow()
        self._page = Scroller(plain=True, name="Findings")
        self._page.body.setSpacing(12)
        self.open = Button("Open the child's page", key="Return", bind=False, on=open_page)
        head = column(self._name, self._born, self._badges, gap=theme.TIGHT)
        edge = theme.WIDE
        box = column(head, rule(), gap=12, margins=(edge, 14, edge, 14))
        box.addWidget(self._page, 1)
        box.addWidget(self.open)
        self.setLayout(box)

    def show_child(self, child: ChildRow) -> None:
        """Show this child's findings."""
        self._name.set_text(child.name)
        place = f" · {child.borough}" if child.borough else ""
        self._born.set_text(born_words(child.born, child.age) + place)
        self._badges.set_marks(list_marks(child.badges))
        self.setAccessibleName("Findings of the chosen child")
        clear(self._page.body)
        for one in child.findings:
            self._page.body.addWidget(
                FindingRow(finding_mark(one), one.sentence, f"{one.rule} · {one.source}")
            )
        if not child.findings:
            self._page.body.addWidget(
                label("No rule has anything to say about this child now.", "note", wrap=True)
            )
        self._page.body.addStretch(1)


class SeveralPage(QWidget):
    """`counted` carries how many children; `decide` asks for who is who."""

    counted = Signal(int)
    decide = Signal()

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__()
        self._desk, self._navigator = desk, navigator
        self._children: tuple[ChildRow, ...] = ()
        self.waiting = NoticeBar(closable=False)
        self.kept = Segmented("Which children")
        self.table = Table[ChildRow](
            "Children on two lists or more",
            _COLUMNS,
            empty=(
                "No child is on more than one list",
                "Children stand here once two rows are known to be one child: say who is who first.",
                "Who is who",
            ),
            key=lambda child: child.person_id,
        )
        self.findings = _Findings(lambda: self._open(self.table.current()))
        sheet = QFrame()
        sheet.setProperty("kind", "card")
        sheet.setLayout(column(self.table, margins=(1, 6, 1, 6)))
        work = row(gap=theme.WIDE)
        work.addWidget(sheet, 1)
        work.addWidget(self.findings)
        box = column(self.waiting, self.kept, gap=12)
        box.addLayout(work, 1)
        self.setLayout(box)
        self._connect()

    def _connect(self) -> None:
        self.kept.chosen.connect(lambda _value: self._fill())
        self.table.activated.connect(self._open)
        self.table.picked.connect(self._show)
        self.table.asked.connect(self.decide)
        self.waiting.activated.connect(self.decide)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.findings.setFixedWidth(SIDE_WIDTH if self.width() >= ROOMY else NARROW)

    def refresh(self) -> None:
        """Read again; the cursor stays on its child."""
        self._children = self._desk.crosscheck.children()
        held = self.kept.value() or "all"
        self.kept.set_options(
            (key, f"{words()} {sum(map(_KEPT[key], self._children))}") for key, words in _WORDS.items()
        )
        self.kept.set_value(held)
        self.kept.setVisible(bool(self._children))
        pairs = self._desk.who.progress()[0]
        if pairs and self._children:
            words = (
                "pair of rows may be one child and is"
                if pairs == 1
                else "pairs of rows may be one child and are"
            )
            self.waiting.say(
                f"{pairs} {words} not counted here until somebody decides.", "amber", "Who is who"
            )
        else:
            self.waiting.hide()
        self._fill()
        self.counted.emit(len(self._children))

    def show_person(self, person_id: int) -> None:
        """Put the cursor on a child."""
        self.kept.set_value("all")
        self._fill()
        self.table.select(person_id)

    def words(self) -> str:
        """What stands beside the title."""
        return count_words(len(self._children), "child", "children")

    def _fill(self) -> None:
        keep = _KEPT[str(self.kept.value() or "all")]
        self.table.set_rows([child for child in self._children if keep(child)])
        keep_cursor(self.table)
        self._show(self.table.current())

    def _show(self, child: ChildRow | None) -> None:
        self.findings.setVisible(child is not None)
        if child is not None:
            self.findings.show_child(child)

    def _open(self, child: ChildRow | None) -> None:
        if child is not None:
            self._navigator.go("children", child.person_id)
