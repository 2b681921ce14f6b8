"""The time line of the three lists, and below it taking the child off a list by hand, or putting back."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.lists import ListName
from app.services.people.child_lines import SpellLine
from app.ui import theme
from app.ui.called import called
from app.ui.lists.lanes import Event, Lanes
from app.ui.lists.words import LANES, month_day
from app.ui.widgets import Button, Card, DateField, FlowLayout, LineField, clear, label, row

# A child leaves the tracker of cases by a meeting's decision.
_BY_HAND = (ListName.MISPER, ListName.CME)


class SpellsCard(Card):
    """`leave` carries the subject, the reason and the day; `stay` the subject whose ending is taken back."""

    leave = Signal(int, str, object)
    stay = Signal(int)

    def __init__(self) -> None:
        super().__init__("On the lists", "squares are meetings, the other marks are episodes")
        self.lanes = Lanes()
        self._today = date.min
        self._subject = 0
        buttons = QWidget()
        self._buttons = FlowLayout(buttons)
        self._form = QWidget()
        self._words = label("", "strong")
        self.day = DateField("Left the list on")
        self.reason = LineField(
            "Why the child leaves the list", "Why: moved away, back at school, …", most=300
        )
        line = row(self._words, self.day, gap=theme.GAP)
        line.addWidget(self.reason, 1)
        line.addWidget(Button("Take off", "danger", on=self._leave))
        line.addWidget(Button("Cancel", "quiet", on=self._form.hide))
        self._form.setLayout(line)
        self._form.hide()
        self.add(self.lanes, buttons, self._form)

    def show_life(self, spells: Sequence[SpellLine], events: Sequence[Event], today: date) -> None:
        """Show spells and events up to today, and what can be ended or put back."""
        self._today = today
        self.lanes.show_life(spells, events, today)
        self._form.hide()
        clear(self._buttons)
        for one in _last_of_each(spells):
            if one.ended is None and one.list_name in _BY_HAND:
                self._buttons.addWidget(self._off(one))
            elif one.ended is not None and one.by:
                self._buttons.addWidget(self._back(one))

    def _off(self, one: SpellLine) -> Button:
        made = Button(f"Take off {called(one.list_name)}…", "quiet", on=lambda: self._begin(one))
        made.setToolTip(f"On it since {month_day(one.began)}")
        return made

    def _back(self, one: SpellLine) -> Button:
        words = f"Put back on {called(one.list_name)}"
        made = Button(words, "quiet", on=lambda: self.stay.emit(one.subject_id))
        when = month_day(one.ended) if one.ended else ""
        made.setToolTip(f"Taken off by {one.by} on {when}: {one.reason}")
        return made

    def _begin(self, one: SpellLine) -> None:
        self._subject = one.subject_id
        self._words.setText(f"Off {called(one.list_name)} on")
        self.day.set_day(self._today)
        self.reason.set_value("")
        self._form.show()
        self.reason.setFocus()

    def _leave(self) -> None:
        if not self.reason.value():
            self.reason.setFocus()
            return
        self.leave.emit(self._subject, self.reason.value(), self.day.day())


def _last_of_each(spells: Sequence[SpellLine]) -> list[SpellLine]:
    """One spell of each list, an open one if there is any: that can be ended, or put back."""
    ordered = sorted(spells, key=lambda one: (one.ended is None, one.ended or date.max))
    newest = {one.list_name: one for one in ordered}
    return [newest[name] for name in LANES if name in newest]
