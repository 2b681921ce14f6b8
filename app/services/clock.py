"""What day and what instant it is, as a value that a test or the demo can set."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from app.domain.calendar import LONDON


@dataclass(frozen=True)
class Clock:
    """`today` is the local calendar day; `now` an aware instant in UTC."""

    today: Callable[[], date]
    now: Callable[[], datetime]

    def local(self) -> datetime:
        """The wall clock of the meetings' place, without a zone, as the lists write times."""
        return self.now().astimezone(LONDON).replace(tzinfo=None)


def system_clock() -> Clock:
    """The laptop's own clock."""
    return Clock(date.today, lambda: datetime.now(UTC))


def fixed_clock(instant: datetime) -> Clock:
    """A clock that stands still, for tests and the demo; the day is the one the instant was given in."""
    return Clock(instant.date, lambda: instant.astimezone(UTC))
