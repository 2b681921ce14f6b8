"""Working days: Monday to Friday without the bank holidays of England and Wales (domain §23.1)."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType
from zoneinfo import ZoneInfo

import holidays

# Written out, because strftime follows the system's language once a window has been opened.
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
# The lists hold wall-clock times of the place; so deadlines in hours are judged by the clock there.
LONDON = ZoneInfo("Europe/London")
_ONE_DAY = timedelta(days=1)
_SATURDAY = 5


@lru_cache(maxsize=64)
def _year(year: int) -> Mapping[date, str]:
    return MappingProxyType(dict(holidays.country_holidays("GB", subdiv="ENG", years=year).items()))


def bank_holidays(*years: int) -> Mapping[date, str]:
    """The bank holidays of these years with their names; worked out, never fetched."""
    return {day: name for year in years for day, name in sorted(_year(year).items())}


def bank_holiday(day: date) -> str:
    """The name of the bank holiday on this day, or ""."""
    return _year(day.year).get(day, "")


def is_weekend(day: date) -> bool:
    """Whether this is a Saturday or a Sunday."""
    return day.weekday() >= _SATURDAY


def is_working_day(day: date, closed_days: Collection[date] = ()) -> bool:
    """`closed_days` are further days on which the office is closed."""
    return not is_weekend(day) and not bank_holiday(day) and day not in closed_days


def _step(day: date, count: int, step: timedelta, closed_days: Collection[date]) -> date:
    if count < 0:
        raise ValueError("working days are counted from 0")
    while count:
        day += step
        count -= is_working_day(day, closed_days)
    return day


def working_days_before(day: date, count: int, closed_days: Collection[date] = ()) -> date:
    """The day that lies `count` whole working days before `day`, which is not counted itself."""
    return _step(day, count, -_ONE_DAY, closed_days)


def working_days_after(day: date, count: int, closed_days: Collection[date] = ()) -> date:
    """The day that lies `count` whole working days after `day`, which is not counted itself."""
    return _step(day, count, _ONE_DAY, closed_days)


def working_days_between(start: date, end: date, closed_days: Collection[date] = ()) -> int:
    """Working days after `start` up to and including `end`; negative when `end` lies before `start`."""
    if end < start:
        return -working_days_between(end, start, closed_days)
    days = (start + timedelta(days=offset) for offset in range(1, (end - start).days + 1))
    return sum(is_working_day(day, closed_days) for day in days)


def next_working_day(day: date, closed_days: Collection[date] = ()) -> date:
    """This day if it is a working day, else the first one after it."""
    while not is_working_day(day, closed_days):
        day += _ONE_DAY
    return day


def previous_working_day(day: date, closed_days: Collection[date] = ()) -> date:
    """This day if it is a working day, else the last one before it."""
    while not is_working_day(day, closed_days):
        day -= _ONE_DAY
    return day


def day_words(day: date) -> str:
    """A date as one says it in a sentence: "Fri 4 Dec 2026"."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]} {day.year}"
