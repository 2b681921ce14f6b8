"""The demo's past: what happened when, carried out in order under a clock that is moved along."""

import heapq
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from itertools import count

from app.domain.calendar import LONDON
from app.services.clock import Clock


class Timepiece:
    """A clock that is set by hand, never back, and never beyond `limit`."""

    def __init__(self, start: datetime, limit: datetime | None = None) -> None:
        self._now = start
        self._limit = limit
        self.clock = Clock(lambda: self._now.astimezone(LONDON).date(), lambda: self._now)

    def set(self, instant: datetime) -> None:
        """Go on to an instant."""
        wanted = instant if self._limit is None else min(instant, self._limit)
        self._now = max(self._now, wanted)

    def pass_minutes(self, minutes: float) -> None:
        """Let some minutes go by."""
        self.set(self._now + timedelta(minutes=minutes))


def local(day: date, at: time) -> datetime:
    """A wall-clock time of the meetings' place as an instant."""
    return datetime.combine(day, at, LONDON)


class Diary:
    """Acts by the instant they happen at; what lies after the limit never happens."""

    def __init__(self, timepiece: Timepiece, limit: datetime) -> None:
        self._timepiece = timepiece
        self._limit = limit
        self._entries: list[tuple[datetime, int, Callable[[], object]]] = []
        self._numbers = count()

    def at(self, day: date, at: time, act: Callable[[], object]) -> None:
        """Enter an act; acts may enter further ones while the diary runs."""
        instant = local(day, at)
        if instant <= self._limit:
            heapq.heappush(self._entries, (instant, next(self._numbers), act))

    def run(self) -> None:
        """Carry everything out, the earliest first."""
        while self._entries:
            instant, _, act = heapq.heappop(self._entries)
            self._timepiece.set(instant)
            act()
