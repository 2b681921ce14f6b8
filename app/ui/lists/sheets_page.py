"""Sheets and columns: which sheets of a file are read, where their headings stand, what each column is."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QSizePolicy, QWidget

from app.domain.lists import Layout, ListFile, SheetLayout
from app.ui import theme
from app.ui.lists import reading
from app.ui.lists.columns_editor import Choice, ColumnsCard, heading_words
from app.ui.lists.cursor import keep_cursor
from app.ui.lists.reading import Sheet
from app.ui.month.words import count_words
from app.ui.tables import Column, Table
from app.ui.widgets import Card, LineField, Mark, Scroller, clear, column, label, row

_SIDE = 304
_LONGEST = 90
_STANDING = {
    "read": Mark("read", "green"),
    reading.LEFT_OUT: Mark("left out", "grey"),
    "no headings": Mark("no headings", "amber"),
    "empty": Mark("empty", "grey"),
}
_SHEETS: tuple[Column[Sheet], ...] = (
    Column("Sheet", lambda one: one.title, strong=True, least=90),
    Column("Rows", lambda one: f"{one.rows:,}" if one.tables else "–", 56, "right"),
    Column("", lambda _one: "", 122, marks=lambda one: (_STANDING[one.standing],)),
)


class KeepCard(Card):
    """Whether and under which name the layout is kept when the file is taken in."""

    def __init__(self) -> None:
        super().__init__("For next month")
        self.keep = QCheckBox("Keep this way of reading as")
        self.name = LineField("Name of the layout", "Name of the layout", most=120)
        self._note = label("", "note", wrap=True)
        self.add(self.keep, self.name, self._note)
        self.keep.toggled.connect(self._show)
        self._show()

    def show_name(self, name: str, *, used: str) -> None:
        """Offer a name; `used` is the layout the file is read with."""
        with QSignalBlocker(self.keep):
            self.keep.setChecked(False)
        self.name.set_value(used or name)
        self._used = used
        self._show()

    def chosen(self) -> str:
        """The name it is to be kept under, or ""."""
        return self.name.value() if self.keep.isChecked() else ""

    def turn_on(self) -> None:
        """A pick is kept unless somebody says otherwise."""
        self.keep.setChecked(True)

    _used = ""

    def _show(self) -> None:
        on = self.keep.isChecked()
        self.name.setEnabled(on)
        if on:
            words = "Saved when the file is taken in; a file with these headings is then read the same way."
        elif self._used:
            words = f"Read with the layout “{self._used}”."
        else:
            words = "Not kept: next month the headings alone tell how to read the file."
        self._note.setText(words)


class SheetsPage(QWidget):
    """`corrected` carries how the file is to be read, as a `Layout`, after a pick."""

    corrected = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._file: ListFile | None = None
        self._fields: Sequence[Choice] = ()
        self._shown: object = None
        self.cards: list[ColumnsCard] = []
        self.table = Table[Sheet](
            "Sheets of the file", _SHEETS, key=lambda one: one.title, fit=True, sortable=False
        )
        self.kept = KeepCard()
        self.read = QCheckBox("Read this sheet")
        self.heading = QComboBox()
        self.heading.setAccessibleName("Line of the headings")
        self.heading.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.heading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._shared = label("", "note", wrap=True)
        self._grids = Scroller(plain=True, name="Columns")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        sheets = QFrame()
        sheets.setProperty("kind", "card")
        sheets.setLayout(column(self.table, margins=(1, 6, 1, 6)))
        side = QWidget()
        side.setFixedWidth(_SIDE)
        side.setLayout(column(sheets, self.kept, None, gap=12))
        self._title = label("", "heading")
        where = row(self.read, theme.WIDE, label("Headings are in", "note"), gap=theme.GAP)
        where.addWidget(self.heading, 1)
        right = column(row(self._title, None), where, self._shared, gap=theme.GAP)
        right.addWidget(self._grids, 1)
        line = row(side, gap=theme.WIDE)
        line.addLayout(right, 1)
        self.setLayout(line)

    def _connect(self) -> None:
        self.table.picked.connect(lambda _sheet: self._show_sheet())
        self.table.activated.connect(lambda _sheet: self.read.toggle())
        self.read.clicked.connect(self._turn)
        self.read.toggled.connect(self._turned)
        self.heading.activated.connect(self._pick_heading)

    def show_file(self, file: ListFile, fields: Sequence[Choice], name: str, *, fresh: bool) -> None:
        """Show how a file was understood; `name` is offered for its layout.

        After a pick (not `fresh`) what is in sight stays, with the keyboard in it.
        """
        self._file, self._fields = file, fields
        if fresh:
            self.kept.show_name(name, used=file.layout)
            self._shown = None
        self.table.set_rows(reading.sheets_of(file))
        keep_cursor(self.table)
        if fresh and (first := next((one for one in self.table.rows() if one.tables), None)):
            self.table.select(first.title)
        self._show_sheet()

    def picked(self) -> Layout:
        """How the file is read, under the name it is to be kept by."""
        return reading.layout(self.kept.chosen(), self._parts())

    def _parts(self) -> tuple[SheetLayout, ...]:
        assert self._file is not None
        return reading.with_columns(self._file, {card.look: card.columns() for card in self.cards})

    def _show_sheet(self) -> None:
        sheet = self.table.current()
        if sheet is None or self._file is None:
            return
        self._title.setText(sheet.title)
        with QSignalBlocker(self.read):
            self.read.setChecked(bool(sheet.tables) or not sheet.left_out)
        self.read.setEnabled(bool(sheet.seen.lines))
        self._list_headings(sheet)
        # After a pick of ours the boxes stay, with the keyboard in them.
        shown = (self._file.sha256, self._file.list_name, sheet.title)
        if (
            shown != self._shown
            or [(one.look, dict(one.columns)) for one in sheet.tables] != self._in_cards()
        ):
            self._shown = shown
            self._rebuild(sheet)
        self._shared.setText(self._who_shares(sheet))
        self._shared.setVisible(bool(self._shared.text()))

    def _in_cards(self) -> list[tuple[str, dict[int, str]]]:
        return [(card.look, card.columns()) for card in self.cards]

    def _list_headings(self, sheet: Sheet) -> None:
        """Fill the pick list of lines that may be the heading."""
        now = sheet.tables[0] if sheet.tables else None
        with QSignalBlocker(self.heading):
            self.heading.clear()
            if now is None:
                self.heading.addItem("Pick the line that holds the headings", None)
            for one in sheet.seen.choices:
                words = " · ".join(text for text in one.headings if text)
                said = f"{heading_words(one).capitalize()}: {words}"
                self.heading.addItem(said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…", one)
                if now is not None and (one.look, one.heading_row) == (now.look, now.heading_row):
                    self.heading.setCurrentIndex(self.heading.count() - 1)
        self.heading.setEnabled(self.heading.count() > 0 and not sheet.left_out)

    def _rebuild(self, sheet: Sheet) -> None:
        assert self._file is not None
        clear(self._grids.body)
        several = len(sheet.tables) > 1
        self.cards = [
            ColumnsCard(self._file, one, self._fields, f"Table {number}" if several else "Columns")
            for number, one in enumerate(sheet.tables, 1)
        ]
        for card in self.cards:
            card.changed.connect(self._changed)
            self._grids.body.addWidget(card)
        if not self.cards:
            self._grids.body.addWidget(label(_why_empty(sheet), "note", wrap=True))
        self._grids.body.addStretch(1)

    def _who_shares(self, sheet: Sheet) -> str:
        """Which other sheets have the same headings, so that a pick holds for them as well."""
        looks = {one.look for one in sheet.tables}
        same = [
            one.title
            for one in self.table.rows()
            if one.title != sheet.title and looks & {each.look for each in one.tables}
        ]
        if not same:
            return ""
        few = same if len(same) <= 3 else [*same[:3], count_words(len(same) - 3, "more sheet")]
        return f"A pick holds for {', '.join(few)} as well: the headings are the same."

    # What somebody picks

    def _changed(self) -> None:
        self.kept.turn_on()
        self._send(self._parts())

    def _turn(self, read: bool) -> None:
        sheet = self.table.current()
        if sheet is not None and self._file is not None:
            self.kept.turn_on()
            self._send(reading.with_sheet(self._file, sheet.title, read=read))

    def _turned(self, read: bool) -> None:
        """Enter in the table turns the box without a click."""
        if not self.read.hasFocus() and self.table.view.hasFocus():
            self._turn(read)

    def _pick_heading(self, at: int) -> None:
        sheet, heading = self.table.current(), self.heading.itemData(at)
        if sheet is None or self._file is None or not isinstance(heading, SheetLayout):
            return
        if sheet.tables and sheet.tables[0].look == heading.look:
            return
        self.kept.turn_on()
        self._send(reading.with_heading(self._file, sheet.title, heading))

    def _send(self, parts: Iterable[SheetLayout]) -> None:
        """For this file alone: the name comes with it when it is taken in."""
        self.corrected.emit(reading.layout("", parts))


def _why_empty(sheet: Sheet) -> str:
    if sheet.left_out:
        return f"This sheet is left out: {count_words(sheet.seen.lines, 'line')} not read."
    if not sheet.seen.lines:
        return "This sheet is empty."
    return (
        "No line of this sheet has headings that are known. Pick the line that holds them, then say what "
        "each column is."
    )
