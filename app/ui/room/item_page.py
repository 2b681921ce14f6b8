"""A page for one item of the agenda: its title, whether it is dealt with, its notes."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from app.services.room.contents import Numbers
from app.services.room.room import ItemView
from app.ui import theme
from app.ui.referrals.answer_card import AnswerCard
from app.ui.room.item_rows import ItemRows
from app.ui.room.note_field import NoteField
from app.ui.room.sitting import Sitting
from app.ui.widgets import Card, Scroller, clear, column, label, row

SELF_TICKING = ("statement", "cases")


class ItemPage(Scroller):
    """Other pages put their part into `content`, between the title and the notes, and fill it in `fill`."""

    action_typed = Signal(object, str)

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(name="Item")
        self._sitting = sitting
        self._item: ItemView | None = None
        self._title = label("", "title", wrap=True)
        self._done = QCheckBox("Dealt with")
        self.content = column(gap=12)
        self.answers = AnswerCard(sitting.act, lambda: sitting.desk.onward, sitting.token)
        self.notes = NoteField(sitting.saver, "Notes", lines=4, hint="a line after “/” becomes an action")
        self.body.setContentsMargins(theme.WIDE, 12, theme.WIDE, theme.WIDE)
        self.body.setSpacing(12)
        head = row(gap=theme.WIDE)
        head.addWidget(self._title, 1)
        head.addWidget(self._done)
        self.body.addLayout(head)
        self.body.addWidget(self.answers)
        self.body.addLayout(self.content)
        self.body.addWidget(self.notes)
        self.body.addStretch(1)
        self._done.clicked.connect(self._tick)
        self.notes.action_typed.connect(self.action_typed)

    def show_item(self, item: ItemView) -> None:
        """Fill the page; words that are being typed stay."""
        other = self._item is None or self._item.key != item.key
        self._item = item
        self._title.setText(item.title)
        self._done.setAccessibleName(f"Dealt with: {item.title}")
        self.setAccessibleName(item.title)
        line = self._sitting.item(item.key)
        self._done.setChecked(line.done if line else item.done)
        self._done.setEnabled(self._sitting.editable)
        self._done.setVisible(item.content not in SELF_TICKING or item.content == "cases")
        key = f"item:{self._sitting.meeting_id}:{item.key}"
        save = partial(self._save, self._sitting.meeting_id, item.key)
        self.notes.show_text(key, item.notes, save, item.version, editable=self._sitting.editable)
        self.answers.show_rows(self._sitting.meeting_id, item.referrals, editable=self._sitting.editable)
        self.fill(item)
        if other:
            self.verticalScrollBar().setValue(0)

    def fill(self, item: ItemView) -> None:
        """What this kind of item shows above its notes."""

    def _save(self, meeting_id: int, item_key: str, text: str, expected: int | None) -> object:
        minutes, token = self._sitting.desk.minutes, self._sitting.token
        return minutes.save_item(meeting_id, item_key, text, token, expected)

    def _tick(self, done: bool) -> None:
        item = self._item
        if item is not None:
            room, token, meeting = self._sitting.desk.room, self._sitting.token, self._sitting.meeting_id
            self._sitting.act(self, lambda: room.tick(meeting, item.key, done, token))

    def flush(self) -> None:
        """Store what is typed, now."""
        self.notes.edit.flush()

    def focus_notes(self) -> None:
        """The keyboard on the notes."""
        self.notes.focus_end()
        self.show_widget(self.notes)


class Figures(QWidget):
    """Counts side by side, each over its words; five stand on one line rather than four and one."""

    COLUMNS = 4

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.WIDE)
        self._grid.setVerticalSpacing(12)
        self._shown: Numbers | None = None
        self.setLayout(self._grid)

    def show_numbers(self, numbers: Numbers) -> None:
        """Show these instead."""
        if numbers == self._shown:
            return
        self._shown = numbers
        clear(self._grid)
        across = self.COLUMNS + (len(numbers) == self.COLUMNS + 1)
        for place, (words, count) in enumerate(numbers):
            tile = QWidget()
            tile.setAccessibleName(f"{words}: {count}")
            figure, said = label(str(count), "lead"), label(words, "small", wrap=True)
            tile.setLayout(column(figure, said, None, gap=0))
            self._grid.addWidget(tile, place // across, place % across)
        for at in range(self.COLUMNS + 1):
            self._grid.setColumnStretch(at, int(at < across))


class NotesPage(ItemPage):
    """Any item that is talked about, with what the store knows beside it: figures, children, things."""

    wanted = Signal(str)

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(sitting)
        self._figures = Figures()
        self._card = Card("What the lists say today", "", self._figures)
        self.rows = ItemRows(sitting)
        self.content.addWidget(self._card)
        # Beneath the notes: a long list must not push out of sight what is being typed.
        self.body.insertWidget(self.body.indexOf(self.notes) + 1, self.rows)
        self.rows.wanted.connect(self.wanted)

    def fill(self, item: ItemView) -> None:
        self._figures.show_numbers(item.numbers)
        self._card.setVisible(bool(item.numbers))
        self.rows.show_item(item)
