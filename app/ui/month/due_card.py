"""What a meeting owes before and after it, and the day each paper went out."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from app.domain.deadlines import AGENDA, MINUTES, Timeliness
from app.domain.meetings import MeetingState
from app.services.desk import Desk
from app.services.months.papers import PaperRow
from app.services.months.planner import MeetingRow
from app.ui import theme
from app.ui.frame import Navigator
from app.ui.month.words import short_day
from app.ui.theme import Tone
from app.ui.widgets import Button, Card, DateField, LineRow, Mark, clear, column, label, row

_CAN_SEND_MINUTES = (MeetingState.CLOSED, MeetingState.DRAFT_CIRCULATED)


class SentRow(QWidget):
    """One paper: due, sent or not, and a day with `Mark as sent` while it may be said."""

    def __init__(self, what: str, on: Callable[[date | None], object]) -> None:
        super().__init__()
        self._what = what
        self._line = column(gap=0)
        self.day = DateField(f"{what} sent on")
        self.send = Button("Mark as sent", on=lambda: on(self.day.day()))
        self._again = Button("Correct", "quiet", on=self._unfold, note="Correct the day it went out")
        self._again.setAccessibleName(f"Correct the day the {what.lower()} went out")
        self._form = QWidget()
        line = row(label("Sent on", "note"), self.day, self.send, None, gap=12, margins=(8, 4, 8, 8))
        self._form.setLayout(line)
        top = row(gap=0)
        top.addLayout(self._line, 1)
        top.addWidget(self._again)
        self.setLayout(column(top, self._form, gap=0))

    def show_paper(self, paper: PaperRow, today: date, *, may: bool, last: bool = False) -> None:
        """How it stands; `may` allows to say that it went out."""
        clear(self._line)
        self._line.addWidget(paper_line(paper, today, last=last))
        self.day.set_day(paper.sent_on or today)
        self.send.setAccessibleName(f"Mark {self._what.lower()} as sent")
        self._form.setVisible(may and paper.sent_on is None)
        self._again.setVisible(may and paper.sent_on is not None)

    def _unfold(self) -> None:
        self._again.hide()
        self._form.show()
        self.day.setFocus()


def paper_line(paper: PaperRow, today: date, *, last: bool = False) -> LineRow:
    """One paper: what it is, when it is due, how it stands."""
    if paper.sent_on is not None:
        tone: Tone = "amber" if paper.timeliness is Timeliness.LATE else "green"
        mark = Mark(f"sent {short_day(paper.sent_on, today)}", tone)
    elif paper.timeliness is Timeliness.MISSING:
        mark = Mark("overdue", "red")
    else:
        mark = Mark(paper.words, "amber" if paper.soon else "grey")
    return LineRow(paper.what, f"due {short_day(paper.due, today)}", marks=(mark,), last=last)


class DueCard(Card):
    """Agenda, the other papers, minutes; and the agreement of the minutes at the end."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__("Due, and what is done")
        self._desk, self._navigator = desk, navigator
        self._row: MeetingRow | None = None
        self.agenda = SentRow("Agenda", self._agenda_sent)
        self.minutes = SentRow("Minutes", self._minutes_sent)
        self._others = column(gap=0)
        self.agree = Button("The minutes were agreed", on=self._agree)
        self.agree.setToolTip("Agreed minutes are locked; a later change is an addendum.")
        self.body.setSpacing(0)
        agree = row(self.agree, None, margins=(0, theme.GAP, 0, 0))
        self.add(self.agenda)
        self.body.addLayout(self._others)
        self.add(self.minutes)
        self.body.addLayout(agree)
        self.body.addStretch(1)

    def show_meeting(self, meeting: MeetingRow, today: date) -> None:
        """Show this meeting."""
        self._row = meeting
        papers = meeting.papers_by_key
        self.agenda.show_paper(papers[AGENDA], today, may=not meeting.begun)
        can = meeting.state in _CAN_SEND_MINUTES
        self.minutes.show_paper(papers[MINUTES], today, may=can, last=True)
        clear(self._others)
        for one in meeting.papers:
            if one.key not in (AGENDA, MINUTES):
                self._others.addWidget(paper_line(one, today))
        self.agree.setVisible(meeting.state == MeetingState.DRAFT_CIRCULATED)

    def _agenda_sent(self, on: date | None) -> None:
        assert self._row is not None
        self._desk.planner.agenda_sent(self._row.id, on)

    def _minutes_sent(self, on: date | None) -> None:
        assert self._row is not None
        self._desk.planner.minutes_sent(self._row.id, on)

    def _agree(self) -> None:
        assert self._row is not None
        self._desk.room.agree(self._row.id)
        self._navigator.say("The minutes are agreed and locked. A later change is an addendum.", "green")
