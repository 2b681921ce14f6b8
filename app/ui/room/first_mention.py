"""A child who did not come by the referral pathway: the chair may go on with a reason, which is minuted."""

from PySide6.QtWidgets import QFrame

from app.services.room.room import EntryView
from app.ui.room.sitting import Sitting
from app.ui.widgets import Button, LineField, column, field, label, row


class FirstMentionBox(QFrame):
    """In sight for such a case only; the decision below is refused until somebody has gone on."""

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.setProperty("kind", "tinted")
        self.setAccessibleName("First mention")
        self._sitting = sitting
        self._entry: EntryView | None = None
        self._says = label("", "", wrap=True)
        self.by = LineField("Chair who goes on", "Name")
        self.reason = LineField("Why this child cannot wait", "Enter keeps it")
        self._go = Button("Go on", "primary", on=self.go_on)
        self._back = Button("Take that back", "quiet", on=self._take_back)
        self._by_field, self._reason_field = field("Chair", self.by), field("Reason", self.reason)
        buttons = row(self._go, self._back, None)
        self.setLayout(
            column(self._says, self._by_field, self._reason_field, buttons, gap=8, margins=(12, 10, 12, 10))
        )
        self.reason.returnPressed.connect(self.go_on)
        self.hide()

    def show_entry(self, entry: EntryView) -> None:
        """What stands against deciding this case, or who let it go on."""
        if self._entry is None or self._entry.entry_id != entry.entry_id:
            self.reason.set_value("")
        self._entry = entry
        waits = bool(entry.first_mention) and not entry.went_on
        editable = self._sitting.editable
        self.setVisible(bool(entry.first_mention))
        self._says.setText(entry.went_on or f"{entry.first_mention} The chair can go on with a reason.")
        for part in (self._by_field, self._reason_field, self._go):
            part.setVisible(waits and editable)
        self._back.setVisible(bool(entry.went_on) and editable and not entry.decision)

    def go_on(self) -> None:
        """Keep who goes on, and why."""
        entry = self._entry
        if entry is not None:
            first, token = self._sitting.desk.first_mentions, self._sitting.token
            by, reason = self.by.value(), self.reason.value()
            self._sitting.act(self, lambda: first.go_on(entry.entry_id, by, reason, token))

    def _take_back(self) -> None:
        entry = self._entry
        if entry is not None:
            first, token = self._sitting.desk.first_mentions, self._sitting.token
            self._sitting.act(self, lambda: first.take_back(entry.entry_id, token))
