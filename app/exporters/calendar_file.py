"""A calendar file (RFC 5545) that Outlook and others take in: CRLF, folded lines, London's clock changes."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from app.domain.calendar import LONDON
from app.domain.calendar_file import CalendarDue, CalendarFile, CalendarMeeting
from app.exporters.text import clean

if TYPE_CHECKING:
    from icalendar import Calendar, Event, Timezone

_OURS = "-//Chairside//Meetings and deadlines//EN"
_ZONE = "Europe/London"
# The clocks of London since 1996: one hour forward at 01:00, one hour back at 02:00, by the clock before.
_CHANGES = (
    ("daylight", "BST", datetime(1996, 3, 31, 1), 0, 1, 3),
    ("standard", "GMT", datetime(1996, 10, 27, 2), 1, 0, 10),
)


def write(record: CalendarFile) -> bytes:
    """The file's bytes; each meeting and each thing due keeps its UID from file to file."""
    from icalendar import Calendar  # a tenth of a second, which no start of the program should pay

    file = Calendar()
    file.add("prodid", _OURS)
    file.add("version", "2.0")
    file.add("calscale", "GREGORIAN")
    file.add("method", "PUBLISH")
    file.add("x-wr-calname", clean(record.name))
    file.add_component(_zone())
    _add_events(file, record)
    return bytes(file.to_ical(sorted=False))


def _add_events(file: "Calendar", record: CalendarFile) -> None:
    for meeting in record.meetings:
        file.add_component(_meeting(meeting, record.written_at))
    for due in record.due:
        file.add_component(_due(due, record.written_at))


def _event(one: CalendarMeeting | CalendarDue, at: datetime) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", one.uid)
    event.add("dtstamp", at.astimezone(UTC))
    event.add("sequence", one.revision)
    event.add("summary", clean(one.title))
    if one.notes:
        event.add("description", clean(one.notes))
    return event


def _meeting(one: CalendarMeeting, at: datetime) -> "Event":
    event = _event(one, at)
    event.add("dtstart", one.starts.replace(tzinfo=LONDON))
    event.add("dtend", one.ends.replace(tzinfo=LONDON))
    if one.place:
        event.add("location", clean(one.place))
    return event


def _due(one: CalendarDue, at: datetime) -> "Event":
    """A whole day that leaves its reader free; Outlook takes in no tasks from a file."""
    event = _event(one, at)
    event.add("dtstart", one.day)
    event.add("dtend", one.day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    return event


def _zone() -> "Timezone":
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    zone = Timezone()
    zone.add("tzid", _ZONE)
    for kind, name, since, before, after, month in _CHANGES:
        change = TimezoneDaylight() if kind == "daylight" else TimezoneStandard()
        change.add("tzname", name)
        change.add("dtstart", since)
        change.add("tzoffsetfrom", timedelta(hours=before))
        change.add("tzoffsetto", timedelta(hours=after))
        change.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        zone.add_component(change)
    return zone
