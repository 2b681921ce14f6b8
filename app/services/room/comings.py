"""Coming and going, as the register keeps it: in the caller's transaction, at one instant."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.attendance import IN_THE_ROOM, Standing
from app.domain.meetings import MeetingState
from app.domain.presence import SLIP
from app.errors import Refused
from app.models import Attendance, Meeting, Stay
from app.services.room.presence import has_gone_on, meeting_start

_HERE = (*IN_THE_ROOM, Standing.OBSERVER)


class Comings:
    """One meeting's comings and goings at `now`; before it is open there are none, only standings."""

    def __init__(self, session: Session, meeting: Meeting, now: datetime) -> None:
        self._session = session
        self._meeting = meeting
        self._now = now

    @property
    def _open(self) -> bool:
        return self._meeting.state == MeetingState.OPEN

    def comes(self, row: Attendance, standing: Standing) -> None:
        """Somebody is here, from the start or from now on; a slip of the key took nobody out of the room."""
        was_here = Standing(row.standing or Standing.EXPECTED) in _HERE and row.left_at is None
        row.standing = standing
        if not self._open:
            row.left_at = None
            return
        last = self._last(row)
        if last is None and not row.waits_to_sign and not was_here:
            self._first(row)
        elif last is not None and last.left_at is not None and self._now - last.left_at < SLIP:
            last.left_at = None
        elif last is not None and last.left_at is not None:
            self._begin(row, self._now)
        row.left_at = None

    def _first(self, row: Attendance) -> None:
        """After the first item somebody joins; once the statement was read, only when they have signed."""
        late = has_gone_on(self._session, self._meeting)
        if late and self._meeting.statement_read_at is not None and not row.signed:
            row.waits_to_sign = True
            return
        self._begin(row, self._now if late else None)

    def _begin(self, row: Attendance, at: datetime | None) -> None:
        self._session.add(Stay(attendance_id=row.id, arrived_at=at))
        row.arrived_at = row.arrived_at or at or self._now

    def is_let_in(self, row: Attendance) -> None:
        """Who waited to sign has signed."""
        row.waits_to_sign = False
        if self._open and row.standing in _HERE and self._last(row) is None:
            self._begin(row, self._now)

    def is_not_here(self, row: Attendance, standing: Standing) -> None:
        """Somebody is not here, and was not; the times stay, should that be a slip of the key too."""
        row.standing, row.waits_to_sign, row.left_at = standing, False, None
        if standing is Standing.NOT_ADMITTED:
            row.signed = False

    def goes(self, row: Attendance) -> None:
        """Somebody leaves now."""
        last = self._last(row)
        if row.waits_to_sign:
            row.waits_to_sign = False
        elif self._open and last is None:
            self._session.add(Stay(attendance_id=row.id, left_at=self._now))
        elif self._open and last is not None and last.left_at is None:
            last.left_at = self._now
        row.left_at = self._now

    def was_here_from_the_start(self, row: Attendance) -> None:
        """The first time in the room began with the meeting."""
        stays = self._stays(row)
        if not stays and not row.waits_to_sign:
            raise Refused("This person is not marked as having joined late; nothing was changed.")
        if stays:
            stays[0].arrived_at = None
        else:
            row.waits_to_sign = False
            self._begin(row, None)
        row.arrived_at = meeting_start(self._meeting)

    def was_really(self, row: Attendance, at: datetime) -> None:
        """Put right the last thing that is known of somebody: when they left, or else when they came.

        Raises `Refused` for a time outside the meeting, or one that turns a coming and a going round.
        """
        last = self._last(row)
        if last is None:
            raise Refused("Nothing is known yet of when this person came or went; mark that first.")
        ends = self._meeting.closed_at or self._now
        if not meeting_start(self._meeting) <= at <= ends:
            raise Refused("This time is not within the meeting; give one between its opening and now.")
        stays = self._stays(row)
        if last.left_at is not None:
            if last.arrived_at is not None and at < last.arrived_at:
                raise Refused("Nobody leaves before they have come; give a later time.")
            last.left_at = row.left_at = at
            return
        before = stays[-2].left_at if len(stays) > 1 else None
        if before is not None and at < before:
            raise Refused("This person was still there before that; give a later time.")
        last.arrived_at = at

    def _stays(self, row: Attendance) -> list[Stay]:
        query = select(Stay).where(Stay.attendance_id == row.id).order_by(Stay.id)
        return list(self._session.execute(query).scalars())

    def _last(self, row: Attendance) -> Stay | None:
        stays = self._stays(row)
        return stays[-1] if stays else None
