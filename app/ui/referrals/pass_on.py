"""Passing a child on: from which meeting to which, what is asked and why. A panel, never a dialog."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QFrame

from app.services.desk import Desk
from app.services.people.crosschecking import ChildRow
from app.services.referrals.onward import OnwardBody
from app.ui.frame import Navigator
from app.ui.month.words import short_day
from app.ui.problems import guarded
from app.ui.widgets import Button, LineField, NoteEdit, Segmented, column, field, label, row

NO_MEETING = "Outside a meeting"
_FIRST = "Consider whether a case should be opened."
_TOLD = "Take note, and say what is done."


@dataclass(frozen=True)
class _Draft:
    """What was typed for one child and one receiver."""

    asked: str
    reason: str


class PassOnPanel(QFrame):
    """`sent` once a referral went out; `opened` carries whether the panel is in sight now."""

    sent = Signal(object)
    opened = Signal(bool)

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__()
        self._desk, self._navigator = desk, navigator
        self._child: ChildRow | None = None
        self._receiver: OnwardBody | None = None
        self._drafts: dict[tuple[int, str], _Draft] = {}
        self._title = label("", "heading", wrap=True)
        self.origin = Segmented("Which meeting passes the child on")
        self.meeting = QComboBox()
        self.meeting.setAccessibleName("Agreed at")
        self.asked = LineField("What is asked")
        self.reason = NoteEdit("Why", lines=2, most_lines=5)
        self.send = Button("Send", "primary", key="Ctrl+Return", on=self.send_it)
        leave = Button("Leave it", "quiet", on=self.put_away)
        parts = (
            self._title,
            field("From", self.origin),
            field("Agreed at", self.meeting),
            field("What is asked", self.asked),
            field("Why", self.reason),
        )
        self.setLayout(column(*parts, row(self.send, leave, None), gap=10, margins=(0, 4, 0, 8)))
        self.origin.chosen.connect(lambda _code: self._offer_meetings())
        self.hide()

    def open(self, child: ChildRow, receiver: OnwardBody, words: str) -> None:
        """Show the panel for a child and a receiver; what was half typed for them is still there."""
        self._keep_draft()
        self._child, self._receiver = child, receiver
        self._title.setText(words)
        senders = [
            one
            for one in self._desk.onward.bodies()
            if one.kind != receiver.kind and one.kind in {name.value for name in child.lists}
        ]
        self.origin.set_options((one.code, one.short) for one in senders)
        self.origin.set_value(senders[0].code if senders else None)
        draft = self._drafts.get((child.person_id, receiver.code))
        default = _FIRST if words.startswith("Consider") else _TOLD
        self.asked.set_value(draft.asked if draft else default)
        self.reason.set_text(draft.reason if draft else child.why)
        self._offer_meetings()
        self.show()
        self.asked.setFocus(Qt.FocusReason.OtherFocusReason)
        self.asked.selectAll()

    def follow(self, child: ChildRow | None) -> None:
        """Another child stands beside the table now: what was typed waits for its own."""
        if self.isVisible() and (
            child is None or self._child is None or child.person_id != self._child.person_id
        ):
            self._keep_draft()
            self.hide()

    def put_away(self) -> None:
        """Leave it: nothing was sent, and nothing is kept."""
        if self._child is not None and self._receiver is not None:
            self._drafts.pop((self._child.person_id, self._receiver.code), None)
        self.hide()

    def send_it(self) -> None:
        """Send; a refusal says what is missing, and everything typed stays."""
        child, receiver = self._child, self._receiver
        if child is None or receiver is None:
            return
        with guarded(self) as act:
            made = self._desk.onward.send(
                child.person_id,
                str(self.origin.value() or ""),
                receiver.code,
                self.asked.value(),
                self.reason.text(),
                self.meeting.currentData(),
            )
        if act.ok:
            self._drafts.pop((child.person_id, receiver.code), None)
            self.hide()
            where = f"it stands on the first page of its meeting on {short_day(made.due)}"
            self._navigator.say(f"Sent to {receiver.short}: {where}.", "green")
            self.sent.emit(made)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.opened.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous() and self.isHidden():
            self.opened.emit(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)

    def _keep_draft(self) -> None:
        if self.isVisible() and self._child is not None and self._receiver is not None:
            key = (self._child.person_id, self._receiver.code)
            self._drafts[key] = _Draft(self.asked.value(), self.reason.text())

    def _offer_meetings(self) -> None:
        code = self.origin.value()
        self.meeting.clear()
        self.meeting.addItem(NO_MEETING, None)
        for meeting_id, day in self._desk.onward.meetings_of(str(code)) if code else ():
            self.meeting.addItem(day, meeting_id)
