"""How each column of a table was understood, with a pick list to put it right."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout

from app.domain.lists import ListFile, SheetLayout
from app.ui import theme
from app.ui.widgets import Badge, Card, NameLabel, NoticeBar, label

NOT_READ = ""
_LETTERS = 26
_SAMPLE = 40
_NAMES = frozenset(("name", "surname", "forename"))


@dataclass(frozen=True)
class Choice:
    """A field that a column can be read as."""

    key: str
    label: str
    required: bool


def letters(number: int) -> str:
    """The column's letters as Excel shows them: 1 is A, 27 is AA."""
    text = ""
    while number:
        number, rest = divmod(number - 1, _LETTERS)
        text = chr(ord("A") + rest) + text
    return text


def heading_words(heading: SheetLayout) -> str:
    """Where a heading stands: "line 4", "lines 3 and 4"."""
    first, last = heading.first_heading_row or heading.heading_row, heading.heading_row
    return f"line {last}" if first == last else f"lines {first} and {last}"


class ColumnsCard(Card):
    """The columns of one table; `changed` after a pick."""

    changed = Signal()

    def __init__(self, file: ListFile, table: SheetLayout, fields: Sequence[Choice], title: str) -> None:
        super().__init__(title, f"headings in {heading_words(table)}")
        self.look = table.look
        self._fields = fields
        self._named = any(field.key in _NAMES for field in fields)
        self.boxes: dict[int, QComboBox] = {}
        self._wrong = NoticeBar(closable=False)
        self.body.addWidget(self._wrong)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.WIDE)
        grid.setVerticalSpacing(6)
        for place, (words, stretch) in enumerate(
            (("", 0), ("Heading", 3), ("For instance", 3), ("Is read as", 4))
        ):
            grid.addWidget(label(words, "label"), 0, place)
            grid.setColumnStretch(place, stretch)
        samples = _samples(file, table)
        for number, heading in enumerate(table.headings, 1):
            if heading or number in table.columns:
                self._add(grid, number, heading, samples.get(heading, ""), table)
        self.body.addLayout(grid)
        self._check()

    def _add(self, grid: QGridLayout, number: int, heading: str, sample: str, table: SheetLayout) -> None:
        box = QComboBox()
        box.setAccessibleName(f"Column {letters(number)}, {heading or 'no heading'}, is read as")
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box.addItem("Not read", NOT_READ)
        for field in self._fields:
            box.addItem(field.label, field.key)
        box.setCurrentIndex(max(box.findData(table.columns.get(number, NOT_READ)), 0))
        box.currentIndexChanged.connect(lambda _at, held=number: self._picked(held))
        box.setMinimumWidth(theme.FIELD_WIDTH // 2)
        line = grid.rowCount()
        grid.addWidget(Badge(letters(number)), line, 0)
        grid.addWidget(label(heading or "no heading", "strong" if heading else "note", wrap=True), line, 1)
        shown = NameLabel(sample if len(sample) < _SAMPLE + 4 else f"{sample[:_SAMPLE]}…", "note")
        grid.addWidget(shown, line, 2)
        grid.addWidget(box, line, 3)
        if number in table.guessed:
            grid.addWidget(Badge("nearly", "amber"), line, 4)
        self.boxes[number] = box

    def columns(self) -> dict[int, str]:
        """The field of each column that is read."""
        return {number: box.currentData() for number, box in self.boxes.items() if box.currentData()}

    def _picked(self, number: int) -> None:
        # A field is read from one column: the one picked last.
        key = self.boxes[number].currentData()
        for other, box in self.boxes.items():
            if other != number and key and box.currentData() == key:
                with QSignalBlocker(box):
                    box.setCurrentIndex(0)
        self._check()
        self.changed.emit()

    def _check(self) -> None:
        read = set(self.columns().values())
        lacking = [field.label for field in self._fields if field.required and field.key not in read]
        if self._named and not read & _NAMES:
            lacking.insert(0, "Name")
        self._wrong.setVisible(bool(lacking))
        if lacking:
            self._wrong.say(
                f"No column is read as {' or as '.join(f'“{one}”' for one in lacking)}; "
                "without it the rows cannot be taken in.",
                "amber",
            )


def _samples(file: ListFile, table: SheetLayout) -> dict[str, str]:
    """The first thing written under each heading."""
    found: dict[str, str] = {}
    for row in file.rows:
        if row.sheet == table.sheet and row.row > table.heading_row:
            for heading, text in row.cells.items():
                if text:
                    found.setdefault(heading, text)
        if len(found) >= len(table.headings):
            break
    return found
