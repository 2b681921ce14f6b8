"""A page for one item of the agenda: its title, whether it is dealt with, its notes."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox

from app.services.room import ItemView
from app.ui import theme
from app.ui.room.note_field import NoteField
from app.ui.room.sitting import Sitting
from app.ui.widgets import Card, LineRow, Scroller, clear, column, label, row

SELF_TICKING = ("statement", "cases")


class ItemPage(Scroller):
    """Other pages put their part into `content`, between the title and the notes, and fill it in `fill`."""

    action_typed = Signal(object, str)

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(name="Item")
        self._sitting = sitting
        self._item: ItemView | None = None
        self._title = label("", "title")
        self._done = QCheckBox("Dealt with")
        self.content = column(gap=12)
        self.notes = NoteField(sitting.saver, "Notes", lines=4, hint="a line after “/” becomes an action")
        self.body.setContentsMargins(theme.WIDE, 12, theme.WIDE, theme.WIDE)
        self.body.setSpacing(12)
        self.body.addLayout(row(self._title, None, self._done))
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
        self.setAccessibleName(item.title)
        line = self._sitting.item(item.key)
        self._done.setChecked(line.done if line else item.done)
        self._done.setEnabled(self._sitting.editable)
        self._done.setVisible(item.content not in SELF_TICKING or item.content == "cases")
        key = f"item:{self._sitting.meeting_id}:{item.key}"
        save = partial(self._save, self._sitting.meeting_id, item.key)
        self.notes.show_text(key, item.notes, save, editable=self._sitting.editable)
        self.fill(item)
        if other:
            self.verticalScrollBar().setValue(0)

    def fill(self, item: ItemView) -> None:
        """What this kind of item shows above its notes."""

    def _save(self, meeting_id: int, item_key: str, text: str) -> object:
        return self._sitting.desk.minutes.save_item(meeting_id, item_key, text, self._sitting.token)

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


class NotesPage(ItemPage):
    """Any item that is only talked about, with the figures the store knows beside it."""

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(sitting)
        self._figures = Card("What the lists say today")
        self._figures.body.setSpacing(0)
        self.content.addWidget(self._figures)
        self._shown: tuple[tuple[str, int], ...] | None = None

    def fill(self, item: ItemView) -> None:
        if item.numbers != self._shown:
            self._shown = item.numbers
            clear(self._figures.body)
            for place, (words, count) in enumerate(item.numbers, start=1):
                last = place == len(item.numbers)
                self._figures.add(LineRow(words, value=str(count), last=last))
        self._figures.setVisible(bool(item.numbers))
