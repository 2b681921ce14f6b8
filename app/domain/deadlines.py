"""What falls due before and after a meeting, and how it stands (K&R ToR: 7 working days, 2 weeks)."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.calendar import working_days_after, working_days_before, working_days_between
from app.domain.profiles import DAYS, WEEKS, WORKING_DAYS, Body, Clock

_Counter = Callable[[date, int, Collection[date]], date]

_BEFORE: dict[str, _Counter] = {
    WORKING_DAYS: working_days_before,
    WEEKS: lambda day, count, _closed: day - timedelta(weeks=count),
    DAYS: lambda day, count, _closed: day - timedelta(days=count),
}
_AFTER: dict[str, _Counter] = {
    WORKING_DAYS: working_days_after,
    WEEKS: lambda day, count, _closed: day + timedelta(weeks=count),
    DAYS: lambda day, count, _closed: day + timedelta(days=count),
}


@dataclass(frozen=True)
class Deadline:
    """One thing due by the end of `due`. `key` is stable; `what` is for people ("List of children")."""

    key: str
    what: str
    due: date
    body_code: str
    body_short: str
    meeting_on: date
    clock: Clock


def due_before(meeting_on: date, clock: Clock, closed_days: Collection[date] = ()) -> date:
    """The last day on which something due before a meeting is in time; the meeting day does not count."""
    return _BEFORE[clock.unit](meeting_on, clock.count, closed_days)


def due_after(meeting_on: date, clock: Clock, closed_days: Collection[date] = ()) -> date:
    """The last day on which something due after a meeting is in time; weeks are calendar weeks."""
    return _AFTER[clock.unit](meeting_on, clock.count, closed_days)


def _notices(body: Body) -> list[tuple[str, str, Clock]]:
    notices: list[tuple[str, str, Clock | None]] = [
        ("agenda", "Agenda", body.agenda_notice),
        # A strategic body sees figures, never names.
        ("list", "List of children", None if body.kind == "strategic" else body.list_notice),
        ("register", body.term("register", "Register"), body.register_notice),
        ("assurance", "Ratings assured", body.assurance_notice),
    ]
    return [(key, what, clock) for key, what, clock in notices if clock is not None]


def deadlines_for(body: Body, meeting_on: date, closed_days: Collection[date] = ()) -> tuple[Deadline, ...]:
    """Everything due for one meeting under its profile: papers first, minutes last."""
    before = [
        Deadline(
            key, what, due_before(meeting_on, clock, closed_days), body.code, body.short, meeting_on, clock
        )
        for key, what, clock in _notices(body)
    ]
    clock = body.minutes_circulation
    minutes_due = due_after(meeting_on, clock, closed_days)
    return (*before, Deadline("minutes", "Minutes", minutes_due, body.code, body.short, meeting_on, clock))


def is_overdue(due: date, today: date, done_on: date | None = None) -> bool:
    """Due by the end of the day: overdue only from the day after, and never once it is done."""
    return done_on is None and today > due


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def standing(due: date, today: date, done_on: date | None = None, closed_days: Collection[date] = ()) -> str:
    """ "done", "done late", "overdue", "due today" or "due in 3 working days"."""
    if done_on is not None:
        return "done late" if done_on > due else "done"
    if is_overdue(due, today):
        return "overdue"
    if due == today:
        return "due today"
    left = working_days_between(today, due, closed_days)
    return f"due in {_count(left, 'working day')}" if left else f"due in {_count((due - today).days, 'day')}"
