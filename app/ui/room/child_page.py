"""One child in the middle, where the meeting decides no cases: who it is, what the lists say, the note."""

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QGridLayout

from app.services.room.child_views import PreviousNote
from app.services.room.contents import ContentRow
from app.services.room.entry_views import date_words
from app.services.room.room import ChildView
from app.ui import theme
from app.ui.history.fold import HistoryFold
from app.ui.problems import guarded
from app.ui.room.note_field import NoteField
from app.ui.room.sitting import Sitting, tone_of
from app.ui.widgets import BadgeRow, Mark, NameLabel, Scroller, clear, column, label, row

KIND = "child note"
_COLUMNS = 2


def who_words(one: ContentRow) -> str:
    """ "14 · born 3 Apr 2012"; what is not known is said."""
    age = "age not known" if one.age is None else str(one.age)
    return f"{age} · {f'born {date_words(one.born)}' if one.born else 'date of birth not known'}"


def previous_words(last: PreviousNote | None) -> str:
    """What the last meeting noted and agreed, or that it did not talk about the child."""
    if last is None:
        return "Not discussed at this meeting before."
    agreed = [f"{one.agency}: {one.text} ({one.state})" for one in last.actions]
    parts = [f"{date_words(last.on)}: {last.notes.strip() or 'nothing noted.'}", *agreed]
    return "\n".join(parts)


class ChildPage(Scroller):
    """One page for every child: it is filled anew, never rebuilt, so that a child opens at once."""

    action_typed = Signal(object, str)

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(name="Child")
        self._sitting = sitting
        self._child: ChildView | None = None
        self._earlier = False
        self._name = NameLabel("", "title")
        self._who = NameLabel("", "note", elide=True)
        self._item = label("", "label", wrap=True)
        self._badges = BadgeRow()
        self._why = NameLabel("", "", wrap=True)
        self._facts = QGridLayout()
        self.notes = NoteField(
            sitting.saver, "What was said and agreed", lines=6, hint="a line after “/” becomes an action"
        )
        self.history = HistoryFold(key="F4")
        self._looked = QTimer(self, singleShot=True, interval=0)
        self._looked.timeout.connect(self._note_look)
        self._build()
        self.notes.action_typed.connect(self.action_typed)

    def _build(self) -> None:
        self._who.setContentsMargins(0, 0, 0, 3)
        head = row(self._name, gap=10)
        head.addWidget(self._who, 1)
        self._facts.setContentsMargins(12, 10, 12, 10)
        self._facts.setHorizontalSpacing(theme.WIDE)
        self._facts.setVerticalSpacing(10)
        card = QFrame()
        card.setProperty("kind", "card")
        card.setLayout(self._facts)
        self._card = card
        self.body.setContentsMargins(theme.WIDE, 12, theme.WIDE, theme.WIDE)
        self.body.setSpacing(10)
        self.body.addLayout(column(self._item, head, self._badges, self._why, gap=6, margins=(0, 0, 0, 4)))
        for part in (card, self.notes, self.history):
            self.body.addWidget(part)
        self.body.addStretch(1)

    def show_child(self, child: ChildView) -> None:
        """Fill the page; words that are being typed stay."""
        other = self._child is None or self._child.note_id != child.note_id
        self._child = child
        one = child.row
        self.setAccessibleName("Child")
        self._item.setText(child.item_title)
        self._name.set_text(one.name)
        self._who.set_text(who_words(one))
        self._badges.set_marks(Mark(badge.text, tone_of(badge.tone)) for badge in one.badges)
        self._why.set_text(f"{one.text[:1].upper()}{one.text[1:]}")
        self._why.setVisible(bool(one.text))
        self._show_facts(one)
        save = partial(self._save, child.note_id, self._sitting.token)
        key = f"child:{child.note_id}"
        self.notes.show_text(key, child.notes, save, child.version, editable=self._sitting.editable)
        self._show_earlier()
        if other:
            self.verticalScrollBar().setValue(0)
            history, number = self._sitting.desk.history, child.note_id
            self.history.set_source(lambda: history.of(KIND, number))
            self._looked.start()

    def _show_facts(self, one: ContentRow) -> None:
        clear(self._facts)
        self._card.setVisible(bool(one.facts))
        for place, (name, words) in enumerate(one.facts):
            made = column(label(name, "small"), label(words, wrap=True), gap=1)
            self._facts.addLayout(made, place // _COLUMNS, place % _COLUMNS)
        for at in range(_COLUMNS):
            self._facts.setColumnStretch(at, 1)

    def _note_look(self) -> None:
        """Once the child stands, so that opening it waits for no disk."""
        if self._child is not None and self._child.row.person_id is not None:
            with guarded(self):
                self._sitting.desk.looks.note(self._child.row.person_id)

    def _save(self, note_id: int, token: str, text: str, expected: int | None) -> object:
        return self._sitting.desk.minutes.save_child(note_id, text, token, expected)

    def toggle_earlier(self) -> bool:
        """Show or hide last time's words beneath the note; False where the child is new here."""
        self._earlier = not self._earlier
        self._show_earlier()
        return self._child is not None and self._child.previous is not None

    def _show_earlier(self) -> None:
        last = self._child.previous if self._child else None
        self.notes.show_previous(previous_words(last), self._earlier)

    def flush(self) -> None:
        """Store what is typed, now."""
        self.notes.edit.flush()

    def focus_notes(self) -> None:
        """The keyboard on the note."""
        self.notes.focus_end()
        self.show_widget(self.notes)
