"""One line of the register: agency and role, who, how they stand, signed. Letters set it."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from app.domain.attendance import IN_THE_ROOM, Standing
from app.services.room.register import SeatRow
from app.ui import theme
from app.ui.room.register_more import RegisterMore
from app.ui.widgets import Badge, Button, LineField, Segmented, column, label, row

STANDINGS = (
    (Standing.PRESENT, "Present"),
    (Standing.DEPUTY, "Deputy"),
    (Standing.APOLOGIES, "Apologies"),
    (Standing.ABSENT, "Absent"),
)
LETTERS = {
    Qt.Key.Key_P: Standing.PRESENT,
    Qt.Key.Key_D: Standing.DEPUTY,
    Qt.Key.Key_A: Standing.APOLOGIES,
    Qt.Key.Key_X: Standing.ABSENT,
}
SIGN, LEAVE, VIDEO, MORE, REFUSE, START = "sign", "leave", "video", "more", "refuse", "start"
ACTS = {
    Qt.Key.Key_S: SIGN,
    Qt.Key.Key_L: LEAVE,
    Qt.Key.Key_V: VIDEO,
    Qt.Key.Key_M: MORE,
    Qt.Key.Key_R: REFUSE,
    Qt.Key.Key_B: START,
}
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_SEAT_WIDTH = 27 * theme.GAP
_SEAT_LEAST = 17 * theme.GAP


class Choices(Segmented):
    """Present, deputy, apologies, absent; P D A X choose and go on, the other letters are acts."""

    lettered = Signal(object)
    moved = Signal(int)
    asked = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__(name, STANDINGS)
        for button in self.findChildren(QPushButton):
            button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not event.modifiers():
            key = Qt.Key(event.key())
            if key in LETTERS:
                self.lettered.emit(LETTERS[key])
                return True
            if key in _MOVES:
                self.moved.emit(_MOVES[key])
                return True
            if key in ACTS:
                self.asked.emit(ACTS[key])
                return True
        return super().eventFilter(watched, event)

    def take_focus(self) -> None:
        """The keyboard on the choice that holds, or the first."""
        (self.focusProxy() or self).setFocus(Qt.FocusReason.TabFocusReason)


class RegisterRow(QFrame):
    """`said` carries the line and a standing; the others the line and what changed; `acted` an act's name.

    `noted` carries what was written in the part below the line, by the name of its field.
    """

    said = Signal(object, object)
    named = Signal(object, str, str)
    signed = Signal(object, bool)
    left = Signal(object)
    removed = Signal(object)
    added = Signal(object)
    moved = Signal(object, int)
    acted = Signal(object, str)
    noted = Signal(object, str, object)

    def __init__(self, seat: SeatRow) -> None:
        super().__init__()
        self.seat = seat
        who = " ".join(part for part in (seat.agency, seat.borough, seat.role) if part)
        self.name = LineField(f"Name, {who}", "Name")
        self.deputy_for = LineField(f"Deputy for, {who}", "Deputy for")
        self.choices = Choices(f"Attendance, {who}")
        self.sign = QCheckBox("Signed")
        self.sign.setAccessibleName(f"Signed, {who}")
        self.gone = Badge("left", "amber")
        self.video = Badge("video", "accent")
        self.waits = Badge("signs first", "amber")
        self.told = label("", "note", wrap=True)
        self.more = RegisterMore(who, seat)
        self._open = Button("⋯", "quiet", on=self.toggle_more, note="More: title, video, in writing, times")
        self._open.setAccessibleName(f"More, {who}")
        self._more = self._button("+", f"Add a second person, {who}", self.added)
        self._remove = self._button("−", f"Take out this line, {who}", self.removed)
        self._lay()
        self._connect()
        self.show_seat(seat, alone=True, editable=True)

    def _button(self, text: str, name: str, signal: SignalInstance) -> Button:
        made = Button(text, "quiet", on=lambda: signal.emit(self.seat), note=name)
        made.setAccessibleName(name)
        return made

    def _lay(self) -> None:
        seat = self.seat
        agency = label(seat.agency or "Observer", "strong", wrap=True)
        role = " · ".join(part for part in (seat.borough, seat.role or "observer") if part)
        # Whoever has left is marked beside the agency, so that the choices stay in line.
        head = row(gap=theme.GAP)
        head.addWidget(agency, 1)
        for badge in (self.video, self.waits, self.gone):
            head.addWidget(badge)
        words = QWidget()
        words.setLayout(column(None, head, label(role, "small", wrap=True), None, gap=0))
        words.setMinimumWidth(_SEAT_LEAST)
        words.setMaximumWidth(_SEAT_WIDTH)
        self._instead = QWidget()
        self._instead.setLayout(row(label("for", "small"), self.deputy_for, gap=theme.TIGHT))
        names = column(self.name, self._instead, gap=theme.TIGHT)
        line: QHBoxLayout = row(gap=theme.GAP, margins=(0, 4, 0, 4))
        line.addWidget(words, 3)
        line.addLayout(names, 2)
        line.addWidget(self.choices)
        line.addWidget(self.sign)
        line.addWidget(self._open)
        line.addWidget(self._more)
        line.addWidget(self._remove)
        self.choices.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        for part in (self.choices, self._more, self._remove):
            policy = part.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            part.setSizePolicy(policy)
        self.setLayout(column(line, self.told, self.more, gap=0))
        self.told.setContentsMargins(0, 0, 0, theme.TIGHT)
        self.more.hide()

    def _connect(self) -> None:
        self.choices.chosen.connect(lambda value: self.said.emit(self.seat, value))
        self.choices.lettered.connect(self._lettered)
        self.choices.moved.connect(lambda step: self.moved.emit(self.seat, step))
        self.choices.asked.connect(self._act)
        self.more.acted.connect(lambda act: self.acted.emit(self.seat, act))
        self.more.noted.connect(lambda what, value: self.noted.emit(self.seat, what, value))
        for part in (self.name, self.deputy_for):
            part.entered.connect(lambda _text: self._rename())
        self.sign.clicked.connect(lambda on: self.signed.emit(self.seat, on))

    def _act(self, act: str) -> None:
        if act == SIGN:
            self.sign.click()
        elif act == LEAVE:
            self.left.emit(self.seat)
        elif act == MORE:
            self.toggle_more()
        else:
            self.acted.emit(self.seat, act)

    def toggle_more(self) -> None:
        """Show or put away what is seldom needed."""
        self.more.setVisible(not self.more.isVisible())
        if self.more.isVisible():
            self.more.take_focus()

    def _rename(self) -> None:
        self.named.emit(self.seat, self.name.value(), self.deputy_for.value())

    def _lettered(self, standing: Standing) -> None:
        """A letter says it and goes on to the next line; a deputy is named first."""
        seat = self.seat
        self.said.emit(seat, standing)
        if standing is Standing.DEPUTY:
            self.name.setFocus(Qt.FocusReason.TabFocusReason)
            self.name.selectAll()
        else:
            self.moved.emit(seat, 1)

    def flush(self) -> None:
        """Hand on a name that was typed and not left yet."""
        if self.name.isModified() or self.deputy_for.isModified():
            self.name.setModified(False)
            self.deputy_for.setModified(False)
            self._rename()

    def show_seat(self, seat: SeatRow, *, alone: bool, editable: bool) -> None:
        """Fill the line; a name that is being typed stays."""
        self.seat = seat
        observer = seat.standing is Standing.OBSERVER
        for field, text in ((self.name, seat.name), (self.deputy_for, seat.deputy_for)):
            if not (field.hasFocus() and field.isModified()) and field.text() != text:
                field.set_value(text)
            field.setReadOnly(not editable)
        self._instead.setVisible(seat.standing is Standing.DEPUTY)
        self.name.setPlaceholderText("Who sits in?" if seat.standing is Standing.DEPUTY else "Name")
        self.choices.setVisible(not observer)
        self.choices.set_value(seat.standing)
        self.choices.setEnabled(editable)
        self.gone.setVisible(seat.left)
        self.video.setVisible(seat.virtual)
        self.waits.setVisible(seat.waits_to_sign)
        told = " ".join(part for part in (seat.presence, _sent(seat)) if part)
        self.told.setText("Not admitted: would not sign." if seat.standing is Standing.NOT_ADMITTED else told)
        self.told.setVisible(bool(self.told.text()))
        self.more.show_seat(seat, editable=editable)
        self._open.setVisible(editable)
        here = seat.standing in IN_THE_ROOM or observer
        self.sign.setEnabled(editable and here)
        self.sign.setChecked(seat.signed)
        self._more.setVisible(editable and not observer)
        self._remove.setVisible(editable and (observer or not alone))


def _sent(seat: SeatRow) -> str:
    words = seat.written.rstrip(".")
    return f"{words[:1].upper()}{words[1:]}." if words else ""
