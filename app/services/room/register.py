"""The register of attendance: who was expected, who came and went, who signed; and whether it is a quorum."""

from datetime import datetime, time

from sqlalchemy.orm import Session

from app.domain.attendance import IN_THE_ROOM, Standing
from app.domain.calendar import LONDON
from app.domain.findings import Finding, Severity
from app.domain.quorum import Quorum, lost
from app.domain.text import clean_name
from app.errors import Refused
from app.models import Attendance, Meeting
from app.services.clock import Clock
from app.services.months.meeting_records import attendance_of, body_of, require_unlocked, the_meeting
from app.services.room.comings import Comings
from app.services.room.presence import keep_log, quorum_of
from app.services.room.register_rows import SeatRow, seat_register, seat_rows
from app.store.store import Store

__all__ = ["RegisterOfAttendance", "SeatRow"]

_SIGN_FIRST = (
    "{} joins late: the register is signed before anything is heard. Whoever will not sign stays out."
)


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

    # Coming and going

    def set_standing(
        self, attendance_id: int, standing: Standing, initiator: str = ""
    ) -> tuple[Finding, ...]:
        """Present, deputy, apologies, absent, observer, not admitted or expected.

        Whoever is marked as here after the first item has joined now, and is let in once the register is
        signed. Answers P21 if the quorum is lost, and "signature" where somebody must sign first.
        """
        with self._store.transaction("set attendance", initiator) as session:
            row, meeting = self._line(session, attendance_id)
            was = quorum_of(session, meeting, body_of(meeting))
            comings = Comings(session, meeting, self._clock.now())
            wanted = Standing(standing)
            if wanted in (*IN_THE_ROOM, Standing.OBSERVER):
                comings.comes(row, wanted)
            else:
                comings.is_not_here(row, wanted)
            return self._told(session, meeting, row, was)

    def leaves(self, attendance_id: int, initiator: str = "") -> tuple[Finding, ...]:
        """Somebody who was here goes; the time is kept and the quorum counted without them (P21)."""
        with self._store.transaction("leave meeting", initiator) as session:
            row, meeting = self._line(session, attendance_id)
            if Standing(row.standing or Standing.EXPECTED) not in (*IN_THE_ROOM, Standing.OBSERVER):
                raise Refused("This person is not marked as present, so they cannot leave.")
            was = quorum_of(session, meeting, body_of(meeting))
            Comings(session, meeting, self._clock.now()).goes(row)
            return self._told(session, meeting, row, was)

    def from_the_start(self, attendance_id: int, initiator: str = "") -> None:
        """Somebody was marked late, but had been in the room from the beginning."""
        with self._store.transaction("correct arrival", initiator) as session:
            row, meeting = self._line(session, attendance_id)
            Comings(session, meeting, self._clock.now()).was_here_from_the_start(row)
            keep_log(session, meeting)

    def correct_time(self, attendance_id: int, at: time, initiator: str = "") -> tuple[Finding, ...]:
        """When somebody really left, or, if they are here, when they really came, by the wall clock."""
        with self._store.transaction("correct time", initiator) as session:
            row, meeting = self._line(session, attendance_id)
            was = quorum_of(session, meeting, body_of(meeting))
            instant = datetime.combine(meeting.held_on, at, LONDON)
            Comings(session, meeting, self._clock.now()).was_really(row, instant)
            return self._told(session, meeting, row, was)

    def refuses(self, attendance_id: int, initiator: str = "") -> tuple[Finding, ...]:
        """Somebody will not sign, and so is not admitted (domain §21.3)."""
        return self.set_standing(attendance_id, Standing.NOT_ADMITTED, initiator)

    def _told(self, session: Session, meeting: Meeting, row: Attendance, was: Quorum) -> tuple[Finding, ...]:
        session.flush()
        keep_log(session, meeting)
        found = lost(was, quorum_of(session, meeting, body_of(meeting)))
        if row.waits_to_sign:
            who = row.name or row.agency or "This person"
            found += (
                Finding("signature", _SIGN_FIRST.format(who), "K&R confidentiality statement", Severity.WARN),
            )
        return found

    # What is known of a line

    def set_name(self, attendance_id: int, name: str, deputy_for: str = "", initiator: str = "") -> None:
        """Who sits there, and for whom if they are a deputy."""
        with self._store.transaction("name attendance", initiator) as session:
            row, _ = self._line(session, attendance_id)
            row.name, row.deputy_for = clean_name(name), clean_name(deputy_for)

    def set_rank(self, attendance_id: int, rank: str, initiator: str = "") -> None:
        """Somebody's own title, which a quorum may ask for."""
        with self._store.transaction("set rank", initiator) as session:
            row, meeting = self._line(session, attendance_id)
            row.rank = clean_name(rank)
            keep_log(session, meeting)

    def set_virtual(
        self, attendance_id: int, virtual: bool = True, initiator: str = ""
    ) -> tuple[Finding, ...]:
        """Whether this person is on a screen; the body's rule says whether that counts."""
        with self._store.transaction("set virtual", initiator) as session:
            row, meeting = self._line(session, attendance_id)
            was = quorum_of(session, meeting, body_of(meeting))
            row.virtual = virtual
            return self._told(session, meeting, row, was)

    def sign(self, attendance_id: int, signed: bool = True, initiator: str = "") -> None:
        """Whether this person has signed, and so agreed to the statement; who came late is let in by it."""
        with self._store.transaction("sign register", initiator) as session:
            row, meeting = self._line(session, attendance_id)
            row.signed = signed
            if signed and row.waits_to_sign:
                Comings(session, meeting, self._clock.now()).is_let_in(row)
            keep_log(session, meeting)

    # Lines

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
            keep_log(session, meeting)

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
                meeting_id=meeting_id, seat_key=seat_key, name=who, agency=agency, standing=Standing.EXPECTED
            )
            session.add(row)
            session.flush()
            Comings(session, meeting, self._clock.now()).comes(row, standing)
            keep_log(session, meeting)
            return row.id

    def _line(self, session: Session, attendance_id: int) -> tuple[Attendance, Meeting]:
        row = session.get(Attendance, attendance_id)
        if row is None:
            raise Refused("This line is no longer in the register; look at the register again.")
        meeting = the_meeting(session, row.meeting_id)
        require_unlocked(meeting)
        return row, meeting
