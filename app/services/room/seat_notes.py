"""What a meeting notes of a seat: that its condition is met, or what it sent in writing."""

from datetime import date

from sqlalchemy.orm import Session

from app.domain.meetings import MeetingState
from app.domain.text import clean
from app.errors import Refused
from app.models import Meeting, SeatAtMeeting
from app.services.clock import Clock
from app.services.months.meeting_records import body_of, require_unlocked, the_meeting
from app.services.room.presence import keep_log, seats_noted
from app.store.store import Store


class SeatNotes:
    """Notes about seats, before the meeting and while it runs."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def ask(self, meeting_id: int, seat_key: str, asked: bool = True, initiator: str = "") -> None:
        """Whether the condition is met on which this seat is invited."""
        with self._store.transaction("ask seat", initiator) as session:
            noted, _ = self._seat(session, meeting_id, seat_key)
            noted.asked = asked

    def note_written(
        self, meeting_id: int, seat_key: str, note: str, on: date | None = None, initiator: str = ""
    ) -> None:
        """A seat sent something in writing: on which day (default today), and what it was about."""
        with self._store.transaction("note written return", initiator) as session:
            noted, meeting = self._seat(session, meeting_id, seat_key)
            day = on or self._clock.today()
            if day > self._clock.today():
                raise Refused("A written return cannot have come on a day that is still to come.")
            if noted.written_on is None:
                noted.written_at = self._clock.now() if meeting.state == MeetingState.OPEN else None
            noted.written_on, noted.written_note = day, clean(note).strip()
            keep_log(session, meeting)

    def drop_written(self, meeting_id: int, seat_key: str, initiator: str = "") -> None:
        """Nothing was sent after all."""
        with self._store.transaction("drop written return", initiator) as session:
            noted, meeting = self._seat(session, meeting_id, seat_key)
            noted.written_on, noted.written_at, noted.written_note = None, None, ""
            keep_log(session, meeting)

    def _seat(self, session: Session, meeting_id: int, seat_key: str) -> tuple[SeatAtMeeting, Meeting]:
        meeting = the_meeting(session, meeting_id)
        require_unlocked(meeting)
        if seat_key not in {seat.key for seat in body_of(meeting).seats}:
            raise Refused("This seat is not at the table of this meeting; look at the register again.")
        noted = seats_noted(session, meeting).get(seat_key)
        if noted is None:
            noted = SeatAtMeeting(meeting_id=meeting_id, seat_key=seat_key, asked=False, written_note="")
            session.add(noted)
        return noted, meeting
