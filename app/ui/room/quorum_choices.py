"""Not quorate: how the meeting goes on, chosen under the strip and without a dialog."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame

from app.domain.without_quorum import Choice
from app.errors import Refused
from app.ui import theme
from app.ui.month.words import long_day
from app.ui.room.sitting import Sitting
from app.ui.style import dress
from app.ui.widgets import Button, DateField, LineField, column, field, label, row

WELCOME = "welcome"
ASK = "How does it go on?"
_WORDS = {
    Choice.ADJOURN: ("Adjourn", "What is not decided goes to a meeting on another day."),
    Choice.INFORMATION: ("For information only", "Nothing is decided until the meeting is quorate again."),
    Choice.PROCEED: (
        "Proceed with a reason",
        "Decisions are provisional until ratified by a quorate meeting.",
    ),
}


class QuorumChoices(QFrame):
    """Three ways on; each asks who decides and is minuted with name and time. `adjourned` tells of it."""

    adjourned = Signal(str)

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self._sitting = sitting
        self._choice: Choice | None = None
        self._here = ""
        dress(self, kind="card")
        self.setAccessibleName("The meeting is not quorate")
        self.said = label(ASK, "strong", wrap=True)
        self.buttons = {one: Button(words[0], on=self._opener(one)) for one, words in _WORDS.items()}
        self.change = Button("Choose again", "quiet", on=self._choose_again)
        self.by = LineField("Who decides", "The chair's name")
        self.reason = LineField("Reason", "The minutes give it")
        self.day = DateField("Adjourned to")
        self.note = label("", "note", wrap=True)
        self.keep = Button("Minute it", "primary", on=self._keep)
        self.cancel = Button("Cancel", "quiet", on=self.close_form)
        self._lay()
        self.by.returnPressed.connect(self._on_from_name)
        self.reason.returnPressed.connect(self._keep)
        sitting.looked.connect(self.show_view)
        self.close_form()

    def _lay(self) -> None:
        head = row(gap=theme.GAP)
        head.addWidget(self.said, 1)
        for button in (*self.buttons.values(), self.change):
            head.addWidget(button)
        self._form = QFrame()
        self._day_block = field("To which day", self.day)
        self._reason_block = field("Reason", self.reason)
        line = row(self._day_block, field("Who decides", self.by), gap=12)
        line.addWidget(self._reason_block, 1)
        for button in (self.keep, self.cancel):
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        self._form.setLayout(column(self.note, line, gap=theme.TIGHT))
        margins = (theme.WIDE, theme.GAP, theme.GAP, theme.GAP)
        self.setLayout(column(head, self._form, gap=theme.GAP, margins=margins))

    def show_view(self) -> None:
        """Only while the meeting runs without a quorum, and for whoever minutes it."""
        view = self._sitting.view
        ask = self._sitting.running and self._sitting.editable and not view.quorum.met and self._gone_on()
        self.setVisible(ask)
        if not ask:
            self.close_form()
            return
        self.said.setText(view.choice.sentence if view.choice else ASK)
        self._offer(view.choice is None)
        if not self.by.value():
            read = view.statement_read
            self.by.set_value(read.split(" by ", 1)[1] if " by " in read else "")

    def _gone_on(self) -> bool:
        """While the register is being filled for the first time there is nothing to choose yet."""
        view = self._sitting.view
        item = self._sitting.home(self._here or view.in_hand)
        return bool(view.quorum_log) or item is None or item.content != WELCOME

    def turn_to(self, key: str) -> None:
        """Another stop is in sight."""
        self._here = key
        self.show_view()

    @property
    def asking(self) -> bool:
        """Whether the question is open."""
        return self._form.isVisible()

    def _offer(self, open_: bool) -> None:
        for button in self.buttons.values():
            button.setVisible(open_)
        self.change.setVisible(not open_)

    def _choose_again(self) -> None:
        self._offer(True)
        self.buttons[Choice.ADJOURN].setFocus(Qt.FocusReason.OtherFocusReason)

    def _opener(self, choice: Choice) -> Callable[[], None]:
        return lambda: self.open_form(choice)

    def open_form(self, choice: Choice) -> None:
        """Ask what the minutes have to say about this way on."""
        self._choice = choice
        self.note.setText(_WORDS[choice][1])
        self._day_block.setVisible(choice is Choice.ADJOURN)
        self._reason_block.setVisible(choice is not Choice.INFORMATION)
        self.keep.set_text({Choice.ADJOURN: "Adjourn the meeting"}.get(choice, "Minute it"))
        self._form.show()
        first = self.day if choice is Choice.ADJOURN else self.by
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_form(self) -> None:
        """Put the question away; nothing is chosen."""
        self._choice = None
        self._form.hide()

    def _on_from_name(self) -> None:
        if self._reason_block.isVisible():
            self.reason.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._keep()

    def _keep(self) -> None:
        acts = {
            Choice.ADJOURN: self._adjourn,
            Choice.INFORMATION: self._inform,
            Choice.PROCEED: self._proceed,
        }
        if self._choice is not None and self._sitting.act(self, acts[self._choice]):
            self.close_form()
            self.reason.set_value("")

    def _adjourn(self) -> None:
        service, sitting, day = self._sitting.desk.without_quorum, self._sitting, self.day.day()
        if day is None:
            self.day.setFocus(Qt.FocusReason.OtherFocusReason)
            raise Refused("Give the day to which the meeting is adjourned.")
        to = service.adjourn(sitting.meeting_id, self.by.value(), day, self.reason.value(), sitting.token)
        where = f"the {to.body_short} of {long_day(to.on)}"
        self.adjourned.emit(f"The meeting is adjourned. What is left goes to {where}.")

    def _inform(self) -> None:
        sitting = self._sitting
        sitting.desk.without_quorum.for_information(sitting.meeting_id, self.by.value(), sitting.token)

    def _proceed(self) -> None:
        sitting, by, reason = self._sitting, self.by.value(), self.reason.value()
        sitting.desk.without_quorum.proceed(sitting.meeting_id, by, reason, sitting.token)
