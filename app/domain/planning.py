"""Planning a month or a year of meetings, in their order, on working days (domain §4.1)."""

import calendar
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.calendar import OfficeCalendar, bank_holiday, day_words
from app.domain.deadlines import deadlines_for
from app.domain.findings import Finding, Severity
from app.domain.profiles import Body, MeetingPattern

_NOTHING: Mapping[str, date] = {}
_YEAR = 12  # months
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class PlannedMeeting:
    """A date proposed for a body. `slot` is the first day of the month it is the meeting of.

    `why` says in a sentence why it was moved from its usual day, else "".
    """

    body_code: str
    slot: date
    on: date
    moved_from: date | None = None
    why: str = ""


@dataclass(frozen=True)
class Standing:
    """A meeting that stands already; `slot` is the month it was planned for, None where it came by hand."""

    meeting_id: int
    on: date
    slot: date | None = None


def pattern_day(pattern: MeetingPattern, year: int, month: int) -> date:
    """The day of the month that a pattern names, whether one can meet on it or not."""
    last = date(year, month, calendar.monthrange(year, month)[1])
    if pattern.week < 0:
        return last - timedelta(days=(last.weekday() - pattern.weekday) % 7, weeks=-pattern.week - 1)
    first = date(year, month, 1)
    return first + timedelta(days=(pattern.weekday - first.weekday()) % 7, weeks=pattern.week - 1)


def _open_day(day: date, office: OfficeCalendar) -> date:
    """The next working day, or the one before where the next lies in another month."""
    later = office.next(day)
    return later if later.month == day.month else office.previous(day)


def in_order(bodies: Iterable[Body]) -> tuple[Body, ...]:
    """The bodies so that each comes after those it must follow; otherwise as given."""
    waiting = list(bodies)
    ordered: list[Body] = []
    while waiting:
        codes = {body.code for body in waiting}
        ready = next((body for body in waiting if not codes & set(body.order_after)), waiting[0])
        waiting.remove(ready)
        ordered.append(ready)
    return tuple(ordered)


def meets_in(body: Body, month: int) -> bool:
    """Whether the body meets in this month of the year (1 to 12)."""
    return not body.retired and month in body.meeting_months


def slots_of(body: Body, year: int) -> tuple[date, ...]:
    """The first day of each month of a year in which the body meets."""
    return tuple(date(year, month, 1) for month in range(1, _YEAR + 1) if meets_in(body, month))


def _months_apart(one: date, other: date) -> int:
    return abs((one.year - other.year) * _YEAR + one.month - other.month)


def _reach(body: Body) -> int:
    """The fewest months from one of its meetings to the next: one that stands nearer fills a slot."""
    months = sorted(body.meeting_months)
    turns = zip(months, [*months[1:], months[0] + _YEAR], strict=True)
    return min(later - month for month, later in turns)


def filled(body: Body, meetings: Iterable[Standing]) -> Mapping[date, Standing]:
    """Which meeting stands for which month: what it was planned for, wherever it was moved to since.

    One added by hand stands for the nearest month of the body that has none; then one is an extra one.
    """
    taken: dict[date, Standing] = {}
    by_hand = []
    for meeting in sorted(meetings, key=lambda one: (one.on, one.meeting_id)):
        if meeting.slot is not None and meeting.slot not in taken:
            taken[meeting.slot] = meeting
        else:
            by_hand.append(meeting)
    reach = _reach(body) if body.meeting_months else 0
    for meeting in by_hand:
        around = (slot for year in (-1, 0, 1) for slot in slots_of(body, meeting.on.year + year))
        free = [slot for slot in around if slot not in taken and _months_apart(slot, meeting.on) < reach]
        if free:
            taken[min(free, key=lambda slot: (_months_apart(slot, meeting.on), slot))] = meeting
    return taken


@dataclass(frozen=True)
class _Room:
    """Between which days a meeting must lie, so that the order holds: after the one, before the other."""

    after: date | None
    before: date | None


def _place(body: Body, day: date, room: _Room, office: OfficeCalendar) -> PlannedMeeting:
    on, why, slot = day, "", day.replace(day=1)
    reason = office.closed_reason(day)
    if reason:
        on = _open_day(day, office)
        why = f"Moved from {day_words(day)} ({reason}) to {day_words(on)}."
    if room.after is not None and on <= room.after:
        on = office.next(room.after + _ONE_DAY)
        why = f"Moved from {day_words(day)} to {day_words(on)}, to come after the meetings before it."
    elif room.before is not None and on >= room.before:
        earlier = office.previous(room.before - _ONE_DAY)
        if earlier >= slot and (room.after is None or earlier > room.after):
            on = earlier
            why = f"Moved from {day_words(day)} to {day_words(on)}, to come before the meetings after it."
    return PlannedMeeting(body.code, slot, on, day if on != day else None, why)


def plan_month(
    bodies: Sequence[Body],
    year: int,
    month: int,
    office: OfficeCalendar,
    standing: Mapping[str, date] = _NOTHING,
    chosen: Mapping[str, date] = _NOTHING,
) -> tuple[PlannedMeeting, ...]:
    """The month's meetings that do not stand yet, in order of date.

    `standing` are days of meetings that stand, `chosen` days that somebody thinks of, both by code of body.
    Each comes after those it must follow, in the next month if need be, and before what stands and must
    follow it. A body that does not meet in this month, or on no fixed day, is left out.
    """
    days = {**standing, **chosen}
    planned: dict[str, PlannedMeeting] = {}
    for body in in_order(bodies):
        if body.code in days or body.pattern is None or not meets_in(body, month):
            continue
        after = [days[code] for code in body.order_after if code in days]
        before = [days[one.code] for one in bodies if body.code in one.order_after and one.code in standing]
        room = _Room(max(after, default=None), min(before, default=None))
        planned[body.code] = _place(body, pattern_day(body.pattern, year, month), room, office)
        days[body.code] = planned[body.code].on
    return tuple(sorted(planned.values(), key=lambda meeting: meeting.on))


def order_findings(dates: Mapping[str, date], bodies: Iterable[Body]) -> tuple[Finding, ...]:
    """Where a month's dates break the order ("MisPer before MASE"); `dates` by code of body."""
    known = {body.code: body for body in bodies if body.code in dates}
    broken = []
    for body in known.values():
        for before in (known[code] for code in body.order_after if code in known):
            if (dates[before.code], before.starts) >= (dates[body.code], body.starts):
                sentence = (
                    f"{body.short} on {day_words(dates[body.code])} does not come after {before.short} "
                    f"on {day_words(dates[before.code])}; it should."
                )
                broken.append(Finding("order", sentence, body.source, Severity.WARN))
    return tuple(broken)


def _day_finding(body: Body, on: date, office: OfficeCalendar) -> tuple[Finding, ...]:
    name = bank_holiday(on)
    if name and not office.is_working_day(on):
        sentence = f"{day_words(on)} is a bank holiday ({name}). Choose another day for {body.short}."
        return (Finding("bank-holiday", sentence, "Bank holidays, England and Wales", Severity.STOP),)
    reason = office.closed_reason(on)
    if reason:
        sentence = f"{day_words(on)} is {reason}. Choose a working day for {body.short}."
        return (Finding("closed-day", sentence, "Working days", Severity.WARN),)
    return ()


def _notice_finding(body: Body, on: date, today: date, office: OfficeCalendar) -> tuple[Finding, ...]:
    if on < today:
        sentence = f"{day_words(on)} has passed; choose it only to record a {body.short} that was held."
        return (Finding("past", sentence, body.source, Severity.WARN),)
    late = [item for item in deadlines_for(body, on, office) if item.due < today]
    if not late:
        return ()
    first = min(late, key=lambda item: item.due)
    who = body.emergency_override
    only = (
        f"only {who.by} can agree to shorter notice." if who.allowed else "its rules allow no shorter notice."
    )
    sentence = (
        f"{first.what} for {body.short} was due on {day_words(first.due)}, "
        f"{first.clock.words()} before; {only}"
    )
    return (Finding("notice", sentence, body.source, Severity.WARN),)


def check_date(
    body: Body,
    on: date,
    office: OfficeCalendar,
    others: Sequence[tuple[Body, date]] = (),
    today: date | None = None,
) -> tuple[Finding, ...]:
    """What speaks against a date chosen by hand; `others` are the month's other meetings.

    A bank holiday stops; weekend, closed day, broken order and short notice warn.
    """
    notice = () if today is None else _notice_finding(body, on, today, office)
    dates = {other.code: day for other, day in others} | {body.code: on}
    order = order_findings(dates, [*(other for other, _ in others if other.code != body.code), body])
    return (*_day_finding(body, on, office), *notice, *order)
