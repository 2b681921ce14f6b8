"""The papers of each meeting: when each is due, when it went out and to whom, and the chair's exception."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.calendar import OfficeCalendar, day_words
from app.domain.deadlines import (
    AGENDA,
    MINUTES,
    Timeliness,
    deadlines_for,
    due_words,
    late_words,
    standing,
    timeliness,
)
from app.domain.meetings import MeetingState, require
from app.domain.text import clean, clean_name
from app.errors import Refused
from app.models import Meeting, MeetingPaper, QuorumChoice
from app.services.clock import Clock
from app.services.months.meeting_records import body_of, require_unlocked, the_meeting
from app.services.months.office import office_calendar
from app.store.store import Store

TO_COME = (MeetingState.PLANNED, MeetingState.PAPERS_OUT)
SOON = 3  # working days from which something due stands in amber


@dataclass(frozen=True)
class PaperRow:
    """One paper of one meeting. `before` says on which side of the meeting it is due.

    `words` is how it stands ("due Thursday", "sent Wed 18 Nov, 2 working days late"), `standing` how long is
    left ("due in 3 working days"). `again` says that
    something it tells has changed since it went out; `open` that somebody still has to send it; `soon` that
    it falls due within a few working days.
    """

    meeting_id: int
    key: str
    what: str
    before: bool
    due: date
    sent_on: date | None
    sent_to: str
    again: bool
    again_on: date | None
    again_why: str
    timeliness: Timeliness
    open: bool
    soon: bool
    words: str
    standing: str


def set_papers(meeting: Meeting, office: OfficeCalendar, next_on: date | None = None) -> None:
    """Give a meeting the papers of its profile with the days on which they are due.

    `next_on` is the body's meeting after it. A paper that its rules no longer ask for goes, unless it is out.
    """
    there = {paper.key: paper for paper in meeting.papers}
    for deadline in deadlines_for(body_of(meeting), meeting.held_on, office, next_on):
        row = there.pop(deadline.key, None)
        if row is None:
            meeting.papers.append(MeetingPaper(key=deadline.key, due=deadline.due))
        elif row.due != deadline.due:
            row.due = deadline.due
    for row in there.values():
        if row.sent_on is None:
            meeting.papers.remove(row)


def _add_missing(meeting: Meeting, office: OfficeCalendar) -> None:
    """A row for each paper that has none yet; the days of the others stay as they were counted."""
    there = {paper.key for paper in meeting.papers}
    for deadline in deadlines_for(body_of(meeting), meeting.held_on, office):
        if deadline.key not in there:
            meeting.papers.append(MeetingPaper(key=deadline.key, due=deadline.due, sent_to=""))


def paper_rows(meeting: Meeting, today: date, office: OfficeCalendar) -> tuple[PaperRow, ...]:
    """A meeting's papers in the order of their profile, those sent under an older one at the end.

    One that was never recorded has the day it is due by the rules.
    """
    there = {paper.key: paper for paper in meeting.papers}
    known = {one.key: one for one in deadlines_for(body_of(meeting), meeting.held_on, office)}
    rows = []
    for key in dict.fromkeys((*known, *there)):
        deadline, paper = known.get(key), there.get(key)
        if paper is None:
            assert deadline is not None
            paper = MeetingPaper(key=key, due=deadline.due, sent_to="", again_why="")
        what = deadline.what if deadline else key.capitalize()
        before = deadline.paper.before if deadline else True
        rows.append(_row(meeting, paper, what, before, today, office))
    return tuple(rows)


def _row(
    meeting: Meeting, paper: MeetingPaper, what: str, before: bool, today: date, office: OfficeCalendar
) -> PaperRow:
    stands = timeliness(paper.due, today, paper.sent_on, agreed=before and bool(meeting.notice_by))
    again = paper.again_since is not None and paper.again_on is None
    over = before and meeting.state not in TO_COME
    return PaperRow(
        meeting.id,
        paper.key,
        what,
        before,
        paper.due,
        paper.sent_on,
        paper.sent_to,
        again,
        paper.again_on,
        paper.again_why,
        stands,
        not over and (paper.sent_on is None or again),
        office.between(today, paper.due) <= SOON,
        _words(paper, stands, today, office),
        standing(paper.due, today, office),
    )


def _words(paper: MeetingPaper, stands: Timeliness, today: date, office: OfficeCalendar) -> str:
    if paper.sent_on is None:
        return due_words(paper.due, today)
    words = f"sent {day_words(paper.sent_on)}"
    if stands is Timeliness.LATE:
        words += f", {late_words(paper.due, paper.sent_on, office)}"
    if paper.again_on is not None:
        words += f", again {day_words(paper.again_on)}"
    return words


def short_notice_words(meeting: Meeting) -> str:
    """Who agreed to short notice, when and why, as it is printed; "" where nobody did."""
    if not meeting.notice_by:
        return ""
    when = f" on {day_words(meeting.notice_on)}" if meeting.notice_on else ""
    return f"Short notice of this meeting was agreed by {meeting.notice_by}{when}: {meeting.notice_reason}"


def send_again(meeting: Meeting, keys: Collection[str], today: date, why: str) -> None:
    """What has gone out and is no longer right must go once more; `why` says what has changed."""
    for paper in meeting.papers:
        if paper.key in keys and paper.sent_on is not None:
            paper.again_since, paper.again_on, paper.again_why = today, None, why


def paper_of(meeting: Meeting, key: str) -> MeetingPaper | None:
    """One paper of a meeting, None where its rules do not ask for it."""
    return next((paper for paper in meeting.papers if paper.key == key), None)


class Papers:
    """What went out, when, to whom; said again, it corrects the day."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def of(self, meeting_id: int) -> tuple[PaperRow, ...]:
        """The papers of one meeting, as they stand today."""
        with self._store.reading() as session:
            meeting = the_meeting(session, meeting_id)
            return paper_rows(meeting, self._clock.today(), office_calendar(session))

    def sent(
        self, meeting_id: int, key: str, on: date | None = None, to: str | None = None, initiator: str = ""
    ) -> tuple[PaperRow, ...]:
        """One paper went out, on a day (default today); `to` says to whom, None leaves what was said.

        The agenda puts the meeting at "papers out", the minutes at "draft circulated".
        """
        with self._store.transaction("send paper", initiator) as session:
            meeting = the_meeting(session, meeting_id)
            send_papers(session, meeting, (key,), self._day(on), to)
            return paper_rows(meeting, self._clock.today(), office_calendar(session))

    def sent_together(
        self, meeting_id: int, key: str, on: date | None = None, to: str | None = None, initiator: str = ""
    ) -> tuple[PaperRow, ...]:
        """A paper went out, and with it every other that is due no later and on the same side."""
        with self._store.transaction("send papers", initiator) as session:
            meeting = the_meeting(session, meeting_id)
            office = office_calendar(session)
            _add_missing(meeting, office)
            rows = paper_rows(meeting, self._clock.today(), office)
            main = next((row for row in rows if row.key == key), None)
            with_it = [
                row.key
                for row in rows
                if main is not None and row.before == main.before and row.due <= main.due and row.open
            ]
            send_papers(session, meeting, dict.fromkeys((key, *with_it)), self._day(on), to)
            return paper_rows(meeting, self._clock.today(), office)

    def agree_short_notice(
        self, meeting_id: int, by: str, reason: str, initiator: str = ""
    ) -> tuple[PaperRow, ...]:
        """The chair agreed to short notice: what goes out before the meeting is then not late.

        Name and reason are printed on the agenda and in the minutes. Raises `Refused` where one of them is
        missing, or where the body's rules know no such exception.
        """
        with self._store.transaction("agree short notice", initiator) as session:
            meeting, name, why = the_meeting(session, meeting_id), clean_name(by), clean(reason).strip()
            require_unlocked(meeting)
            rule = body_of(meeting).emergency_override
            if not rule.allowed:
                raise Refused("The rules of this body allow no shorter notice, so nothing was changed.")
            if not (name and why):
                raise Refused(f"Short notice needs the name of {rule.by} and the reason; nothing changed.")
            meeting.notice_by, meeting.notice_reason = name, why
            meeting.notice_on = self._clock.today()
            session.flush()
            return paper_rows(meeting, self._clock.today(), office_calendar(session))

    def withdraw_short_notice(self, meeting_id: int, initiator: str = "") -> tuple[PaperRow, ...]:
        """The exception was recorded by mistake."""
        with self._store.transaction("withdraw short notice", initiator) as session:
            meeting = the_meeting(session, meeting_id)
            require_unlocked(meeting)
            meeting.notice_by, meeting.notice_reason, meeting.notice_on = "", "", None
            session.flush()
            return paper_rows(meeting, self._clock.today(), office_calendar(session))

    def not_sent(self, meeting_id: int, key: str, initiator: str = "") -> tuple[PaperRow, ...]:
        """A paper did not go out after all; what it said about the meeting is taken back with it."""
        with self._store.transaction("paper not sent", initiator) as session:
            meeting = the_meeting(session, meeting_id)
            paper = paper_of(meeting, key)
            if paper is None or paper.sent_on is None:
                raise Refused("This paper is not recorded as sent, so nothing was changed.")
            require_unlocked(meeting)
            back, was = _STEPS.get(key, ("", ""))
            if meeting.state == was:
                meeting.state = MeetingState.ADJOURNED if _was_adjourned(session, meeting) else back
            paper.sent_on = paper.again_since = paper.again_on = None
            paper.sent_to = paper.again_why = ""
            session.flush()
            return paper_rows(meeting, self._clock.today(), office_calendar(session))

    def _day(self, on: date | None) -> date:
        today = self._clock.today()
        if on is not None and on > today:
            raise Refused(f"{day_words(on)} is still to come; give the day on which it went out.")
        return on or today


def _was_adjourned(session: Session, meeting: Meeting) -> bool:
    """Whether the meeting ended before its business did, and goes on at another."""
    query = select(QuorumChoice.id).where(
        QuorumChoice.meeting_id == meeting.id, QuorumChoice.to_meeting_id.is_not(None)
    )
    return meeting.opened_at is not None and session.execute(query.limit(1)).first() is not None


# What the agenda and the minutes say about the meeting, and what it is again if they did not go out.
_STEPS = {
    AGENDA: (MeetingState.PLANNED, MeetingState.PAPERS_OUT),
    MINUTES: (MeetingState.CLOSED, MeetingState.DRAFT_CIRCULATED),
}


def send_papers(
    session: Session, meeting: Meeting, keys: Iterable[str], day: date, to: str | None = None
) -> None:
    """Record that papers went out on a day, in the caller's transaction."""
    office = office_calendar(session)
    _add_missing(meeting, office)
    sides = {row.key: row.before for row in paper_rows(meeting, day, office)}
    for key in keys:
        paper = paper_of(meeting, key)
        if paper is None:
            raise Refused("This meeting owes no such paper; look at its page again.")
        if paper.sent_on is None:
            _step(meeting, key)
        if not sides[key] and day < meeting.held_on:
            raise Refused("The minutes cannot have gone out before the meeting; give a later day.")
        _mark(paper, day)
        if to is not None:
            paper.sent_to = clean(to).strip()
    session.flush()


def _mark(paper: MeetingPaper, day: date) -> None:
    """The first sending counts against the clock; a change since then asks for a second one."""
    if paper.sent_on is not None and paper.again_since is not None and day >= paper.again_since:
        paper.again_on = day
    else:
        paper.sent_on = day


def _step(meeting: Meeting, key: str) -> None:
    if key not in _STEPS or (key == AGENDA and meeting.state not in TO_COME):
        return  # the day is recorded after the meeting has begun
    wanted = _STEPS[key][1]
    require(MeetingState(meeting.state), wanted)
    meeting.state = wanted
