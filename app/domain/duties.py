"""Duties that come round by themselves: reports for a period, the yearly review of the terms (domain §23.1).

A report is owed for each month, quarter, half year or year in which the body met. A review, and a meeting
with providers, is owed so long after the last one.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.calendar import MONTHS, OfficeCalendar
from app.domain.deadlines import REPORT, due_after
from app.domain.missing import months_before
from app.domain.profiles import MONTHS as MONTH_UNIT
from app.domain.profiles import Body, Clock, ReportDuty
from app.domain.text import slug

REVIEW, PROVIDERS = "terms-review", "provider-meeting"
_LENGTHS = {"monthly": 1, "quarterly": 3, "half-yearly": 6, "yearly": 12}
_YEAR = 12


@dataclass(frozen=True)
class Duty:
    """One duty for one period: `period_on` is its first day, `period` says it ("July to September 2026")."""

    body_code: str
    body_short: str
    key: str
    what: str
    to: str
    period_on: date
    period: str
    due: date


def _period(day: date, length: int, year_from: int) -> tuple[date, date]:
    """First and last day of the period of so many months that a day lies in."""
    into = (day.month - year_from) % _YEAR % length
    first = months_before(day.replace(day=1), into)
    return first, months_before(first, -length) - timedelta(days=1)


def period_words(first: date, last: date) -> str:
    """ "November 2026", "July to September 2026", "April 2026 to March 2027"."""
    if (first.year, first.month) == (last.year, last.month):
        return f"{MONTHS[first.month - 1]} {first.year}"
    start = MONTHS[first.month - 1] + (f" {first.year}" if first.year != last.year else "")
    return f"{start} to {MONTHS[last.month - 1]} {last.year}"


def reports_owed(body: Body, met_on: Iterable[date], office: OfficeCalendar) -> Iterator[Duty]:
    """The reports for every period in which the body met, by the rules in force; those sent as well."""
    days = tuple(met_on)
    for duty in body.report_duties:
        length = _LENGTHS.get(duty.period)
        if length is None:
            continue  # after each meeting it is one of the meeting's papers; otherwise it has no clock
        periods = {_period(day, length, duty.year_from) for day in days}
        for first, last in sorted(periods):
            yield _report(body, duty, first, last, office)


def _report(body: Body, duty: ReportDuty, first: date, last: date, office: OfficeCalendar) -> Duty:
    return Duty(
        body.code,
        body.short,
        f"{REPORT}{slug(duty.what)}",
        duty.what,
        duty.to,
        first,
        period_words(first, last),
        due_after(last, duty.within, office),
    )


def rounds_owed(
    body: Body, since: date, last_done: Mapping[str, date], office: OfficeCalendar
) -> Iterator[Duty]:
    """What is owed so long after the last time; `since` is when this store began to follow the body."""
    review = body.terms_review
    start = max(review.last or body.effective_from, since)
    rounds: list[tuple[str, str, date, Clock | None]] = [
        (REVIEW, "Review of the terms of reference", start, Clock(_YEAR * review.years, MONTH_UNIT)),
        (PROVIDERS, "Meeting with providers", since, body.deadlines.provider_meetings),
    ]
    for key, what, began, clock in rounds:
        if clock is not None and clock.count:
            from_day = max(last_done.get(key, began), began)
            due = due_after(from_day, clock, office)
            yield Duty(body.code, body.short, key, what, "", from_day, f"since {_words(from_day)}", due)


def _words(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def still_owed(
    duties: Iterable[Duty], done: Collection[tuple[str, date]], today: date, behind: int = 2
) -> tuple[Duty, ...]:
    """Those not done: of each duty the period that runs and the `behind` before it; none still to begin."""
    kept: dict[str, list[Duty]] = {}
    for duty in sorted(duties, key=lambda one: one.period_on):
        if duty.period_on <= today:
            kept.setdefault(duty.key, []).append(duty)
    return tuple(
        duty for own in kept.values() for duty in own[-behind - 1 :] if (duty.key, duty.period_on) not in done
    )
