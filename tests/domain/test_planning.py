from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.calendar import AS_SHIPPED, OfficeCalendar
from app.domain.findings import Severity
from app.domain.planning import check_date, in_order, order_findings, pattern_day, plan_month
from app.domain.profiles import MeetingPattern
from tests.domain.kingston import AREA, body

CME, MISPER, MASE = body("CME"), body("MisPer"), body("MASE")


@pytest.mark.parametrize(
    ("pattern", "year", "month", "expected"),
    [
        (MeetingPattern(2, 1), 2026, 11, date(2026, 11, 10)),
        (MeetingPattern(3, 1), 2026, 11, date(2026, 11, 17)),
        (MeetingPattern(-1, 4), 2026, 11, date(2026, 11, 27)),
        (MeetingPattern(1, 6), 2026, 11, date(2026, 11, 1)),
        (MeetingPattern(-1, 0), 2026, 11, date(2026, 11, 30)),
        (MeetingPattern(-2, 0), 2026, 11, date(2026, 11, 23)),
    ],
)
def test_pattern_day(pattern: MeetingPattern, year: int, month: int, expected: date) -> None:
    assert pattern_day(pattern, year, month) == expected


def test_november_is_planned_in_order_without_the_subgroup() -> None:
    planned = plan_month(AREA.bodies, 2026, 11, AS_SHIPPED)
    assert [(meeting.body_code, meeting.on) for meeting in planned] == [
        ("KR-CME", date(2026, 11, 10)),
        ("KR-MISPER", date(2026, 11, 17)),
        ("KR-MASE", date(2026, 11, 27)),
    ]
    assert not any(meeting.moved_from or meeting.why for meeting in planned)


def test_a_bank_holiday_moves_the_meeting_and_says_why() -> None:
    mase = plan_month(AREA.bodies, 2026, 12, AS_SHIPPED)[-1]
    # Fri 25 Dec, then a weekend, then Boxing Day's substitute.
    assert (mase.on, mase.moved_from) == (date(2026, 12, 29), date(2026, 12, 25))
    assert "Christmas Day" in mase.why and "Tue 29 Dec 2026" in mase.why


def test_a_move_stays_within_the_month() -> None:
    last_monday = replace(MASE, pattern=MeetingPattern(-1, 0), order_after=())
    assert plan_month([last_monday], 2026, 8, AS_SHIPPED)[0].on == date(
        2026, 8, 28
    )  # Mon 31 Aug is a bank holiday


def test_a_closed_day_moves_the_meeting() -> None:
    meeting = plan_month([CME], 2026, 11, OfficeCalendar({date(2026, 11, 10): ""}))[0]
    assert meeting.on == date(2026, 11, 11) and "a closed day" in meeting.why


def test_a_body_that_would_come_too_early_is_moved_behind() -> None:
    early = replace(MASE, pattern=MeetingPattern(1, 0))
    planned = {
        meeting.body_code: meeting for meeting in plan_month([early, MISPER, CME], 2026, 11, AS_SHIPPED)
    }
    assert planned["KR-MASE"].on == date(2026, 11, 18)
    assert "after the meetings before it" in planned["KR-MASE"].why


def test_order_of_bodies_does_not_depend_on_how_they_are_given() -> None:
    assert in_order([MASE, CME, MISPER])[-1] is MASE


@pytest.mark.parametrize(
    ("mase_on", "count"),
    [(date(2026, 11, 27), 0), (date(2026, 11, 16), 1), (date(2026, 11, 9), 2), (date(2026, 11, 17), 1)],
)
def test_order_findings(mase_on: date, count: int) -> None:
    dates = {"KR-CME": date(2026, 11, 10), "KR-MISPER": date(2026, 11, 17), "KR-MASE": mase_on}
    found = order_findings(dates, AREA.bodies)
    assert len(found) == count
    assert all(item.severity is Severity.WARN and "MASE" in item.sentence for item in found)


@pytest.mark.parametrize(
    ("on", "today", "rules"),
    [
        (date(2026, 11, 27), date(2026, 11, 1), []),
        (date(2026, 12, 25), date(2026, 11, 1), [("bank-holiday", Severity.STOP)]),
        (date(2026, 11, 28), date(2026, 11, 1), [("closed-day", Severity.WARN)]),
        (date(2026, 11, 27), date(2026, 11, 18), []),
        (date(2026, 11, 27), date(2026, 11, 19), [("notice", Severity.WARN)]),
        (date(2026, 11, 27), date(2026, 11, 28), [("past", Severity.WARN)]),
    ],
)
def test_check_date(on: date, today: date, rules: list[tuple[str, Severity]]) -> None:
    assert [(item.rule, item.severity) for item in check_date(MASE, on, AS_SHIPPED, today=today)] == rules


def test_a_bank_holiday_is_named() -> None:
    assert "Christmas Day" in check_date(MASE, date(2026, 12, 25), AS_SHIPPED)[0].sentence


def test_check_date_sees_the_other_meetings() -> None:
    found = check_date(MASE, date(2026, 11, 16), AS_SHIPPED, [(MISPER, date(2026, 11, 17))])
    assert [item.rule for item in found] == ["order"]


@given(st.integers(2016, 2036), st.integers(1, 12))
def test_every_month_can_be_held(year: int, month: int) -> None:
    planned = plan_month(AREA.bodies, year, month, AS_SHIPPED)
    assert [meeting.body_code for meeting in planned] == ["KR-CME", "KR-MISPER", "KR-MASE"]
    assert all(AS_SHIPPED.is_working_day(meeting.on) and meeting.on.month == month for meeting in planned)
    assert not order_findings({meeting.body_code: meeting.on for meeting in planned}, AREA.bodies)
    assert all(bool(meeting.why) == (meeting.moved_from is not None) for meeting in planned)
