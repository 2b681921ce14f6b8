"""Planning a month of meetings, in their order, on working days (domain §4.1)."""

import calendar
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.calendar import OfficeCalendar, bank_holiday, day_words
from app.domain.deadlines import deadlines_for
from app.domain.findings import Finding, Severity
from app.domain.profiles import Body, MeetingPattern

_EVERY_MONTH = "monthly"
_ORDER_SOURCE = "K&R terms of reference: order of the meetings"


@dataclass(frozen=True)
class PlannedMeeting:
    """A date proposed for a body. `why` says in a sentence why it was moved, else ""."""

    body_code: str
    on: date
    moved_from: date | None = None
    why: str = ""


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


def _place(body: Body, day: date, earliest: date | None, office: OfficeCalendar) -> PlannedMeeting:
    on, why = day, ""
    reason = office.closed_reason(day)
    if reason:
        on = _open_day(day, office)
        why = f"Moved from {day_words(day)} ({reason}) to {day_words(on)}."
    if earliest is not None and on <= earliest:
        later = office.next(earliest + timedelta(days=1))
        if later.month == day.month:
            on = later
            why = f"Moved from {day_words(day)} to {day_words(on)}, to come after the meetings before it."
    return PlannedMeeting(body.code, on, day if on != day else None, why)


def plan_month(
    bodies: Sequence[Body], year: int, month: int, office: OfficeCalendar
) -> tuple[PlannedMeeting, ...]:
    """The month's meetings in order of date.

    Bodies that do not meet every month, or on no fixed day, are planned by hand and left out here.
    """
    planned: dict[str, PlannedMeeting] = {}
    for body in in_order(bodies):
        if body.pattern is None or body.frequency != _EVERY_MONTH:
            continue
        before = [planned[code].on for code in body.order_after if code in planned]
        day = pattern_day(body.pattern, year, month)
        planned[body.code] = _place(body, day, max(before, default=None), office)
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
                broken.append(Finding("order", sentence, _ORDER_SOURCE, Severity.WARN))
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
    sentence = (
        f"{first.what} for {body.short} was due on {day_words(first.due)}, {first.clock.words()} before; "
        "only the chair can agree to shorter notice."
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
