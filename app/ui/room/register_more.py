"""What is seldom needed of a line of the register: title, screen, in writing, times, not admitted."""

from datetime import datetime, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame

from app.domain.attendance import IN_THE_ROOM
from app.domain.dates import read_time
from app.services.room.register import SeatRow
from app.ui import theme
from app.ui.widgets import Button, LineField, column, field, label, row

RANK, WRITTEN, TIME, ASKED, VIRTUAL = "rank", "written", "time", "asked", "virtual"


class RegisterMore(QFrame):
    """`noted` carries the name of a field and its value, `acted` the name of an act."""

    noted = Signal(str, object)
    acted = Signal(str)

    def __init__(self, who: str, seat: SeatRow) -> None:
        super().__init__()
        self._invited = seat.invited
        self.rank = LineField(f"Rank or title, {who}", "Inspector, named nurse, …", most=120)
        self.virtual = QCheckBox("On a screen (V)")
        self.virtual.setAccessibleName(f"On a screen, {who}")
        self.written = LineField(f"What they sent in writing, {who}", "What it was about; Enter keeps it")
        self.time = LineField(f"Really came or left at, {who}", "11:40", most=5)
        self.time.setMaximumWidth(9 * theme.GAP)
        self.asked = QCheckBox(f"Condition met: {seat.condition[:1].lower()}{seat.condition[1:]}")
        self.asked.setAccessibleName(f"Condition met, {who}")
        self.start = Button("From the start (B)", on=lambda: self.acted.emit("start"))
        self.refuse = Button("Will not sign: not admitted (R)", on=lambda: self.acted.emit("refuse"))
        self.wrong = label("", "wrong", wrap=True)
        self.wrong.hide()
        self._time_block = field("Came or left at", self.time)
        first = row(field("Rank or title", self.rank), gap=12)
        first.addWidget(field("In writing", self.written), 1)
        first.addWidget(self._time_block)
        first.addWidget(self.virtual, 0, Qt.AlignmentFlag.AlignBottom)
        second = row(self.asked, None, self.start, self.refuse, gap=theme.GAP)
        margins = (theme.WIDE, 0, theme.GAP, theme.GAP)
        self.setLayout(column(first, self.wrong, second, gap=theme.TIGHT, margins=margins))
        self._connect()

    def _connect(self) -> None:
        self.rank.entered.connect(lambda words: self.noted.emit(RANK, words))
        self.written.entered.connect(lambda words: self.noted.emit(WRITTEN, words))
        self.time.entered.connect(self._timed)
        self.virtual.clicked.connect(lambda on: self.noted.emit(VIRTUAL, on))
        self.asked.clicked.connect(lambda on: self.noted.emit(ASKED, on))

    def _timed(self, words: str) -> None:
        read = read_time(words)
        good = read is not None and timedelta() <= read < timedelta(days=1)
        self.wrong.setText("" if good or not words else "Write the time as 11:40.")
        self.wrong.setVisible(bool(self.wrong.text()))
        if good and read is not None:
            self.time.set_value("")
            self.noted.emit(TIME, (datetime.min + read).time())

    def take_focus(self) -> None:
        """The keyboard on the first field."""
        self.rank.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_seat(self, seat: SeatRow, *, editable: bool) -> None:
        """Fill it; what is being typed stays."""
        note = seat.written.split(": ", 1)[1] if ": " in seat.written else ""
        for one, text in ((self.rank, seat.rank), (self.written, note)):
            if not (one.hasFocus() and one.isModified()) and one.text() != text:
                one.set_value(text)
        self.virtual.setChecked(seat.virtual)
        self.asked.setChecked(seat.asked)
        here = seat.standing in IN_THE_ROOM
        self.asked.setVisible(self._invited)
        self.written.setEnabled(bool(seat.seat_key))
        self.start.setVisible(here and (seat.joined or seat.waits_to_sign))
        self.refuse.setVisible(here and not seat.signed)
        self._time_block.setVisible(seat.joined or seat.left)
        self.setEnabled(editable)
