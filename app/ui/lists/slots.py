"""The three lists of the month: which have come, and which is still to come."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.lists import ListName
from app.services.lists.intake import ImportedFileRow
from app.ui import theme
from app.ui.called import called
from app.ui.lists.words import ORDER, moment
from app.ui.month.words import Month, count_words
from app.ui.widgets import MIDDLE, Badge, Button, Card, Elided, Mark, column, label, row

COME, TO_COME = Mark("taken in", "green"), Mark("still to come", "amber")
_WHAT = {
    ListName.MISPER: "missing episodes",
    ListName.CME: "missing education",
    ListName.MASE: "tracker of cases",
}


class Slot(Card):
    """One list; `wanted` when its button is pressed."""

    wanted = Signal()

    def __init__(self, list_name: ListName) -> None:
        super().__init__(called(list_name), _WHAT[list_name])
        self.list_name = list_name
        self.badge = Badge("")
        self.aside.addWidget(self.badge)
        self._rows, self._when = label("", "lead"), label("", "note")
        self._file = Elided("", "small", elide=MIDDLE)
        self.choose = Button("Choose…", on=self.wanted.emit)
        self.choose.setAccessibleName(f"Choose the {called(list_name)} file")
        self._files = label("", "note")
        words = column(row(self._rows, self._files, None), self._when, self._file, gap=0)
        line = row(gap=theme.GAP)
        line.addLayout(words, 1)
        line.addWidget(self.choose)
        self.body.addLayout(line)

    def show_files(self, files: Sequence[ImportedFileRow], today: date) -> None:
        """Show the newest file, and whether this month's has come; `files` are newest first."""
        month = Month.of(today)
        come = [one for one in files if Month.of(one.imported_at.astimezone().date()) == month]
        self.badge.show_mark(COME if come else TO_COME)
        newest = files[0] if files else None
        self._files.setText(f"1 of {len(come)} files" if len(come) > 1 else "")
        if newest is None:
            self._rows.setText("No file yet")
            self._when.setText("")
            self._file.setText("")
        else:
            self._rows.setText(count_words(newest.rows, "row"))
            self._when.setText(("" if come else "Last: ") + moment(newest.imported_at, today))
            self._file.setText(newest.file_name)
        state = self.badge.mark.words
        self.setAccessibleName(f"{called(self.list_name)}: {state}, {self._rows.text()}, {self._when.text()}")


class MonthSlots(QWidget):
    """`wanted` carries the list whose file somebody wants to choose."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.slots = {name: Slot(name) for name in ORDER}
        line = row(gap=theme.WIDE)
        for name, slot in self.slots.items():
            slot.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            slot.wanted.connect(lambda held=name: self.wanted.emit(held))
            line.addWidget(slot, 1)
        self.setLayout(line)

    def show_files(self, files: Sequence[ImportedFileRow], today: date) -> None:
        """Show what has come."""
        for name, slot in self.slots.items():
            slot.show_files([one for one in files if one.list_name == name], today)

    def to_come(self) -> tuple[ListName, ...]:
        """The lists of this month that are not in yet."""
        return tuple(name for name, slot in self.slots.items() if slot.badge.mark == TO_COME)
