"""What day it is, and the wall clock of the meetings' place."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from app.services.clock import fixed_clock, system_clock


@pytest.mark.parametrize(
    ("instant", "local"),
    [
        (datetime(2026, 11, 21, 9, tzinfo=UTC), datetime(2026, 11, 21, 9)),
        (datetime(2026, 7, 1, 23, 30, tzinfo=UTC), datetime(2026, 7, 2, 0, 30)),  # summer time
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30)),  # the night it ends
    ],
)
def test_lists_are_judged_by_the_clock_on_the_wall_in_london(instant: datetime, local: datetime) -> None:
    clock = fixed_clock(instant)
    assert clock.local() == local and clock.now() == instant


def test_the_day_is_that_of_the_place_and_the_instant_is_utc() -> None:
    clock = fixed_clock(datetime(2026, 11, 21, 0, 30, tzinfo=timezone(timedelta(hours=2))))
    assert clock.today() == date(2026, 11, 21) and clock.now().tzinfo is UTC and clock.now().day == 20


def test_the_laptops_own_clock() -> None:
    clock = system_clock()
    assert clock.today() == date.today() and abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)
