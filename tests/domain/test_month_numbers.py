"""The numbers of the month, each named by its row of domain §23.1, and vector A6."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.calendar import AS_SHIPPED, OfficeCalendar, bank_holiday, bank_holidays
from app.domain.deadlines import Timeliness, deadlines_for, due_after, due_before, timeliness
from app.domain.duties import Duty, reports_owed, rounds_owed, still_owed
from app.domain.planning import Standing, filled, order_findings, plan_month, slots_of
from app.domain.profiles import (
    BEFORE_NEXT,
    DAYS,
    HOURS,
    MONTHS,
    WEEKS,
    WORKING_DAYS,
    Body,
    Clock,
    MeetingPattern,
    area_from_toml,
)
from app.resources import resource


def _bodies() -> dict[str, Body]:
    found = {}
    for folder in ("kingston-richmond", "sutton", "croydon", "current"):
        texts = {file.stem: file.read_text("utf-8") for file in resource("profiles", folder).glob("*.toml")}
        found.update({one.code: one for one in area_from_toml(folder, texts.pop("area"), texts).bodies})
    return found


BODIES = _bodies()
TUESDAY = date(2026, 5, 12)  # Mon 4 May is a bank holiday
MASE, MISPER, CME, SUBGROUP = (BODIES[code] for code in ("KR-MASE", "KR-MISPER", "KR-CME", "KR-SUBGROUP"))
OFFICES = st.builds(
    OfficeCalendar,
    st.dictionaries(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.just("Office closed"), max_size=12),
    st.sets(st.sampled_from(sorted(bank_holidays(2026, 2027)))),
)
DATES = st.dates(date(2026, 2, 1), date(2027, 11, 30))

CLOCKS = [
    ("A6 and row 1: agenda, 7 working days", "KR-MASE", "agenda", date(2026, 4, 30)),
    ("row 1: list of children", "KR-MASE", "list", date(2026, 4, 30)),
    ("row 1: MisPer agenda", "KR-MISPER", "agenda", date(2026, 4, 30)),
    ("row 1: CME agenda", "KR-CME", "agenda", date(2026, 4, 30)),
    ("row 2: CME register supplied", "KR-CME", "register", date(2026, 4, 30)),
    ("row 2: ratings assured", "KR-CME", "assurance", date(2026, 4, 30)),
    ("row 3: minutes, 2 weeks", "KR-MASE", "minutes", date(2026, 5, 26)),
    ("row 3: actions circulated", "KR-MASE", "actions", date(2026, 5, 26)),
    ("row 3: MisPer minutes", "KR-MISPER", "minutes", date(2026, 5, 26)),
    ("row 3: CME minutes", "KR-CME", "minutes", date(2026, 5, 26)),
    ("row 4: subgroup agenda, 5 working days", "KR-SUBGROUP", "agenda", date(2026, 5, 5)),
    ("row 4: subgroup minutes, 3 weeks", "KR-SUBGROUP", "minutes", date(2026, 6, 2)),
    ("row 5: Sutton papers, 5 working days before", "SUT-MASE-OP", "agenda", date(2026, 5, 5)),
    ("row 5: Sutton minutes, 5 working days after", "SUT-MASE-OP", "minutes", date(2026, 5, 19)),
    ("row 5: Sutton strategic papers", "SUT-MASE-STRAT", "agenda", date(2026, 5, 5)),
]


@pytest.mark.parametrize(("code", "key", "due"), [one[1:] for one in CLOCKS], ids=[one[0] for one in CLOCKS])
def test_each_clock_of_the_table(code: str, key: str, due: date) -> None:
    found = {one.key: one.due for one in deadlines_for(BODIES[code], TUESDAY, AS_SHIPPED)}
    assert found[key] == due


FREQUENCIES = [
    ("row 10: MASE", "KR-MASE", 12),
    ("row 10: MisPer", "KR-MISPER", 12),
    ("row 10: CME", "KR-CME", 12),
    ("row 10: subgroup", "KR-SUBGROUP", 4),
    ("row 10: Sutton operational", "SUT-MASE-OP", 12),
    ("row 10: Sutton strategic", "SUT-MASE-STRAT", 6),
    ("row 10: Croydon", "CRO-MASE", 12),
]


@pytest.mark.parametrize(
    ("code", "count"), [one[1:] for one in FREQUENCIES], ids=[one[0] for one in FREQUENCIES]
)
def test_row_10_a_year_has_as_many_meetings_as_the_frequency_says(code: str, count: int) -> None:
    assert len(slots_of(BODIES[code], 2027)) == count


def test_row_32_the_terms_are_reviewed_a_year_after_the_last_time() -> None:
    body = replace(MASE, effective_from=date(2025, 6, 1))
    review = rounds(body, date(2025, 9, 1), {})["terms-review"]
    assert (review.period_on, review.due) == (date(2025, 9, 1), date(2026, 9, 1))
    again = rounds(body, date(2025, 9, 1), {"terms-review": date(2026, 8, 20)})["terms-review"]
    assert again.due == date(2027, 8, 20)


def test_row_34_croydon_meets_its_providers_every_six_months() -> None:
    owed = rounds(BODIES["CRO-MASE"], date(2026, 1, 30), {})
    assert owed["provider-meeting"].due == date(2026, 7, 30)
    assert "provider-meeting" not in rounds(MASE, date(2026, 1, 30), {})


def rounds(body: Body, since: date, last: dict[str, date]) -> dict[str, Duty]:
    return {one.key: one for one in rounds_owed(body, since, last, AS_SHIPPED)}


def test_reports_are_owed_for_the_periods_in_which_the_body_met() -> None:
    met = (date(2026, 1, 30), date(2026, 2, 27), date(2026, 4, 24))
    quarters = [
        (one.period, one.due) for one in reports_owed(MASE, met, AS_SHIPPED) if one.what == "Meeting report"
    ]
    assert quarters == [
        ("January to March 2026", date(2026, 4, 14)),
        ("April to June 2026", date(2026, 7, 14)),
    ]
    yearly = [
        one.period for one in reports_owed(SUBGROUP, met, AS_SHIPPED) if one.what == "Attendance return"
    ]
    assert yearly == ["April 2025 to March 2026", "April 2026 to March 2027"]
    monthly = [one.period for one in reports_owed(CME, met, AS_SHIPPED) if one.what == "Register report"]
    assert monthly == ["January 2026", "February 2026", "April 2026"]


def test_only_the_running_period_and_two_before_it_are_called_for() -> None:
    met = [date(2026, month, 10) for month in range(1, 7)]
    duties = [one for one in reports_owed(CME, met, AS_SHIPPED) if one.what == "Register report"]
    owed = still_owed(duties, {(duties[4].key, date(2026, 5, 1))}, date(2026, 6, 15))
    assert [one.period for one in owed] == ["April 2026", "June 2026"]
    assert still_owed(duties, set(), date(2025, 12, 31)) == ()


UNITS = [
    (Clock(7, WORKING_DAYS), date(2026, 4, 30), date(2026, 5, 21)),
    (Clock(2, WEEKS), date(2026, 4, 28), date(2026, 5, 26)),
    (Clock(14, DAYS), date(2026, 4, 28), date(2026, 5, 26)),
    (Clock(1, MONTHS), date(2026, 4, 12), date(2026, 6, 12)),
    (Clock(72, HOURS), date(2026, 5, 9), date(2026, 5, 15)),
    (Clock(25, HOURS), date(2026, 5, 10), date(2026, 5, 13)),  # never less notice than was asked for
]


@pytest.mark.parametrize(("clock", "before", "after"), UNITS, ids=[one[0].words() for one in UNITS])
def test_every_unit_counts_both_ways(clock: Clock, before: date, after: date) -> None:
    assert (due_before(TUESDAY, clock, AS_SHIPPED), due_after(TUESDAY, clock, AS_SHIPPED)) == (before, after)


def test_minutes_may_be_counted_back_from_the_next_meeting() -> None:
    """Row 5 read the other way: "within five working days of the meeting", before the one to come."""
    body = replace(BODIES["SUT-MASE-OP"], minutes_counted=BEFORE_NEXT)
    found = {one.key: one.due for one in deadlines_for(body, TUESDAY, AS_SHIPPED, date(2026, 6, 9))}
    assert found["minutes"] == date(2026, 6, 2)
    alone = {one.key: one.due for one in deadlines_for(body, TUESDAY, AS_SHIPPED)}
    assert alone["minutes"] == date(2026, 5, 19), "no meeting is planned after it yet"


@given(OFFICES, DATES, st.sampled_from(sorted(BODIES)))
def test_a_notice_in_working_days_ends_on_one_whatever_the_office_closes(
    office: OfficeCalendar, day: date, code: str
) -> None:
    for one in deadlines_for(BODIES[code], day, office):
        if one.paper.before and one.clock.unit == WORKING_DAYS:
            notice = [one.due + timedelta(days=n) for n in range((day - one.due).days)]
            counted = [each for each in notice if office.is_working_day(each)]
            assert counted[0] == one.due and len(counted) == one.clock.count
            assert not [each for each in counted if bank_holiday(each) and each not in office.worked]


@given(OFFICES, DATES, st.integers(1, 90))
def test_a_later_meeting_is_never_due_earlier(office: OfficeCalendar, day: date, later: int) -> None:
    """Moving a meeting keeps its clocks right: none runs the other way."""
    first, moved = (deadlines_for(CME, one, office) for one in (day, day + timedelta(days=later)))
    assert all(old.due <= new.due for old, new in zip(first, moved, strict=True))
    assert all(one.due < one.meeting_on for one in first if one.paper.before)


PATTERNS = st.builds(MeetingPattern, st.sampled_from((1, 2, 3, 4, -1)), st.integers(0, 4))


@given(st.tuples(PATTERNS, PATTERNS, PATTERNS), OFFICES, st.sampled_from((2026, 2027)), st.integers(1, 12))
def test_a_planned_month_always_keeps_its_order(
    patterns: Iterable[MeetingPattern], office: OfficeCalendar, year: int, month: int
) -> None:
    bodies = [
        replace(one, pattern=pattern) for one, pattern in zip((CME, MISPER, MASE), patterns, strict=True)
    ]
    planned = {one.body_code: one for one in plan_month(bodies, year, month, office)}
    assert len(planned) == 3
    assert not order_findings({code: one.on for code, one in planned.items()}, bodies)
    assert all(office.is_working_day(one.on) and one.slot == date(year, month, 1) for one in planned.values())


@given(st.integers(1, 12), st.integers(2026, 2030))
def test_a_year_has_the_number_of_its_frequency(count: int, year: int) -> None:
    body = replace(MASE, frequency=f"{count} a year", months=())
    assert len(slots_of(body, year)) == count
    planned = [one for month in range(1, 13) for one in plan_month([body], year, month, AS_SHIPPED)]
    assert len(planned) == count


@given(st.dictionaries(st.integers(1, 12), st.integers(-20, 45), max_size=12), st.integers(1, 12))
def test_what_was_planned_for_a_month_stands_for_it_wherever_it_was_moved(
    moves: dict[int, int], count: int
) -> None:
    body = replace(MASE, frequency=f"{count} a year", months=())
    slots = slots_of(body, 2027)
    meetings = [
        Standing(at, slot + timedelta(days=15 + moves.get(slot.month, 0)), slot)
        for at, slot in enumerate(slots)
    ]
    assert {slot: one.meeting_id for slot, one in filled(body, meetings).items()} == dict(
        zip(slots, range(len(slots)), strict=True)
    )


def test_one_added_by_hand_stands_for_the_nearest_month_that_has_none() -> None:
    in_may = Standing(1, date(2027, 5, 20))
    assert filled(SUBGROUP, [in_may]) == {date(2027, 4, 1): in_may}
    held = Standing(2, date(2027, 4, 8), date(2027, 4, 1))
    assert filled(SUBGROUP, [in_may, held])[date(2027, 7, 1)] == in_may
    extra = Standing(3, date(2027, 11, 3))
    assert filled(MASE, [Standing(4, date(2027, 11, 26), date(2027, 11, 1)), extra]) == {
        date(2027, 11, 1): Standing(4, date(2027, 11, 26), date(2027, 11, 1))
    }


@given(DATES, st.integers(-30, 30), st.integers(-30, 30))
def test_short_notice_that_was_agreed_is_never_late(due: date, sent: int, seen: int) -> None:
    sent_on, today = due + timedelta(days=sent), due + timedelta(days=max(sent, seen))
    assert timeliness(due, today, sent_on, agreed=True).good
    assert timeliness(due, today, sent_on).good is (sent <= 0)
    assert timeliness(due, today, None, agreed=True) is not Timeliness.MISSING
