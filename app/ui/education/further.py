"""Where a red case is taken: to another meeting, which must answer, or to a panel of the schools."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.calendar import day_words
from app.domain.education import RED
from app.domain.lists import ListName
from app.services.desk import Desk
from app.services.education.register import RegisterRow
from app.ui.missing.ask import Ask
from app.ui.problems import guarded
from app.ui.widgets import LineField, column, field, label, subheading


class FurtherBox(QWidget):
    """In sight for a red case, and for any that was taken further; `stored` once it was."""

    stored = Signal()

    def __init__(self, desk: Desk, token: str) -> None:
        super().__init__()
        self._desk, self._token = desk, token
        self._row: RegisterRow | None = None
        self._stands = label("", "note", wrap=True)
        self.reason = LineField("Why the other meeting is told", "What makes it red")
        self.tell = Ask("Pass on to another meeting", [field("Why", self.reason)], "Pass on")
        self.panel = LineField("Which panel", "Pupil panel, fair access panel")
        self.to_panel = Ask("Take to a panel", [field("Which panel", self.panel)], "Taken today")
        self.setLayout(column(subheading("Taken further"), self._stands, self.tell, self.to_panel, gap=8))
        self.tell.keep.clicked.connect(self._tell)
        self.reason.returnPressed.connect(self._tell)
        self.to_panel.keep.clicked.connect(self._take)
        self.panel.returnPressed.connect(self._take)

    def show_row(self, one: RegisterRow, *, editable: bool) -> None:
        """Where this case was taken, and the ways to take it."""
        if self._row is None or self._row.entry_id != one.entry_id:
            self.tell.fold()
            self.to_panel.fold()
        self._row = one
        entry = one.entry
        taken = bool(entry.escalated_to.strip())
        self.setVisible(entry.rag == RED or taken or one.passed_on)
        self._stands.setText(_words(one))
        self.tell.setVisible(editable and not one.passed_on and bool(self._codes()))
        self.to_panel.setVisible(editable and not taken)
        short = self._receiver_short()
        self.tell.open.setText(f"Tell {short}" if short else "Pass on to another meeting")

    def _codes(self) -> tuple[str, str] | None:
        """The register's own body, and the one for missing children."""
        kinds = {body.kind: body for body in self._desk.onward.bodies()}
        if ListName.CME not in kinds or ListName.MISPER not in kinds:
            return None
        return kinds[ListName.CME].code, kinds[ListName.MISPER].code

    def _receiver_short(self) -> str:
        return next((one.short for one in self._desk.onward.bodies() if one.kind == ListName.MISPER), "")

    def _tell(self) -> None:
        codes = self._codes()
        if self._row is None or codes is None:
            return
        with guarded(self) as act:
            self._desk.onward.send(
                self._row.person_id,
                *codes,
                "Take note, and say what is done.",
                self.reason.value(),
                initiator=self._token,
            )
        if act.ok:
            self.tell.fold()
            self.stored.emit()

    def _take(self) -> None:
        if self._row is None:
            return
        values = {"escalated_to": self.panel.value(), "escalated_on": self._desk.clock.today()}
        with guarded(self) as act:
            self._desk.education.save(self._row.entry_id, values, initiator=self._token)
        if act.ok:
            self.to_panel.fold()
            self.stored.emit()


def _words(one: RegisterRow) -> str:
    entry, parts = one.entry, []
    if entry.escalated_to.strip():
        on = f" on {day_words(entry.escalated_on)}" if entry.escalated_on else ""
        parts.append(f"Taken to {entry.escalated_to}{on}.")
    if one.passed_on:
        parts.append("Passed on to another meeting, which answers.")
    return " ".join(parts) or "Not taken further yet. Take it to a meeting or a panel, or say below why not."
