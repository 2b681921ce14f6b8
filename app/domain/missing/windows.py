"""Windows of time and what falls into them: rolling months or days, and hours that really passed."""

import calendar
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from app.domain.calendar import LONDON, day_words
from app.domain.lists import EpisodeFacts
from app.domain.profiles import DAYS, MONTHS, WEEKS, Body, Clock


def months_before(day: date, months: int) -> date:
    """The same day of the month so many months earlier, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


_FIRST_DAY: dict[str, Callable[[date, int], date]] = {
    MONTHS: months_before,
    WEEKS: lambda day, count: day - timedelta(weeks=count),
    DAYS: lambda day, count: day - timedelta(days=count),
}


@lru_cache(maxsize=64)
def window(on: date, length: Clock) -> tuple[date, date]:
    """First and last day, both counted, of the rolling window that ends on the list's date."""
    return _FIRST_DAY[length.unit](on, length.count), on


def episode_day(episode: EpisodeFacts) -> date | None:
    """The day an episode counts for: when it was reported, else when it ended."""
    moment = episode.reported_at or episode.returned_at
    return moment.date() if moment else None


def episodes_between(episodes: Iterable[EpisodeFacts], first: date, last: date) -> tuple[EpisodeFacts, ...]:
    """Episodes of these days, both counted; those without any date cannot be placed."""
    return tuple(
        episode
        for episode in episodes
        if (moment := episode.reported_at or episode.returned_at) is not None
        and first <= moment.date() <= last
    )


def episodes_in_window(episodes: Iterable[EpisodeFacts], on: date, length: Clock) -> tuple[EpisodeFacts, ...]:
    """Episodes within the window, missing and absent alike."""
    return episodes_between(episodes, *window(on, length))


def repeat_episodes(episodes: Iterable[EpisodeFacts], on: date, body: Body) -> tuple[EpisodeFacts, ...]:
    """Episodes within the window of the body's own rule."""
    return episodes_in_window(episodes, on, body.repeat_missing.window)


def is_repeat_missing(episodes: Iterable[EpisodeFacts], on: date, body: Body) -> bool:
    """R3, R7: at least so many episodes in the window (K&R ToR: 4 in 3 months; OCC: 3 in 90 days)."""
    return len(repeat_episodes(episodes, on, body)) >= body.repeat_missing.count


def elapsed(start: datetime, end: datetime) -> timedelta:
    """Time that really passed between two local wall-clock times, over a change of the clocks too."""
    return end.replace(tzinfo=LONDON).astimezone(UTC) - start.replace(tzinfo=LONDON).astimezone(UTC)


def after_hours(start: datetime, hours: int) -> datetime:
    """The local wall-clock time when so many hours have really passed."""
    end = start.replace(tzinfo=LONDON).astimezone(UTC) + timedelta(hours=hours)
    return end.astimezone(LONDON).replace(tzinfo=None, fold=0)


def moment_words(moment: datetime) -> str:
    """A local time in a sentence: "Tue 17 Nov 2026, 23:10"."""
    return f"{day_words(moment.date())}, {moment.hour:02}:{moment.minute:02}"
