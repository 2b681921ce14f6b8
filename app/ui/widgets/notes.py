"""The box for notes: grows with its text, and says when it is time to save."""

from math import ceil

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from app.domain.text import clean

PAUSE_MS, LONGEST_MS = 800, 1500
FRAME = 14


class NoteEdit(QPlainTextEdit):
    """Plain text only; `pause` carries the text 800 ms after the last key, every 1.5 s of unbroken typing,
    and on leaving the field. Call `saved()` once the text is in the store; until then `dirty()` holds.

    `typed` fires with each change by a person. When Return ends a line that begins with one of
    `action_marks`, `action_typed` carries that line without its mark, and the line stays until
    `take_action_line()` removes it.
    """

    pause = Signal(str)
    typed = Signal()
    action_typed = Signal(str)

    def __init__(
        self,
        name: str,
        placeholder: str = "",
        *,
        lines: int = 2,
        most_lines: int = 0,
        action_marks: tuple[str, ...] = (),
    ) -> None:
        super().__init__()
        self._lines, self._most, self._marks = lines, most_lines, action_marks
        self._told = ""
        self._unsaved = self._filling = False
        self._quiet = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._longest = QTimer(self, singleShot=True, interval=LONGEST_MS)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._connect()
        self._grow()

    def _connect(self) -> None:
        self.textChanged.connect(self._changed)
        self._quiet.timeout.connect(self.flush)
        self._longest.timeout.connect(self.flush)

    def text(self) -> str:
        """The text, cleaned of control characters."""
        return clean(self.toPlainText())

    def set_text(self, text: str) -> None:
        """Show a stored text; announces nothing, and leaves cursor and undo alone if it is the same."""
        self._stop()
        self._unsaved = False
        if text == self.toPlainText():
            return
        self._filling = True
        self.setPlainText(clean(text))
        self._filling = False
        self._grow()

    def add_text(self, text: str) -> None:
        """Add at the cursor as if typed: undo takes it back."""
        self.insertPlainText(clean(text))

    def dirty(self) -> bool:
        """Whether something was typed that `saved()` has not confirmed."""
        return self._unsaved

    def saved(self) -> None:
        """The text last announced by `pause` is in the store."""
        self._unsaved = self.text() != self._told

    def flush(self) -> None:
        """Announce unsaved text now: call before locking, closing, moving on."""
        self._stop()
        if self._unsaved:
            self._told = self.text()
            self.pause.emit(self._told)

    def take_action_line(self) -> None:
        """Remove the line that `action_typed` announced; undo brings it back."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        if cursor.blockNumber() > 0:
            cursor.deletePreviousChar()
        cursor.endEditBlock()
        self.setTextCursor(cursor)

    def _stop(self) -> None:
        self._quiet.stop()
        self._longest.stop()

    def _changed(self) -> None:
        self._grow()
        if self._filling:
            return
        self._unsaved = True
        self._quiet.start()
        if not self._longest.isActive():
            self._longest.start()
        self.typed.emit()

    def _action(self) -> str:
        line = self.textCursor().block().text().strip()
        for mark in self._marks:
            if line.casefold().startswith(mark.casefold()):
                return clean(line[len(mark) :]).strip()
        return ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ends = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if ends and not event.modifiers() and (action := self._action()):
            self.action_typed.emit(action)
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.flush()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insertPlainText(clean(source.text()))

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText()

    def sizeHint(self) -> QSize:
        return QSize(320, self._tall(self._lines))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self._tall(1))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_most"):
            self._grow()

    def _step(self) -> int:
        return ceil(QFontMetricsF(self.font()).lineSpacing())

    def _tall(self, lines: int) -> int:
        return self._round(lines * self._step())

    def _round(self, content: float) -> int:
        return ceil(content + 2 * self.document().documentMargin()) + FRAME

    def _content(self) -> float:
        block, tall = self.document().firstBlock(), 0.0
        while block.isValid():
            tall += self.blockBoundingRect(block).height()
            block = block.next()
        return tall

    def _grow(self) -> None:
        content, most = self._content(), self._most * self._step()
        whole = not most or content <= most
        tall = self._round(max(content if whole else most, self._lines * self._step()))
        if tall != self.height() or self.maximumHeight() != tall:
            self.setFixedHeight(tall)
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if whole else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(policy)
