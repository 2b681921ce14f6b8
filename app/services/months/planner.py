"""The month's meetings: planned by the profiles, moved by hand, followed until the minutes are out."""

from collections.abc import Iterable
from datetime import date, time

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.domain.calendar import day_words
from app.domain.deadlines import AGENDA, MINUTES, papers_of
from app.domain.findings import Finding, Severity
from app.domain.text import clean_name
from app.errors import Refused
from app.models import BodyProfile, Meeting
from app.services.areas import parsed
from app.services.clock import Clock
from app.services.months.due import DueRow, due_rows
from app.services.months.meeting_records import body_of, the_meeting
from app.services.months.meeting_rows import (
    MeetingRow,
    meeting_row,
    meeting_rows,
    meetings_between,
    month_of,
    one_of_each,
)
from app.services.months.office import office_calendar
from app.services.months.papers import TO_COME, Papers, send_again
from app.services.months.placing import (
    findings_on,
    place,
    profile_on,
    require_day,
    require_month,
    require_reason,
    tidy,
)
from app.services.months.plans import PlanLine, Plans
from app.store.store import Store

__all__ = ["DueRow", "MeetingRow", "Planner"]


class Planner:
    """When each body meets, what is out, and what is due."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._papers = Papers(store, clock)
        self._plans = Plans(store, clock)

    def plan(self, year: int, month: int, initiator: str = "") -> tuple[MeetingRow, ...]:
        """Add the month's meetings that are missing, by the profiles; answers all that stand for it.

        Bodies that meet on no fixed day are left to be added by hand.
        """
        self._plans.keep(year, month, initiator=initiator)
        return self._rows(self._plans.month(year, month))

    def plan_year(self, year: int, initiator: str = "") -> tuple[MeetingRow, ...]:
        """The same for the twelve months of a year."""
        self._plans.keep(year, initiator=initiator)
        return self._rows(self._plans.year(year))

    def _rows(self, lines: Iterable[PlanLine]) -> tuple[MeetingRow, ...]:
        with self._store.reading() as session:
            wanted = [line.meeting_id for line in lines if line.meeting_id is not None]
            found = [the_meeting(session, one) for one in wanted]
            return meeting_rows(session, found, self._clock.today())

    def month(self, year: int, month: int) -> tuple[MeetingRow, ...]:
        """What is planned for a month, by date; plans nothing."""
        require_month(year, month)
        with self._store.reading() as session:
            return meeting_rows(
                session, meetings_between(session, *month_of(year, month)), self._clock.today()
            )

    def meetings(self, body_code: str | None = None) -> tuple[MeetingRow, ...]:
        """Every meeting, or those of one body, newest first."""
        query = (
            select(Meeting)
            .options(joinedload(Meeting.profile))
            .order_by(Meeting.held_on.desc(), Meeting.starts.desc(), Meeting.id.desc())
        )
        with self._store.reading() as session:
            wanted = query if body_code is None else query.where(Meeting.body_code == body_code)
            return meeting_rows(session, list(session.execute(wanted).scalars()), self._clock.today())

    def meeting(self, meeting_id: int) -> MeetingRow:
        """One meeting; `Refused` where it is not in the store."""
        with self._store.reading() as session:
            return meeting_row(session, the_meeting(session, meeting_id), self._clock.today())

    def check_date(self, meeting_id: int | None, body_code: str, on: date) -> tuple[Finding, ...]:
        """What speaks against a day, of a new meeting where `meeting_id` is None; a stop needs a reason."""
        with self._store.reading() as session:
            return self._check(session, meeting_id, body_code, on)

    def move(self, meeting_id: int, on: date, reason: str = "", initiator: str = "") -> MeetingRow:
        """Put a meeting that has not begun on another day; its clocks follow, and papers that are out must go
        again.

        Raises `Refused` with the finding's sentence where the day needs a reason and none is given.
        """
        with self._store.transaction("move meeting", initiator) as session:
            meeting = the_meeting(session, meeting_id)
            _require_to_come(meeting, "its day stays; nothing was moved")
            if meeting.held_on != on:
                profile = self._on_that_day(session, meeting.body_code, on, meeting.id, reason)
                why = f"The date was moved from {day_words(meeting.held_on)} to {day_words(on)}."
                send_again(meeting, _dated(meeting), self._clock.today(), _because(why, reason))
                place(session, meeting, profile, on, tidy(reason), office_calendar(session))
            return meeting_row(session, meeting, self._clock.today())

    def arrange(
        self,
        meeting_id: int,
        starts: time,
        ends: time,
        venue: str,
        reason: str = "",
        initiator: str = "",
    ) -> MeetingRow:
        """Set the hours and the place of a meeting that has not begun.

        Raises `Refused` where the agenda is out and no reason is given: it then has to go once more.
        """
        with self._store.transaction("arrange meeting", initiator) as session:
            meeting, place_name = the_meeting(session, meeting_id), clean_name(venue)
            _require_to_come(meeting, "its hours and its place stay; nothing was changed")
            if starts >= ends:
                raise Refused("A meeting ends after it starts; give a later end.")
            changes = _changes(meeting, starts, ends, place_name)
            if changes and _papers_out(meeting) and not tidy(reason):
                raise Refused("The agenda is out and will have to go again; give the reason for the change.")
            send_again(meeting, (AGENDA,), self._clock.today(), _because(" ".join(changes), reason))
            meeting.starts, meeting.ends, meeting.venue = starts, ends, place_name
            session.flush()
            return meeting_row(session, meeting, self._clock.today())

    def add(self, body_code: str, on: date, reason: str = "", initiator: str = "") -> MeetingRow:
        """One more meeting of a body, on a day chosen by hand; `Refused` as in `move`."""
        with self._store.transaction("add meeting", initiator) as session:
            profile = self._on_that_day(session, body_code, on, None, reason)
            meeting = Meeting()
            place(session, meeting, profile, on, tidy(reason), office_calendar(session))
            return meeting_row(session, the_meeting(session, meeting.id), self._clock.today())

    def agenda_sent(self, meeting_id: int, on: date | None = None, initiator: str = "") -> MeetingRow:
        """The agenda is out with all that is due with it, on a day (default today); see `Papers`."""
        self._papers.sent_together(meeting_id, AGENDA, on, initiator=initiator)
        return self.meeting(meeting_id)

    def minutes_sent(self, meeting_id: int, on: date | None = None, initiator: str = "") -> MeetingRow:
        """The draft minutes are out, on a day (default today) not before the meeting; see `Papers`."""
        self._papers.sent_together(meeting_id, MINUTES, on, initiator=initiator)
        return self.meeting(meeting_id)

    def due(self, on: date | None = None, within_days: int | None = None) -> tuple[DueRow, ...]:
        """What is due or overdue on a day (default today), by date; `within_days` are calendar days."""
        if on is not None:
            require_day(on)
        with self._store.reading() as session:
            return due_rows(session, self._clock, on or self._clock.today(), within_days)

    def _on_that_day(
        self, session: Session, body_code: str, on: date, meeting_id: int | None, reason: str
    ) -> BodyProfile:
        """The profile for a day chosen by hand, once nothing speaks against the day or a reason is given."""
        profile = profile_on(session, self._clock, body_code, on)
        require_reason(self._check(session, meeting_id, body_code, on), tidy(reason))
        for other in meetings_between(session, on, on):
            if other.body_code == profile.code and other.id != meeting_id:
                raise Refused(
                    f"There is already a {parsed(profile.text).short} on {day_words(on)}; choose another day."
                )
        return profile

    def _check(
        self, session: Session, meeting_id: int | None, body_code: str, on: date
    ) -> tuple[Finding, ...]:
        body = parsed(profile_on(session, self._clock, body_code, on).text)
        month, office = meetings_between(session, *month_of(on.year, on.month)), office_calendar(session)
        found = findings_on(body, on, one_of_each(month, meeting_id), self._clock.today(), office)
        if meeting_id is None:
            return found
        return (*found, *_out_already(the_meeting(session, meeting_id)))


def _require_to_come(meeting: Meeting, words: str) -> None:
    if meeting.state not in TO_COME:
        raise Refused(f"This meeting has begun, so {words}.")


def _dated(meeting: Meeting) -> tuple[str, ...]:
    """The papers that say on which day the meeting is."""
    return tuple(paper.key for paper in papers_of(body_of(meeting)) if paper.dated)


def _papers_out(meeting: Meeting) -> bool:
    return any(paper.sent_on is not None for paper in meeting.papers if paper.key in _dated(meeting))


def _out_already(meeting: Meeting) -> tuple[Finding, ...]:
    if not _papers_out(meeting):
        return ()
    short = body_of(meeting).short
    day = day_words(meeting.held_on)
    sentence = f"The papers of {short} for {day} are out; on another day they must go again."
    return (Finding("papers-out", sentence, "Papers", Severity.STOP),)


def _changes(meeting: Meeting, starts: time, ends: time, venue: str) -> list[str]:
    """What an arrangement changes, in sentences."""
    found = []
    if (starts, ends) != (meeting.starts, meeting.ends):
        found.append(f"The hours are now {starts:%H:%M} to {ends:%H:%M}.")
    if venue != meeting.venue:
        found.append(f"The place is now {venue}." if venue else "The place is not known any more.")
    return found


def _because(what: str, reason: str) -> str:
    return f"{what} {tidy(reason)}".strip()
