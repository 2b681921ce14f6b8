"""Welcome: the register by agency and seat. Each person is said; the quorum follows with each key."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import time

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from app.domain.attendance import Standing
from app.domain.findings import Finding
from app.services.room.register import SeatRow
from app.services.room.room import ItemView
from app.ui import theme
from app.ui.room.item_page import ItemPage
from app.ui.room.register_more import ASKED, RANK, TIME, VIRTUAL, WRITTEN
from app.ui.room.register_row import REFUSE, START, VIDEO, RegisterRow
from app.ui.room.sitting import Sitting
from app.ui.widgets import Button, Card, Key, LineField, clear, column, field, label, row

_OBSERVER = "Observer or guest"


def place_of(seat: SeatRow) -> str:
    """Under which heading a line stands."""
    if not seat.seat_key:
        return "Observers and guests"
    return "Invited when needed" if seat.invited else "Members"


class RegisterPage(ItemPage):
    """`warned` carries a sentence when the quorum is lost by what was just said."""

    warned = Signal(str)

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(sitting)
        self._rows: dict[int, RegisterRow] = {}
        self._quorum = label("", "note", wrap=True)
        keys = (("P", "present"), ("D", "deputy"), ("A", "apologies"), ("X", "absent"), ("S", "signed"))
        chips = row(gap=theme.TIGHT)
        for key, words in (*keys, ("L", "leaves"), ("V", "video"), ("M", "more")):
            chips.addWidget(Key(key))
            chips.addWidget(label(words, "small"))
            chips.addSpacing(theme.GAP)
        chips.addStretch(1)
        self._lines = column(gap=theme.WIDE)
        self._seat = QComboBox()
        self._seat.setAccessibleName("Seat of the person to add")
        self._seat.setMinimumContentsLength(16)
        self._name = LineField("Name of the person to add", "Name")
        self._agency = LineField("Agency of the observer", "Agency")
        self._add = Button("Add", on=self._add_person)
        line = row(field("Seat", self._seat), gap=12)
        line.addWidget(field("Name", self._name), 1)
        self._agency_block = field("Agency", self._agency)
        line.addWidget(self._agency_block, 1)
        line.addWidget(self._add, 0, Qt.AlignmentFlag.AlignBottom)
        adding = QWidget()
        adding.setLayout(line)
        self._adding = Card("Add a person", "a second one on a seat, or an observer", adding)
        self.content.addWidget(self._quorum)
        self.content.addLayout(chips)
        self.content.addLayout(self._lines)
        self.content.addWidget(self._adding)
        self._seat.currentIndexChanged.connect(lambda at: self._agency_block.setVisible(at == 0))
        for part in (self._name, self._agency):
            part.returnPressed.connect(self._add_person)

    def fill(self, item: ItemView) -> None:
        """The register as it stands; rows are built anew only when somebody came or went."""
        seats = self._sitting.desk.register.rows(self._sitting.meeting_id)
        if [seat.attendance_id for seat in seats] != list(self._rows):
            self._build(seats)
        mates = Counter(seat.seat_key for seat in seats)
        for seat in seats:
            alone = mates[seat.seat_key] == 1
            self._rows[seat.attendance_id].show_seat(seat, alone=alone, editable=self._sitting.editable)
        quorum = self._sitting.view.quorum
        self._quorum.setText(quorum.sentence)
        # What is not quorate stands under the strip already.
        self._quorum.setVisible(quorum.met)
        self._adding.setVisible(self._sitting.editable)

    def _build(self, seats: tuple[SeatRow, ...]) -> None:
        held = self._held()
        clear(self._lines)
        self._rows = {}
        cards: dict[str, Card] = {}
        for seat in seats:
            title = place_of(seat)
            if title not in cards:
                cards[title] = Card(title, tight=False)
                cards[title].body.setSpacing(0)
                self._lines.addWidget(cards[title])
                cards[title].show()
            made = RegisterRow(seat)
            self._rows[seat.attendance_id] = made
            cards[title].add(made)
            self._listen(made)
        self._offer_seats()
        if held in self._rows:
            self._rows[held].choices.take_focus()

    def _held(self) -> int:
        return next((key for key, made in self._rows.items() if made.isAncestorOf(_focus(self))), 0)

    def _listen(self, made: RegisterRow) -> None:
        made.said.connect(self._say)
        made.named.connect(self._rename)
        made.signed.connect(self._sign)
        made.left.connect(self._leave)
        made.removed.connect(self._remove)
        made.added.connect(self._second)
        made.moved.connect(self._move)
        made.acted.connect(self._act)
        made.noted.connect(self._note)

    def _offer_seats(self) -> None:
        self._seat.blockSignals(True)
        self._seat.clear()
        self._seat.addItem(_OBSERVER, "")
        for seat in self._sitting.view.body.seats:
            words = " · ".join(part for part in (seat.agency, seat.borough, seat.role) if part)
            self._seat.addItem(words, seat.key)
        self._seat.blockSignals(False)

    def _do(self, work: Callable[[], object]) -> bool:
        return self._sitting.act(self, work)

    def _say(self, seat: SeatRow, standing: Standing) -> None:
        register, token = self._sitting.desk.register, self._sitting.token
        found: list[Finding] = []

        def work() -> None:
            found.extend(register.set_standing(seat.attendance_id, standing, token))
            name, instead_of = _names(seat, standing)
            if (name, instead_of) != (seat.name, seat.deputy_for):
                register.set_name(seat.attendance_id, name, instead_of, token)

        self._do(work)
        for finding in found:
            self.warned.emit(finding.sentence)

    def _rename(self, seat: SeatRow, name: str, instead_of: str) -> None:
        register, token = self._sitting.desk.register, self._sitting.token
        self._do(lambda: register.set_name(seat.attendance_id, name, instead_of, token))

    def _sign(self, seat: SeatRow, signed: bool) -> None:
        register, token = self._sitting.desk.register, self._sitting.token
        self._do(lambda: register.sign(seat.attendance_id, signed, token))

    def _leave(self, seat: SeatRow) -> None:
        register, token = self._sitting.desk.register, self._sitting.token
        found: list[Finding] = []
        self._do(lambda: found.extend(register.leaves(seat.attendance_id, token)))
        for finding in found:
            self.warned.emit(finding.sentence)

    def _act(self, seat: SeatRow, act: str) -> None:
        """One of the letters that are not a standing: on a screen, from the start, not admitted."""
        register, token = self._sitting.desk.register, self._sitting.token
        acts: Mapping[str, Callable[[], object]] = {
            VIDEO: lambda: register.set_virtual(seat.attendance_id, not seat.virtual, token),
            START: lambda: register.from_the_start(seat.attendance_id, token),
            REFUSE: lambda: register.refuses(seat.attendance_id, token),
        }
        self._do(acts[act])

    def _note(self, seat: SeatRow, what: str, value: object) -> None:
        """Something was written in the part below a line."""
        sitting, line = self._sitting, seat.attendance_id
        register, seats, token = sitting.desk.register, sitting.desk.seat_notes, sitting.token
        meeting, key = sitting.meeting_id, seat.seat_key

        def written() -> None:
            if value:
                seats.note_written(meeting, key, str(value), None, token)
            else:
                seats.drop_written(meeting, key, token)

        def timed() -> None:
            assert isinstance(value, time)
            register.correct_time(line, value, token)

        acts: Mapping[str, Callable[[], object]] = {
            RANK: lambda: register.set_rank(line, str(value), token),
            VIRTUAL: lambda: register.set_virtual(line, bool(value), token),
            ASKED: lambda: seats.ask(meeting, key, bool(value), token),
            WRITTEN: written,
            TIME: timed,
        }
        self._do(acts[what])

    def _remove(self, seat: SeatRow) -> None:
        register, token = self._sitting.desk.register, self._sitting.token
        self._do(lambda: register.remove(seat.attendance_id, token))

    def _second(self, seat: SeatRow) -> None:
        self._seat.setCurrentIndex(self._seat.findData(seat.seat_key))
        self.show_widget(self._adding)
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_person(self) -> None:
        register, token, meeting = self._sitting.desk.register, self._sitting.token, self._sitting.meeting_id
        seat, name, agency = str(self._seat.currentData() or ""), self._name.value(), self._agency.value()

        def work() -> None:
            if seat:
                register.add_person(meeting, seat, name, token)
            else:
                register.add_observer(meeting, name, agency, token)

        if self._do(work):
            self._name.set_value("")
            self._agency.set_value("")
            self._name.setFocus()

    def _move(self, seat: SeatRow, step: int) -> None:
        keys = [key for key, made in self._rows.items() if made.seat.standing is not Standing.OBSERVER]
        if seat.attendance_id in keys:
            place = max(0, min(len(keys) - 1, keys.index(seat.attendance_id) + step))
            target = self._rows[keys[place]]
            target.choices.take_focus()
            self.show_widget(target)

    def flush(self) -> None:
        super().flush()
        for made in tuple(self._rows.values()):
            made.flush()

    def focus_notes(self) -> None:
        """The first line of which nothing was said yet."""
        waiting = (made for made in self._rows.values() if made.seat.standing is Standing.EXPECTED)
        target = next(waiting, next(iter(self._rows.values()), None))
        if target is None:
            super().focus_notes()
        else:
            target.choices.take_focus()
            self.show_widget(target)


def _focus(page: QWidget) -> QWidget:
    return page.window().focusWidget() or page


def _names(seat: SeatRow, standing: Standing) -> tuple[str, str]:
    """Name and "deputy for" that follow from a standing: a deputy is somebody else than the holder."""
    if standing is Standing.DEPUTY and not seat.deputy_for:
        return "", seat.name
    if standing is not Standing.DEPUTY and seat.deputy_for:
        return seat.deputy_for, ""
    return seat.name, seat.deputy_for
