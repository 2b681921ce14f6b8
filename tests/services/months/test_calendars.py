"""Calendar files of a meeting, a month, a year: what is in them, and what never is."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from app.errors import Refused
from app.models import AuditEntry, BodyProfile
from app.services.months.calendars import Calendars
from app.services.months.planner import Planner
from app.store.store import Store
from tests.builders import a_case, a_meeting, a_store, an_entry, every
from tests.services.small_lists import TODAY, at


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = a_store(tmp_path)
    yield made
    made.close()


@pytest.fixture
def calendars(store: Store) -> Calendars:
    return Calendars(store, at(TODAY))


def titles(file: Path) -> dict[str, str]:
    return {str(one["uid"]).partition("@")[0]: str(one["summary"]) for one in events(file)}


def events(file: Path) -> list[Any]:
    return list(Calendar.from_ical(file.read_bytes()).walk("VEVENT"))


def test_a_meeting_with_what_is_due_for_it(store: Store, calendars: Calendars, tmp_path: Path) -> None:
    mase = a_meeting(store)
    an_entry(store, mase, a_case(store, "Zofia Kowalska"))
    made = calendars.of_meeting(mase, tmp_path)
    assert made.file == tmp_path / "MASE 2026-11-27.ics"
    assert titles(made.file) == {
        "meeting-1": "[OFFICIAL-SENSITIVE] MASE",
        "meeting-1-agenda": "[OFFICIAL-SENSITIVE] MASE agenda due",
        "meeting-1-list": "[OFFICIAL-SENSITIVE] MASE list of children due",
        "meeting-1-minutes": "[OFFICIAL-SENSITIVE] MASE minutes due",
        "meeting-1-actions": "[OFFICIAL-SENSITIVE] MASE action list due",
        "meeting-1-report-agencies-not-represented-at-the": (
            "[OFFICIAL-SENSITIVE] MASE agencies not represented at the right level due"
        ),
    }
    assert (made.meetings, made.due) == (1, 5)
    text = made.file.read_bytes()
    assert b"Zofia" not in text and b"Kowalska" not in text
    assert b"LOCATION:Guildhall\\, Room H" in text
    assert every(store, AuditEntry)[-1].act == "export"


def test_a_second_file_is_about_the_same_meetings_and_newer(
    store: Store, calendars: Calendars, tmp_path: Path
) -> None:
    mase = a_meeting(store)
    first = events(calendars.of_meeting(mase, tmp_path / "first.ics").file)
    Planner(store, at(TODAY)).move(mase, date(2026, 12, 4))
    again = events(calendars.of_meeting(mase, tmp_path / "again.ics").file)
    assert [str(one["uid"]) for one in first] == [str(one["uid"]) for one in again]
    assert all(int(new["sequence"]) > int(old["sequence"]) for old, new in zip(first, again, strict=True))
    assert first[0].decoded("dtstart").date() == date(2026, 11, 27)
    assert again[0].decoded("dtstart").date() == date(2026, 12, 4)


def test_what_has_gone_out_is_not_due(store: Store, calendars: Calendars, tmp_path: Path) -> None:
    mase = a_meeting(store)
    Planner(store, at(TODAY)).agenda_sent(mase)
    assert "meeting-1-agenda" not in titles(calendars.of_meeting(mase, tmp_path / "a.ics").file)


def test_a_month_and_a_year(store: Store, calendars: Calendars, tmp_path: Path) -> None:
    planner = Planner(store, at(TODAY))
    planner.plan(2026, 11)
    planner.plan(2026, 12)
    month = calendars.of_period(2026, 12, tmp_path)
    assert (month.file.name, month.meetings) == ("Meetings December 2026.ics", 3)
    assert calendars.of_period(2026, None, tmp_path).meetings == 6
    with pytest.raises(Refused, match="Nothing is planned for May 2027"):
        calendars.of_period(2027, 5, tmp_path)


def test_a_profile_may_leave_the_marking_out_of_titles(
    store: Store, calendars: Calendars, tmp_path: Path
) -> None:
    with store.transaction("plain titles") as session:
        profile = next(one for one in session.query(BodyProfile) if one.code == "KR-MASE")
        profile.text = profile.text.replace("[marking]\n", "[marking]\nin_titles = false\n")
    made = calendars.of_meeting(a_meeting(store), tmp_path / "a.ics")
    assert titles(made.file)["meeting-1"] == "MASE"


def test_a_place_that_cannot_be_written_is_refused(
    store: Store, calendars: Calendars, tmp_path: Path
) -> None:
    with pytest.raises(Refused, match="folder is not there"):
        calendars.of_meeting(a_meeting(store), tmp_path / "gone" / "a.ics")
    assert every(store, AuditEntry)[-1].act == "export not written"
    with pytest.raises(Refused, match=r"ends in \.ics"):
        calendars.of_meeting(1, tmp_path / "a.docx")
