"""The exception: the chair agreed that the papers may go out at short notice."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.profiles import EmergencyOverride
from app.ui.widgets import Button, LineField, column, field, label, row, rule


class ShortNotice(QWidget):
    """`agreed` carries the name and the reason, `withdrawn` takes the exception back."""

    agreed = Signal(str, str)
    withdrawn = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._said = label("", wrap=True)
        self.ask = Button("Short notice was agreed…", "quiet", on=self._unfold)
        self.ask.setToolTip("An emergency: the papers are then not counted as late.")
        self.back = Button("Take it back", "quiet", on=self.withdrawn.emit)
        self.by = LineField("Who agreed to short notice", "Name of the chair", most=120)
        self.reason = LineField("Reason for the short notice", "Printed on the agenda and in the minutes")
        self.keep = Button("Record it", on=lambda: self.agreed.emit(self.by.value(), self.reason.value()))
        leave = Button("Leave it", "quiet", on=self.fold)
        self._who = field("Who agreed", self.by)
        fields = row(gap=12)
        fields.addWidget(self._who, 1)
        fields.addWidget(field("Reason", self.reason), 2)
        self._form = QWidget()
        self._form.setLayout(column(rule(), fields, row(self.keep, leave, None), gap=8, margins=(8, 4, 8, 4)))
        line = row(gap=0)
        line.addWidget(self._said, 1)
        line.addWidget(self.back)
        self._line = QWidget()
        self._line.setLayout(line)
        self.setLayout(column(self._line, row(self.ask, None), self._form, gap=4))
        for one in (self.by, self.reason):
            one.textChanged.connect(lambda _text: self._ready())
        self._form.hide()
        self._ready()

    def show_notice(self, words: str, rule_: EmergencyOverride, *, may: bool) -> None:
        """What was agreed, or the way to record it; `may` while the minutes are not locked."""
        self._said.setText(words)
        self._line.setVisible(bool(words))
        self.back.setVisible(may)
        self.by.setPlaceholderText(f"Name of {rule_.by}")
        can = may and rule_.allowed and not words
        if not can:
            self._form.hide()
        self.ask.setVisible(can and self._form.isHidden())
        self.setVisible(bool(words) or can)

    def _unfold(self) -> None:
        self._form.show()
        self.ask.hide()
        self.by.setFocus()

    def fold(self) -> None:
        """Only the line, and nothing half typed."""
        self._form.hide()
        self.by.set_value("")
        self.reason.set_value("")
        self.ask.show()

    def _ready(self) -> None:
        self.keep.setEnabled(bool(self.by.value() and self.reason.value()))
