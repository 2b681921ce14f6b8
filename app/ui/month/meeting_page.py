"""One meeting: where it stands, its day, what it owes, its documents, who comes."""

from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.meetings import MeetingState
from app.services.desk import Desk
from app.services.months.planner import MeetingRow
from app.ui import theme
from app.ui.frame import Navigator
from app.ui.history.fold import HistoryFold
from app.ui.month.coming_card import ComingCard
from app.ui.month.date_card import DateCard
from app.ui.month.documents_card import DocumentsCard
from app.ui.month.due_card import DueCard
from app.ui.month.shelf import Shelf
from app.ui.month.state_line import StateLine
from app.ui.month.words import long_day
from app.ui.widgets import Button, Card, PageHeader, Scroller, column

_ROOM_WORDS = {
    MeetingState.OPEN: "Go back to the meeting room",
    MeetingState.CLOSED: "Look into the meeting room",
    MeetingState.ADJOURNED: "Look into the meeting room",
    MeetingState.DRAFT_CIRCULATED: "Look into the meeting room",
    MeetingState.AGREED: "Look into the meeting room",
}


class MeetingPage(Scroller):
    """Re-reads everything on `show_meeting`; what is half typed for the same meeting stays."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(name="Meeting")
        self._desk, self._navigator = desk, navigator
        self.meeting: MeetingRow | None = None
        self.room = Button("", "primary", on=self._enter)
        self.header = PageHeader("", "", (self.room,))
        self.state = StateLine()
        self.date = DateCard(desk, navigator)
        self.due = DueCard(desk, navigator)
        self.documents = DocumentsCard(desk)
        self.coming = ComingCard(desk)
        line = Card("", "", self.state)
        line.setAccessibleName("Where the meeting stands")
        line.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        left = QWidget()
        left.setLayout(column(self.date, self.due, None, gap=theme.WIDE))
        for part in (self.header, line):
            self.body.addWidget(part)
        self.body.addWidget(Shelf((left, 1), (self.documents, 1), least=640))
        self.body.addWidget(self.coming)
        self.history = HistoryFold()
        self.body.addWidget(Card("History", " ", self.history))
        self.body.addStretch(1)

    def show_meeting(self, meeting_id: int) -> None:
        """Read it and show it."""
        desk, today = self._desk, self._desk.clock.today()
        view = desk.room.view(meeting_id)
        other = self.meeting is None or self.meeting.id != meeting_id
        meeting = self.meeting = view.meeting
        self.header.set_title(f"{meeting.body_short}, {long_day(meeting.on)}", _note(meeting))
        self.room.set_text(_ROOM_WORDS.get(MeetingState(meeting.state), "Open the meeting room"))
        opens = meeting.begun or meeting.on <= today
        self.room.setEnabled(opens)
        self.room.setToolTip("" if opens else "The meeting room opens on the day of the meeting.")
        self.state.show_state(meeting.state)
        self.date.show_meeting(meeting)
        self.due.show_meeting(meeting, view.body, today)
        self.coming.show_meeting(meeting, view.body, view.quorum)
        self.documents.show_meeting(meeting, view)
        if other:
            self.history.set_source(lambda: desk.history.of_meeting(meeting_id))

    def _enter(self) -> None:
        if self.meeting is not None:
            self._navigator.go("room", self.meeting.id)


def _note(meeting: MeetingRow) -> str:
    """What the title should not leave unsaid."""
    if meeting.quorate is False:
        return "not quorate: its decisions are provisional"
    return meeting.state_words if meeting.state_words != MeetingState(meeting.state).label else ""
