"""A new passphrase, typed twice, with advice beneath; wherever one is chosen."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.services.keeping import beginning
from app.ui import theme
from app.ui.widgets import Button, column, field, label, row

HIDDEN, PLAIN = QLineEdit.EchoMode.Password, QLineEdit.EchoMode.Normal


def secret(name: str, placeholder: str = "") -> QLineEdit:
    """A line that shows dots."""
    made = QLineEdit()
    made.setEchoMode(HIDDEN)
    made.setAccessibleName(name)
    made.setPlaceholderText(placeholder)
    return made


class PassphrasePair(QWidget):
    """`entered` when Return is pressed in either line."""

    entered = Signal()

    def __init__(self, title: str = "New passphrase, twice") -> None:
        super().__init__()
        self.first = secret("New passphrase", "four words or more")
        self.second = secret("New passphrase once more", "once more")
        self._advice = label("", "small", wrap=True)
        self._reveal = Button("Show", "quiet", on=self._swap)
        room = QWidget()
        room.setFixedWidth(self._reveal.sizeHint().width())
        twice = QWidget()
        twice.setLayout(column(row(self.first, self._reveal, gap=4), row(self.second, room, gap=4)))
        # The advice is as wide as the card: wrapped beside a narrow field it would take the field's height.
        typed = field(title, twice)
        typed.setMaximumWidth(theme.FIELD_WIDTH)
        self.setLayout(column(typed, self._advice, gap=4))
        for box in (self.first, self.second):
            box.textChanged.connect(self._advise)
            box.returnPressed.connect(self.entered)
        self._advise()

    @property
    def words(self) -> str:
        """The passphrase, once both lines hold the same good one; else ""."""
        said = beginning.advice(self.first.text(), self.second.text())
        return self.first.text() if said.ok else ""

    @property
    def missing(self) -> str:
        """What is still missing, in a sentence."""
        return beginning.advice(self.first.text(), self.second.text()).words

    def forget(self) -> None:
        """Empty both lines, and show dots again."""
        for box in (self.first, self.second):
            box.clear()
            box.setEchoMode(HIDDEN)
        self._reveal.set_text("Show")

    def focus(self) -> None:
        """The keyboard on the line that needs it."""
        (self.second if self.first.text() and not self.second.text() else self.first).setFocus()

    def _advise(self) -> None:
        self._advice.setText(self.missing)

    def _swap(self) -> None:
        hidden = self.first.echoMode() == HIDDEN
        for box in (self.first, self.second):
            box.setEchoMode(PLAIN if hidden else HIDDEN)
        self._reveal.set_text("Hide" if hidden else "Show")
