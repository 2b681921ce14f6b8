"""Working days: Monday to Friday without the bank holidays of England and Wales (domain §23.1)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
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
_SATURDAY, _WEEK = 5, 7


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


@dataclass(frozen=True)
class OfficeCalendar:
    """The working days of one office: Monday to Friday, without bank holidays, as the office changed them.

    `closed` are further days on which nobody works, each with its reason; `worked` are bank holidays on which
    the office is open. Every clock that counts working days is a method here, so that none can forget them.
    """

    closed: Mapping[date, str] = field(default_factory=dict)
    worked: Collection[date] = frozenset()

    def closed_reason(self, day: date) -> str:
        """Why nobody works on this day ("May Day", "a Saturday", "Office closed"), or ""."""
        if day in self.closed:
            return self.closed[day] or "a closed day"
        holiday = bank_holiday(day) if day not in self.worked else ""
        return holiday or (f"a {WEEKDAYS[day.weekday()]}" if is_weekend(day) else "")

    def is_working_day(self, day: date) -> bool:
        """Whether the office works on this day."""
        return not self.closed_reason(day)

    def before(self, day: date, count: int) -> date:
        """The day that lies `count` whole working days before `day`, which is not counted itself."""
        return self._step(day, count, -_ONE_DAY)

    def after(self, day: date, count: int) -> date:
        """The day that lies `count` whole working days after `day`, which is not counted itself."""
        return self._step(day, count, _ONE_DAY)

    def _step(self, day: date, count: int, step: timedelta) -> date:
        if count < 0:
            raise ValueError("working days are counted from 0")
        while count:
            day += step
            count -= self.is_working_day(day)
        return day

    def between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; negative when `end` lies before `start`."""
        if end < start:
            return -self.between(end, start)
        weeks, rest = divmod((end - start).days, _WEEK)
        last = (end - timedelta(days=offset) for offset in range(rest))
        weekdays = weeks * _SATURDAY + sum(not is_weekend(day) for day in last)
        return weekdays - sum(start < day <= end for day in self._free_weekdays(start.year, end.year))

    def _free_weekdays(self, first: int, last: int) -> set[date]:
        """The Mondays to Fridays of some years on which nobody works."""
        free = {day for year in range(first, last + 1) for day in _year(year)} - set(self.worked)
        return {day for day in free | set(self.closed) if not is_weekend(day)}

    def next(self, day: date) -> date:
        """This day if it is a working day, else the first one after it."""
        while not self.is_working_day(day):
            day += _ONE_DAY
        return day

    def previous(self, day: date) -> date:
        """This day if it is a working day, else the last one before it."""
        while not self.is_working_day(day):
            day -= _ONE_DAY
        return day


# What holds where no office has changed anything: the rule as it ships.
AS_SHIPPED = OfficeCalendar()


def day_words(day: date) -> str:
    """A date as one says it in a sentence: "Fri 4 Dec 2026"."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]} {day.year}"
