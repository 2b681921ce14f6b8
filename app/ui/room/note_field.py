"""A field of the minutes: its label, the box that saves itself, a hint, and what was said last time."""

from functools import lru_cache

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QWidget

from app.domain.language import Term, hints
from app.domain.wordings import terms_from_toml
from app.resources import resource
from app.ui import theme
from app.ui.room.two_texts import TwoTexts
from app.ui.saver import Save, Saver
from app.ui.widgets import FieldLabel, NameLabel, NoteEdit, column, label

ACTION_MARKS = ("/",)
_OURS = (Qt.Key.Key_Home, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_D)


@lru_cache(maxsize=1)
def _terms() -> tuple[Term, ...]:
    return tuple(terms_from_toml(resource("reference", "language.toml").read_text(encoding="utf-8")))


def wording_hint(text: str) -> str:
    """A soft hint on the first word that blames a child; "" where there is none."""
    found = hints(text, _terms())
    return f"“{found[0].term}”: {found[0].instead}" if found else ""


class RoomKeys(QObject):
    """Lets the room's own keys through a text box, which would take Ctrl+Home and its like for itself."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if held and Qt.Key(event.key()) in _OURS:
                event.ignore()
                return True
        return super().eventFilter(watched, event)


class NoteField(QWidget):
    """Saves through the `Saver` under a key. `action_typed` carries the line that should become an action.

    The key says whose text it is: a field moves from one case to the next, its text never does.
    """

    action_typed = Signal(object, str)

    def __init__(
        self, saver: Saver, title: str, *, lines: int = 2, hint: str = "", marks: bool = True
    ) -> None:
        super().__init__()
        self._saver, self._hint = saver, hint
        self._key = ""
        self._save: Save = _nowhere
        self._label = FieldLabel(title, hint)
        self.edit = NoteEdit(title, lines=lines, action_marks=ACTION_MARKS if marks else ())
        self._keys = RoomKeys(self)
        self.edit.installEventFilter(self._keys)
        self._before = NameLabel("", "note", wrap=True)
        box = column(label("Last time", "label"), self._before, gap=2, margins=(12, 6, 12, 8))
        self._earlier = QFrame()
        self._earlier.setProperty("kind", "tinted")
        self._earlier.setLayout(box)
        self._earlier.hide()
        self._two = TwoTexts()
        self.setLayout(column(self._label, self.edit, self._two, self._earlier, gap=theme.TIGHT))
        self._connect()

    def _connect(self) -> None:
        self.edit.pause.connect(self._pause)
        self.edit.typed.connect(lambda: self._saver.typing(self._key))
        self.edit.action_typed.connect(lambda line: self.action_typed.emit(self, line))
        self._saver.stored.connect(self._stored)
        self._saver.clashed.connect(self._clashed)
        self._two.chosen.connect(self._choose)

    def show_text(
        self, key: str, stored: str, save: Save, version: int | None, *, editable: bool = True
    ) -> None:
        """Show a text of this version. What is being typed under the same key stays as it is."""
        clashes = self._saver.clash(key) is not None
        if key == self._key and self.edit.dirty() and not clashes:
            return
        if key != self._key:
            self.edit.flush()
        self._key, self._save = key, save
        if clashes or not self._saver.waits(key):
            self._saver.read(key, version, stored)
        if not (clashes and self.edit.dirty()):
            self.edit.set_text(self._saver.wording(key, stored))
        self.edit.setReadOnly(not editable)
        self._clashed(key)
        self._advise()

    def show_previous(self, text: str, shown: bool) -> None:
        """What was recorded last time, beneath the box; nothing where nothing was."""
        self._before.set_text(text)
        self._earlier.setVisible(shown and bool(text))

    def without_label(self) -> "NoteField":
        """Where something else names the box."""
        self._label.hide()
        return self

    def focus_end(self) -> None:
        """The cursor behind the last word."""
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.moveCursor(QTextCursor.MoveOperation.End)

    def take_line(self, line: str) -> bool:
        """Remove the line that became an action, wherever the cursor is now; False if it was changed."""
        block = self.edit.textCursor().block()
        if _words(block.text()) != line:
            block = self.edit.document().firstBlock()
            while block.isValid() and _words(block.text()) != line:
                block = block.next()
        if not block.isValid():
            return False
        self.edit.setTextCursor(QTextCursor(block))
        self.edit.take_action_line()
        self.edit.flush()
        return True

    def _pause(self, text: str) -> None:
        if self._saver.keep(self._key, text, self._save):
            self.edit.saved()
        self._advise()

    def _stored(self, key: str) -> None:
        if key == self._key:
            self.edit.saved()
            self._two.put_away()

    def _clashed(self, key: str) -> None:
        """Both wordings stand beneath the box until somebody chooses."""
        if key == self._key:
            clash = self._saver.clash(key)
            if clash is None:
                self._two.put_away()
            else:
                self._two.show_texts(self._saver.wording(key, ""), clash)

    def _choose(self, text: str, ours: bool) -> None:
        key = self._key
        self.edit.set_text(text)
        if ours:
            self._saver.settle(key, text)
        else:
            self._saver.give_up(key)
        self._clashed(key)
        self._advise()
        self.focus_end()

    def _advise(self) -> None:
        self._label.set_hint(wording_hint(self.edit.text()) or self._hint)


def _words(line: str) -> str:
    """A line as `action_typed` carries it: without its mark."""
    text = line.strip()
    return text.removeprefix(ACTION_MARKS[0]).strip() if text.startswith(ACTION_MARKS) else ""


def _nowhere(_text: str, _expected: int | None) -> object:
    raise AssertionError("a field without a place to save to cannot be typed in")
