"""The layouts that were kept: how the files of each list are read, to rename or to forget."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from app.domain.lists import SheetLayout
from app.services.desk import Desk
from app.services.lists.layouts import LayoutRow
from app.ui import theme
from app.ui.called import called
from app.ui.lists.columns_editor import heading_words, letters
from app.ui.lists.cursor import keep_cursor
from app.ui.lists.words import moment
from app.ui.month.words import count_words
from app.ui.problems import guarded
from app.ui.tables import Column, Table
from app.ui.widgets import Button, Card, LineField, NoticeBar, PageHeader, Scroller, clear, column, label, row

_SIDE = 344
INITIATOR = "layouts"


def _reads(layout: LayoutRow) -> str:
    read = [part for part in layout.sheets if part.read]
    out = len(layout.sheets) - len(read)
    columns = len({key for part in read for key in part.columns.values()})
    words = f"{count_words(len(read), 'sheet')}, {count_words(columns, 'column')}"
    return f"{words}; {count_words(out, 'sheet')} left out" if out else words


class LayoutsPage(QWidget):
    """`left` goes back."""

    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._today: date = desk.clock.today()
        self.back = Button("Back", key="Esc", on=self.left.emit)
        self.header = PageHeader("Layouts", "how the files of each list are read", (self.back,))
        self.sure = NoticeBar()
        self.table = Table[LayoutRow](
            "Layouts",
            self._columns(),
            empty=(
                "No layout has been kept yet",
                "When a file is looked at, put its sheets and columns right, and keep that for next month.",
            ),
            key=lambda one: one.id,
        )
        self.name = LineField("Name of the layout", most=120)
        self.rename = Button("Rename", key="F2", on=self._rename)
        self.forget = Button("Forget…", key="Del", on=self._ask)
        self._panel = Card("Layout", "saved")
        self._says = Scroller(plain=True, name="What the layout says")
        self._says.body.setSpacing(2)
        self._lay_out()
        self._connect()

    def _columns(self) -> tuple[Column[LayoutRow], ...]:
        return (
            Column("Name", lambda one: one.name, strong=True),
            Column("List", lambda one: called(one.list_name), 88),
            Column("Reads", _reads, 216),
            Column(
                "Last used",
                lambda one: moment(one.used_at, self._today) if one.used_at else "not yet",
                136,
                sort=lambda one: one.used_at,
            ),
        )

    def _lay_out(self) -> None:
        sheet = QFrame()
        sheet.setProperty("kind", "card")
        sheet.setLayout(column(self.table, margins=(1, 6, 1, 6)))
        self._panel.setFixedWidth(_SIDE)
        self._panel.add(self.name)
        self._panel.body.addLayout(row(self.rename, self.forget, None))
        self._panel.body.addWidget(self._says, 1)
        work = row(gap=theme.WIDE)
        work.addWidget(sheet, 1)
        work.addWidget(self._panel)
        edge = theme.MARGIN
        box = column(self.header, self.sure, gap=12, margins=(edge, edge, edge, edge))
        box.addLayout(work, 1)
        self.setLayout(box)

    def _connect(self) -> None:
        self.table.picked.connect(self._show)
        self.table.activated.connect(lambda _one: self.name.setFocus())
        self.name.returnPressed.connect(self._rename)
        self.sure.activated.connect(self._forget)

    def refresh(self) -> None:
        """Read again; the cursor stays on its layout."""
        self.table.set_rows(self._desk.layouts.all())
        keep_cursor(self.table)
        self._show(self.table.current())

    def _show(self, layout: LayoutRow | None) -> None:
        self._panel.setVisible(layout is not None)
        self.sure.hide()
        if layout is None:
            return
        self.name.set_value(layout.name)
        by = f" by {layout.saved_by}" if layout.saved_by else ""
        self._panel.set_title("Layout", f"saved {moment(layout.saved_at, self._today)}{by}")
        clear(self._says.body)
        fields = {one.key: one.label for one in self._desk.intake.fields_for(layout.list_name)}
        for part in layout.sheets:
            self._says.body.addWidget(label(_part_title(part), "strong", wrap=True))
            for words in _part_lines(part, fields):
                self._says.body.addWidget(label(words, "note", wrap=True))
        self._says.body.addStretch(1)

    def _rename(self) -> None:
        layout = self.table.current()
        if layout is None:
            return
        with guarded(self):
            self._desk.layouts.rename(layout.id, self.name.value(), INITIATOR)
        self.refresh()

    def _ask(self) -> None:
        layout = self.table.current()
        if layout is not None:
            self.sure.say(
                f"Forget “{layout.name}”? Files that were read with it stay as they are; the next one is "
                "read by its headings alone.",
                "amber",
                "Forget it",
            )
            self.sure.take_keyboard()

    def _forget(self) -> None:
        layout = self.table.current()
        self.sure.put_away()
        if layout is not None:
            with guarded(self):
                self._desk.layouts.forget(layout.id, INITIATOR)
            self.refresh()


def _part_title(part: SheetLayout) -> str:
    name = part.sheet or "Any sheet with these headings"
    if not part.read:
        return f"{name}: left out"
    return f"{name}: headings in {heading_words(part)}" if part.heading_row else name


def _part_lines(part: SheetLayout, fields: dict[str, str]) -> Sequence[str]:
    """Each column that is read, by its heading where that is known."""
    if not part.read:
        return ()
    heads = dict(enumerate(part.headings, 1))
    return [
        f"{heads.get(column) or f'Column {letters(column)}'} → {fields.get(key, key)}"
        for column, key in sorted(part.columns.items())
    ]
