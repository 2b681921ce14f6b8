"""A file as it would be taken in: its figures, its rows with what is wrong, and how its columns were read."""

from collections import Counter
from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from app.services.desk import Desk
from app.services.lists.intake import CHANGED, NEW, REFUSED, UNCHANGED, Preview, PreviewRow
from app.ui import theme
from app.ui.called import called
from app.ui.lists.columns_editor import Choice, ColumnsEditor
from app.ui.lists.cursor import keep_cursor
from app.ui.lists.figures import Figures
from app.ui.lists.words import ORDER, STANDINGS, day_or_dash
from app.ui.month.words import count_words
from app.ui.tables import Column, Table
from app.ui.widgets import Button, Mark, NoticeBar, PageHeader, Segmented, column, label, row

ROWS, COLUMNS = "rows", "columns"
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
}
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
        self.list_name = Segmented("Read as the list of", tuple((name, called(name)) for name in ORDER))
        self.figures = Figures("Rows of the file", tuple(_KEPT))
        self.part = Segmented("What to look at", ((ROWS, "Rows"), (COLUMNS, "Columns")))
        self.part.set_value(ROWS)
        self.passed = label("", "note")
        self.table = Table[PreviewRow](
            "Rows of the file",
            _TABLE,
            empty=("No such row", "Choose another figure above to see other rows of the file."),
            key=lambda one: (one.sheet, one.row),
        )
        self.columns = ColumnsEditor()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        sheet = QFrame()
        sheet.setProperty("kind", "card")
        sheet.setLayout(column(self.table, margins=(1, 6, 1, 6)))
        self._stack = QStackedWidget()
        self._stack.addWidget(sheet)
        self._stack.addWidget(self.columns)
        line = row(self.part, 8, self.passed, None, label("Read as", "note"), self.list_name)
        self.older = NoticeBar(closable=False)
        box = column(self.header, self.older, self.figures, line, gap=12)
        box.addWidget(self._stack, 1)
        edge = theme.MARGIN
        box.setContentsMargins(edge, edge, edge, edge)
        self.setLayout(box)

    def _connect(self) -> None:
        self.figures.chosen.connect(lambda _value: self._show_rows())
        self.part.chosen.connect(lambda value: self._turn(str(value)))
        self.list_name.chosen.connect(self.another_list)
        self.columns.corrected.connect(self.corrected)

    def show_preview(self, preview: Preview, *, fresh: bool) -> None:
        """Show a file; `fresh` starts at its rows, else the part in sight stays (a column was corrected)."""
        self._preview = preview
        file = preview.file
        self._count(preview)
        self.header.set_title(file.file_name, self._note(preview))
        if preview.older:
            self.older.say(preview.older, "amber")
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
        name = file.layout or self._desk.layouts.suggest(file.list_name, file.file_name)
        self.columns.show_file(file, fields, name)
        unread = sum(map(len, file.unread_columns.values()))
        self.part.set_options(
            ((ROWS, "Rows"), (COLUMNS, f"Columns, {unread} not read" if unread else "Columns"))
        )
        if fresh:
            self.figures.set_value(ALL)
            self._turn(ROWS)
        else:
            self._turn(COLUMNS if self._stack.currentIndex() else ROWS)
        self._show_rows()

    def set_busy(self, busy: bool) -> None:
        """While the file is read again or taken in, nothing else can be pressed."""
        accepted = self._preview is not None and len(self._preview.file.rows) > 0
        self.take_in.setEnabled(not busy and accepted)
        for part in (self.leave, self.list_name):
            part.setEnabled(not busy)

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
        self._stack.setCurrentIndex(1 if part == COLUMNS else 0)
