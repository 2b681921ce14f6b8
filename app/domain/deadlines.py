"""What falls due before and after a meeting, and how it stands (K&R ToR: 7 working days, 2 weeks)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.domain import profiles
from app.domain.calendar import MONTHS, WEEKDAYS, OfficeCalendar
from app.domain.missing import months_before
from app.domain.profiles import BEFORE_NEXT, DAYS, HOURS, WEEKS, WORKING_DAYS, Body, Clock
from app.domain.text import slug

AGENDA, CHILDREN, REGISTER, ASSURANCE = "agenda", "list", "register", "assurance"
MINUTES, ACTIONS = "minutes", "actions"
BEFORE_MEETING = (AGENDA, CHILDREN, REGISTER, ASSURANCE)
REPORT = "report:"  # what the key of a report begins with
EACH_MEETING = "each meeting"  # the period of a report that follows every meeting
# What each is called where a profile has no word of its own.
PAPER_NAMES = {
    AGENDA: "Agenda",
    CHILDREN: "List of children",
    REGISTER: "Register",
    ASSURANCE: "Ratings assured",
    MINUTES: "Minutes",
    ACTIONS: "Action list",
}

_HOURS_A_DAY = 24
_Counter = Callable[[OfficeCalendar, date, int], date]
_BEFORE: Mapping[str, _Counter] = {
    WORKING_DAYS: lambda office, day, count: office.before(day, count),
    WEEKS: lambda _office, day, count: day - timedelta(weeks=count),
    DAYS: lambda _office, day, count: day - timedelta(days=count),
    profiles.MONTHS: lambda _office, day, count: months_before(day, count),
    # Only the day of a meeting is counted from, so hours are whole days of notice at least.
    HOURS: lambda _office, day, count: day - timedelta(days=-(-count // _HOURS_A_DAY)),
}
_AFTER: Mapping[str, _Counter] = {
    WORKING_DAYS: lambda office, day, count: office.after(day, count),
    WEEKS: lambda _office, day, count: day + timedelta(weeks=count),
    DAYS: lambda _office, day, count: day + timedelta(days=count),
    profiles.MONTHS: lambda _office, day, count: months_before(day, -count),
    HOURS: lambda _office, day, count: day + timedelta(days=count // _HOURS_A_DAY),
}
_A_WEEK = 6  # days ahead or back in which a weekday alone says which day is meant


@dataclass(frozen=True)
class Paper:
    """One thing a meeting owes. `key` is stable; `what` is for people ("List of children"), `to` a recipient.

    `before` is counted back from the meeting. `dated` papers carry its day, so they go out again if it moves.
    """

    key: str
    what: str
    clock: Clock
    before: bool = True
    dated: bool = False
    to: str = ""


@dataclass(frozen=True)
class Deadline:
    """One paper of one meeting, due by the end of `due`."""

    paper: Paper
    due: date
    body_code: str
    body_short: str
    meeting_on: date

    @property
    def key(self) -> str:
        return self.paper.key

    @property
    def what(self) -> str:
        return self.paper.what

    @property
    def clock(self) -> Clock:
        return self.paper.clock


class Timeliness(StrEnum):
    """How one paper stands against its clock; short notice that the chair agreed to is not late."""

    WAITING = "not due yet"
    IN_TIME = "in time"
    AGREED = "short notice agreed"
    LATE = "late"
    MISSING = "not sent"

    @property
    def counted(self) -> bool:
        """Whether its clock has run out or been met: only these count in the share of papers in time."""
        return self is not Timeliness.WAITING

    @property
    def good(self) -> bool:
        return self in (Timeliness.IN_TIME, Timeliness.AGREED)


def due_before(meeting_on: date, clock: Clock, office: OfficeCalendar) -> date:
    """The last day on which something due before a meeting is in time; the meeting day does not count."""
    return _BEFORE[clock.unit](office, meeting_on, clock.count)


def due_after(meeting_on: date, clock: Clock, office: OfficeCalendar) -> date:
    """The last day on which something due after a meeting is in time; weeks are calendar weeks."""
    return _AFTER[clock.unit](office, meeting_on, clock.count)


def papers_of(body: Body) -> tuple[Paper, ...]:
    """Everything a meeting of this body owes, in the order in which it is prepared."""
    notices: Mapping[str, Clock | None] = {
        AGENDA: body.agenda_notice,
        # A strategic body sees figures, never names.
        CHILDREN: None if body.kind == "strategic" else body.list_notice,
        REGISTER: body.register_notice,
        ASSURANCE: body.assurance_notice,
    }
    before = (
        Paper(key, _name(body, key), clock, dated=key != ASSURANCE)
        for key, clock in notices.items()
        if clock is not None
    )
    after = {MINUTES: body.minutes_circulation, ACTIONS: body.action_circulation}
    reports = (
        Paper(f"{REPORT}{slug(duty.what)}", duty.what, duty.within, before=False, to=duty.to)
        for duty in body.report_duties
        if duty.period == EACH_MEETING
    )
    return (
        *before,
        *(Paper(key, _name(body, key), clock, before=False) for key, clock in after.items() if clock),
        *reports,
    )


def _name(body: Body, key: str) -> str:
    return body.term(key, PAPER_NAMES[key]) if key == REGISTER else PAPER_NAMES[key]


def deadlines_for(
    body: Body, meeting_on: date, office: OfficeCalendar, next_on: date | None = None
) -> tuple[Deadline, ...]:
    """Everything due for one meeting under its profile: papers first, minutes last.

    `next_on` is the body's meeting after it, where one is planned: some bodies count their minutes from it.
    """
    back = next_on if next_on is not None and body.minutes_counted == BEFORE_NEXT else None
    return tuple(
        Deadline(paper, _due(paper, meeting_on, office, back), body.code, body.short, meeting_on)
        for paper in papers_of(body)
    )


def _due(paper: Paper, meeting_on: date, office: OfficeCalendar, next_on: date | None) -> date:
    if paper.before:
        return due_before(meeting_on, paper.clock, office)
    if paper.key == MINUTES and next_on is not None:
        return max(due_before(next_on, paper.clock, office), meeting_on)
    return due_after(meeting_on, paper.clock, office)


def timeliness(due: date, today: date, sent_on: date | None = None, *, agreed: bool = False) -> Timeliness:
    """How a paper stands; `agreed` says that the chair agreed to short notice for it."""
    late = (sent_on or today) > due
    if late and agreed:
        return Timeliness.AGREED
    if sent_on is None:
        return Timeliness.MISSING if late else Timeliness.WAITING
    return Timeliness.LATE if late else Timeliness.IN_TIME


def is_overdue(due: date, today: date, done_on: date | None = None) -> bool:
    """Due by the end of the day: overdue only from the day after, and never once it is done."""
    return done_on is None and today > due


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def standing(due: date, today: date, office: OfficeCalendar, done_on: date | None = None) -> str:
    """ "done", "done late", "overdue", "due today" or "due in 3 working days"."""
    if done_on is not None:
        return "done late" if done_on > due else "done"
    if is_overdue(due, today):
        return "overdue"
    if due == today:
        return "due today"
    left = office.between(today, due)
    return f"due in {_count(left, 'working day')}" if left else f"due in {_count((due - today).days, 'day')}"


def due_words(due: date, today: date) -> str:
    """ "due today", "due Thursday", "was due Thursday"; further away with its date: "due Thu 26 Nov"."""
    days = (due - today).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    words = near.get(days) or (WEEKDAYS[due.weekday()] if abs(days) <= _A_WEEK else _dated(due, today))
    return f"{'was ' if days < 0 else ''}due {words}"


def _dated(day: date, today: date) -> str:
    words = f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]}"
    return words if day.year == today.year else f"{words} {day.year}"


def late_words(due: date, on: date, office: OfficeCalendar) -> str:
    """By how much a day lies after the due one: "2 working days late", over a weekend "1 day late"."""
    working = office.between(due, on)
    return f"{_count(working, 'working day') if working else _count((on - due).days, 'day')} late"
