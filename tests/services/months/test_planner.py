"""Planning a month, moving a day, and following a meeting until its minutes are out."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from app.domain.attendance import Standing
from app.domain.findings import Severity
from app.errors import Refused
from app.models import AuditEntry, BodyProfile, Meeting
from app.services.months.planner import MeetingRow, Planner
from app.services.room.register import RegisterOfAttendance
from app.store.store import Store
from tests.builders import a_store, every
from tests.services.room_rig import a_room
from tests.services.small_lists import TODAY, at


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = a_store(tmp_path)
    yield made
    made.close()


@pytest.fixture
def planner(store: Store) -> Planner:
    return Planner(store, at(date(2026, 10, 1)))


def days(rows: tuple[MeetingRow, ...]) -> list[tuple[str, str, str, str]]:
    return [(row.body_short, f"{row.on}", f"{row.agenda_due}", f"{row.minutes_due}") for row in rows]


def acts(store: Store) -> list[str]:
    with store.reading() as session:
        return list(session.execute(select(AuditEntry.act).order_by(AuditEntry.id)).scalars())


def by_short(rows: tuple[MeetingRow, ...], short: str) -> MeetingRow:
    return next(row for row in rows if row.body_short == short)


@pytest.mark.parametrize(
    ("month", "expected"),
    [
        (
            (2026, 11),
            [
                ("CME", "2026-11-10", "2026-10-30", "2026-11-24"),
                ("MisPer", "2026-11-17", "2026-11-06", "2026-12-01"),
                ("MASE", "2026-11-27", "2026-11-18", "2026-12-11"),
            ],
        ),
        (
            (2026, 5),
            [
                ("CME", "2026-05-12", "2026-04-30", "2026-05-26"),
                ("MisPer", "2026-05-19", "2026-05-08", "2026-06-02"),
                ("MASE", "2026-05-29", "2026-05-19", "2026-06-12"),
            ],
        ),
    ],
)
def test_a_month_is_planned_in_order_with_its_clocks(
    planner: Planner, month: tuple[int, int], expected: list[tuple[str, str, str, str]]
) -> None:
    assert days(planner.plan(*month)) == expected


def test_planning_again_adds_nothing_and_moves_nothing(store: Store, planner: Planner) -> None:
    planned = planner.plan(2026, 11)
    moved = planner.move(by_short(planned, "MisPer").id, date(2026, 11, 19))
    before = acts(store)
    again = planner.plan(2026, 11)
    assert acts(store) == before
    assert [row.id for row in again] == [row.id for row in planned]
    assert moved in again
    assert planner.month(2026, 11) == again


def test_a_day_on_a_bank_holiday_moves_and_says_why(planner: Planner) -> None:
    mase = by_short(planner.plan(2026, 12), "MASE")
    assert mase.on == date(2026, 12, 29)
    assert mase.order_note.startswith("Moved from Fri 25 Dec 2026 (Christmas Day)")


def test_the_subgroup_is_planned_by_hand(planner: Planner) -> None:
    assert "Subgroup" not in {row.body_short for row in planner.plan(2026, 11)}
    added = planner.add("Subgroup", date(2026, 11, 24))
    assert (added.body_code, added.agenda_due, added.minutes_due) == (
        "KR-SUBGROUP",
        date(2026, 11, 17),
        date(2026, 12, 15),
    )
    assert added in planner.plan(2026, 11)


def test_each_meeting_keeps_the_rules_in_force_on_its_day(store: Store, planner: Planner) -> None:
    with store.transaction("new rules") as session:
        old = session.execute(select(BodyProfile).where(BodyProfile.code == "KR-MASE")).scalar_one()
        text = old.text.replace("effective_from = 2018-01-01", "effective_from = 2026-12-01")
        text = text.replace("circulate = { n = 2", "circulate = { n = 3").replace(
            'short = "MASE"', 'short = "MACE"'
        )
        session.add(
            BodyProfile(code=old.code, position=old.position, effective_from=date(2026, 12, 1), text=text)
        )
    november, december = planner.plan(2026, 11)[-1], planner.plan(2026, 12)[-1]
    assert (november.body_short, (november.minutes_due - november.on).days) == ("MASE", 14)
    assert (december.body_short, (december.minutes_due - december.on).days) == ("MACE", 21)
    assert planner.move(december.id, date(2026, 11, 30)).body_short == "MASE"


STOPPED = [
    ("bank holiday", date(2026, 12, 28), "is a bank holiday"),
    ("before MisPer", date(2026, 12, 11), "MASE on Fri 11 Dec 2026 does not come after MisPer"),
    ("in the past", date(2026, 9, 30), "has passed"),
]


@pytest.mark.parametrize(("day", "words"), [case[1:] for case in STOPPED], ids=[case[0] for case in STOPPED])
def test_a_day_that_is_stopped_needs_a_reason(store: Store, planner: Planner, day: date, words: str) -> None:
    mase = by_short(planner.plan(2026, 12), "MASE")
    assert Severity.STOP in {found.severity for found in planner.check_date(mase.id, "KR-MASE", day)}
    with pytest.raises(Refused, match=words):
        planner.move(mase.id, day, " \n")
    assert planner.meeting(mase.id) == mase
    moved = planner.move(mase.id, day, "The room is free on no other day.")
    assert moved.on == day
    assert moved.order_note.startswith("The room is free on no other day.")
    assert moved.agenda_due < day < moved.minutes_due
    last = every(store, AuditEntry)[-1]
    fields = next(record[3] for record in json.loads(last.body)["records"] if record[1] == "meeting")
    assert (last.act, fields["date_reason"]) == ("move meeting", 33)


def test_adding_on_a_bank_holiday_is_refused_and_leaves_nothing(planner: Planner) -> None:
    with pytest.raises(Refused, match="bank holiday"):
        planner.add("KR-CME", date(2026, 12, 25))
    assert planner.meetings() == ()


def test_a_weekend_is_advice_and_stops_nobody(planner: Planner) -> None:
    found = planner.check_date(None, "KR-CME", date(2026, 12, 5))
    assert [(one.rule, one.severity) for one in found] == [("closed-day", Severity.WARN)]
    assert planner.add("KR-CME", date(2026, 12, 5)).on == date(2026, 12, 5)


def test_order_is_noted_at_both_meetings_it_concerns(planner: Planner) -> None:
    november = planner.plan(2026, 11)
    planner.move(by_short(november, "MASE").id, date(2026, 11, 13), "Half term")
    notes = {row.body_short: row.order_note for row in planner.month(2026, 11)}
    assert notes["CME"] == ""
    assert "does not come after MisPer" in notes["MisPer"]
    assert "does not come after MisPer" in notes["MASE"]


@pytest.mark.parametrize("short", ["MASE", "KR-MASE"])
def test_one_meeting_of_a_body_a_day(planner: Planner, short: str) -> None:
    planner.plan(2026, 11)
    with pytest.raises(Refused, match="already a MASE on Fri 27 Nov 2026"):
        planner.add(short, date(2026, 11, 27))


@pytest.mark.parametrize("month", [(2026, 0), (2026, 13), (1999, 1), (20260, 1)])
def test_a_month_that_is_none_is_refused(planner: Planner, month: tuple[int, int]) -> None:
    with pytest.raises(Refused, match="A month has a year"):
        planner.plan(*month)


def test_what_is_not_there_is_refused(planner: Planner) -> None:
    with pytest.raises(Refused, match="not in the store"):
        planner.meeting(99)
    with pytest.raises(Refused, match="no body of that name; there are: KR-CME"):
        planner.add("XX", date(2026, 11, 24))
    with pytest.raises(Refused, match="No profile is in force"):
        planner.plan(2017, 3)


def test_a_meeting_is_followed_from_plan_to_agreed_minutes(store: Store) -> None:
    planner = Planner(store, at(date(2026, 12, 14)))
    mase = by_short(planner.plan(2026, 11), "MASE")
    assert mase.state_words == "Planned, the day has passed"
    with pytest.raises(Refused, match="cannot become"):
        planner.minutes_sent(mase.id, date(2026, 12, 1))
    assert planner.agenda_sent(mase.id, date(2026, 11, 17)).state_words.startswith("Papers out")
    assert planner.agenda_sent(mase.id, date(2026, 11, 18)).agenda_sent_on == date(2026, 11, 18)
    a_room(store).enter(mase.id)
    assert planner.meeting(mase.id).state == "open"
    with pytest.raises(Refused, match="has begun"):
        planner.move(mase.id, date(2026, 11, 30))
    a_room(store).close(mase.id)
    with pytest.raises(Refused, match="before the meeting"):
        planner.minutes_sent(mase.id, date(2026, 11, 26))
    with pytest.raises(Refused, match="still to come"):
        planner.minutes_sent(mase.id, date(2026, 12, 15))
    assert planner.meeting(mase.id).state == "closed"
    out = planner.minutes_sent(mase.id)
    assert (out.minutes_sent_on, out.state_words) == (date(2026, 12, 14), "Draft circulated")
    assert a_room(store).agree(mase.id).state == "agreed"


def test_the_quorum_is_forecast_from_the_apologies(store: Store, planner: Planner) -> None:
    mase = by_short(planner.plan(2026, 11), "MASE")
    assert (mase.forecast, mase.forecast_met) == ("quorum forecast 11 of 11", True)
    register = RegisterOfAttendance(store, at(TODAY))
    seats = [row for row in register.prepare(mase.id) if not row.invited]
    for number, seat in enumerate(seats[:6]):
        register.set_standing(seat.attendance_id, Standing.APOLOGIES if number % 2 else Standing.ABSENT)
    row = planner.meeting(mase.id)
    assert (row.forecast, row.forecast_met) == ("quorum forecast 5 of 11", False)
    a_room(store).enter(mase.id)
    assert planner.meeting(mase.id).forecast == ""
    assert by_short(planner.month(2026, 11), "CME").forecast == "", "its terms set no quorum"


def test_meetings_newest_first_and_of_one_body(planner: Planner) -> None:
    planner.plan(2026, 11)
    planner.plan(2026, 10)
    listed = planner.meetings()
    assert [row.on for row in listed] == sorted((row.on for row in listed), reverse=True)
    assert len(listed) == 6
    assert [f"{row.on}" for row in planner.meetings("KR-MISPER")] == ["2026-11-17", "2026-10-20"]


def test_the_hour_and_room_come_from_the_profile(store: Store, planner: Planner) -> None:
    mase = by_short(planner.plan(2026, 11), "MASE")
    with store.reading() as session:
        kept = session.get(Meeting, mase.id)
        assert kept is not None
        assert (f"{kept.starts:%H:%M}", f"{kept.ends:%H:%M}", kept.venue) == (
            "10:00",
            "13:00",
            "Guildhall, Room H",
        )
