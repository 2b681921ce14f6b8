"""A few questions that unfold beneath a quiet button, and fold again once they are answered."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFrame, QWidget

from app.ui.widgets import Button, DateField, LineField, NoteEdit, column, row


class Ask(QWidget):
    """`keep` is the button that stores the answers; whoever listens folds it when they are stored."""

    def __init__(self, words: str, parts: list[QWidget], store: str) -> None:
        super().__init__()
        self.open = Button(words, "quiet", on=self._unfold)
        self.keep = Button(store, "primary")
        leave = Button("Leave it", "quiet", on=self.fold)
        self._parts = parts
        self._form = QFrame()
        self._form.setProperty("kind", "tinted")
        self._form.setLayout(column(*parts, row(self.keep, leave, None), margins=(12, 10, 12, 10)))
        self._form.hide()
        self.setLayout(column(row(self.open, None), self._form, gap=4))

    def _unfold(self) -> None:
        self.open.hide()
        self._form.show()
        first = next((w for part in self._parts for w in _editors(part)), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def asking(self) -> bool:
        """Whether the questions are in sight."""
        return not self._form.isHidden()

    def fold(self) -> None:
        """Put it away."""
        self._form.hide()
        self.open.show()


def _editors(part: QWidget) -> list[QWidget]:
    kinds = (LineField, NoteEdit, DateField, QComboBox)
    return [part] if isinstance(part, kinds) else [w for kind in kinds for w in part.findChildren(kind)]
