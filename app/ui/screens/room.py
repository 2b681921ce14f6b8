"""The meeting room: agenda at the left, what is in hand in the middle, decision and actions at the right."""

from collections.abc import Callable, Mapping
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.changes import Changes
from app.errors import Refused
from app.services.desk import Desk
from app.ui.frame import Navigator
from app.ui.problems import guarded
from app.ui.room.closing_page import CLOSE_KEYS
from app.ui.room.floor import Floor
from app.ui.room.quorum_choices import QuorumChoices
from app.ui.room.sitting import Sitting
from app.ui.room.strip import Strip
from app.ui.room.tab_order import next_stop
from app.ui.style import dress
from app.ui.theme import TIGHT, Tone
from app.ui.widgets import EmptyState, NoticeBar, column

MEETINGS = "meetings"


class RoomScreen(QWidget):
    """Opens with a meeting's id; everything in it works by keyboard, and nothing in it is a dialog."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__()
        dress(self, kind="page")
        self._navigator = navigator
        self.sitting = Sitting(desk, navigator, f"room {uuid4().hex}", self)
        self.strip = Strip(self.sitting)
        self.provisional = NoticeBar(closable=False)
        self.choices = QuorumChoices(self.sitting)
        self.notice = NoticeBar()
        self.floor = Floor(self.sitting)
        self._build()
        self._connect()
        self._bind()

    def _build(self) -> None:
        middle = QWidget()
        bars = column(self.provisional, self.choices, self.notice, gap=TIGHT)
        box = column(self.strip, bars, gap=0)
        box.addWidget(self.floor, 1)
        middle.setLayout(box)
        self._empty = EmptyState(
            "No meeting is open",
            "Choose a meeting and open it; it comes back where it was.",
            "Go to meetings",
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(middle)
        self.setLayout(column(self._stack))
        self._empty.say(
            "No meeting is open",
            "Choose a meeting and open it; it comes back where it was.",
            "Go to meetings",
        )

    def _connect(self) -> None:
        self._empty.activated.connect(lambda: self._navigator.go(MEETINGS))
        self.strip.left.connect(self.leave)
        self.floor.turned.connect(self._turned)
        self.floor.pages.warned.connect(lambda words: self.say(words, "amber"))
        self.floor.pages.documents.connect(self._write_papers)
        self.floor.pages.closed.connect(self._say_closed)
        self.choices.adjourned.connect(lambda words: self.say(words, "amber"))
        self.sitting.looked.connect(self._show_quorum)

    def _bind(self) -> None:
        floor = self.floor
        keys: Mapping[str, Callable[[], None]] = {
            "Ctrl+Down": lambda: floor.step(1),
            "Ctrl+Up": lambda: floor.step(-1),
            "Ctrl+Home": lambda: floor.go(self.sitting.stops()[0]),
            "Ctrl+D": floor.to_decision,
            "Ctrl+Return": floor.to_action,
            "Ctrl+Enter": floor.to_action,
            "F2": floor.to_register,
            "F3": floor.toggle_earlier,
            "F6": floor.agenda.focus_current,
            "Escape": self._escape,
            CLOSE_KEYS: floor.to_close,
            CLOSE_KEYS.replace("Return", "Enter"): floor.to_close,
        }
        for sequence, act in keys.items():
            shortcut = QShortcut(QKeySequence(sequence), self)
            shortcut.activated.connect(self._when_ready(act))

    def _when_ready(self, act: Callable[[], None]) -> Callable[[], None]:
        def run() -> None:
            if self.sitting.ready:
                act()

        return run

    # What the window asks

    def refresh(self) -> None:
        """Back in sight: read again, and take the whole window if a meeting is in the room."""
        self._stack.setCurrentIndex(int(self.sitting.ready))
        if self.sitting.ready:
            self._navigator.enter_room()
            self.sitting.look()
            self.floor.load()

    def open(self, argument: object) -> None:
        """Enter a meeting by its id, at the stop where it was left."""
        meeting_id = int(str(argument))
        if self.sitting.ready:
            self.floor.flush()
        if meeting_id != self.sitting.meeting_id:
            self.strip.clock.reset()
            self.notice.put_away()
        try:
            self.sitting.enter(meeting_id)
        except Refused:
            self._navigator.go(MEETINGS, meeting_id)
            raise
        self._stack.setCurrentIndex(1)
        self._navigator.enter_room()
        self.floor.enter()

    def changed(self, changes: Changes) -> None:
        """Our own writes are shown already; anybody else's are read, but not into a field in use."""
        if self.sitting.ready and changes.initiator != self.sitting.token:
            self.sitting.look()
            self.floor.load()

    def save_now(self) -> None:
        """Store what is typed; raises `Refused` while something could not be stored, or waits in a form."""
        if self.sitting.ready:
            self.floor.flush()
            self.sitting.saver.done()
            if self.floor.side.cards.form.unfinished:
                raise Refused(
                    "An action is typed in the meeting room and not added yet; add it or cancel it."
                )
            if self.floor.pages.unfinished():
                raise Refused("The statement's wording was changed and not kept yet; keep it or cancel.")
            if self.floor.pages.answering():
                raise Refused("A reason is typed for an onward referral and not given; give it or leave it.")

    def say(self, sentence: str, tone: Tone = "accent") -> None:
        """A sentence under the strip; never a dialog."""
        self.notice.say(sentence, tone)

    def leave(self) -> None:
        """Back to the meetings; the meeting stays as it is."""
        with guarded(self) as act:
            self.save_now()
        if act.ok:
            self._navigator.leave_room()
            self._navigator.go(MEETINGS, self.sitting.meeting_id)

    def _write_papers(self) -> None:
        self._navigator.leave_room()
        self._navigator.go(MEETINGS, self.sitting.meeting_id)

    def _say_closed(self) -> None:
        met = self.sitting.view.quorum.met
        stand = "its decisions stand" if met else "its decisions are provisional, as it was not quorate"
        self.say(f"The meeting is closed; {stand}.", "green" if met else "amber")

    def _escape(self) -> None:
        if self.choices.asking:
            self.choices.close_form()
            self.floor.to_notes()
        else:
            self.floor.escape()

    def _turned(self, key: str) -> None:
        self.choices.turn_to(key)
        self.notice.hide()
        self.strip.turn_to(key)

    def focusNextPrevChild(self, forward: bool) -> bool:
        if not self.sitting.ready:
            return super().focusNextPrevChild(forward)
        floor = self.floor
        zones = (self.notice, floor.agenda.current_step(), floor.pages.current(), floor.side, self.strip)
        target = next_stop(zones, self.window().focusWidget(), forward=forward)
        if target is None:
            return False
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        target.setFocus(reason)
        return True

    def _show_quorum(self) -> None:
        """For as long as the meeting is not quorate it says so under the strip, and cannot be closed."""
        quorum = self.sitting.view.quorum
        if quorum.met:
            self.provisional.hide()
        else:
            self.provisional.say(quorum.sentence, "amber")
