"""Attendance at a body's meetings over a period, for the page and for the return to the partnership."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.domain.attendance import Attendee, Standing
from app.domain.attendance_return import (
    AgencyLine,
    OnRegister,
    PersonLine,
    Sat,
    Unrepresented,
    by_agency,
    by_person,
    unrepresented,
)
from app.domain.meetings import MeetingState
from app.errors import Refused
from app.models import Attendance, Meeting, Membership
from app.services.months.meeting_records import body_of
from app.store.store import Store

_HELD = tuple(state for state in MeetingState if state.held)
_YEAR = 365


@dataclass(frozen=True)
class MeetingHeld:
    """One meeting of the period; `quorate` is None where nothing was kept of it."""

    id: int
    on: date
    quorate: bool | None


@dataclass(frozen=True)
class AttendanceView:
    """The figures of one body over a period, both days counted."""

    body_code: str
    since: date
    until: date
    meetings: tuple[MeetingHeld, ...]
    agencies: tuple[AgencyLine, ...]
    people: tuple[PersonLine, ...]
    unrepresented: tuple[Unrepresented, ...]


class AttendanceFigures:
    """Counts what the registers of the meetings held say."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, body_code: str, since: date, until: date) -> AttendanceView:
        """The figures; raises `Refused` for a period that ends before it begins."""
        with self._store.reading() as session:
            return attendance_view(session, body_code, since, until)


def a_year_to(day: date) -> date:
    """The first day of the year that ends on a day."""
    return day - timedelta(days=_YEAR - 1)


def attendance_view(session: Session, body_code: str, since: date, until: date) -> AttendanceView:
    """The figures, in a session that is already open."""
    if until < since:
        raise Refused("The period ends before it begins; give a later day for its end.")
    query = (
        select(Meeting)
        .where(Meeting.body_code == body_code, Meeting.state.in_(_HELD))
        .where(Meeting.held_on >= since, Meeting.held_on <= until)
        .options(joinedload(Meeting.profile))
        .order_by(Meeting.held_on, Meeting.id)
    )
    held = list(session.execute(query).scalars())
    sat = _sat(session, body_code, held)
    return AttendanceView(
        body_code,
        since,
        until,
        tuple(MeetingHeld(one.id, one.held_on, one.quorate) for one in held),
        by_agency(sat),
        by_person(sat),
        unrepresented(sat),
    )


def _sat(session: Session, body_code: str, held: Sequence[Meeting]) -> list[Sat]:
    members = list(
        session.execute(
            select(Membership).where(Membership.body_code == body_code).order_by(Membership.from_on)
        ).scalars()
    )
    lines: dict[int, list[OnRegister]] = {one.id: [] for one in held}
    ids = select(Meeting.id).where(Meeting.body_code == body_code, Meeting.state.in_(_HELD))
    query = select(Attendance).where(Attendance.meeting_id.in_(ids)).order_by(Attendance.id)
    for row in session.execute(query).scalars():
        if row.meeting_id in lines:
            lines[row.meeting_id].append(_line(row))
    return [_meeting(one, tuple(lines[one.id]), members) for one in held]


def _line(row: Attendance) -> OnRegister:
    standing = Standing(row.standing or Standing.EXPECTED)
    who = Attendee(row.name, standing, row.seat_key, row.agency, row.rank, row.virtual)
    return OnRegister(who, row.deputy_for)


def _meeting(meeting: Meeting, lines: tuple[OnRegister, ...], members: Sequence[Membership]) -> Sat:
    body, day = body_of(meeting), meeting.held_on
    then = [one for one in members if one.from_on <= day and (one.to_on is None or one.to_on >= day)]
    kept = {one.seat_key for one in members}
    return Sat(
        day,
        body.seats,
        lines,
        {key: tuple(one.name for one in then if one.seat_key == key) for key in kept},
        {one.seat_key: frozenset(one.deputies) for one in then if one.deputies},
        body.ranks,
        meeting.quorate,
    )
