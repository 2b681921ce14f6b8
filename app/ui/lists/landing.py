"""Import before a file is chosen: the month's three lists, where to drop a file, what came before."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.domain.lists import ListName
from app.services.lists.intake import ImportedFileRow
from app.ui import theme
from app.ui.called import called
from app.ui.lists.slots import MonthSlots
from app.ui.lists.words import EVERY, moment
from app.ui.month.words import Month, count_words
from app.ui.tables import Column, Table
from app.ui.widgets import Button, Card, Mark, PageHeader, Scroller, Segmented, column, label


class DropPlace(QWidget):
    """A dashed field that says a file may be dropped; it lights up while one hovers."""

    def __init__(self) -> None:
        super().__init__()
        self._over = False
        words = label("Drop the lists here, as they arrived: one file or all three", "heading")
        note = label(
            "Excel (.xlsx) or text (.csv). You see every row before anything is kept.",
            "note",
        )
        for part in (words, note):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
        edge = theme.WIDE
        self.setLayout(column(words, note, gap=2, margins=(edge, edge, edge, edge)))

    def set_over(self, over: bool) -> None:
        """Light up, or go dark again."""
        self._over = over
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        style = Qt.PenStyle.SolidLine if self._over else Qt.PenStyle.DashLine
        painter.setPen(QPen(theme.colour(look.accent if self._over else look.edge), 1.5, style))
        painter.setBrush(theme.colour(look.accent_tint if self._over else look.ground))
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(frame, theme.CARD_RADIUS, theme.CARD_RADIUS)
        painter.end()


class AskList(Card):
    """Which list a file is, when its headings do not tell; `answered` carries the list."""

    answered = Signal(object)

    def __init__(self) -> None:
        super().__init__("Which list is this?")
        self._words = label("", wrap=True)
        self.choice = Segmented("Which list", tuple((name, called(name)) for name in EVERY))
        self.add(self._words, self.choice)
        self.choice.chosen.connect(self.answered)
        self.hide()

    def ask(self, path: Path) -> None:
        """Ask about a file."""
        self._words.setText(
            f"The headings of {path.name} do not tell which list it is. Choose it, and it is read."
        )
        self.choice.set_value(None)
        self.show()
        self.choice.setFocus()


def _refused(one: ImportedFileRow) -> tuple[Mark, ...]:
    return (Mark(f"{one.refused} refused", "red"),) if one.refused else ()


class Landing(Scroller):
    """`wanted` asks to choose a file, with the list it is for or None; `file` carries the id of an earlier
    one, `layouts_wanted` asks for the layouts that were kept.
    """

    wanted = Signal(object)
    file = Signal(int)
    layouts_wanted = Signal()

    def __init__(self, today: date) -> None:
        super().__init__(name="Import")
        self._today = today
        self.choose = Button("Choose a file…", "primary", key="Ctrl+O", on=lambda: self.wanted.emit(None))
        self.layouts = Button("Layouts", key="Ctrl+Y", on=self.layouts_wanted.emit)
        self.header = PageHeader("Import", "", (self.layouts, self.choose))
        self.slots = MonthSlots()
        self.drop = DropPlace()
        self.ask = AskList()
        self.files = Table[ImportedFileRow](
            "Files taken in before",
            self._columns(),
            empty=("No list has been taken in yet", "Choose the first file, or drop it on this page."),
            key=lambda one: one.id,
            fit=True,
        )
        self._before = Card("Taken in before", "", self.files)
        for part in (self.header, self.ask, self.slots, self.drop, self._before):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.slots.wanted.connect(self.wanted)
        self.files.activated.connect(lambda one: self.file.emit(one.id))

    def _columns(self) -> tuple[Column[ImportedFileRow], ...]:
        return (
            Column("List", lambda one: called(one.list_name), 80, strong=True),
            Column("File", lambda one: one.file_name, marks=_refused),
            Column("Rows", lambda one: f"{one.rows:,}", 64, "right", sort=lambda one: one.rows),
            Column(
                "New or changed", lambda one: f"{one.accepted:,}", 112, "right", sort=lambda one: one.accepted
            ),
            Column(
                "Unchanged", lambda one: f"{one.unchanged:,}", 88, "right", sort=lambda one: one.unchanged
            ),
            Column("", lambda _one: "", 8),
            Column(
                "Taken in", lambda one: moment(one.imported_at, self._today), 144, sort=lambda one: one.id
            ),
            Column("By", lambda one: one.by, 124),
        )

    def show_files(self, files: Sequence[ImportedFileRow]) -> None:
        """Show what has come, this month and before."""
        self.slots.show_files(files, self._today)
        self.files.set_rows(files)
        self._before.set_title(
            "Taken in before",
            f"{count_words(len(files), 'file')}; Enter shows what it changed" if files else "",
        )
        self.header.set_title("Import", f"{Month.of(self._today).title}: {self.standing()}")

    def standing(self) -> str:
        """What is still to come this month, in words."""
        missing = [called(name) for name in self.slots.to_come()]
        if not missing:
            return "all three lists are in"
        if len(missing) == len(ListName):
            return "no list has come yet"
        return f"{' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} still to come"
