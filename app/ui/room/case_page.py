"""The case sheet in the middle: who it is, the other lists, and what is being said."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QTimer, Signal

from app.services.room.entry_views import LABELS, PreviousEntry, date_words
from app.services.room.room import EntryView
from app.ui import theme
from app.ui.history.fold import HistoryFold
from app.ui.problems import guarded
from app.ui.room.note_field import NoteField
from app.ui.room.sitting import Sitting, tone_of
from app.ui.widgets import BadgeRow, Mark, NameLabel, Scroller, column, label, row

ENTRY_KIND = "entry"


@dataclass(frozen=True)
class _Shape:
    lines: int
    hint: str = ""


_SHAPES: Mapping[str, _Shape] = {
    "victim": _Shape(2),
    "offender": _Shape(2),
    "location": _Shape(1),
    "themes": _Shape(1),
    "overview": _Shape(5, "a line after “/” becomes an action"),
    "impact": _Shape(2),
    "other_agencies": _Shape(2),
}
_ORDER = ("other_agencies", "victim", "offender", "location", "themes", "overview", "impact")


def age_words(entry: EntryView) -> str:
    """ "known as Zosia · 14 · born 3 Apr 2012"; what is not known is said."""
    parts = (
        f"known as {entry.known_as}" if entry.known_as else "",
        "age not known" if entry.age is None else str(entry.age),
        f"born {date_words(entry.born)}" if entry.born else "date of birth not known",
    )
    return " · ".join(part for part in parts if part)


def previous_words(last: PreviousEntry | None) -> str:
    """What the last meeting decided, in a sentence."""
    if last is None:
        return "Not discussed at this meeting before."
    provisional = " (provisional)" if last.provisional else ""
    rationale = f" Rationale: {last.rationale}" if last.rationale else ""
    return f"{date_words(last.on)}: {last.decision}{provisional}, {last.category_words}.{rationale}"


class CasePage(Scroller):
    """One page for every case: it is filled anew, never rebuilt, so that a case opens at once."""

    action_typed = Signal(object, str)

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(name="Case")
        self._sitting = sitting
        self._entry: EntryView | None = None
        self._earlier = False
        self._name = NameLabel("", "title")
        self._age = NameLabel("", "note", elide=True)
        self._badges = BadgeRow()
        self._line = NameLabel("", "small", wrap=True)
        self._standing = label("", "label")
        self._last = NameLabel("", "note", wrap=True)
        self._last.hide()
        self.fields = {
            field: NoteField(sitting.saver, LABELS[field], lines=shape.lines, hint=shape.hint)
            for field, shape in _SHAPES.items()
        }
        self._last_field = "victim"
        self.history = HistoryFold(key="F4")
        self._looked = QTimer(self, singleShot=True, interval=0)
        self._looked.timeout.connect(self._note_look)
        self._build()
        self._connect()

    def _build(self) -> None:
        self._age.setContentsMargins(0, 0, 0, 3)
        head = row(self._name, gap=10)
        head.addWidget(self._age, 1)
        head.addWidget(self._standing)
        self.body.setContentsMargins(theme.WIDE, 12, theme.WIDE, theme.WIDE)
        self.body.setSpacing(10)
        self.body.addLayout(column(head, self._badges, self._line, self._last, gap=6, margins=(0, 0, 0, 4)))
        for field in _ORDER:
            self.body.addWidget(self.fields[field])
        self.body.addWidget(self.history)
        self.body.addStretch(1)

    def _connect(self) -> None:
        for name, field in self.fields.items():
            field.action_typed.connect(self.action_typed)
            field.edit.typed.connect(partial(self._remember, name))
            field.edit.selectionChanged.connect(partial(self._remember, name))

    def _remember(self, field: str) -> None:
        if self.fields[field].edit.hasFocus():
            self._last_field = field

    def show_entry(self, entry: EntryView) -> None:
        """Fill the sheet; a field that is being typed in keeps its words."""
        other = self._entry is None or self._entry.entry_id != entry.entry_id
        self._entry = entry
        self._name.set_text(entry.name)
        self._age.set_text(age_words(entry))
        self._standing.setText(entry.group)
        self._badges.set_marks(Mark(badge.text, tone_of(badge.tone)) for badge in entry.badges)
        self._line.set_text(entry.line)
        editable, token = self._sitting.editable, self._sitting.token
        for name, field in self.fields.items():
            save = partial(self._save, entry.entry_id, name, token)
            key = f"entry:{entry.entry_id}:{name}"
            field.show_text(key, getattr(entry, name), save, entry.version, editable=editable)
        self.fields["impact"].setVisible(entry.shows_impact or bool(entry.impact))
        self.fields["other_agencies"].setVisible(entry.shows_other_agencies or bool(entry.other_agencies))
        self._show_earlier()
        if other:
            self._last_field = "victim"
            self.verticalScrollBar().setValue(0)
            history, number = self._sitting.desk.history, entry.entry_id
            self.history.set_source(lambda: history.of(ENTRY_KIND, number))
            self._looked.start()

    def _note_look(self) -> None:
        """Once the case stands, so that opening it waits for no disk."""
        if self._entry is not None:
            with guarded(self):
                self._sitting.desk.looks.note(self._entry.person_id)

    def _save(self, entry_id: int, field: str, token: str, text: str, expected: int | None) -> object:
        return self._sitting.desk.minutes.save_notes(entry_id, field, text, token, expected)

    def toggle_earlier(self) -> bool:
        """Show or hide last time's words beneath each field; False where the case is new here."""
        self._earlier = not self._earlier
        self._show_earlier()
        return self._entry is not None and self._entry.previous is not None

    def _show_earlier(self) -> None:
        last = self._entry.previous if self._entry else None
        said = dict(last.texts) if last else {}
        self._last.setVisible(self._earlier)
        self._last.set_text(previous_words(last))
        for name, field in self.fields.items():
            field.show_previous(said.get(LABELS[name], ""), self._earlier)

    def flush(self) -> None:
        """Store what is typed, now."""
        for field in self.fields.values():
            field.edit.flush()

    def focus_notes(self) -> None:
        """The keyboard back where it was last typing, else on the first field."""
        field = self.fields[self._last_field]
        field.focus_end()
        self.show_widget(field)
