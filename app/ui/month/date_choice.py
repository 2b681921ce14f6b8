"""A day for a meeting, with what speaks against it, and the reason to go on where it needs one."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.findings import Finding, Severity
from app.ui.month.words import SEVERITIES, long_day
from app.ui.problems import guarded
from app.ui.widgets import DateField, FindingRow, LineField, clear, column, field, label

Check = Callable[[date], Sequence[Finding]]


class DateChoice(QWidget):
    """`changed` when the day or its findings changed; `ready()` once the day can be kept."""

    changed = Signal()

    def __init__(self, name: str, check: Check) -> None:
        super().__init__()
        self._check = check
        self._findings: tuple[Finding, ...] = ()
        self.date = DateField(name)
        self._said = label("", "note", wrap=True)
        self._found = column(gap=10)
        self.reason = LineField("Reason to keep this day", "Why this day all the same")
        self._reason_box = field("Reason to keep this day", self.reason, "kept with the meeting")
        self.setLayout(column(field(name, self.date), self._said, self._found, self._reason_box, gap=10))
        self.date.changed.connect(lambda _day: self.look())
        self.reason.textChanged.connect(lambda _text: self.changed.emit())
        self.look()

    def set_day(self, day: date | None) -> None:
        """Start from this day, with no reason."""
        self.date.set_day(day)
        self.reason.set_value("")
        self.look()

    def look(self) -> None:
        """Ask again what speaks against the day."""
        clear(self._found)
        self._findings = ()
        day = self.date.day()
        if day is not None and not self.date.problem():
            with guarded(self):
                self._findings = tuple(self._check(day))
        self._said.setText(self._words(day))
        self._said.setVisible(day is not None)
        for one in self._findings:
            self._found.addWidget(FindingRow(SEVERITIES[one.severity], one.sentence, one.source))
        self._reason_box.setVisible(self.stopped())
        self.changed.emit()

    def _words(self, day: date | None) -> str:
        if day is None:
            return ""
        return long_day(day) + ("" if self._findings else ": nothing speaks against it.")

    def stopped(self) -> bool:
        """Whether a finding stops this day until a reason is given."""
        return any(one.severity is Severity.STOP for one in self._findings)

    def ready(self) -> bool:
        """Whether there is a day, and a reason if it needs one."""
        good = self.date.day() is not None and not self.date.problem()
        return good and (not self.stopped() or bool(self.reason.value()))
