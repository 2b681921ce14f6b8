"""Children: everybody on a list, found as one types; and a page for each."""

from collections.abc import Callable, Mapping

from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from app.changes import Changes
from app.domain.lists import ListName
from app.services.desk import Desk
from app.services.lists.by_hand import HandMade
from app.services.lists.hand_lines import HandLine
from app.services.people.children import ChildLine
from app.services.people.subjects import fold
from app.ui import theme
from app.ui.called import called
from app.ui.frame import Navigator
from app.ui.history.of_child import ChildHistory
from app.ui.lists.add_child import AddChildPage
from app.ui.lists.asking import AddChild
from app.ui.lists.child_acts import INITIATOR as PARTING
from app.ui.lists.child_acts import ChildActs
from app.ui.lists.child_page import ChildPageView
from app.ui.lists.cursor import keep_cursor
from app.ui.lists.words import LANES, day_or_dash, list_marks
from app.ui.month.words import count_words
from app.ui.tables import Column, Table
from app.ui.widgets import Button, PageHeader, SearchField, Segmented, column, row

SEVERAL = "several"
LEAST_LETTERS = 2  # from here on the store is asked for other names and references too


def _on(name: ListName) -> Callable[[ChildLine], bool]:
    return lambda line: name in line.lists


_KEPT: Mapping[object, Callable[[ChildLine], bool]] = {
    "all": lambda _line: True,
    SEVERAL: lambda line: len(line.lists) > 1,
    **{name: _on(name) for name in LANES},
}
_WORDS: Mapping[object, str] = {"all": "All", SEVERAL: "Two or more"}


def _kept_words(key: object) -> str:
    return called(key) if isinstance(key, ListName) else _WORDS[key]


_COLUMNS: tuple[Column[ChildLine], ...] = (
    Column("Child", lambda one: one.name, 232, strong=True, personal=True),
    Column(
        "Age", lambda one: "–" if one.age is None else str(one.age), 56, "right", sort=lambda one: one.age
    ),
    Column("Born", lambda one: day_or_dash(one.born), 112, sort=lambda one: one.born),
    Column(
        "Lists",
        lambda _one: "",
        304,
        marks=lambda one: list_marks(one.badges),
        sort=lambda one: -len(one.lists),
    ),
    Column("Why it matters", lambda one: one.why, wrap=True),
    Column("Borough", lambda one: one.borough or "–", 96),
)


class ChildrenScreen(QWidget):
    """`open` takes a person's id, "list" for everybody, "add" or an `AddChild` for the search before."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__()
        self._desk, self._navigator = desk, navigator
        self._lines: tuple[ChildLine, ...] = ()
        self._person: int | None = None
        self._before: int | None = None  # the child that was open when something was added
        self.header = PageHeader("Children")
        self.search = SearchField("Name, other name, number…", "Ctrl+F")
        self.kept = Segmented("Which lists")
        self.table = Table[ChildLine](
            "Children",
            _COLUMNS,
            empty=(
                "No child is on a list yet",
                "Take in the month's lists, and everybody stands here.",
                "Import lists",
            ),
            key=lambda one: one.person_id,
        )
        self.add = Button("Add a child", "primary", key="Ctrl+N", on=lambda: self.open("add"))
        self.adding = AddChildPage(desk)
        self.child = ChildPageView(desk.clock.today())
        self.history = ChildHistory(desk)
        self.child.add_last("history", "History", self.history)
        self._acts = ChildActs(desk, navigator, self.child, lambda: self._person)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        sheet = QFrame()
        sheet.setProperty("kind", "card")
        sheet.setLayout(column(self.table, margins=(1, 6, 1, 6)))
        everybody = QWidget()
        self.header.buttons.addWidget(self.add)
        tools = row(self.search, self.kept, None, gap=theme.WIDE)
        edge = theme.MARGIN
        box = column(self.header, tools, gap=12, margins=(edge, edge, edge, edge))
        box.addWidget(sheet, 1)
        everybody.setLayout(box)
        self._stack.addWidget(everybody)
        self._stack.addWidget(self.child)
        self._stack.addWidget(self.adding)
        self.setLayout(column(self._stack))

    def _connect(self) -> None:
        self.search.searched.connect(lambda _text: self._fill())
        self.search.stepped.connect(self._step)
        self.search.left.connect(self._empty_search)
        self.search.returnPressed.connect(lambda: self._open(self.table.current()))
        self.kept.chosen.connect(lambda _value: self._fill())
        self.table.activated.connect(self._open)
        self.table.asked.connect(lambda: None if self._lines else self._navigator.go("import"))
        self.child.left.connect(self.show_list)
        self.child.further.connect(self._add_further)
        self._acts.parted.connect(self._parted)
        self.child.by_hand.correct.connect(self._correct)
        self.adding.left.connect(self._stop_adding)
        self.adding.added.connect(self._added)
        self.adding.answered.connect(self._navigator.go)
        self.child.meeting.connect(lambda meeting_id: self._navigator.go("meetings", meeting_id))
        self.child.action.connect(lambda action_id: self._navigator.go("actions", action_id))
        self._find = QShortcut(QKeySequence("Ctrl+F"), self)
        self._find.activated.connect(self._search)

    # What the window calls

    def refresh(self) -> None:
        """Read again what is in sight, and the list behind it."""
        self._lines = self._desk.children.all()
        held = self.kept.value() or "all"
        counts = {key: sum(map(keep, self._lines)) for key, keep in _KEPT.items()}
        self.kept.set_options((key, f"{_kept_words(key)} {count}") for key, count in counts.items())
        self.kept.set_value(held)
        self._fill()
        if self._person is not None:
            self._show(self._person)

    def changed(self, changes: Changes) -> None:
        """Somebody decided, imported or minuted."""
        if changes.initiator != PARTING:
            self.refresh()

    def open(self, argument: object) -> None:
        """Show a child, or the list."""
        if isinstance(argument, int):
            self.table.select(argument)
            self._show(argument)
            self.child.back.setFocus()
        elif argument == "list":
            self.show_list()
        elif argument == "add" or isinstance(argument, AddChild):
            self._add(argument if isinstance(argument, AddChild) else AddChild())

    def show_list(self) -> None:
        """Back to everybody, the cursor on the child that was open."""
        person, self._person = self._person, None
        self._stack.setCurrentIndex(0)
        if person is not None:
            self.table.select(person)
        self.table.view.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stack.currentWidget() is not self.adding:
            (self.child.back if self._person is not None else self.search).setFocus()

    # Adding, and what is made by hand

    def _add(self, asked: AddChild) -> None:
        self._before, self._person = None, None
        self._stack.setCurrentWidget(self.adding)
        self.adding.begin(asked)

    def _add_further(self) -> None:
        person = self._person
        if person is not None and self.adding.begin_with(person, AddChild()):
            self._before, self._person = person, None
            self._stack.setCurrentWidget(self.adding)

    def _correct(self, line: HandLine) -> None:
        self._before, self._person = self._person, None
        self.adding.begin_correction(line)
        self._stack.setCurrentWidget(self.adding)

    def _stop_adding(self) -> None:
        self.open("list" if self._before is None else self._before)

    def _added(self, made: HandMade) -> None:
        self.refresh()
        self.open(made.person_id)
        label = called(made.list_name)
        self._navigator.say(f"Kept on {label}; it can be corrected or taken back on this page.", "green")

    def _parted(self, person_id: int) -> None:
        self.refresh()
        self.open(person_id)

    # The list

    def _fill(self) -> None:
        keep = _KEPT[self.kept.value() or "all"]
        text = fold(self.search.text_value())
        found = self._found(text)
        lines = [
            line
            for line in self._lines
            if keep(line)
            and (line.person_id in found or all(word in fold(line.name) for word in text.split()))
        ]
        if self._lines:
            self.table.empty.say("Nobody found", "Look for another spelling, or choose other lists above.")
        else:
            self.table.empty.say(
                "No child is on a list yet",
                "Take in the month's lists, and everybody stands here.",
                "Import lists",
            )
        self.table.set_rows(lines)
        keep_cursor(self.table)
        of_all = f"{len(lines)} of " if len(lines) != len(self._lines) else ""
        self.header.set_title(
            "Children", f"{of_all}{count_words(len(self._lines), 'child', 'children')} on a list"
        )

    def _found(self, text: str) -> frozenset[int]:
        """By other names and references, which a line does not show."""
        if len(text) < LEAST_LETTERS:
            return frozenset()
        return frozenset(hit.id for hit in self._desk.search(text) if hit.kind == "child")

    def _step(self, by: int) -> None:
        at = self.table.view.currentIndex().row() + by
        if 0 <= at < len(self.table.rows()):
            self.table.select_at(at)

    def _search(self) -> None:
        if self._stack.currentIndex():
            self.show_list()
        self.search.setFocus()
        self.search.selectAll()

    def _empty_search(self) -> None:
        self.search.reset()
        self._fill()

    # The page

    def _open(self, line: ChildLine | None) -> None:
        if line is not None:
            self.open(line.person_id)

    def _show(self, person_id: int) -> None:
        page = self._desk.children.page(person_id)
        if page is None:
            self.show_list()
            self._navigator.say("This child is on no list any more, or is one with another child now.")
            return
        self._person = person_id
        self.child.show_child(page)
        self.history.show_child(person_id)
        self._stack.setCurrentIndex(1)
