"""Search before create: who it might be, as one types; then "it is this child" or "a new child"."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QWidget

from app.domain.matching import Band
from app.domain.matching.lookup import Lookup
from app.domain.typed_child import TypedChild, read_typed
from app.services.desk import Desk
from app.services.people.lookalikes import MightBe
from app.ui import theme
from app.ui.called import called
from app.ui.lists.reader import second
from app.ui.lists.words import BANDS, LANES, born_words
from app.ui.tables import Column, Table
from app.ui.widgets import (
    Button,
    Mark,
    PageHeader,
    ProgressStrip,
    SearchField,
    column,
    label,
    row,
)
from app.ui.worker import run_job

HINT = (
    "Names in any order, other names and short forms, a date of birth, a UPN, NHS, police or case number: "
    "zosia kowalska 3/4/2012"
)
_PAUSE = 90  # milliseconds after a key: a fast typist is not searched for letter by letter


def on_marks(one: MightBe) -> tuple[Mark, ...]:
    """The lists a child is on now, and in grey those they were on."""
    now = {row.list_name for row in one.on if row.on_now}
    ever = {row.list_name for row in one.on}
    return tuple(
        Mark(called(name) if name in now else f"was on {called(name)}", "accent" if name in now else "grey")
        for name in LANES
        if name in ever
    )


def _columns() -> tuple[Column[MightBe], ...]:
    return (
        Column(
            "It might be", lambda one: one.identity.name or "no name given", 200, strong=True, personal=True
        ),
        Column("Born", lambda one: born_words(one.identity.born, one.age), 168),
        Column("On", lambda _one: "", 232, marks=on_marks),
        Column(
            "", lambda _one: "", 96, marks=lambda one: (BANDS[one.band],) if one.band != Band.WEAK else ()
        ),
        Column("Why", lambda one: one.why, wrap=True),
    )


class AddSearch(QWidget):
    """`known` carries the child it is; `new` what was typed, for a child nobody knows; `left` goes back."""

    known = Signal(object)
    new = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._today: date = desk.clock.today()
        self.header = PageHeader(
            "Add a child", "", (Button("‹ Children", "quiet", key="Esc", on=self.left.emit),)
        )
        self.search = SearchField("Who is it?", "")
        self.table = Table[MightBe](
            "Who it might be", _columns(), empty=("Type what you know", HINT), key=lambda one: one.person_id
        )
        self.it_is = Button("It is this child", "primary", key="Return", bind=False, on=self._choose)
        self.is_new = Button("A new child", key="Ctrl+Return", on=self._new)
        self.strip = ProgressStrip()
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE)
        self._preparing = False
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        sheet = QFrame()
        sheet.setProperty("kind", "card")
        sheet.setLayout(column(self.table, margins=(1, 6, 1, 6)))
        foot = row(self.it_is, self.is_new, gap=theme.GAP)
        self._note = label("", "note", wrap=True)
        foot.addWidget(self._note, 1)
        edge = theme.MARGIN
        box = column(
            self.header, self.search, label(HINT, "small"), gap=theme.GAP, margins=(edge, edge, edge, edge)
        )
        box.addWidget(self.strip)
        box.addWidget(sheet, 1)
        box.addLayout(foot)
        self.setLayout(box)

    def _connect(self) -> None:
        self.search.searched.connect(self._wait)
        self.search.stepped.connect(self._step)
        self.search.left.connect(self.left)
        self.search.returnPressed.connect(self._choose)
        self.table.activated.connect(lambda _one: self._choose())
        self.table.picked.connect(lambda one: self.it_is.setEnabled(one is not None))
        self._soon.timeout.connect(self.look)
        self._find = QShortcut(QKeySequence("Ctrl+F"), self)
        self._find.activated.connect(self.search.setFocus)

    def begin(self, text: str, for_list: str = "") -> None:
        """Start with a text that is known already."""
        self.header.set_title(
            "Add a child", f"to {for_list}" if for_list else "search first: nobody is made twice"
        )
        self.search.setText(text)
        self.look()
        self.search.setFocus()

    def _wait(self, text: str) -> None:
        self.is_new.setEnabled(bool(text))  # its key is not kept waiting for the search
        self._soon.start()

    def typed(self) -> TypedChild:
        """What stands in the line, taken apart."""
        return read_typed(self.search.text_value(), self._today)

    def look(self) -> None:
        """Search now."""
        self._soon.stop()
        if not self._desk.lookalikes.is_ready():
            self._prepare()
            return
        typed = self.typed()
        found = self._desk.lookalikes.might_be(typed)
        self._show(typed, found)

    def _show(self, typed: TypedChild, found: Sequence[MightBe]) -> None:
        if typed.is_empty:
            self.table.empty.say("Type what you know", "Chairside searches before anything is made.")
        else:
            self.table.empty.say(
                "Nobody like this is on a list", "Look for another spelling, or go on with a new child."
            )
        self.table.set_rows(list(found))
        if found:
            self.table.select_at(0)
        self.it_is.setEnabled(bool(found))
        self.is_new.setEnabled(not typed.is_empty)
        self._note.setText(
            "A new child is compared with every list again; whoever looks alike is offered in Who is who."
        )

    def _prepare(self) -> None:
        if self._preparing:
            return
        self._preparing = True

        def work(_progress: object) -> Lookup:
            with second(self._desk) as other:
                return other.lookalikes.prepare()

        job = run_job(self, work, done=self._prepared, strip=self.strip, words="Reading the lists")
        job.finished.connect(self._stop_preparing)

    def _prepared(self, ready: Lookup) -> None:
        self._desk.lookalikes.take_over(ready)
        self.look()

    def _stop_preparing(self) -> None:
        self._preparing = False

    def _choose(self) -> None:
        if self._soon.isActive():
            self.look()  # what was typed last counts
        chosen = self.table.current()
        if chosen is not None:
            self.known.emit(chosen)

    def _new(self) -> None:
        typed = self.typed()
        if not typed.is_empty:
            self.new.emit(typed)

    def _step(self, by: int) -> None:
        at = self.table.view.currentIndex().row() + by
        if 0 <= at < len(self.table.rows()):
            self.table.select_at(at)
