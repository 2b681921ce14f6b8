"""Attendance by item: who was not there when it was taken, for those who came late, went out or left."""

from sqlalchemy.orm import Session

from app.domain.attendance import IN_THE_ROOM
from app.domain.presence import Heard, Stay, heard, joined_up
from app.models import Meeting
from app.services.room.presence import lines_of, stop_of, turns_of, wall


class ByItem:
    """One meeting's comings and goings against its items, read once."""

    def __init__(self, session: Session, meeting: Meeting) -> None:
        self._stops = stop_of(session, meeting)
        turns = turns_of(session, meeting)
        ends = wall(meeting.closed_at) if meeting.closed_at else (turns[-1].at if turns else None)
        self._heard: list[tuple[str, dict[tuple[int, int], Heard]]] = []
        for line in lines_of(session, meeting) if ends else ():
            times, who = joined_up(line.stays), line.attendee
            if who.standing in IN_THE_ROOM and times and times != (Stay(),) and ends:
                label = f"{who.agency} ({who.name})" if who.agency and who.name else who.agency or who.name
                self._heard.append((label, heard(times, turns, ends)))

    def words(self, key: str) -> str:
        """ "Not present: Health (Amina Yusuf). For part of it: CAMHS (J Roe)."; "" where all were there."""
        stop = self._stops.get(key)
        if stop is None:
            return ""
        gone = [who for who, found in self._heard if found.get(stop) is Heard.NONE]
        part = [who for who, found in self._heard if found.get(stop) is Heard.PART]
        said = [f"Not present: {', '.join(gone)}."] if gone else []
        return " ".join((*said, f"For part of it: {', '.join(part)}.") if part else said)
