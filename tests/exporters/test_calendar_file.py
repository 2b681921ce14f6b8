"""Calendar files, read again by their bytes and by the library that other programs use."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from app.domain.calendar import LONDON
from app.domain.calendar_file import CalendarDue, CalendarFile, CalendarMeeting
from app.exporters.calendar_file import write

AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
MEETING = CalendarMeeting(
    "meeting-7@0f.chairside",
    "[OFFICIAL-SENSITIVE] MASE",
    datetime(2026, 11, 27, 10, 0),
    datetime(2026, 11, 27, 13, 0),
    "Guildhall, Room H; ring the bell",
    "Chair: Detective Inspector\nPolice, Kingston & Richmond",
    3,
)
DUE = CalendarDue("meeting-7-agenda@0f.chairside", "MASE agenda due", date(2026, 11, 18), "", 4)


def a_file(*meetings: CalendarMeeting, due: tuple[CalendarDue, ...] = (DUE,)) -> bytes:
    return write(CalendarFile("Meetings November 2026", AT, meetings or (MEETING,), due))


def events(data: bytes) -> list[Any]:
    return list(Calendar.from_ical(data).walk("VEVENT"))


def test_lines_end_as_the_standard_says_and_are_folded_at_75_octets() -> None:
    data = a_file()
    assert data.startswith(b"BEGIN:VCALENDAR\r\n") and data.endswith(b"END:VCALENDAR\r\n")
    assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    for needed in (b"VERSION:2.0", b"PRODID:-//Chairside//", b"METHOD:PUBLISH"):
        assert needed in data


@given(st.text(min_size=1, max_size=300), st.text(max_size=80))
def test_whatever_is_typed_stays_inside_its_field(notes: str, place: str) -> None:
    data = a_file(CalendarMeeting(MEETING.uid, "MASE", MEETING.starts, MEETING.ends, place, notes, 1))
    lines = data.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75 and data.count(b"\n") == data.count(b"\r\n")
    assert [line for line in lines if line.startswith((b"BEGIN:VEVENT", b"END:VEVENT"))] == [
        b"BEGIN:VEVENT",
        b"END:VEVENT",
    ] * 2
    data.decode("utf-8")


def test_text_is_escaped_and_comes_back_as_it_was() -> None:
    data = a_file()
    assert b"LOCATION:Guildhall\\, Room H\\; ring the bell" in data
    meeting = events(data)[0]
    assert str(meeting["description"]) == MEETING.notes
    assert (str(meeting["uid"]), int(meeting["sequence"])) == (MEETING.uid, 3)
    assert meeting.decoded("dtstamp") == AT


@pytest.mark.parametrize(
    "day", [date(2026, 3, 27), date(2026, 3, 30), date(2026, 10, 23), date(2026, 10, 26), date(2031, 7, 1)]
)
def test_the_hour_is_london_s_on_both_sides_of_a_change_of_the_clocks(day: date) -> None:
    starts = datetime.combine(day, MEETING.starts.time())
    data = a_file(CalendarMeeting("u", "MASE", starts, starts + timedelta(hours=3), "", "", 1))
    assert f"DTSTART;TZID=Europe/London:{day:%Y%m%d}T100000".encode() in data
    # What the file itself says of London's clocks, without any other knowledge of them.
    said: Any = next(iter(Calendar.from_ical(data).walk("VTIMEZONE")))
    zone = said.to_tz(lookup_tzid=False)
    assert starts.replace(tzinfo=zone).utcoffset() == starts.replace(tzinfo=LONDON).utcoffset()


def test_something_due_is_a_whole_day_that_leaves_its_reader_free() -> None:
    data = a_file()
    due = events(data)[1]
    assert b"DTSTART;VALUE=DATE:20261118" in data and b"DTEND;VALUE=DATE:20261119" in data
    assert (str(due["transp"]), str(due["summary"])) == ("TRANSPARENT", "MASE agenda due")
    assert "description" not in due
