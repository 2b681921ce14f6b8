"""The month's meetings: planned by the profiles, moved by hand, followed until the minutes are out."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.domain.calendar import MONTHS, OfficeCalendar, day_words
from app.domain.deadlines import AGENDA, MINUTES
from app.domain.findings import Finding, Severity
from app.domain.planning import check_date, order_findings, plan_month
from app.domain.text import clean
from app.errors import Refused
from app.models import BodyProfile, Meeting
from app.services.areas import parsed, profiles_in_force
from app.services.clock import Clock
from app.services.months.due import DueRow, due_rows
from app.services.months.meeting_records import the_meeting
from app.services.months.meeting_rows import (
    MeetingRow,
    meeting_row,
    meeting_rows,
    meetings_between,
    month_of,
    one_of_each,
)
from app.services.months.office import office_calendar
from app.services.months.papers import TO_COME, Papers, set_papers
from app.store.store import Store

__all__ = ["DueRow", "MeetingRow", "Planner"]

# Beside what the rules stop themselves: a day chosen by hand that breaks the order, or has passed.
_NEEDS_REASON = ("order", "past")
_FIRST_YEAR, _LAST_YEAR = 2000, 2100


class Planner:
    """When each body meets, what is out, and what is due."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._papers = Papers(store, clock)

    def plan(self, year: int, month: int, initiator: str = "") -> tuple[MeetingRow, ...]:
        """Add the month's meetings that are missing, by the profiles; answers all of the month.

        Bodies that meet on no fixed day, or not every month, are left to be added by hand.
        """
        _require_month(year, month)
        first, last = month_of(year, month)
        with self._store.transaction("plan month", initiator) as session:
            profiles = self._profiles(session, last)
            bodies = [parsed(profile.text) for profile in profiles.values()]
            there = {meeting.body_code for meeting in meetings_between(session, first, last)}
            office = office_calendar(session)
            for planned in plan_month(bodies, year, month, office):
                if planned.body_code not in there:
                    profile = self._profiles(session, planned.on).get(planned.body_code)
                    session.add(
                        _placed(
                            Meeting(), profile or profiles[planned.body_code], planned.on, planned.why, office
                        )
                    )
            session.flush()
            return meeting_rows(session, meetings_between(session, first, last), self._clock.today())

    def month(self, year: int, month: int) -> tuple[MeetingRow, ...]:
        """What is planned for a month, by date; plans nothing."""
        _require_month(year, month)
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
        """Put a meeting that has not begun on another day; its clocks follow.

        Raises `Refused` with the finding's sentence where the day needs a reason and none is given.
        """
        with self._store.transaction("move meeting", initiator) as session:
            meeting = the_meeting(session, meeting_id)
            if meeting.state not in TO_COME:
                raise Refused("This meeting has begun, so its day stays; nothing was moved.")
            if meeting.held_on != on:
                profile = self._on_that_day(session, meeting.body_code, on, meeting.id, reason)
                _placed(meeting, profile, on, _reason(reason), office_calendar(session))
                session.flush()
            return meeting_row(session, meeting, self._clock.today())

    def add(self, body_code: str, on: date, reason: str = "", initiator: str = "") -> MeetingRow:
        """One more meeting of a body, on a day chosen by hand; `Refused` as in `move`."""
        with self._store.transaction("add meeting", initiator) as session:
            profile = self._on_that_day(session, body_code, on, None, reason)
            meeting = _placed(Meeting(), profile, on, _reason(reason), office_calendar(session))
            session.add(meeting)
            session.flush()
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
            _require_day(on)
        with self._store.reading() as session:
            return due_rows(session, self._clock, on or self._clock.today(), within_days)

    def _on_that_day(
        self, session: Session, body_code: str, on: date, meeting_id: int | None, reason: str
    ) -> BodyProfile:
        """The profile for a day chosen by hand, once nothing speaks against the day or a reason is given."""
        profile = self._profile(session, body_code, on)
        stops = [
            found
            for found in self._check(session, meeting_id, body_code, on)
            if found.severity is Severity.STOP
        ]
        if stops and not _reason(reason):
            raise Refused(f"{stops[0].sentence} To keep this day, give the reason.")
        for other in meetings_between(session, on, on):
            if other.body_code == profile.code and other.id != meeting_id:
                raise Refused(
                    f"There is already a {parsed(profile.text).short} on {day_words(on)}; choose another day."
                )
        return profile

    def _check(
        self, session: Session, meeting_id: int | None, body_code: str, on: date
    ) -> tuple[Finding, ...]:
        body = parsed(self._profile(session, body_code, on).text)
        month, office = meetings_between(session, *month_of(on.year, on.month)), office_calendar(session)
        others = [pair for pair in one_of_each(month, meeting_id) if pair[0].code != body.code]
        found = [
            # Each other body on its own: an order that others have broken says nothing about this day.
            *check_date(body, on, office, (), self._clock.today()),
            *(
                one
                for other, day in others
                for one in order_findings({other.code: day, body.code: on}, (other, body))
            ),
        ]
        stop = Severity.STOP
        return tuple(replace(one, severity=stop) if one.rule in _NEEDS_REASON else one for one in found)

    def _profile(self, session: Session, body_code: str, on: date) -> BodyProfile:
        profiles = self._profiles(session, on)
        for code, profile in profiles.items():
            if body_code in (code, parsed(profile.text).short):
                return profile
        known = ", ".join(profiles)
        raise Refused(f"There is no body of that name; there are: {known}.")

    def _profiles(self, session: Session, on: date) -> Mapping[str, BodyProfile]:
        """Each body's profile in force on a day."""
        _require_day(on)
        found = profiles_in_force(session, Clock(lambda: on, self._clock.now))
        if not found:
            raise Refused(f"No profile is in force on {day_words(on)}; choose a later day.")
        return found


def _require_month(year: int, month: int) -> None:
    if not (1 <= month <= len(MONTHS) and _FIRST_YEAR <= year <= _LAST_YEAR):
        raise Refused(
            f"A month has a year from {_FIRST_YEAR} to {_LAST_YEAR} and a number from 1 to 12: 2026-12."
        )


def _require_day(on: date) -> None:
    """The clocks of a day at the edge of the calendar would run off it."""
    if not _FIRST_YEAR <= on.year <= _LAST_YEAR:
        raise Refused(f"A day has a year from {_FIRST_YEAR} to {_LAST_YEAR}; choose such a day.")


def _placed(meeting: Meeting, profile: BodyProfile, on: date, reason: str, office: OfficeCalendar) -> Meeting:
    """Set a meeting's day, and with it the rules it goes by and its clocks."""
    body = parsed(profile.text)
    meeting.profile, meeting.body_code = profile, body.code
    meeting.held_on, meeting.date_reason = on, reason
    if meeting.id is None:
        meeting.starts, meeting.ends, meeting.venue = body.starts, body.ends, body.venue
    set_papers(meeting, office)
    return meeting


def _reason(reason: str) -> str:
    return clean(reason).strip()
