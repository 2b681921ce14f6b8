"""The office's own calendar, and the clocks that follow it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.errors import Refused
from app.services.months.planner import Planner
from app.services.months.working_days import WorkingDays
from app.services.room.actions import Actions
from app.store.store import Store
from tests.builders import a_meeting, a_store
from tests.services.room_rig import a_room
from tests.services.small_lists import TODAY, at

TUESDAY = date(2026, 11, 24)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = a_store(tmp_path)
    yield made
    made.close()


@pytest.fixture
def days(store: Store) -> WorkingDays:
    return WorkingDays(store, at(TODAY))


def test_a_year_shows_the_bank_holidays_and_what_was_changed(days: WorkingDays) -> None:
    assert len(days.year(2025)) == 8 and not any(row.changed for row in days.year(2026))
    days.close(TUESDAY, "Office move")
    days.work(date(2026, 8, 31))
    changed = [(row.day, row.name, row.holiday, row.works) for row in days.year(2026) if row.changed]
    assert changed == [
        (date(2026, 8, 31), "Late Summer Bank Holiday", True, True),
        (TUESDAY, "Office move", False, False),
    ]
    days.restore(TUESDAY)
    days.restore(date(2026, 8, 31))
    assert not any(row.changed for row in days.year(2026))


def test_closing_a_day_moves_what_is_due_and_says_so(store: Store, days: WorkingDays) -> None:
    mase = a_meeting(store)  # Fri 27 Nov: its agenda is due seven working days before
    change = days.close(TUESDAY, "Office move")
    assert [(one.what, one.was, one.now) for one in change.moved] == [
        ("Agenda", date(2026, 11, 18), date(2026, 11, 17)),
        ("List of children", date(2026, 11, 18), date(2026, 11, 17)),
    ]
    assert {(one.meeting_id, one.body_short) for one in change.moved} == {(mase, "MASE")}
    assert change.meetings == ()
    back = days.restore(TUESDAY)
    assert [(one.was, one.now) for one in back.moved][:1] == [(date(2026, 11, 17), date(2026, 11, 18))]


def test_a_meeting_that_was_held_keeps_the_days_it_had(store: Store, days: WorkingDays) -> None:
    held = a_meeting(store, date(2026, 11, 20))
    a_room(store).enter(held)
    a_room(store).close(held)
    change = days.close(date(2026, 11, 16), "Office closed")
    assert change.moved == ()
    assert Planner(store, at(TODAY)).meeting(held).agenda_due == date(2026, 11, 11)


def test_a_meeting_on_a_day_that_is_closed_is_named(store: Store, days: WorkingDays) -> None:
    a_meeting(store)
    assert days.close(date(2026, 11, 27), "Office move").meetings == ("MASE on Fri 27 Nov 2026",)


def test_a_holiday_that_is_worked_counts(store: Store, days: WorkingDays) -> None:
    a_meeting(store, date(2027, 1, 8))
    change = days.work(date(2027, 1, 1))
    assert [(one.was, one.now) for one in change.moved][:1] == [(date(2026, 12, 29), date(2026, 12, 30))]


def test_every_clock_takes_the_calendar(store: Store, days: WorkingDays) -> None:
    """Planning, notice, what is left, the line typed in the room: one calendar."""
    planner = Planner(store, at(TODAY))
    days.close(date(2026, 12, 8), "Office closed")
    december = planner.plan(2026, 12)
    assert (december[0].on, december[0].body_short) == (date(2026, 12, 9), "CME")
    assert "Office closed" in december[0].order_note
    found = planner.check_date(december[0].id, "KR-CME", date(2026, 12, 8))
    assert "closed-day" in [one.rule for one in found]
    days.close(date(2026, 11, 23), "Office closed")
    due = next(row for row in planner.due() if row.kind == "agenda")
    assert (due.due, due.standing) == (date(2026, 11, 27), "due in 4 working days")
    draft = Actions(store, at(TODAY)).from_line(december[0].id, "Police to call in 1 working day")
    assert draft.due == date(2026, 12, 10)
    days.close(date(2026, 12, 10), "Office closed")
    again = Actions(store, at(TODAY)).from_line(december[0].id, "Police to call in 1 working day")
    assert again.due == date(2026, 12, 11)


def test_what_makes_no_sense_is_refused(days: WorkingDays) -> None:
    with pytest.raises(Refused, match="needs a name"):
        days.close(TUESDAY, " ")
    with pytest.raises(Refused, match="a Saturday already"):
        days.close(date(2026, 11, 28), "Office closed")
    with pytest.raises(Refused, match="is Christmas Day already"):
        days.close(date(2026, 12, 25), "Christmas")
    with pytest.raises(Refused, match="no bank holiday"):
        days.work(TUESDAY)
    with pytest.raises(Refused, match="was not changed"):
        days.restore(TUESDAY)
    with pytest.raises(Refused, match="year from 2000"):
        days.close(date(1999, 12, 1), "Closed")
