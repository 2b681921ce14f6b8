"""The dark strip at the top: meeting, clock, quorum, statement, what is saved, the time of the item."""

from collections.abc import Callable
from datetime import datetime
from time import monotonic

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy

from app.domain.quorum import Quorum
from app.ui import theme
from app.ui.room.sitting import Sitting, short_day
from app.ui.style import dress
from app.ui.widgets import Badge, Button, Key, Mark, Seats, SeatStrip, label, row

BEAT_MS = 1000
NARROW = 1240
_FEW = 60
LOOKING = "you can look, not change"


def minutes_words(seconds: float) -> str:
    """ "3:10"."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def saved_words(age: float | None) -> str:
    """How long ago the last text was stored, said as one looks at a watch."""
    if age is None:
        return "all is saved"
    if age < _FEW:
        return f"saved {max(1, round(age))} s ago"
    return f"saved {round(age / _FEW)} min ago"


def _figures(quorum: Quorum) -> str:
    """ "7 of 11", and who is missed by name where that is what is wanting."""
    if not quorum.of:
        return "no seats set"
    return quorum.lacking if quorum.lacking and quorum.present >= quorum.needed else quorum.figures


class ItemClock:
    """Time spent on each stop, in this sitting; coming back to one goes on counting."""

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._now = now
        self._spent: dict[str, float] = {}
        self._key, self._since = "", now()

    def turn_to(self, key: str) -> None:
        """From now on count for this stop."""
        self._spent[self._key] = self.seconds()
        self._key, self._since = key, self._now()

    def seconds(self) -> float:
        """Seconds spent on the stop in hand."""
        return self._spent.get(self._key, 0.0) + self._now() - self._since

    def reset(self) -> None:
        """Another meeting: nothing was spent yet."""
        self._spent.clear()
        self._key, self._since = "", self._now()


class Strip(QFrame):
    """Always in sight. `left` when the room is to be left; that ends nothing."""

    left = Signal()

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.setProperty("kind", "strip")
        self.setAccessibleName("Meeting")
        self._sitting = sitting
        self.clock = ItemClock()
        self._number, self._allowance = 0, 0
        self._problem = ""
        self._build()
        self._beat = QTimer(self, interval=BEAT_MS)
        self._beat.timeout.connect(self.tick)
        self._beat.start()
        sitting.looked.connect(self.show_view)
        sitting.saver.changed.connect(self._show_saved)

    def _build(self) -> None:
        self._body, self._when = label("", "strong"), label("")
        self._seats = SeatStrip()
        self._quorate, self._figures = label("", "strong"), label("")
        self._statement = label("")
        self._saved, self._trouble, self._item = label(""), Badge("", "red"), label("")
        self._trouble.hide()
        self._blank = Key("F12")
        self._leave = Button("Leave room", on=self.left.emit, note="Back to the other screens; nothing ends")
        line = row(
            self._body,
            self._when,
            self._seats,
            row(self._quorate, self._figures, gap=theme.GAP),
            self._statement,
            None,
            self._trouble,
            self._saved,
            self._item,
            row(self._blank, label("blank"), gap=theme.TIGHT),
            self._leave,
            gap=theme.WIDE,
            margins=(theme.WIDE, 3, theme.GAP, 3),
        )
        self._line = line
        self.setLayout(line)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_view(self) -> None:
        """Body, quorum and statement of the last look."""
        view = self._sitting.view
        self._body.setText(view.body.short)
        self._show_quorum(view.quorum)
        narrow = self.width() < NARROW
        words = view.statement_read.split(" by ")[0]
        short = words.replace("read ", "✓ ") if narrow else words
        self._statement.setText(f"Statement {short}" if words else "Statement not read")
        self._statement.setToolTip(f"Statement {view.statement_read}" if words else "")
        dress(self._statement, tone="" if words or not view.body.agenda else "amber")
        self.tick()

    def _show_quorum(self, quorum: Quorum) -> None:
        seats = Seats(quorum.present, quorum.of, quorum.needed)
        self._seats.set_seats(seats)
        self._seats.setVisible(quorum.of > 0)
        no_rule = quorum.needed == 0
        state = "Present" if no_rule else ("✓ Quorate" if quorum.met else "▲ Not quorate")
        self._quorate.setText(state)
        dress(self._quorate, tone="" if no_rule else ("green" if quorum.met else "amber"))
        self._figures.setText(_figures(quorum))
        self._quorate.setAccessibleName(quorum.sentence)
        self._quorate.setToolTip(quorum.sentence)

    def turn_to(self, key: str) -> None:
        """Another stop is in hand: its number, its time, what the agenda allows it."""
        self.clock.turn_to(key)
        self._number, self._allowance = self._sitting.number(key), self._sitting.allowance(key)
        self.tick()

    def tick(self) -> None:
        """What changes by itself: the clock, the age of what is saved, the item's time."""
        if not self._sitting.ready:
            return
        meeting = self._sitting.view.meeting
        held = datetime.combine(meeting.on, self._sitting.desk.clock.local().time())
        self._when.setText(short_day(held) if self._sitting.running else short_day(held).split(" · ")[0])
        self._show_item()
        self._show_saved()

    def _show_item(self) -> None:
        spent, allowed = self.clock.seconds(), self._allowance
        self._item.setVisible(self._sitting.running and self._number > 0)
        of = f" of {minutes_words(allowed)}" if allowed and self.width() >= NARROW else ""
        over = bool(allowed) and spent > allowed
        word = "over · " if over else ""
        self._item.setText(f"item {self._number} · {word}{minutes_words(spent)}{of}")
        dress(self._item, tone="amber" if over else "")

    def _show_saved(self) -> None:
        saver = self._sitting.saver
        self._trouble.setVisible(bool(saver.waiting))
        if saver.waiting:
            self._trouble.show_mark(Mark("Not saved, trying again", "red"))
            self._trouble.setToolTip(saver.problem)
        self._saved.setVisible(not saver.waiting)
        self._saved.setText("saving…" if saver.busy else saved_words(saver.age))
        if not self._sitting.writes:
            self._saved.setText(LOOKING)
        elif not self._sitting.running and not saver.busy and saver.age is None:
            state = self._sitting.view.meeting.state_words if self._sitting.ready else ""
            self._saved.setText(state)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._line.setSpacing(theme.GAP + theme.TIGHT if self.width() < NARROW else theme.WIDE)
        if self._sitting.ready:
            self.show_view()
