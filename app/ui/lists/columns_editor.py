"""How each column of a file was understood, with a pick list to put it right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout

from app.domain.lists import Layout, ListFile, SheetLayout
from app.ui import theme
from app.ui.widgets import Badge, Card, NameLabel, NoticeBar, Scroller, clear, label

NOT_READ = ""
_LETTERS = 26


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


def _sample(file: ListFile, sheets: Sequence[str], heading: str) -> str:
    """The first thing written under a heading."""
    rows = (row for row in file.rows if row.sheet in sheets)
    return next((row.cells[heading] for row in rows if row.cells.get(heading)), "")


class _Sheet(Card):
    """The columns of all sheets that have the same headings."""

    changed = Signal(object)

    def __init__(
        self, file: ListFile, layout: SheetLayout, sheets: Sequence[str], fields: Sequence[Choice]
    ) -> None:
        at = f"headings in line {layout.heading_row}"
        super().__init__(", ".join(sheets), at)
        self.look = layout.look
        self._fields = fields
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
        for number, heading in enumerate(layout.headings, 1):
            if heading or number in layout.columns:
                self._add(
                    grid,
                    number,
                    heading,
                    _sample(file, sheets, heading),
                    layout.columns.get(number, NOT_READ),
                )
        self.body.addLayout(grid)
        self._check()

    def _add(self, grid: QGridLayout, number: int, heading: str, sample: str, key: str) -> None:
        box = QComboBox()
        box.setAccessibleName(f"Column {letters(number)}, {heading or 'no heading'}, is read as")
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box.addItem("Not read", NOT_READ)
        for field in self._fields:
            box.addItem(field.label, field.key)
        box.setCurrentIndex(max(box.findData(key), 0))
        box.currentIndexChanged.connect(lambda _at, held=number: self._picked(held))
        box.setMinimumWidth(theme.FIELD_WIDTH // 2)
        line = grid.rowCount()
        grid.addWidget(Badge(letters(number)), line, 0)
        grid.addWidget(label(heading or "no heading", "strong" if heading else "note"), line, 1)
        shown = NameLabel(sample if len(sample) < 44 else f"{sample[:40]}…", "note")
        grid.addWidget(shown, line, 2)
        grid.addWidget(box, line, 3)
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
        self.changed.emit(self)

    def _check(self) -> None:
        read = set(self.columns().values())
        lacking = [field.label for field in self._fields if field.required and field.key not in read]
        if not read & {"name", "surname", "forename"}:
            lacking.insert(0, "Name")
        self._wrong.setVisible(bool(lacking))
        if lacking:
            self._wrong.say(
                f"No column is read as {' or as '.join(f'“{one}”' for one in lacking)}; "
                "without it the rows cannot be taken in.",
                "amber",
            )


class ColumnsEditor(Scroller):
    """`corrected` carries how the file is to be read, as a `Layout`, after a pick."""

    corrected = Signal(object)

    def __init__(self) -> None:
        super().__init__(plain=True, name="Columns")
        self.body.setSpacing(12)
        self.cards: list[_Sheet] = []
        self._known: object = None
        self._file: ListFile | None = None
        self._name = ""

    def show_file(self, file: ListFile, fields: Sequence[Choice], name: str) -> None:
        """Show how a file was understood. After a pick of ours the boxes stay, with the keyboard in them.

        `name` is what the layout is saved as once something was put right.
        """
        self._file, self._name = file, name
        looks: dict[str, list[SheetLayout]] = {}
        for layout in file.layouts:
            looks.setdefault(layout.look, []).append(layout)
        shown = {look: dict(found[0].columns) for look, found in looks.items()}
        if self._known == (file.sha256, file.list_name) and shown == self.columns():
            return
        self._known = (file.sha256, file.list_name)
        self._rebuild(file, looks, fields)

    def columns(self) -> dict[str, dict[int, str]]:
        """What is picked now, by the look of the headings."""
        return {card.look: card.columns() for card in self.cards}

    def picked(self) -> Layout:
        """How the file is to be read, as it is picked now."""
        assert self._file is not None
        columns = self.columns()
        parts = (replace(one, columns=columns.get(one.look, one.columns)) for one in self._file.layouts)
        return Layout(self._name, tuple(parts))

    def _rebuild(
        self,
        file: ListFile,
        looks: Mapping[str, Sequence[SheetLayout]],
        fields: Sequence[Choice],
    ) -> None:
        clear(self.body)
        said = "A pick is remembered: the next file with these headings is read the same way."
        self.body.addWidget(label(said, "note", wrap=True))
        self.cards = [
            _Sheet(file, found[0], [one.sheet for one in found], fields) for found in looks.values()
        ]
        for card in self.cards:
            card.changed.connect(lambda _card: self.corrected.emit(self.picked()))
            if file.layout:
                card.aside.addWidget(Badge("as you put them right before", "green"))
            self.body.addWidget(card)
        self.body.addStretch(1)
