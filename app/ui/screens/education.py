"""The education register: who is on it, how each is rated and assured, what is recorded."""

from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from app.changes import Changes
from app.domain.education import RegisterFigures
from app.domain.lists import ListName
from app.services.desk import Desk
from app.services.education.register import RegisterRow
from app.ui.called import called
from app.ui.education.entry_panel import WIDTH, EntryPanel
from app.ui.education.register_list import ALL, RegisterList
from app.ui.frame import Navigator
from app.ui.month.words import count_words
from app.ui.problems import guarded
from app.ui.saver import Saver
from app.ui.widgets import PageHeader, column, row

LEAST = 680  # pixels that the list needs
_KEYS = {"R": "red", "A": "amber", "G": "green"}


class Education(QWidget):
    """`open` takes an entry's id, or the name of a filter ("red")."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__()
        self._desk, self._navigator = desk, navigator
        self._token = f"education {uuid4()}"
        self._reading = self._arrived = False
        self.saver = Saver(self, "the education register")
        self.header = PageHeader("Education")
        self.list = RegisterList()
        self.panel = EntryPanel(desk, self.saver, self._token)
        self._left = QWidget()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        left = column(self.header, gap=12, margins=(24, 24, 24, 16))
        left.addWidget(self.list, 1)
        self._left.setLayout(left)
        line = row(gap=0)
        line.addWidget(self._left, 1)
        line.addWidget(self.panel)
        self.setLayout(line)

    def _connect(self) -> None:
        self.list.picked.connect(self._show)
        self.list.opened.connect(lambda _one: self._read_on(True))
        self.panel.stored.connect(self._read)
        self.panel.child.connect(lambda person: self._navigator.go("children", person))
        self.panel.left.connect(self._back)
        for keys, value in _KEYS.items():
            QShortcut(QKeySequence(keys), self).activated.connect(lambda value=value: self._rate(value))
        QShortcut(QKeySequence("Escape"), self).activated.connect(self._back)
        QShortcut(QKeySequence("F6"), self).activated.connect(self._to_list)

    # What the window calls

    def refresh(self) -> None:
        """Read the register again; the cursor stays."""
        self._read()
        if self._arrived:
            self._arrived = False
            self._to_list()

    def changed(self, changes: Changes) -> None:
        """Our own writes are shown already; what anybody else wrote is read."""
        if changes.initiator != self._token:
            self.refresh()

    def open(self, argument: object) -> None:
        """Show one entry, or a part of the register."""
        if isinstance(argument, int):
            self.list.narrow(ALL)
            self.list.table.select(argument)
            self._read_on(True)
        elif isinstance(argument, str):
            self.list.narrow(argument)

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

    def _read(self) -> None:
        with guarded(self):
            self.list.show_all(self._desk.education.rows())
            self.header.set_title(called(ListName.CME), _note(self._desk.education.figures()))

    def _show(self, one: RegisterRow | None) -> None:
        with guarded(self):
            self.panel.show_entry(one.entry_id if one is not None else None)

    def _rate(self, value: str) -> None:
        if self.panel.isVisible():
            self.panel.rating.rate(value)

    def _to_list(self) -> None:
        self.list.table.view.setFocus(Qt.FocusReason.OtherFocusReason)

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


def _note(figures: RegisterFigures) -> str:
    assured = figures.assured_percent
    parts = (
        count_words(figures.total, "child", "children"),
        f"{figures.red_waiting} red and not taken further" if figures.red_waiting else "",
        f"{assured} % of ratings assured" if assured is not None else "",
        f"{figures.provision_waiting} waiting for provision" if figures.provision_waiting else "",
    )
    return " · ".join(part for part in parts if part)
