"""One meeting of the plan: another day for it, or none; one that stands is moved on its own page."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal

from app.domain.calendar import MONTHS
from app.domain.findings import Finding
from app.services.desk import Desk
from app.services.months.plans import Choice, PlanLine, Slot
from app.ui.month.date_choice import DateChoice
from app.ui.month.plan_words import plan_mark, why_words
from app.ui.month.words import long_day
from app.ui.widgets import Badge, Button, Card, column, label, row

Choices = Mapping[Slot, Choice]


class PlanEditor(Card):
    """`chosen` carries the slot and a `Choice`, or None for the day by the rules; `opened` a meeting's id."""

    chosen = Signal(object, object)
    opened = Signal(int)

    def __init__(self, desk: Desk, choices: Callable[[], Choices]) -> None:
        super().__init__("One meeting")
        self._desk, self._choices = desk, choices
        self.line: PlanLine | None = None
        self._badge = Badge("")
        self.aside.addWidget(self._badge)
        self._day = label("", "strong", wrap=True)
        self._why = label("", "note", wrap=True)
        self.day = DateChoice("Another day", self._check)
        self.take = Button("Take this day", "primary", on=self._take)
        self.out = Button("Leave it out", "quiet", on=self._leave_out)
        self.usual = Button("Back to the usual day", "quiet", on=self._usual)
        self.page = Button("Open its page", on=self._open)
        buttons = column(
            row(self.take, self.out, None, gap=4), row(self.usual, self.page, None, gap=4), gap=4
        )
        self.add(self._day, self._why, self.day)
        self.body.addLayout(buttons)
        self.body.addStretch(1)
        self.day.changed.connect(self._ready)
        self.hide()

    def show_line(self, line: PlanLine | None) -> None:
        """Show this meeting; a day half chosen for the same one stays."""
        same = (
            line is not None
            and self.line is not None
            and (line.body_code, line.slot, line.on, line.stands)
            == (self.line.body_code, self.line.slot, self.line.on, self.line.stands)
        )
        self.line = line
        self.setVisible(line is not None)
        if line is None:
            return
        self.set_title(f"{line.short}, {MONTHS[line.slot.month - 1]} {line.slot.year}")
        self._badge.show_mark(plan_mark(line))
        self._day.setText(long_day(line.on) if line.on else "")
        self._day.setVisible(line.on is not None)
        self._why.setText(why_words(line))
        for part in (self.day, self.take):
            part.setVisible(not line.stands)
        self.out.setVisible(not line.stands and line.on is not None)
        self.usual.setVisible(line.chosen)
        self.page.setVisible(line.stands)
        if not same:
            choice = self._choices().get((line.body_code, line.slot))
            self.day.set_day(line.on)
            if choice is not None and choice.reason:
                self.day.reason.set_value(choice.reason)
        self._ready()

    def _check(self, on: date) -> Sequence[Finding]:
        line = self.line
        if line is None or line.stands or (on == line.on and not line.chosen):
            return ()
        return self._desk.plans.check((line.body_code, line.slot), on, self._choices())

    def _ready(self) -> None:
        line, day = self.line, self.day.date.day()
        held = self._choices().get((line.body_code, line.slot)) if line is not None else None
        other = line is not None and (day != line.on or (held is not None and self._reason() != held.reason))
        self.take.setEnabled(bool(other) and self.day.ready())

    def _reason(self) -> str:
        return self.day.reason.value() if self.day.stopped() else ""

    def _take(self) -> None:
        self._choose(Choice(self.day.date.day(), self._reason()))

    def _leave_out(self) -> None:
        self._choose(Choice(None))

    def _usual(self) -> None:
        self._choose(None)

    def _choose(self, choice: Choice | None) -> None:
        assert self.line is not None
        self.chosen.emit((self.line.body_code, self.line.slot), choice)

    def _open(self) -> None:
        if self.line is not None and self.line.meeting_id is not None:
            self.opened.emit(self.line.meeting_id)
