"""The mark at the foot of a document, compared with the chain of this store."""

from PySide6.QtWidgets import QWidget

from app.services.marks import Marks
from app.ui import theme
from app.ui.problems import guarded
from app.ui.style import dress
from app.ui.widgets import Button, LineField, column, label, row

WHY = (
    "Every document carries the number and the first eight signs of the newest entry at its foot. If a paper "
    "fits, nothing before it was rewritten."
)
FITS = "✓ It fits: this store still holds that entry as it was when the paper was printed."
NOT = "It does not fit: the paper is from another store, or the chain was changed since. Check the store."


class MarkLine(QWidget):
    """Shows the newest mark, and compares one from a paper."""

    def __init__(self, marks: Marks) -> None:
        super().__init__()
        self._marks = marks
        self._now = label("", "strong")
        self.typed = LineField("Mark at the foot of a paper", "1234 / 8f3a2b1c", most=60)
        self.typed.setMaximumWidth(theme.FIELD_WIDTH // 2)
        self.compare = Button("Compare", on=self._compare)
        self.said = label("", "note", wrap=True)
        line = row(label("Newest entry:"), self._now, None, self.typed, self.compare, gap=12)
        self.setLayout(column(theme.GAP, label(WHY, "note", wrap=True), line, self.said))
        self.said.hide()
        self.typed.returnPressed.connect(self._compare)

    def refresh(self) -> None:
        """Read the newest mark again."""
        self._now.setText(self._marks.newest())

    def _compare(self) -> None:
        self.said.hide()
        with guarded(self):
            fits = self._marks.fits(self.typed.value())
            self.said.setText(FITS if fits else NOT)
            dress(self.said, kind="note" if fits else "wrong")
            self.said.show()
