"""Calendar files of a meeting, a month or a year: the meetings, and the days on which something is due."""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from uuid import uuid4

from sqlalchemy.orm import Session

from app.domain.calendar import MONTHS, day_words
from app.domain.calendar_file import CalendarDue, CalendarFile, CalendarMeeting
from app.domain.profiles import Body
from app.errors import Refused
from app.exporters.calendar_file import write
from app.exporters.protect import write_file
from app.models import Meeting
from app.services.areas import get_setting, put_setting
from app.services.clock import Clock
from app.services.months.due import lower_first
from app.services.months.meeting_records import body_of, the_meeting
from app.services.months.meeting_rows import meetings_between, month_of
from app.services.months.office import office_calendar
from app.services.months.papers import PaperRow, paper_rows, short_notice_words
from app.services.months.placing import require_month
from app.store.store import Store

DOCUMENT, TITLE, SUFFIX = "calendar", "Calendar file of meetings and what is due", ".ics"
_ID = "calendar-id"


@dataclass(frozen=True)
class CalendarWritten:
    """A calendar file on a disk, and what it holds."""

    file: Path
    sha256: str
    meetings: int
    due: int


class Calendars:
    """What goes into other people's calendars holds no child's name; the marking stands in each title."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def of_meeting(self, meeting_id: int, target: Path) -> CalendarWritten:
        """One meeting and what is still due for it, as a file; `target` may be a folder."""
        with self._store.reading() as session:
            meeting = the_meeting(session, meeting_id)
            name = f"{body_of(meeting).short} {meeting.held_on.isoformat()}"
        return self._write([meeting_id], name, target, meeting=meeting_id)

    def of_period(self, year: int, month: int | None, target: Path) -> CalendarWritten:
        """The meetings of a month, or of a year where `month` is None, and what is still due for them."""
        require_month(year, 1 if month is None else month)
        first, last = month_of(year, month) if month else (date(year, 1, 1), date(year, 12, 31))
        with self._store.reading() as session:
            meetings = [one.id for one in meetings_between(session, first, last)]
        words = f"{MONTHS[month - 1]} {year}" if month else str(year)
        if not meetings:
            raise Refused(f"Nothing is planned for {words}, so there is no calendar to write.")
        return self._write(meetings, f"Meetings {words}", target, year=year, month=month or 0)

    def _write(self, meetings: Sequence[int], name: str, target: Path, **about: int) -> CalendarWritten:
        details: dict[str, int | str] = {"document": DOCUMENT, **about}
        file = target / file_name(name) if os.path.isdir(target) else target
        if file.suffix.lower() != SUFFIX:
            raise Refused(f"A calendar file's name ends in {SUFFIX}, so that calendars know it; name it so.")
        with self._store.transaction("name calendar") as session:
            store_id = _store_id(session)
        with self._store.reading() as session:
            office, today = office_calendar(session), self._clock.today()
            found = [the_meeting(session, one) for one in meetings]
            due = tuple(
                _due(one, paper, store_id)
                for one in found
                for paper in paper_rows(one, today, office)
                if paper.open
            )
            entries = tuple(_meeting(one, store_id) for one in found)
        self._store.note("export", **details)
        try:
            sha256 = write_file(file, write(CalendarFile(name, self._clock.now(), entries, due)))
        except Refused:
            self._store.note("export not written", **details)
            raise
        return CalendarWritten(file, sha256, len(entries), len(due))


def _store_id(session: Session) -> str:
    """Given to a store once, so that no two stores' meetings are taken for one another."""
    found = get_setting(session, _ID)
    if found is None:
        found = uuid4().hex
        put_setting(session, _ID, found)
    return found


def _title(body: Body, words: str) -> str:
    return f"[{body.marking}] {words}" if body.marking_in_titles and body.marking else words


def _meeting(meeting: Meeting, store_id: str) -> CalendarMeeting:
    body = body_of(meeting)
    notes = (f"{body.name}.", f"Chair: {body.chair_role}.", short_notice_words(meeting), body.handling)
    return CalendarMeeting(
        f"meeting-{meeting.id}@{store_id}.chairside",
        _title(body, body.short),
        datetime.combine(meeting.held_on, meeting.starts),
        datetime.combine(meeting.held_on, meeting.ends),
        meeting.venue,
        "\n".join(filter(None, notes)),
        meeting.version,
    )


def _due(meeting: Meeting, paper: PaperRow, store_id: str) -> CalendarDue:
    body = body_of(meeting)
    what = paper.what if paper.what.startswith(body.short) else f"{body.short} {lower_first(paper.what)}"
    return CalendarDue(
        f"meeting-{meeting.id}-{paper.key.replace(':', '-')}@{store_id}.chairside",
        _title(body, f"{what} due"),
        paper.due,
        f"By the end of the day, for {body.short} on {day_words(meeting.held_on)}.",
        meeting.version + sum(one.version for one in meeting.papers),
    )


def file_name(name: str) -> str:
    """A name a disk takes: "MASE 2026-11-27.ics"."""
    return " ".join(re.sub(r'[<>:"/\\|?*.]+', " ", name).split()) + SUFFIX
