"""The answers to one onward referral as buttons in a line, and under them the reason where one is needed."""

from collections.abc import Collection, Iterable, Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.domain.referrals import OnwardStep
from app.services.referrals.onward_rows import OnwardRow
from app.ui.referrals.words import ACTS
from app.ui.widgets import Button, FlowLayout, LineField, column, row

_ASKS: Mapping[OnwardStep, str] = {
    OnwardStep.REJECT: "Why it is rejected; whoever sent it reads this",
    OnwardStep.REVOKE: "Why it is taken back; kept with the referral",
    OnwardStep.CARRY_OVER: "Why it is left to the next meeting; the minutes give this",
}
_CONFIRMS: Mapping[OnwardStep, str] = {
    OnwardStep.REJECT: "Reject it",
    OnwardStep.REVOKE: "Revoke it",
    OnwardStep.CARRY_OVER: "Carry it over",
}


class AnswerBar(QWidget):
    """`answered` carries a step and its reason; `taken_back` asks for the last step to go."""

    answered = Signal(object, str)
    taken_back = Signal()

    def __init__(self, offered: Iterable[OnwardStep]) -> None:
        super().__init__()
        self._offered = tuple(offered)
        self._wanted: OnwardStep | None = None
        self._buttons = {step: Button(ACTS[step], on=partial(self.press, step)) for step in self._offered}
        self.undo = Button("Take back", "quiet", on=self.taken_back.emit)
        self.reason = LineField("Reason", "")
        self.confirm = Button("", "primary", on=self._confirm)
        self._leave = Button("Leave it", "quiet", on=self.fold)
        self._asking = QWidget()
        line = QWidget()
        flow = FlowLayout(line, gap=6)
        for button in (*self._buttons.values(), self.undo):
            flow.addWidget(button)
        self._asking.setLayout(column(self.reason, row(self.confirm, self._leave, None), gap=6))
        self.setLayout(column(line, self._asking, gap=6))
        self.reason.returnPressed.connect(self._confirm)
        self.fold()

    def show_row(self, one: OnwardRow, *, editable: bool = True, but: Collection[OnwardStep] = ()) -> None:
        """The answers that may follow, but for some; a reason that is being typed stays."""
        can = [step for step in one.can if step not in but]
        for step, button in self._buttons.items():
            button.setVisible(editable and step in can)
            button.setAccessibleName(f"{ACTS[step]}: {one.line}")
        self.undo.setVisible(editable and one.can_take_back)
        answer = one.answer
        words = answer.step.value if answer is not None else OnwardStep.CARRY_OVER.value
        self.undo.set_text(f"Take back: {words}")
        self.undo.setAccessibleName(f"Take back: {words}: {one.line}")
        if self._wanted is not None and self._wanted not in can:
            self.fold()

    def button(self, step: OnwardStep) -> Button:
        """The button of an answer."""
        return self._buttons[step]

    @property
    def unfinished(self) -> bool:
        """Whether a reason is typed and not given."""
        return self._wanted is not None and bool(self.reason.value())

    def fold(self) -> None:
        """No reason is asked for."""
        self._wanted = None
        self.reason.set_value("")
        self._asking.hide()

    def press(self, step: OnwardStep) -> None:
        """As if its button was pressed: answer, or ask for the reason first."""
        if step not in _ASKS:
            self.fold()
            self.answered.emit(step, "")
            return
        self._wanted = step
        self.reason.setPlaceholderText(_ASKS[step])
        self.reason.setAccessibleName(_ASKS[step])
        self.confirm.set_text(_CONFIRMS[step])
        self._asking.show()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _confirm(self) -> None:
        if self._wanted is not None:
            self.answered.emit(self._wanted, self.reason.value())
