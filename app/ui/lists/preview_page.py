"""A file as it would be taken in: its figures, its rows with what is wrong, and how its columns were read."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QStackedWidget, QWidget

from app.domain.lists import Layout
from app.services.desk import Desk
from app.services.lists.intake import CHANGED, NEW, REFUSED, UNCHANGED, Preview, PreviewRow
from app.ui import theme
from app.ui.called import called
from app.ui.lists.columns_editor import Choice
from app.ui.lists.cursor import keep_cursor
from app.ui.lists.figures import Figures
from app.ui.lists.sheets_page import SheetsPage
from app.ui.lists.words import EVERY, STANDINGS, day_or_dash
from app.ui.month.words import count_words
from app.ui.tables import Column, Table
from app.ui.widgets import Button, Mark, NoticeBar, PageHeader, Segmented, column, label, row

ROWS, SHEETS = "rows", "sheets"
ALL, PROBLEMS = "all", "problems"
_KEPT: Mapping[str, Callable[[PreviewRow], bool]] = {
    ALL: lambda _row: True,
    NEW: lambda row: row.standing == NEW,
    CHANGED: lambda row: row.standing == CHANGED,
    UNCHANGED: lambda row: row.standing == UNCHANGED,
    REFUSED: lambda row: row.standing == REFUSED,
    PROBLEMS: lambda row: bool(row.problem),
}
_PASSED = {
    "title": ("title", "titles"),
    "empty": ("empty line", "empty lines"),
    "total": ("total", "totals"),
    "note": ("remark", "remarks"),
    "heading": ("heading", "headings"),
    "left out": ("line of a sheet left out", "lines of sheets left out"),
}
_AS_FOUND = Layout("", ())
_PICK = (
    "No line of this file has the headings of this list. Pick the line that holds them, or another list; "
    "then say what each column is. It can be kept for next month."
)
_TABLE: tuple[Column[PreviewRow], ...] = (
    Column(
        "Line",
        lambda one: str(one.row),
        148,
        note=lambda one: one.sheet,
        sort=lambda one: (one.sheet, one.row),
    ),
    Column("Reference", lambda one: one.ref, 112),
    Column("Child", lambda one: one.name, 160, strong=True, personal=True),
    Column("Born", lambda one: day_or_dash(one.born) if one.name else "", 104, sort=lambda one: one.born),
    Column("What it says", lambda one: one.summary, wrap=True),
    Column(
        "", lambda _one: "", 88, marks=lambda one: (STANDINGS[one.standing],), sort=lambda one: one.standing
    ),
    Column("To look at", lambda one: one.problem, 224, wrap=True),
)


def passed_words(preview: Preview) -> str:
    """The lines that are no child, so that every line of the file is accounted for."""
    counts = Counter(line.kind for line in preview.file.passed)
    if not counts:
        return "Every line of the file is a row."
    parts = [count_words(counts[kind], *words) for kind, words in _PASSED.items() if counts[kind]]
    verb = "is" if counts.total() == 1 else "are"
    return f"{count_words(counts.total(), 'more line')} {verb} no child: {', '.join(parts)}."


class PreviewPage(QWidget):
    """Signals: `another_list` (ListName), `corrected` (columns by look), `wanted` (take it in), `left`."""

    another_list = Signal(object)
    corrected = Signal(object)
    wanted = Signal()
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._preview: Preview | None = None
        self.take_in = Button("", "primary", key="Ctrl+Return", on=self.wanted.emit)
        self.leave = Button("Not this file", key="Esc", on=self.left.emit)
        self.header = PageHeader("", "", (self.leave, self.take_in))
        self.list_name = Segmented("Read as the list of", tuple((name, called(name)) for name in EVERY))
        self.figures = Figures("Rows of the file", tuple(_KEPT))
        self.part = Segmented("What to look at", ((ROWS, "Rows"), (SHEETS, "Sheets and columns")))
        self.part.set_value(ROWS)
        self.passed = label("", "note")
        self.table = Table[PreviewRow](
            "Rows of the file",
            _TABLE,
            empty=("No such row", "Choose another figure above to see other rows of the file."),
            key=lambda one: (one.sheet, one.row),
        )
        self.sheets = SheetsPage()
        self.layout_box = QComboBox()
        self.layout_box.setAccessibleName("Layout the file is read with")
        self.layout_box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.layout_box.setFixedWidth(208)
        self._another_layout = False
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        sheet = QFrame()
        sheet.setProperty("kind", "card")
        sheet.setLayout(column(self.table, margins=(1, 6, 1, 6)))
        self._stack = QStackedWidget()
        self._stack.addWidget(sheet)
        self._stack.addWidget(self.sheets)
        with_layout = row(label("with", "note"), self.layout_box)
        line = row(self.part, None, label("Read as", "note"), self.list_name, 4, with_layout)
        self.older = NoticeBar(closable=False)
        box = column(self.header, self.older, self.figures, line, gap=12)
        box.addWidget(self._stack, 1)
        box.addWidget(self.passed)
        edge = theme.MARGIN
        box.setContentsMargins(edge, edge, edge, edge)
        self.setLayout(box)

    def _connect(self) -> None:
        self.figures.chosen.connect(lambda _value: self._show_rows())
        self.part.chosen.connect(lambda value: self._turn(str(value)))
        self.list_name.chosen.connect(self.another_list)
        self.sheets.corrected.connect(self.corrected)
        self.layout_box.activated.connect(self._choose_layout)

    def show_preview(self, preview: Preview, *, fresh: bool) -> None:
        """Show a file; `fresh` starts at its rows, else the part in sight stays (a column was corrected)."""
        self._preview = preview
        file = preview.file
        self._count(preview)
        self.header.set_title(file.file_name, self._note(preview))
        if preview.older or file.problem:
            self.older.say(_PICK if file.problem else preview.older, "amber")
        else:
            self.older.hide()
        self.list_name.set_value(file.list_name)
        self.passed.setText(passed_words(preview))
        accepted = preview.new + preview.changed + preview.unchanged
        self.take_in.set_text(f"Take in {count_words(accepted, 'row')}")
        self.take_in.setEnabled(bool(accepted))
        fields = [
            Choice(one.key, one.label, one.required) for one in self._desk.intake.fields_for(file.list_name)
        ]
        anew, self._another_layout = fresh or self._another_layout, False
        self.sheets.show_file(
            file, fields, self._desk.layouts.suggest(file.list_name, file.file_name), fresh=anew
        )
        self._list_layouts(preview)
        unread = sum(map(len, file.unread_columns.values()))
        words = (
            f"Sheets and columns, {count_words(unread, 'column')} not read"
            if unread
            else "Sheets and columns"
        )
        self.part.set_options(((ROWS, "Rows"), (SHEETS, words)))
        if fresh:
            self.figures.set_value(ALL)
            self._turn(SHEETS if file.problem else ROWS)
        else:
            self._turn(SHEETS if self._stack.currentIndex() else ROWS)
        self._show_rows()

    def first(self) -> QWidget:
        """What the keyboard is for: taking in, or what has to be put right before."""
        return self.take_in if self.take_in.isEnabled() else self.sheets.heading

    def set_busy(self, busy: bool) -> None:
        """While the file is read again or taken in, nothing else can be pressed."""
        accepted = self._preview is not None and len(self._preview.file.rows) > 0
        self.take_in.setEnabled(not busy and accepted)
        for part in (self.leave, self.list_name, self.layout_box):
            part.setEnabled(not busy)

    def to_keep(self) -> Preview | None:
        """The file in sight, with the layout that is kept with it if somebody said so."""
        if self._preview is None or not self.sheets.kept.chosen():
            held = self._preview
            picked = held.picked if held is not None else None
            return held if held is None or picked is None else replace(held, picked=replace(picked, name=""))
        return replace(self._preview, picked=self.sheets.picked())

    def _list_layouts(self, preview: Preview) -> None:
        """The layouts of the list, and which of them holds."""
        file, box = preview.file, self.layout_box
        box.clear()
        box.addItem("as the headings say", _AS_FOUND)
        for one in self._desk.layouts.of(file.list_name):
            box.addItem(one.name, one.layout)
        by_hand = preview.picked is not None and preview.picked.sheets and not file.layout
        if by_hand:
            box.addItem("as picked here", None)
        at = box.count() - 1 if by_hand else max(box.findText(file.layout), 0) if file.layout else 0
        box.setCurrentIndex(at)

    def _choose_layout(self, at: int) -> None:
        chosen = self.layout_box.itemData(at)
        if chosen is not None:
            self._another_layout = True
            self.corrected.emit(chosen)

    def _note(self, preview: Preview) -> str:
        nothing = not preview.new and not preview.changed and not preview.file.refused
        if nothing and preview.unchanged:
            return "Taken in before: nothing in it is new. Nothing is kept until you take it in."
        return "Nothing is kept until you take it in."

    def _count(self, preview: Preview) -> None:
        refused = len(preview.file.refused)
        doubts = sum(bool(one.problem) and one.standing != REFUSED for one in preview.rows)
        show = self.figures.show_count
        show(ALL, len(preview.rows), "rows in the file")
        show(NEW, preview.new, "new")
        show(CHANGED, preview.changed, "changed since last time")
        show(UNCHANGED, preview.unchanged, "unchanged")
        show(REFUSED, refused, "refused", Mark("see why", "red") if refused else None)
        show(PROBLEMS, doubts + refused, "to look at", Mark("check", "amber") if doubts else None)

    def _show_rows(self) -> None:
        if self._preview is None:
            return
        keep = _KEPT[str(self.figures.value() or ALL)]
        self.table.set_rows([one for one in self._preview.rows if keep(one)])
        keep_cursor(self.table)

    def _turn(self, part: str) -> None:
        self.part.set_value(part)
        self._stack.setCurrentIndex(1 if part == SHEETS else 0)
