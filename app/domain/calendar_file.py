"""What a calendar file holds: meetings with their hours, and the days on which something is due."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class CalendarMeeting:
    """One meeting; `starts` and `ends` are wall-clock times of London. `uid` never changes for it.

    `revision` rises with each change, so that a calendar takes the newer of two files.
    """

    uid: str
    title: str
    starts: datetime
    ends: datetime
    place: str
    notes: str
    revision: int


@dataclass(frozen=True)
class CalendarDue:
    """One thing that is due by the end of a day."""

    uid: str
    title: str
    day: date
    notes: str
    revision: int


@dataclass(frozen=True)
class CalendarFile:
    """Meetings and what is due for them, without any child's name; `written_at` is aware."""

    name: str
    written_at: datetime
    meetings: tuple[CalendarMeeting, ...]
    due: tuple[CalendarDue, ...]
