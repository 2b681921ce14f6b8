"""One member of a body: the seat, the name, the title, from when to when, and who may sit in."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QSizePolicy

from app.domain.profiles import Seat
from app.services.bodies.members import MemberForm, MemberRow
from app.ui import theme
from app.ui.widgets import Button, Card, DateField, LineField, field, label, row

NEW, PUT_RIGHT = "Add a member", "Put a member right"
LACKS = "Give the day from which they hold the seat."


class MemberCard(Card):
    """`wanted` carries the member's id (0 for a new one), the form, and whether the seat is shared."""

    wanted = Signal(int, object, bool)

    def __init__(self) -> None:
        super().__init__(NEW, "")
        self._member = 0
        self.seat = QComboBox()
        self.seat.setAccessibleName("Seat of the member")
        self.seat.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.name = LineField("Name of the member", most=200)
        self.rank = LineField("Rank or title of the member", "Inspector, named nurse, …", most=120)
        self.from_on, self.to_on = DateField("Member from"), DateField("Member until")
        self.deputies = LineField("Named deputies", "Names, separated by commas")
        self.beside = QCheckBox("Shares the seat with those who hold it")
        self.said = label("", "wrong", wrap=True)
        self.keep = Button("Add the member", "primary", on=self._keep)
        self.cancel = Button("Cancel", "quiet", on=self.start_anew)
        self._lay()
        self.start_anew()

    def _lay(self) -> None:
        self.add(field("Seat", self.seat))
        self.add(field("Name", self.name))
        self.add(field("Rank or title", self.rank))
        days = row(field("From", self.from_on), field("Until (both counted)", self.to_on), None, gap=12)
        self.body.addLayout(days)
        self.add(field("Named deputies", self.deputies))
        self.add(self.beside)
        self.add(self.said)
        self.body.addLayout(row(self.keep, self.cancel, None, gap=theme.GAP))

    def offer(self, seats: Sequence[Seat]) -> None:
        """The seats of another body."""
        held = self.seat.currentData()
        self.seat.clear()
        for seat in seats:
            words = " · ".join(part for part in (seat.agency, seat.borough, seat.role) if part)
            self.seat.addItem(words, seat.key)
        self.seat.setCurrentIndex(max(self.seat.findData(held), 0))

    def start_anew(self) -> None:
        """An empty form."""
        self._member = 0
        self.set_title(NEW, "")
        self.keep.set_text("Add the member")
        for line in (self.name, self.rank, self.deputies):
            line.set_value("")
        self.from_on.set_day(None)
        self.to_on.set_day(None)
        self.beside.setChecked(False)
        self.beside.show()
        self.cancel.hide()
        self.say("")

    def show_member(self, one: MemberRow) -> None:
        """Fill it with a member, or with the seat that nobody holds."""
        self.start_anew()
        self.seat.setCurrentIndex(max(self.seat.findData(one.seat_key), 0))
        if one.id:
            self._member = one.id
            self.set_title(PUT_RIGHT, one.name)
            self.keep.set_text("Keep it")
            self.beside.hide()
            self.cancel.show()
            self.name.set_value(one.name)
            self.rank.set_value(one.rank)
            self.deputies.set_value(", ".join(one.deputies))
            self.from_on.set_day(one.from_on)
            self.to_on.set_day(one.to_on)

    def take_focus(self) -> None:
        """The keyboard on the name."""
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, words: str) -> None:
        """What is wrong with it, "" where nothing is."""
        self.said.setText(words)
        self.said.setVisible(bool(words))

    def _keep(self) -> None:
        problem = self.from_on.problem() or self.to_on.problem()
        day = self.from_on.day()
        if problem or day is None:
            self.say(problem or LACKS)
            return
        self.say("")
        deputies = tuple(name.strip() for name in self.deputies.value().split(",") if name.strip())
        form = MemberForm(
            str(self.seat.currentData() or ""),
            self.name.value(),
            day,
            self.rank.value(),
            self.to_on.day(),
            "",
            deputies,
        )
        self.wanted.emit(self._member, form, self.beside.isChecked())
