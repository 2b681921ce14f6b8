"""The register of attendance: who was expected, who came, who signed; and whether that is a quorum."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.domain.attendance import IN_THE_ROOM, Standing
from app.domain.findings import Finding
from app.domain.meetings import MeetingState
from app.domain.profiles import Body, Seat
from app.domain.quorum import Quorum, count_quorum, forecast, lost
from app.domain.text import clean_name
from app.errors import Refused
from app.models import Attendance, Meeting
from app.services.clock import Clock
from app.services.months.meeting_records import (
    attendance_of,
    body_of,
    people_of,
    previous_meeting,
    require_unlocked,
    the_meeting,
)
from app.store.store import Store


@dataclass(frozen=True)
class SeatRow:
    """One person in the register; an observer has no seat, and so no role and no borough."""

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


class RegisterOfAttendance:
    """Signing is agreeing to the confidentiality statement (domain §21.3)."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def prepare(self, meeting_id: int, initiator: str = "") -> tuple[SeatRow, ...]:
        """Seat the register before the meeting, so that apologies can be noted as they come in."""
        with self._store.transaction("prepare register", initiator) as session:
            meeting = the_meeting(session, meeting_id)
            require_unlocked(meeting)
            seat_register(session, meeting, body_of(meeting))
            return seat_rows(session, meeting, body_of(meeting))

    def rows(self, meeting_id: int) -> tuple[SeatRow, ...]:
        """The register in the profile's order of seats, observers last; empty until it is seated."""
        with self._store.reading() as session:
            meeting = the_meeting(session, meeting_id)
            return seat_rows(session, meeting, body_of(meeting))

    def quorum(self, meeting_id: int) -> Quorum:
        """How the count stands now."""
        with self._store.reading() as session:
            meeting = the_meeting(session, meeting_id)
            return quorum_of(session, meeting, body_of(meeting))

    def set_standing(
        self, attendance_id: int, standing: Standing, initiator: str = ""
    ) -> tuple[Finding, ...]:
        """Present, deputy, apologies, absent, observer or expected; answers P21 if the quorum is lost."""
        with self._store.transaction("set attendance", initiator) as session:
            row, meeting = self._line(session, attendance_id)
            was = quorum_of(session, meeting, body_of(meeting))
            row.standing, row.left_at = Standing(standing), None
            if standing in IN_THE_ROOM and meeting.state == MeetingState.OPEN:
                row.arrived_at = row.arrived_at or self._clock.now()
            session.flush()
            return lost(was, quorum_of(session, meeting, body_of(meeting)))

    def leaves(self, attendance_id: int, initiator: str = "") -> tuple[Finding, ...]:
        """Somebody who was here goes; the time is kept and the quorum counted without them (P21)."""
        with self._store.transaction("leave meeting", initiator) as session:
            row, meeting = self._line(session, attendance_id)
            if Standing(row.standing or Standing.EXPECTED) not in IN_THE_ROOM:
                raise Refused("This person is not marked as present, so they cannot leave.")
            was = quorum_of(session, meeting, body_of(meeting))
            row.left_at = self._clock.now()
            session.flush()
            return lost(was, quorum_of(session, meeting, body_of(meeting)))

    def set_name(self, attendance_id: int, name: str, deputy_for: str = "", initiator: str = "") -> None:
        """Who sits there, and for whom if they are a deputy."""
        with self._store.transaction("name attendance", initiator) as session:
            row, _ = self._line(session, attendance_id)
            row.name, row.deputy_for = clean_name(name), clean_name(deputy_for)

    def sign(self, attendance_id: int, signed: bool = True, initiator: str = "") -> None:
        """Whether this person has signed the sheet, and so agreed to the statement."""
        with self._store.transaction("sign register", initiator) as session:
            row, _ = self._line(session, attendance_id)
            row.signed = signed

    def add_observer(self, meeting_id: int, name: str, agency: str, initiator: str = "") -> int:
        """Somebody without a seat; never counts for the quorum. Answers the line's id."""
        return self._add(meeting_id, "", name, clean_name(agency), Standing.OBSERVER, initiator)

    def add_person(self, meeting_id: int, seat_key: str, name: str, initiator: str = "") -> int:
        """One more person on a seat, present; the seat still counts once. Answers the line's id."""
        return self._add(meeting_id, seat_key, name, "", Standing.PRESENT, initiator)

    def remove(self, attendance_id: int, initiator: str = "") -> None:
        """Take out a line that was added by mistake; the last line of a seat stays and is marked instead."""
        with self._store.transaction("remove from register", initiator) as session:
            row, meeting = self._line(session, attendance_id)
            mates = [one for one in attendance_of(session, meeting.id) if one.seat_key == row.seat_key]
            if row.seat_key and len(mates) == 1:
                raise Refused("This is the only line of its seat; mark it as absent or apologies instead.")
            session.delete(row)

    def _add(
        self, meeting_id: int, seat_key: str, name: str, agency: str, standing: Standing, initiator: str
    ) -> int:
        who = clean_name(name)
        if not who:
            raise Refused("The register needs the person's name.")
        with self._store.transaction("add to register", initiator) as session:
            meeting = the_meeting(session, meeting_id)
            require_unlocked(meeting)
            body = body_of(meeting)
            seat_register(session, meeting, body)
            agency = body.seat(seat_key).agency if seat_key else agency
            row = Attendance(
                meeting_id=meeting_id, seat_key=seat_key, name=who, agency=agency, standing=standing
            )
            if standing in IN_THE_ROOM and meeting.state == MeetingState.OPEN:
                row.arrived_at = self._clock.now()
            session.add(row)
            session.flush()
            return row.id

    def _line(self, session: Session, attendance_id: int) -> tuple[Attendance, Meeting]:
        row = session.get(Attendance, attendance_id)
        if row is None:
            raise Refused("This line is no longer in the register; look at the register again.")
        meeting = the_meeting(session, row.meeting_id)
        require_unlocked(meeting)
        return row, meeting


def quorum_of(session: Session, meeting: Meeting, body: Body) -> Quorum:
    """The quorum now, in a session that is already open."""
    return count_quorum(body.quorum, body.seats, people_of(session, meeting), ranks=body.ranks)


def seat_register(session: Session, meeting: Meeting, body: Body) -> None:
    """A line for each seat that has none yet, with the names of those who held it last time."""
    taken = {row.seat_key for row in attendance_of(session, meeting.id)}
    last = previous_meeting(session, meeting)
    before = attendance_of(session, last.id) if last else []
    for seat in body.seats:
        if seat.key in taken:
            continue
        for name in _holders(seat, before):
            session.add(
                Attendance(
                    meeting_id=meeting.id,
                    seat_key=seat.key,
                    name=name,
                    agency=seat.agency,
                    standing=Standing.EXPECTED,
                )
            )
    session.flush()


def _holders(seat: Seat, before: Sequence[Attendance]) -> tuple[str, ...]:
    """A deputy sat in for somebody: that person, not the deputy, is expected next time."""
    names = (
        row.deputy_for or "" if row.standing == Standing.DEPUTY else row.name
        for row in before
        if row.seat_key == seat.key
    )
    return tuple(dict.fromkeys(name for name in names if name)) or (seat.holder,)


def seat_rows(session: Session, meeting: Meeting, body: Body) -> tuple[SeatRow, ...]:
    """The register as rows, in a session that is already open."""
    place = {seat.key: number for number, seat in enumerate(body.seats)}
    seats = {seat.key: seat for seat in body.seats}
    lines = sorted(
        attendance_of(session, meeting.id), key=lambda row: (place.get(row.seat_key, len(place)), row.id)
    )
    return tuple(_seat_row(line, seats.get(line.seat_key)) for line in lines)


def _seat_row(line: Attendance, seat: Seat | None) -> SeatRow:
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
    )


def expected_rows(session: Session, meeting: Meeting, body: Body) -> tuple[SeatRow, ...]:
    """The register as it would be seated, for a sheet that is printed before anybody has opened it."""
    last = previous_meeting(session, meeting)
    before = attendance_of(session, last.id) if last else []
    lines = [
        (seat, Attendance(id=0, seat_key=seat.key, name=name, standing="", deputy_for="", signed=False))
        for seat in body.seats
        for name in _holders(seat, before)
    ]
    return tuple(_seat_row(line, seat) for seat, line in lines)


def quorum_words(session: Session, meeting: Meeting, body: Body) -> str:
    """What the register says of the quorum: expected before the meeting, counted during and after it."""
    if meeting.quorum_sentence:
        return meeting.quorum_sentence
    count = count_quorum if meeting.state == MeetingState.OPEN else forecast
    return count(body.quorum, body.seats, people_of(session, meeting), ranks=body.ranks).sentence
