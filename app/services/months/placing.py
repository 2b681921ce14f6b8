"""Setting a meeting's day: the rules in force on it, what speaks against it, and the clocks that follow."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.domain.calendar import MONTHS, OfficeCalendar, day_words
from app.domain.findings import Finding, Severity
from app.domain.meetings import MeetingState
from app.domain.planning import check_date, order_findings
from app.domain.profiles import BEFORE_NEXT, Body
from app.domain.text import clean
from app.errors import Refused
from app.models import BodyProfile, Meeting
from app.services.areas import parsed, profiles_in_force
from app.services.clock import Clock
from app.services.months.meeting_records import body_of
from app.services.months.papers import TO_COME, set_papers

# Beside what the rules stop themselves: a day chosen by hand that breaks the order, or has passed.
_NEEDS_REASON = ("order", "past")
_MINUTES_OUT = (MeetingState.DRAFT_CIRCULATED, MeetingState.AGREED)
FIRST_YEAR, LAST_YEAR = 2000, 2100


def require_month(year: int, month: int = 1) -> None:
    """Raises `Refused` for a month, or a year, outside the calendar."""
    if not (1 <= month <= len(MONTHS) and FIRST_YEAR <= year <= LAST_YEAR):
        raise Refused(
            f"A month has a year from {FIRST_YEAR} to {LAST_YEAR} and a number from 1 to 12: 2026-12."
        )


def require_day(on: date) -> None:
    """The clocks of a day at the edge of the calendar would run off it."""
    if not FIRST_YEAR <= on.year <= LAST_YEAR:
        raise Refused(f"A day has a year from {FIRST_YEAR} to {LAST_YEAR}; choose such a day.")


def profiles_on(session: Session, clock: Clock, on: date) -> Mapping[str, BodyProfile]:
    """Each body's profile in force on a day."""
    require_day(on)
    found = profiles_in_force(session, Clock(lambda: on, clock.now))
    if not found:
        raise Refused(f"No profile is in force on {day_words(on)}; choose a later day.")
    return found


def profile_on(session: Session, clock: Clock, body_code: str, on: date) -> BodyProfile:
    """One body's profile on a day, by its code or its short name."""
    profiles = profiles_on(session, clock, on)
    for code, profile in profiles.items():
        if body_code in (code, parsed(profile.text).short):
            return profile
    known = ", ".join(profiles)
    raise Refused(f"There is no body of that name; there are: {known}.")


def findings_on(
    body: Body, on: date, others: Iterable[tuple[Body, date]], today: date, office: OfficeCalendar
) -> tuple[Finding, ...]:
    """What speaks against a day chosen by hand; a stop needs a reason. `others` are the month's other days.

    Each is looked at on its own: an order that two others have broken says nothing about this day.
    """
    found = [
        *check_date(body, on, office, (), today),
        *(
            one
            for other, day in others
            if other.code != body.code
            for one in order_findings({other.code: day, body.code: on}, (other, body))
        ),
    ]
    stop = Severity.STOP
    return tuple(replace(one, severity=stop) if one.rule in _NEEDS_REASON else one for one in found)


def require_reason(findings: Iterable[Finding], reason: str) -> None:
    """Raises `Refused` with the sentence of the first finding that stops, where no reason is given."""
    stops = [found for found in findings if found.severity is Severity.STOP]
    if stops and not reason:
        raise Refused(f"{stops[0].sentence} To keep this day, give the reason.")


def place(
    session: Session, meeting: Meeting, profile: BodyProfile, on: date, reason: str, office: OfficeCalendar
) -> None:
    """Set a meeting's day, and with it the rules it goes by and its clocks; flushes."""
    body = parsed(profile.text)
    meeting.profile, meeting.body_code = profile, body.code
    meeting.held_on, meeting.date_reason = on, reason
    if meeting.id is None:
        meeting.starts, meeting.ends, meeting.venue = body.starts, body.ends, body.venue
        session.add(meeting)
    set_papers(meeting, office)
    session.flush()
    if body.minutes_counted == BEFORE_NEXT:
        count_papers(session, body.code, office)


def count_papers(session: Session, body_code: str, office: OfficeCalendar) -> None:
    """Set the days on which the papers of a body's meetings still to be held are due; flushes.

    A body may count its minutes back from its next meeting: then those of the last one held move as well.
    """
    query = (
        select(Meeting)
        .where(Meeting.body_code == body_code, Meeting.state.not_in(_MINUTES_OUT))
        .order_by(Meeting.held_on, Meeting.id)
        .options(joinedload(Meeting.profile), selectinload(Meeting.papers))
    )
    meetings = list(session.execute(query).scalars())
    for at, meeting in enumerate(meetings):
        after = meetings[at + 1].held_on if at + 1 < len(meetings) else None
        if meeting.state in TO_COME or body_of(meeting).minutes_counted == BEFORE_NEXT:
            set_papers(meeting, office, after)
    session.flush()


def tidy(reason: str) -> str:
    """A reason as it is kept."""
    return clean(reason).strip()
