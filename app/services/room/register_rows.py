"""The lines of the register: who is expected on each seat, and how each person stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.domain.attendance import Standing
from app.domain.calendar import day_words
from app.domain.meetings import MeetingState
from app.domain.presence import Turn, presence_words
from app.domain.profiles import Body, Seat
from app.models import Attendance, Meeting, Membership, SeatAtMeeting, Stay
from app.services.bodies.member_records import seats_with_members, sitting_on
from app.services.months.meeting_records import attendance_of, previous_meeting
from app.services.room.presence import (
    log_words,
    quorum_expected,
    quorum_of,
    seats_noted,
    stays_of,
    times_of,
    turns_of,
    wall,
)


@dataclass(frozen=True)
class SeatRow:
    """One person in the register; an observer has no seat, and so no role and no borough.

    `presence` is the sentence on when they came and went, "" for whoever is there from beginning to end.
    `asked`: the condition of an invited seat is met this time. `written` is what the seat sent in writing.
    `joined`: they came after the start.
    """

    attendance_id: int
    seat_key: str
    agency: str
    role: str
    borough: str
    statutory: bool
    invited: bool
    name: str
    standing: Standing
    deputy_for: str
    signed: bool
    left: bool = False
    rank: str = ""
    virtual: bool = False
    waits_to_sign: bool = False
    condition: str = ""
    asked: bool = False
    written: str = ""
    presence: str = ""
    joined: bool = False


def seat_register(session: Session, meeting: Meeting, body: Body) -> None:
    """A line for each seat that has none yet, from the members on the meeting's day.

    A seat of which no members are kept has the names of those who held it last time. A line of which
    nothing was said yet follows a change of members.
    """
    kept, sitting = seats_with_members(session, body.code), sitting_on(session, body.code, meeting.held_on)
    taken: dict[str, list[Attendance]] = {}
    for row in attendance_of(session, meeting.id):
        taken.setdefault(row.seat_key, []).append(row)
    before = _last_time(session, meeting)
    for seat in body.seats:
        lines = taken.get(seat.key, [])
        if not lines:
            session.add_all(_line(meeting, seat, *who) for who in _holders(seat, kept, sitting, before))
        elif seat.key in kept and len(lines) == 1 and _untouched(lines[0]):
            name, rank, agency = _holders(seat, kept, sitting, before)[0]
            lines[0].name, lines[0].rank, lines[0].agency = name, rank, agency or seat.agency
    session.flush()


def _line(meeting: Meeting, seat: Seat, name: str, rank: str, agency: str) -> Attendance:
    return Attendance(
        meeting_id=meeting.id,
        seat_key=seat.key,
        name=name,
        rank=rank,
        agency=agency or seat.agency,
        standing=Standing.EXPECTED,
    )


def _untouched(row: Attendance) -> bool:
    return row.standing in ("", Standing.EXPECTED) and not row.signed and not row.deputy_for


def _last_time(session: Session, meeting: Meeting) -> Sequence[Attendance]:
    last = previous_meeting(session, meeting)
    return attendance_of(session, last.id) if last else []


Holder = tuple[str, str, str]  # name, rank, agency


def _holders(
    seat: Seat,
    kept: frozenset[str],
    sitting: Mapping[str, Sequence[Membership]],
    before: Sequence[Attendance],
) -> tuple[Holder, ...]:
    """Who is expected: the members of that day, else those of last time.

    A deputy sat in for somebody: that person, not the deputy, is expected next time.
    """
    if seat.key in kept:
        members = sitting.get(seat.key, ())
        return tuple((one.name, one.rank, one.agency) for one in members) or (("", "", ""),)
    names = (
        (row.deputy_for or "", "", "") if row.standing == Standing.DEPUTY else (row.name, row.rank, "")
        for row in before
        if row.seat_key == seat.key
    )
    return tuple(dict.fromkeys(holder for holder in names if holder[0])) or ((seat.holder, "", ""),)


def seat_rows(session: Session, meeting: Meeting, body: Body) -> tuple[SeatRow, ...]:
    """The register as rows, in the profile's order of seats, observers last."""
    place = {seat.key: number for number, seat in enumerate(body.seats)}
    seats = {seat.key: seat for seat in body.seats}
    lines = sorted(
        attendance_of(session, meeting.id), key=lambda row: (place.get(row.seat_key, len(place)), row.id)
    )
    about = _About(session, meeting) if lines else None
    return tuple(_seat_row(line, seats.get(line.seat_key), about) for line in lines)


class _About:
    """What else is known of the lines of one meeting."""

    def __init__(self, session: Session, meeting: Meeting) -> None:
        self._stays: Mapping[int, tuple[Stay, ...]] = stays_of(session, meeting)
        self._turns: tuple[Turn, ...] = turns_of(session, meeting) if self._stays else ()
        self._noted: Mapping[str, SeatAtMeeting] = seats_noted(session, meeting)
        known = [turn.at for turn in self._turns]
        for stay in (one for stays in self._stays.values() for one in stays):
            known += [wall(at) for at in (stay.arrived_at, stay.left_at) if at is not None]
        self._ends = wall(meeting.closed_at) if meeting.closed_at else max(known, default=None)

    def presence(self, line: Attendance) -> str:
        stays = self._stays.get(line.id, ())
        if not stays or self._ends is None:
            return ""
        return presence_words(times_of(line, stays), self._turns, self._ends)

    def joined(self, line: Attendance) -> bool:
        return any(stay.arrived_at is not None for stay in self._stays.get(line.id, ())[:1])

    def seat(self, key: str) -> SeatAtMeeting | None:
        return self._noted.get(key) if key else None


def _seat_row(line: Attendance, seat: Seat | None, about: _About | None = None) -> SeatRow:
    noted = about.seat(line.seat_key) if about else None
    return SeatRow(
        line.id,
        line.seat_key,
        seat.agency if seat else line.agency,
        seat.role if seat else "",
        seat.borough if seat else "",
        seat.statutory if seat else False,
        seat.invited if seat else False,
        line.name,
        Standing(line.standing or Standing.EXPECTED),
        line.deputy_for,
        line.signed,
        line.left_at is not None,
        line.rank or "",
        bool(line.virtual),
        bool(line.waits_to_sign),
        seat.condition if seat else "",
        noted.asked if noted else False,
        written_words(noted),
        about.presence(line) if about else "",
        about.joined(line) if about else False,
    )


def written_words(noted: SeatAtMeeting | None) -> str:
    """ "in writing on Tue 24 Nov 2026: nothing new on either case", "" where nothing was sent."""
    if noted is None or noted.written_on is None:
        return ""
    note = f": {noted.written_note}" if noted.written_note else ""
    return f"in writing on {day_words(noted.written_on)}{note}"


def expected_rows(session: Session, meeting: Meeting, body: Body) -> tuple[SeatRow, ...]:
    """The register as it would be seated, for a sheet that is printed before anybody has opened it."""
    kept, sitting = seats_with_members(session, body.code), sitting_on(session, body.code, meeting.held_on)
    before = _last_time(session, meeting)
    return tuple(
        _seat_row(
            Attendance(
                id=0, seat_key=seat.key, name=name, rank=rank, standing="", deputy_for="", signed=False
            ),
            seat,
        )
        for seat in body.seats
        for name, rank, _ in _holders(seat, kept, sitting, before)
    )


def quorum_words(session: Session, meeting: Meeting, body: Body) -> str:
    """What the register says of the quorum: expected before the meeting, counted during and after it."""
    if meeting.quorum_sentence:
        return meeting.quorum_sentence
    if meeting.state == MeetingState.OPEN:
        return log_words(session, meeting)
    if MeetingState(meeting.state).held:
        return quorum_of(session, meeting, body).sentence
    return quorum_expected(session, meeting, body).sentence
