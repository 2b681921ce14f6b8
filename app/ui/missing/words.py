"""What the parts of the missing screen share: standings and risks as badges, times as words, periods."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.domain.calendar import MONTHS
from app.domain.missing import InterviewStanding, left_words, months_before, window
from app.domain.profiles import Body
from app.services.missing.episodes import EpisodeRow, Period
from app.services.missing.safety_rows import DUE, NO_PLAN, NO_REVIEW, OVERDUE, REVIEWED
from app.ui.month.words import short_day
from app.ui.theme import Tone
from app.ui.widgets import Mark

_STANDINGS: Mapping[InterviewStanding, Tone] = {
    InterviewStanding.OVERDUE: "red",
    InterviewStanding.DUE: "amber",
    InterviewStanding.OFFERED: "amber",
    InterviewStanding.ACCEPTED: "amber",
    InterviewStanding.LATE: "amber",
    InterviewStanding.IN_TIME: "green",
    InterviewStanding.DONE: "green",
}
RISKS: Mapping[str, Tone] = {"high": "red", "medium": "amber", "low": "grey"}
PLANS: Mapping[str, Tone] = {
    OVERDUE: "red",
    NO_PLAN: "amber",
    NO_REVIEW: "amber",
    DUE: "accent",
    REVIEWED: "green",
}
_SOON = timedelta(hours=12)
_MONTHS_BACK = 12


def interview_mark(row: EpisodeRow) -> Mark:
    """How the interview stands; the time it may still wait is said apart."""
    return Mark(row.standing.value, _STANDINGS.get(row.standing, "grey"))


def left_mark(row: EpisodeRow) -> Mark | None:
    """The time an interview may still wait, or how long it is over; None where nobody waits."""
    if row.left is None:
        return None
    tone: Tone = "red" if row.left < timedelta() else "amber" if row.left < _SOON else "accent"
    return Mark(left_words(row.left), tone)


def moment_words(moment: datetime | None, today: date) -> str:
    """ "Tue 17 Nov, 20:00"; a dash for a time nobody knows."""
    return f"{short_day(moment.date(), today)}, {moment:%H:%M}" if moment is not None else "–"


def away_words(hours: float | None) -> str:
    """ "5 h", "2 days 3 h"; a dash where it cannot be known."""
    if hours is None:
        return "–"
    if hours < 1:
        return f"{round(hours * 60)} min"
    days, rest = divmod(round(hours), 24)
    if not days:
        return f"{rest} h"
    words = f"{days} day{'' if days == 1 else 's'}"
    return f"{words} {rest} h" if rest else words


@dataclass(frozen=True)
class NamedPeriod:
    """A period to choose by its words."""

    words: str
    period: Period


def periods(today: date, body: Body | None) -> tuple[NamedPeriod, ...]:
    """This month first, then the body's window, a year, and the months before one by one."""
    first = today.replace(day=1)
    found = [NamedPeriod(f"{MONTHS[today.month - 1]} {today.year}", Period(first, today))]
    if body is not None:
        length = body.repeat_missing.window
        found.append(NamedPeriod(f"Last {length.words()}", Period(window(today, length)[0], today)))
    found.append(NamedPeriod("Last 12 months", Period(months_before(today, _MONTHS_BACK), today)))
    for back in range(1, _MONTHS_BACK + 1):
        start = months_before(first, back)
        end = months_before(start, -1) - timedelta(days=1)
        found.append(NamedPeriod(f"{MONTHS[start.month - 1]} {start.year}", Period(start, end)))
    return tuple(found)
