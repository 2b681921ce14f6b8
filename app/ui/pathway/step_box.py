"""The next step of a referral: a button each, and where it must, a question before it is taken."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QWidget

from app.domain.calendar import day_words
from app.domain.pathway import DOES, PathwayStep
from app.services.desk import Desk
from app.services.pathway.rows import ReferralRow
from app.ui.problems import guarded
from app.ui.widgets import (
    Button,
    DateField,
    FlowLayout,
    LineField,
    clear,
    column,
    field,
    label,
    row,
    subheading,
)

_ASKS_REASON = (PathwayStep.EMERGING, PathwayStep.CLOSE, PathwayStep.REOPEN)


class StepBox(QWidget):
    """`stored` after a step was taken or taken back."""

    stored = Signal()

    def __init__(self, desk: Desk, token: str) -> None:
        super().__init__()
        self._desk, self._token = desk, token
        self._row: ReferralRow | None = None
        self._step: PathwayStep | None = None
        self._buttons = QWidget()
        self._flow = FlowLayout(self._buttons, gap=6)
        policy = self._buttons.sizePolicy()
        policy.setHeightForWidth(True)
        self._buttons.setSizePolicy(policy)
        self._title = label("", "heading", wrap=True)
        self.day = DateField("On")
        self.category = QComboBox()
        self.category.setAccessibleName("Category")
        self.by = LineField("Decided by", "Name and role")
        self.theme = LineField("Theme", "Gifts, older peers, online")
        self.reason = LineField("Why")
        self._asked = {
            "category": field("Category", self.category),
            "by": field("Decided by", self.by),
            "theme": field("Theme", self.theme),
            "reason": field("Why", self.reason),
        }
        self.keep = Button("Record it", "primary", on=self._take)
        leave = Button("Leave it", "quiet", on=self.fold)
        self._form = QFrame()
        self._form.setProperty("kind", "tinted")
        parts = (self._title, field("On", self.day), *self._asked.values())
        self._form.setLayout(column(*parts, row(self.keep, leave, None), gap=8, margins=(12, 10, 12, 10)))
        self._form.hide()
        self.back = Button("Take the last step back", "quiet", on=self._take_back)
        self._steps = column(gap=2)
        self.setLayout(
            column(
                subheading("Next step"), self._buttons, self._form, row(self.back, None), self._steps, gap=8
            )
        )
        for line in (self.reason, self.by, self.theme):
            line.returnPressed.connect(self._take)

    def show_row(self, one: ReferralRow, *, editable: bool) -> None:
        """What can follow, and what was done; a question that was open for another is put away."""
        if self._row is None or self._row.id != one.id:
            self.fold()
        self._row = one
        clear(self._flow)
        for number, step in enumerate(one.can):
            kind = "plain" if number else "primary"
            button = Button(DOES[step], kind, on=lambda step=step: self.ask(step))  # type: ignore[arg-type, misc]
            button.setEnabled(editable)
            self._flow.addWidget(button)
        self.back.setVisible(editable and len(one.steps) > 1 and one.case_id is None)
        clear(self._steps)
        for taken in reversed(one.steps):
            said = f": {taken.reason}" if taken.reason else ""
            what = f"{taken.step.label.lower()}{_category(one, taken.category)}"
            words = f"{day_words(taken.on)}: {what} ({taken.decided_by or taken.by}){said}"
            self._steps.addWidget(label(words, "small", wrap=True))

    def ask(self, step: PathwayStep) -> None:
        """Ask what the step needs; a step that needs nothing but its day is asked that."""
        if self._row is None:
            return
        self._step = step
        self._title.setText(DOES[step])
        self.day.set_day(self._desk.clock.today())
        self.category.clear()
        for category in self._desk.areas.area().body(self._row.body_code).categories:
            self.category.addItem(category.label, category.code)
        needed = {
            "category": step is PathwayStep.STRATEGY,
            "by": step in (PathwayStep.STRATEGY, PathwayStep.LIKELY),
            "theme": step is PathwayStep.EMERGING,
            "reason": step in _ASKS_REASON,
        }
        for name, widget in self._asked.items():
            widget.setVisible(needed[name])
        for line in (self.reason, self.by, self.theme):
            line.set_value("")
        self._form.show()
        first = self.reason if needed["reason"] else self.by if needed["by"] else self.keep
        first.setFocus()

    @property
    def asking(self) -> bool:
        """Whether a question is open."""
        return not self._form.isHidden()

    def fold(self) -> None:
        """Put the question away."""
        self._form.hide()
        self._step = None

    def _take(self) -> None:
        if self._row is None or self._step is None:
            return
        category = self.category.currentData() if self._step is PathwayStep.STRATEGY else None
        with guarded(self) as act:
            self._desk.pathway.take(
                self._row.id,
                self._step,
                on=self.day.day(),
                reason=self.reason.value(),
                category=category,
                decided_by=self.by.value(),
                theme=self.theme.value(),
                initiator=self._token,
            )
        if act.ok:
            self.fold()
            self.stored.emit()

    def _take_back(self) -> None:
        if self._row is None:
            return
        with guarded(self) as act:
            self._desk.pathway.take_back(self._row.id, self._token)
        if act.ok:
            self.stored.emit()


def _category(one: ReferralRow, category: int | None) -> str:
    return "" if category is None else f", {one.category_words.partition(',')[0].lower()}"
