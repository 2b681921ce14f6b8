"""One field of a record that saves itself, made by its kind: a note, a day, a moment, yes or no, a choice."""

from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from app.domain.dates import read_moment
from app.domain.missing import FieldKind, RecordField
from app.domain.text import clean
from app.services.missing.records import Value
from app.ui.problems import guarded
from app.ui.room.note_field import NoteField
from app.ui.saver import Saver
from app.ui.style import dress
from app.ui.theme import TIGHT
from app.ui.widgets import DateField, LineField, Segmented, column, label, row

Write = Callable[[Value, int | None], object]
NOT_SAID = "–"


class MomentField(QWidget):
    """A day with its time, typed as people write it; `changed` carries it, or None for an emptied field.

    What is no time stays as typed, is marked, and the sentence says why; nothing is stored.
    """

    changed = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._moment: datetime | None = None
        self._line = LineField(name, "17/11/2026 20:15")
        self._wrong = label("", "wrong", wrap=True)
        self._wrong.hide()
        self.setLayout(column(self._line, self._wrong, gap=2))
        self.setFocusProxy(self._line)
        self._line.entered.connect(self._read)

    def moment(self) -> datetime | None:
        """What it holds."""
        return self._moment

    def set_moment(self, moment: datetime | None) -> None:
        """Show a moment; announces nothing."""
        self._moment = moment
        self._line.set_value(f"{moment:%d/%m/%Y %H:%M}" if moment is not None else "")
        self._tell("")

    def set_enabled(self, on: bool) -> None:
        """Whether it may be changed."""
        self._line.setReadOnly(not on)

    def _read(self, text: str) -> None:
        read = read_moment(clean(text))
        if text and read.at is None:
            self._tell("This is no day with a time; write it as 17/11/2026 20:15.")
            return
        changed = read.at != self._moment
        self.set_moment(read.at)
        if changed:
            self.changed.emit(read.at)

    def _tell(self, problem: str) -> None:
        self._wrong.setText(problem)
        self._wrong.setVisible(bool(problem))
        self._line.setAccessibleDescription(problem)
        dress(self._line, tone="red" if problem else "")


class AutoField(QWidget):
    """A field with its name over it; `stored` after a change that is in the store, except of typed words."""

    stored = Signal()

    def __init__(self, saver: Saver, field: RecordField) -> None:
        super().__init__()
        self.field = field
        self._write: Write = _nowhere
        self._says = label("", "small", wrap=True)
        self._says.hide()
        self._note: NoteField | None = None
        self._editor: QWidget
        if field.kind in (FieldKind.LINE, FieldKind.TEXT):
            self._note = NoteField(saver, field.label, lines=_LINES[field.kind], hint=field.hint, marks=False)
            self._editor = self._note
            self.setLayout(column(self._note, self._says, gap=2))
        else:
            self._editor = _EDITORS[field.kind](field)
            head = label(f"{field.label}{' *' if field.required else ''}", "label")
            head.setBuddy(self._editor)
            self.setLayout(column(row(head, None), self._editor, self._says, gap=TIGHT))
            self._connect()

    def _connect(self) -> None:
        editor = self._editor
        if isinstance(editor, DateField | MomentField):
            editor.changed.connect(self._store)
        elif isinstance(editor, Segmented):
            editor.chosen.connect(self._store)
        elif isinstance(editor, QComboBox):
            editor.activated.connect(lambda _at: self._store(editor.currentData()))

    def fill(self, key: str, value: Value, version: int, write: Write, *, editable: bool) -> None:
        """Show a value of this version; what is typed is saved by `write` under the key."""
        self._write = write
        editor = self._editor
        if self._note is not None:
            self._note.show_text(key, str(value or ""), write, version, editable=editable)
        elif isinstance(editor, MomentField):
            editor.set_moment(value if isinstance(value, datetime) else None)
            editor.set_enabled(editable)
        elif isinstance(editor, DateField):
            editor.set_day(value)  # type: ignore[arg-type]
            editor.setEnabled(editable)
        elif isinstance(editor, Segmented):
            editor.set_value(value)
            editor.setEnabled(editable)
        elif isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(value or "")))
            editor.setEnabled(editable)

    def say(self, words: str) -> None:
        """A grey line under the field, for instance what the list says."""
        self._says.setText(words)
        self._says.setVisible(bool(words))

    def flush(self) -> None:
        """Store what is typed, now."""
        if self._note is not None:
            self._note.edit.flush()

    def _store(self, value: Value) -> None:
        with guarded(self) as act:
            self._write(value, None)
        if act.ok:
            self.stored.emit()


def _choice(field: RecordField) -> QWidget:
    made = QComboBox()
    made.setAccessibleName(field.label)
    made.addItem(NOT_SAID, "")
    for value, words in field.choices:
        made.addItem(words, value)
    return made


def _yes_or_no(field: RecordField) -> QWidget:
    return Segmented(field.label, ((True, "Yes"), (False, "No")), may_clear=True)


_LINES: Mapping[FieldKind, int] = {FieldKind.LINE: 1, FieldKind.TEXT: 2}
_EDITORS: Mapping[FieldKind, Callable[[RecordField], QWidget]] = {
    FieldKind.DAY: lambda field: DateField(field.label),
    FieldKind.MOMENT: lambda field: MomentField(field.label),
    FieldKind.YES_NO: _yes_or_no,
    FieldKind.CHOICE: _choice,
}


def _nowhere(_value: Value, _expected: int | None) -> object:
    raise AssertionError("a field without a place to save to cannot be changed")
