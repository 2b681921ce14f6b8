from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.calendar import (
    bank_holiday,
    bank_holidays,
    day_words,
    is_working_day,
    next_working_day,
    previous_working_day,
    working_days_after,
    working_days_before,
    working_days_between,
)

DAYS = st.dates(date(2016, 1, 1), date(2036, 12, 31))


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
    assert working_days_before(day, count) == expected


def test_working_days_after_skips_weekend_holiday_and_closed_days() -> None:
    assert working_days_after(date(2026, 5, 1), 1) == date(2026, 5, 5)
    assert working_days_after(date(2026, 5, 1), 1, {date(2026, 5, 5)}) == date(2026, 5, 6)


def test_between_counts_the_last_day_and_not_the_first() -> None:
    assert working_days_between(date(2026, 11, 21), date(2026, 11, 27)) == 5
    assert working_days_between(date(2026, 11, 27), date(2026, 11, 21)) == -5
    assert working_days_between(date(2026, 11, 20), date(2026, 11, 22)) == 0


def test_bank_holidays_have_their_names() -> None:
    days = bank_holidays(2026, 2027)
    assert "Christmas" in days[date(2026, 12, 25)] and "New Year" in days[date(2027, 1, 1)]
    assert bank_holiday(date(2026, 5, 4)) and not bank_holiday(date(2026, 5, 5))
    # England and Wales, not Scotland (2 January, St Andrew) or Northern Ireland (St Patrick).
    assert not {date(2026, 1, 2), date(2026, 11, 30), date(2026, 3, 17)} & set(days)


def test_negative_counts_are_a_bug() -> None:
    with pytest.raises(ValueError, match="from 0"):
        working_days_before(date(2026, 5, 12), -1)


def test_day_words_do_not_follow_the_system_language() -> None:
    assert day_words(date(2026, 12, 4)) == "Fri 4 Dec 2026"


@given(DAYS, st.integers(0, 40))
def test_there_and_back(day: date, count: int) -> None:
    start = next_working_day(day)
    assert working_days_after(working_days_before(start, count), count) == start


@given(DAYS, st.integers(1, 40))
def test_the_count_is_the_number_of_days_between(day: date, count: int) -> None:
    before, after = working_days_before(day, count), working_days_after(day, count)
    assert is_working_day(before) and is_working_day(after)
    assert working_days_between(day, after) == count
    # "At least seven working days before": that many lie in [before, day).
    assert sum(is_working_day(before + timedelta(days=n)) for n in range((day - before).days)) == count


@given(DAYS, st.integers(0, 30))
def test_more_notice_is_never_later(day: date, count: int) -> None:
    assert working_days_before(day, count + 1) < working_days_before(day, count)


@given(DAYS)
def test_nearest_working_days(day: date) -> None:
    assert previous_working_day(day) <= day <= next_working_day(day)
    assert is_working_day(previous_working_day(day)) and is_working_day(next_working_day(day))
