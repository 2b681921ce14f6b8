from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.calendar import AS_SHIPPED, OfficeCalendar, bank_holiday, bank_holidays, day_words

DAYS = st.dates(date(2016, 1, 1), date(2036, 12, 31))
MAY_DAY = date(2026, 5, 4)
# Any office: some days closed, and any of the bank holidays worked.
OFFICES = st.builds(
    OfficeCalendar,
    st.dictionaries(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.just("Office closed"), max_size=20),
    st.sets(st.sampled_from(sorted(bank_holidays(2026)))),
)
IN_2026 = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 5, 12), 7, date(2026, 4, 30)),  # A6
        (date(2026, 11, 27), 7, date(2026, 11, 18)),
        (date(2026, 4, 7), 1, date(2026, 4, 2)),  # over Good Friday and Easter Monday
        (date(2027, 1, 4), 1, date(2026, 12, 31)),
        (date(2026, 12, 29), 1, date(2026, 12, 24)),  # Boxing Day fell on a Saturday
        (date(2026, 11, 21), 0, date(2026, 11, 21)),
    ],
)
def test_working_days_before(day: date, count: int, expected: date) -> None:
    assert AS_SHIPPED.before(day, count) == expected


def test_working_days_after_skips_weekend_holiday_and_closed_days() -> None:
    assert AS_SHIPPED.after(date(2026, 5, 1), 1) == date(2026, 5, 5)
    closed = OfficeCalendar({date(2026, 5, 5): "Office move"})
    assert closed.after(date(2026, 5, 1), 1) == date(2026, 5, 6)


def test_between_counts_the_last_day_and_not_the_first() -> None:
    assert AS_SHIPPED.between(date(2026, 11, 21), date(2026, 11, 27)) == 5
    assert AS_SHIPPED.between(date(2026, 11, 27), date(2026, 11, 21)) == -5
    assert AS_SHIPPED.between(date(2026, 11, 20), date(2026, 11, 22)) == 0


def test_bank_holidays_have_their_names() -> None:
    days = bank_holidays(2026, 2027)
    assert "Christmas" in days[date(2026, 12, 25)] and "New Year" in days[date(2027, 1, 1)]
    assert bank_holiday(date(2026, 5, 4)) and not bank_holiday(date(2026, 5, 5))
    # England and Wales, not Scotland (2 January, St Andrew) or Northern Ireland (St Patrick).
    assert not {date(2026, 1, 2), date(2026, 11, 30), date(2026, 3, 17)} & set(days)


def test_negative_counts_are_a_bug() -> None:
    with pytest.raises(ValueError, match="from 0"):
        AS_SHIPPED.before(date(2026, 5, 12), -1)


def test_day_words_do_not_follow_the_system_language() -> None:
    assert day_words(date(2026, 12, 4)) == "Fri 4 Dec 2026"


@given(DAYS, st.integers(0, 40))
def test_there_and_back(day: date, count: int) -> None:
    start = AS_SHIPPED.next(day)
    assert AS_SHIPPED.after(AS_SHIPPED.before(start, count), count) == start


@given(DAYS, st.integers(1, 40))
def test_the_count_is_the_number_of_days_between(day: date, count: int) -> None:
    before, after = AS_SHIPPED.before(day, count), AS_SHIPPED.after(day, count)
    assert AS_SHIPPED.is_working_day(before) and AS_SHIPPED.is_working_day(after)
    assert AS_SHIPPED.between(day, after) == count
    # "At least seven working days before": that many lie in [before, day).
    assert (
        sum(AS_SHIPPED.is_working_day(before + timedelta(days=n)) for n in range((day - before).days))
        == count
    )


@given(DAYS, st.integers(0, 30))
def test_more_notice_is_never_later(day: date, count: int) -> None:
    assert AS_SHIPPED.before(day, count + 1) < AS_SHIPPED.before(day, count)


@given(DAYS)
def test_nearest_working_days(day: date) -> None:
    assert AS_SHIPPED.previous(day) <= day <= AS_SHIPPED.next(day)
    assert AS_SHIPPED.is_working_day(AS_SHIPPED.previous(day)) and AS_SHIPPED.is_working_day(
        AS_SHIPPED.next(day)
    )


@pytest.mark.parametrize(
    ("office", "day", "reason"),
    [
        (AS_SHIPPED, MAY_DAY, "May Day"),
        (AS_SHIPPED, date(2026, 5, 9), "a Saturday"),
        (AS_SHIPPED, date(2026, 5, 5), ""),
        (OfficeCalendar({date(2026, 5, 5): "Office move"}), date(2026, 5, 5), "Office move"),
        (OfficeCalendar({date(2026, 5, 5): ""}), date(2026, 5, 5), "a closed day"),
        (OfficeCalendar(worked={MAY_DAY}), MAY_DAY, ""),
        (OfficeCalendar({MAY_DAY: "Closed all the same"}, {MAY_DAY}), MAY_DAY, "Closed all the same"),
        (
            OfficeCalendar(worked={date(2026, 5, 9)}),
            date(2026, 5, 9),
            "a Saturday",
        ),  # nobody works at weekends
    ],
)
def test_why_an_office_is_closed(office: OfficeCalendar, day: date, reason: str) -> None:
    assert office.closed_reason(day) == reason or (reason == "May Day" and "May" in office.closed_reason(day))
    assert office.is_working_day(day) is not bool(reason)


@given(OFFICES, IN_2026, st.integers(1, 40))
def test_a_notice_in_working_days_ends_on_one_and_counts_no_other(
    office: OfficeCalendar, day: date, count: int
) -> None:
    """Whatever the office closes or works: a bank holiday that is not worked is never counted."""
    due = office.before(day, count)
    counted = [due + timedelta(days=n) for n in range((day - due).days)]
    working = [one for one in counted if office.is_working_day(one)]
    assert due == working[0] and len(working) == count
    assert not [one for one in working if one.weekday() > 4 or one in office.closed]
    assert not [one for one in working if bank_holiday(one) and one not in office.worked]
    assert office.after(office.next(due), 0) == due


@given(OFFICES, IN_2026, st.integers(1, 30))
def test_one_more_closed_day_never_leaves_more_time(office: OfficeCalendar, day: date, count: int) -> None:
    due = office.before(day, count)
    closer = OfficeCalendar({**office.closed, due: "Office closed"}, office.worked)
    assert closer.before(day, count) < due
