"""Retiring a body: from which day it meets no more, and what follows."""

from datetime import date

from PySide6.QtCore import Signal

from app.ui.month.words import count_words
from app.ui.widgets import Button, Card, DateField, label, row

_WORDS = (
    "From that day no new meeting of this body is planned or added. Its meetings, minutes and actions stay, "
    "and so does its list. It can be taken up again by editing its rules."
)


class RetireCard(Card):
    """`wanted` carries the day, `asked` each day that is looked at."""

    wanted = Signal(object)
    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__("Retire")
        self.day = DateField("No new meetings from")
        self.go = Button("Retire", "danger", on=self._submit)
        self._planned = label("", "note", wrap=True)
        leave = Button("Leave everything as it is", "quiet", on=self.hide)
        self.add(label(_WORDS, wrap=True))
        self.body.addLayout(row(label("No new meetings from", "note"), self.day, self.go, leave, None))
        self.add(self._planned)
        self.body.setSpacing(12)
        self.day.changed.connect(self.asked)
        self.hide()

    def ask(self, short: str, day: date) -> None:
        """Ask about a body."""
        self.set_title(f"Retire {short}")
        self.go.set_text(f"Retire {short}")
        self.day.set_day(day)
        self.show()
        self.day.setFocus()
        self.asked.emit(day)

    def show_planned(self, count: int) -> None:
        """How many meetings are planned from that day on."""
        words = count_words(count, "meeting is", "meetings are")
        stay = f"{words} planned on that day or later; what is planned stays until you move it."
        self._planned.setText(stay if count else "No meeting is planned from that day on.")

    def _submit(self) -> None:
        if self.day.day() is not None:
            self.wanted.emit(self.day.day())
