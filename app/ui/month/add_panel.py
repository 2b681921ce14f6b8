"""One more meeting of a body, on a day chosen by hand."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from app.domain.findings import Finding
from app.services.desk import Desk
from app.ui.frame import Navigator
from app.ui.month.date_choice import DateChoice
from app.ui.month.words import short_day
from app.ui.widgets import Button, Card, PageHeader, Scroller, column, field, row


class AddPanel(Scroller):
    """`added` carries the new meeting's id."""

    added = Signal(int)

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(name="Add a meeting")
        self._desk, self._navigator = desk, navigator
        self._bodies = desk.areas.area().bodies
        self.body_choice = QComboBox()
        self.body_choice.setAccessibleName("Body")
        for one in self._bodies:
            self.body_choice.addItem(f"{one.short} · {one.name}", one.code)
        self.day = DateChoice("Date of the meeting", self._check)
        self._add = Button("Add the meeting", "primary", on=self._keep)
        form = QWidget()
        form.setLayout(column(field("Body", self.body_choice), self.day, row(self._add, None), gap=12))
        self.body.addWidget(
            PageHeader("Add a meeting", "for a body that meets on no fixed day, or once more")
        )
        self.body.addWidget(Card("", "", form))
        self.body.addStretch(1)
        self.body_choice.currentIndexChanged.connect(lambda _at: self.day.look())
        self.day.changed.connect(self._ready)
        self._ready()

    def begin(self) -> None:
        """Start with no day, and the body that is not planned by itself."""
        by_hand = (at for at, one in enumerate(self._bodies) if one.pattern is None)
        self.body_choice.setCurrentIndex(next(by_hand, 0))
        self.day.set_day(None)
        self.body_choice.setFocus()

    def _check(self, on: date) -> tuple[Finding, ...]:
        return self._desk.planner.check_date(None, self.body_choice.currentData(), on)

    def _ready(self) -> None:
        self._add.setEnabled(self.day.ready())

    def _keep(self) -> None:
        day = self.day.date.day()
        assert day is not None
        made = self._desk.planner.add(self.body_choice.currentData(), day, self.day.reason.value())
        self._navigator.say(f"{made.body_short} is planned for {short_day(made.on)}.", "green")
        self.added.emit(made.id)
