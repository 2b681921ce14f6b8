"""Actions: who owes what by when, and what was reported about it."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QComboBox, QWidget

from app.services.desk import Desk
from app.services.room.action_rows import DONE, OPEN, OVERDUE, ActionRow
from app.ui.frame import Navigator
from app.ui.month.action_panel import WIDTH, ActionPanel, action_mark
from app.ui.month.words import short_day
from app.ui.tables import Column, Table
from app.ui.theme import FIELD_WIDTH
from app.ui.widgets import Card, PageHeader, Scroller, SearchField, Segmented, column, row

ALL = "all"
LEAST = 784  # pixels that the columns need
BESIDE = LEAST + WIDTH
_STATES: dict[str, tuple[str, ...]] = {OVERDUE: (OVERDUE,), OPEN: (OPEN, OVERDUE), DONE: (DONE,)}
_CHOICES = ((ALL, "All"), (OVERDUE, "Overdue"), (OPEN, "Open"), (DONE, "Done"))
EVERYBODY = "All agencies"
_NONE_HERE = ("No action here", "Choose All, another agency or fewer words to see more.")
_NONE_YET = (
    "No action has been agreed yet",
    "Actions are agreed in the meeting room, each with an owner and a day.",
)


@dataclass(frozen=True)
class Filter:
    """Which actions show; each part is empty where it does not narrow."""

    state: str = ALL
    agency: str = ""
    text: str = ""

    def takes(self, one: ActionRow) -> bool:
        """Whether this action shows."""
        words = " ".join((one.about, one.text, one.owner, one.agency, one.last_update)).casefold()
        return (
            (self.state == ALL or one.state in _STATES[self.state])
            and (not self.agency or one.agency == self.agency)
            and all(word in words for word in self.text.casefold().split())
        )


class Actions(QWidget):
    """`open` takes an action's id, an agency, or "overdue"."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__()
        self._desk = desk
        self._rows: tuple[ActionRow, ...] = ()
        self._reading = False
        self.header = PageHeader("Actions")
        self.state = Segmented("Which actions", _CHOICES)
        self.state.set_value(OPEN)
        self.agency = QComboBox()
        self.agency.setAccessibleName("Agency")
        self.agency.addItem(EVERYBODY, "")
        self.search = SearchField("Narrow by words", keys="")
        self.table = Table[ActionRow](
            "Actions",
            self._columns(),
            empty=_NONE_YET,
            key=lambda one: one.id,
        )
        self.panel = ActionPanel(desk, navigator)
        self._lay_out()
        self._connect()

    def _columns(self) -> tuple[Column[ActionRow], ...]:
        today = self._desk.clock.today
        return (
            Column("About", lambda one: one.about, 112, strong=True, wrap=True, personal=True),
            Column("Action", lambda one: one.text, wrap=True, personal=True, least=176, share=2),
            Column("Owner", _owner, 160, wrap=True),
            Column("Due", lambda one: short_day(one.due, today()), 96, sort=lambda one: one.due),
            Column("", lambda _one: "", 88, marks=lambda one: (action_mark(one),), sort=_lateness),
            Column("Last update", lambda one: one.last_update, wrap=True, personal=True),
        )

    def _lay_out(self) -> None:
        filters = row(gap=12)
        filters.addWidget(self.state, 1)
        filters.addWidget(self.agency)
        filters.addWidget(self.search)
        self.search.setMaximumWidth(FIELD_WIDTH // 2)
        left = column(self.header, filters, gap=16, margins=(24, 24, 24, 16))
        left.addWidget(Card("", "", self.table, tight=True), 1)
        inner = QWidget()
        inner.setLayout(left)
        inner.setMinimumWidth(LEAST)
        self._list = Scroller(plain=True, name="Actions")
        self._list.setWidget(inner)
        line = row(gap=0)
        line.addWidget(self._list, 1)
        line.addWidget(self.panel)
        self.setLayout(line)

    def _connect(self) -> None:
        self.state.chosen.connect(lambda _value: self._fill())
        self.agency.currentIndexChanged.connect(lambda _at: self._fill())
        self.search.searched.connect(lambda _text: self._fill())
        self.search.left.connect(self._clear_search)
        self.search.returnPressed.connect(self.table.view.setFocus)
        self.table.picked.connect(self.panel.show_action)
        self.table.activated.connect(lambda _one: self._to_note())
        self.panel.left.connect(lambda: self._read(False))
        keys = {"D": self.panel.mark_done, "N": self._to_note}
        for key, act in keys.items():
            QShortcut(QKeySequence(key), self).activated.connect(act)
        self._leave = QShortcut(QKeySequence("Esc"), self.panel)
        self._leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._leave.activated.connect(lambda: self._read(False))

    # What the window calls

    def refresh(self) -> None:
        """Read again and show; the cursor stays on its action."""
        self._rows = self._desk.actions.all()
        waiting = sum(one.state in (OPEN, OVERDUE) for one in self._rows)
        overdue = sum(one.state == OVERDUE for one in self._rows)
        self.header.set_title(
            "Actions", f"{overdue} overdue of {waiting} open" if waiting else "none is open"
        )
        self.table.empty.say(*(_NONE_HERE if self._rows else _NONE_YET))
        self._offer_agencies()
        self._fill()

    def open(self, argument: object) -> None:
        """An action by its id; or the actions of an agency, the overdue ones if it has any."""
        if isinstance(argument, int):
            self._narrow(ALL, "")
            self.table.select(argument)
            self._read(True)
            self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)
        elif argument == OVERDUE:
            self._narrow(OVERDUE, "")
        elif isinstance(argument, str):
            late = any(one.agency == argument and one.state == OVERDUE for one in self._rows)
            self._narrow(OVERDUE if late else OPEN, argument)

    def save_now(self) -> None:
        """A note half typed becomes an update."""
        self.panel.save_all()

    # List and action, side by side or one after the other

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        both = self.width() >= BESIDE
        self._list.setVisible(both or not self._reading)
        self.panel.setVisible(both or self._reading)
        self.panel.back.setVisible(not both)
        self.panel.setFixedWidth(WIDTH if both else self.width())

    def _read(self, reading: bool) -> None:
        """On a narrow window the action takes the place of the list."""
        self._reading = reading
        self._arrange()
        if not reading:
            self.table.view.setFocus()

    def _to_note(self) -> None:
        if self.panel.action is not None:
            self._read(True)
            self.panel.note.setFocus()

    # The filters

    def _narrow(self, state: str, agency: str) -> None:
        self.state.set_value(state)
        self.search.reset()
        self.agency.blockSignals(True)
        self.agency.setCurrentIndex(max(0, self.agency.findData(agency)))
        self.agency.blockSignals(False)
        self._fill()

    def _offer_agencies(self) -> None:
        names = sorted({one.agency for one in self._rows}, key=str.casefold)
        held = self.agency.currentData()
        self.agency.blockSignals(True)
        self.agency.clear()
        self.agency.addItem(EVERYBODY, "")
        for name in names:
            self.agency.addItem(name, name)
        self.agency.setCurrentIndex(max(0, self.agency.findData(held)))
        self.agency.blockSignals(False)

    def _fill(self) -> None:
        wanted = Filter(str(self.state.value()), self.agency.currentData(), self.search.text_value())
        held = self.table.current()
        self.table.set_rows([one for one in self._rows if wanted.takes(one)])
        now = self.table.current()
        if now is None and self.table.rows():
            # A row that left the list (done, under Open) hands the cursor to the one in its place.
            self.table.select_at(0 if held is None else min(self._place(held), len(self.table.rows()) - 1))
        self.panel.show_action(self.table.current())

    def _place(self, held: ActionRow) -> int:
        return sum((one.due, one.id) < (held.due, held.id) for one in self.table.rows())

    def _clear_search(self) -> None:
        self.search.reset()
        self._fill()
        self.table.view.setFocus()


def _owner(one: ActionRow) -> str:
    return f"{one.agency}, {one.owner}" if one.owner else one.agency


def _lateness(one: ActionRow) -> tuple[int, int]:
    order = {OVERDUE: 0, OPEN: 1, DONE: 2}
    return (order.get(one.state, 3), one.due.toordinal())
