"""A file taken in earlier: what it changed on its list, what was refused, and the way to take it back."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from app.domain.calendar import MONTHS
from app.domain.lists import RefusedRow, SheetLayout
from app.services.lists.differences import Difference, DifferenceRow
from app.services.lists.earlier_files import EarlierFile
from app.ui import theme
from app.ui.called import called
from app.ui.lists.columns_editor import heading_words
from app.ui.lists.cursor import keep_cursor
from app.ui.lists.figures import Figures
from app.ui.lists.words import day_or_dash, moment
from app.ui.month.words import count_words
from app.ui.tables import Column, Table
from app.ui.widgets import Button, Mark, NoticeBar, PageHeader, column, label

NEW, GONE, CHANGED, REFUSED = "new", "gone", "changed", "refused"
_KEPT: Mapping[str, Callable[[Difference], Sequence[DifferenceRow]]] = {
    NEW: lambda found: found.new,
    GONE: lambda found: found.gone,
    CHANGED: lambda found: found.changed,
}
_EMPTY = {
    NEW: ("Nothing is new", "Every row of this file continues one that the list already had."),
    GONE: ("Nobody has left the list", "Whoever was on the list before is still on it."),
    CHANGED: ("Nothing has changed", "The rows that came again say what they said before."),
}
_MOST = 6
_DAY = re.compile(r"(\d{4})-(0[1-9]|1[0-2])-(\d\d)")
_DIFFERENCE: tuple[Column[DifferenceRow], ...] = (
    Column("Child", lambda one: one.name, 200, strong=True, personal=True),
    Column("Born", lambda one: day_or_dash(one.born), 112, sort=lambda one: one.born),
    Column("Reference", lambda one: one.reference, 136),
    Column("What is different", lambda one: _changes(one), wrap=True, personal=True),
)
_REFUSED: tuple[Column[RefusedRow], ...] = (
    Column("Line", lambda one: str(one.row), 160, note=lambda one: one.sheet, sort=lambda one: one.row),
    Column("Why it was not taken", lambda one: one.reason, wrap=True),
)


def _changes(row: DifferenceRow) -> str:
    """ "Hours a week: 0 → 5; RAG: Red → Amber"."""
    if not row.changes:
        return "for the first time on this list" if row.first else ""
    said = [f"{name}: {_said(before)} → {_said(after)}" for name, before, after in row.changes]
    rest = len(said) - _MOST
    return "; ".join(said[:_MOST]) + (f"; and {rest} more" if rest > 0 else "")


def _said(text: str) -> str:
    """What a cell held; a date as people write it."""
    found = _DAY.fullmatch(text)
    if found is None:
        return text or "nothing"
    year, month, day = map(int, found.groups())
    return f"{day} {MONTHS[month - 1][:3]} {year}"


def _sheet_words(part: SheetLayout) -> str:
    return f"{part.sheet} ({heading_words(part)}, {count_words(len(part.columns), 'column')})"


class FilePage(QWidget):
    """`left` goes back, `undo` carries the file's id, `child` the person behind a row."""

    left = Signal()
    undo = Signal(int)
    child = Signal(int)

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self._file: EarlierFile | None = None
        self.back = Button("Back", key="Esc", on=self.left.emit)
        self.take_back = Button("Undo import…", key="Ctrl+Z", on=self._ask)
        self.header = PageHeader("", "", (self.take_back, self.back))
        self.sure = NoticeBar()
        self.figures = Figures("What the file changed", (NEW, GONE, CHANGED, REFUSED))
        self.table = Table[DifferenceRow](
            "What is different", _DIFFERENCE, empty=_EMPTY[NEW], key=lambda one: one.reference
        )
        self.refused = Table[RefusedRow]("Rows that were not taken", _REFUSED, key=lambda one: one)
        self._against, self._how = label("", "note", wrap=True), label("", "note", wrap=True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        for table in (self.table, self.refused):
            sheet = QFrame()
            sheet.setProperty("kind", "card")
            sheet.setLayout(column(table, margins=(1, 6, 1, 6)))
            self._stack.addWidget(sheet)
        edge = theme.MARGIN
        box = column(self.header, self.sure, self.figures, self._against, gap=12)
        box.addWidget(self._stack, 1)
        box.addWidget(self._how)
        box.setContentsMargins(edge, edge, edge, edge)
        self.setLayout(box)

    def _connect(self) -> None:
        self.figures.chosen.connect(lambda _value: self._show_rows())
        self.sure.activated.connect(self._say_undo)
        self.table.activated.connect(lambda one: self.child.emit(one.person_id))

    def show_file(self, file: EarlierFile) -> None:
        """Show a file, at the first figure that counts something."""
        self._file = file
        when = moment(file.imported_at, self._today)
        self.header.set_title(file.file_name, f"{called(file.list_name)}, taken in {when} by {file.by}")
        self.sure.hide()
        found = file.difference
        self._count(file, found)
        self._against.setText(self._compared(file, found))
        self._how.setText(self._read(file))
        self._how.setVisible(bool(self._how.text()))
        counts = {NEW: found.new, GONE: found.gone, CHANGED: found.changed, REFUSED: file.refused}
        order = (CHANGED, GONE, NEW, REFUSED) if found.before else (NEW, REFUSED, GONE, CHANGED)
        self.figures.set_value(next((one for one in order if counts[one]), NEW))
        self._show_rows()

    def first(self) -> QWidget:
        """What the keyboard is for."""
        return self.refused.view if self._stack.currentIndex() else self.table.view

    def set_busy(self, busy: bool) -> None:
        """While the file is taken back nothing else can be pressed."""
        self.take_back.setEnabled(not busy)
        self.back.setEnabled(not busy)

    def _count(self, file: EarlierFile, found: Difference) -> None:
        show, refused = self.figures.show_count, len(file.refused)
        show(NEW, len(found.new), "new on the list")
        show(GONE, len(found.gone), "gone from the list")
        show(CHANGED, len(found.changed), "changed")
        show(REFUSED, refused, "refused", Mark("see why", "red") if refused else None)

    def _compared(self, file: EarlierFile, found: Difference) -> str:
        same = count_words(file.unchanged + found.rewritten, "row is", "rows are")
        if found.before is None:
            return "The first file of this list: there is nothing before it to compare it with."
        name, came = found.before
        return f"Compared with {name} of {moment(came, self._today)}: {same} as before."

    def _read(self, file: EarlierFile) -> str:
        if not file.sheets:
            return ""
        with_layout = f", with the layout “{file.layout}”" if file.layout else ""
        return f"Read{with_layout}: {', '.join(map(_sheet_words, file.sheets))}."

    def _show_rows(self) -> None:
        if self._file is None:
            return
        value = str(self.figures.value() or NEW)
        if value == REFUSED:
            self.refused.set_rows(self._file.refused)
            keep_cursor(self.refused)
        else:
            self.table.empty.say(*_EMPTY[value])
            self.table.set_rows(_KEPT[value](self._file.difference))
            keep_cursor(self.table)
        self._stack.setCurrentIndex(int(value == REFUSED))

    def _ask(self) -> None:
        if self._file is not None:
            self.sure.say(
                f"Take back all of {self._file.file_name}? What it brought goes, and what it replaced stands "
                "again. The file on your disk is not touched.",
                "amber",
                "Undo import",
            )
            self.sure.take_keyboard()

    def _say_undo(self) -> None:
        if self._file is not None:
            self.sure.put_away()
            self.undo.emit(self._file.id)
