"""What a meeting owes before and after it, and the day each paper went out."""

from collections.abc import Callable
from datetime import date

from app.domain.deadlines import AGENDA, MINUTES
from app.domain.meetings import MeetingState
from app.domain.profiles import Body
from app.services.desk import Desk
from app.services.months.papers import PaperRow
from app.services.months.planner import MeetingRow
from app.ui import theme
from app.ui.frame import Navigator
from app.ui.month.paper_line import PaperLine
from app.ui.month.short_notice import ShortNotice
from app.ui.widgets import Button, Card, clear, column, row, rule

_MINUTES_CAN_GO = (MeetingState.CLOSED, MeetingState.ADJOURNED, MeetingState.DRAFT_CIRCULATED)


class DueCard(Card):
    """Papers, minutes and what follows them; and the agreement of the minutes at the end."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__("Papers: due, and what is done")
        self._desk, self._navigator = desk, navigator
        self._row: MeetingRow | None = None
        self.lines: dict[str, PaperLine] = {}
        self._papers = column(gap=0)
        self.notice = ShortNotice()
        self.agree = Button("The minutes were agreed", on=self._agree)
        self.agree.setToolTip("Agreed minutes are locked; a later change is an addendum.")
        self.body.setSpacing(0)
        self.body.addLayout(self._papers)
        self.add(self.notice)
        self.body.addLayout(row(self.agree, None, margins=(0, theme.GAP, 0, 0)))
        self.body.addStretch(1)
        self.notice.agreed.connect(self._agree_notice)
        self.notice.withdrawn.connect(self._withdraw_notice)

    def show_meeting(self, meeting: MeetingRow, body: Body, today: date) -> None:
        """Show this meeting; a form that is open for it stays."""
        other = self._row is None or self._row.id != meeting.id
        self._row = meeting
        if other:
            self.notice.fold()
        if other or [one.key for one in meeting.papers] != list(self.lines):
            self._build(meeting)
        for one in meeting.papers:
            self.lines[one.key].show_paper(
                one, today, may=_may_send(meeting, one), with_it=_with_it(meeting, one)
            )
        self._offer(meeting)
        locked = MeetingState(meeting.state).locked
        self.notice.show_notice(meeting.short_notice, body.emergency_override, may=not locked)
        self.agree.setVisible(meeting.state == MeetingState.DRAFT_CIRCULATED)

    def _build(self, meeting: MeetingRow) -> None:
        clear(self._papers)
        self.lines = {}
        for one in meeting.papers:
            if self.lines:
                self._papers.addWidget(rule())
            made = self.lines[one.key] = PaperLine(one.what)
            self._connect(made, one.key)
            self._papers.addWidget(made)

    def _connect(self, made: PaperLine, key: str) -> None:
        made.unfolds.connect(self._fold_others(made))
        made.form.sent.connect(lambda day, to: self._sent(key, day, to, together=False))
        made.form.sent_together.connect(lambda day, to: self._sent(key, day, to, together=True))
        made.form.taken_back.connect(lambda: self._not_sent(key))

    def _fold_others(self, but: PaperLine) -> Callable[[], None]:
        def fold() -> None:
            for one in self.lines.values():
                if one is not but:
                    one.fold()

        return fold

    def _offer(self, meeting: MeetingRow) -> None:
        """What comes next is asked for without a click: agenda before the meeting, minutes after it."""
        if any(not one.form.isHidden() for one in self.lines.values()):
            return
        for key in (AGENDA, MINUTES):
            paper = meeting.papers_by_key[key]
            if paper.open and _may_send(meeting, paper) and not (key == AGENDA and meeting.begun):
                self.lines[key].show_form()
                return

    def _sent(self, key: str, day: date | None, to: str, *, together: bool) -> None:
        assert self._row is not None
        papers = self._desk.papers
        (papers.sent_together if together else papers.sent)(self._row.id, key, day, to)

    def _not_sent(self, key: str) -> None:
        assert self._row is not None
        self._desk.papers.not_sent(self._row.id, key)

    def _agree_notice(self, by: str, reason: str) -> None:
        assert self._row is not None
        self._desk.papers.agree_short_notice(self._row.id, by, reason)

    def _withdraw_notice(self) -> None:
        assert self._row is not None
        self._desk.papers.withdraw_short_notice(self._row.id)

    def _agree(self) -> None:
        assert self._row is not None
        self._desk.room.agree(self._row.id)
        self._navigator.say("The minutes are agreed and locked. A later change is an addendum.", "green")


def _may_send(meeting: MeetingRow, paper: PaperRow) -> bool:
    if paper.before:
        return not MeetingState(meeting.state).locked
    if paper.key == MINUTES:
        return meeting.state in _MINUTES_CAN_GO
    return meeting.held


def _with_it(meeting: MeetingRow, paper: PaperRow) -> int:
    """How many others are still to go out that are due no later, on the same side of the meeting."""
    if paper.key not in (AGENDA, MINUTES):
        return 0
    others = (one for one in meeting.papers if one.key != paper.key and one.before == paper.before)
    return sum(one.open and one.due <= paper.due for one in others)
