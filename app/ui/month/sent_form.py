"""The day something went out, and to whom: the same form for papers of a meeting and for reports."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.widgets import Button, DateField, LineField, column, field, row


class SentForm(QWidget):
    """`sent` and `sent_together` carry the day and to whom; `taken_back` that it did not go out after all."""

    sent = Signal(object, str)
    sent_together = Signal(object, str)
    taken_back = Signal()
    left = Signal()

    def __init__(self, what: str) -> None:
        super().__init__()
        low = what[:1].lower() + what[1:] if not what[:2].isupper() else what
        self.day = DateField(f"{what} sent on")
        self.to = LineField(f"{what} sent to", "All members, unless you say otherwise", most=200)
        self.send = Button("Mark as sent", on=lambda: self.sent.emit(self.day.day(), self.to.value()))
        self.send.setAccessibleName(f"Mark {low} as sent")
        self.together = Button(
            "", "quiet", on=lambda: self.sent_together.emit(self.day.day(), self.to.value())
        )
        self.back = Button("It did not go out", "quiet", on=self.taken_back.emit)
        self.leave = Button("Leave it", "quiet", on=self.left.emit)
        fields = row(gap=12)
        fields.addWidget(field("Sent on", self.day))
        fields.addWidget(field("To whom", self.to), 1)
        buttons = row(self.send, self.together, self.back, self.leave, None, gap=4)
        self.setLayout(column(fields, buttons, gap=8, margins=(8, 4, 8, 10)))

    def begin(self, sent_on: date | None, sent_to: str, today: date, *, with_it: int = 0) -> None:
        """Start from what is recorded; `with_it` others are due no later and could go together."""
        self.day.set_day(sent_on or today)
        self.to.set_value(sent_to)
        self.together.set_text(f"Mark all {with_it + 1} as sent")
        self.together.setVisible(with_it > 0)
        self.back.setVisible(sent_on is not None)
