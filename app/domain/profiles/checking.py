"""What is wrong with a profile, a sentence a fault, in words for whoever fills in the page."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from app.domain.profiles import checking_quorum
from app.domain.profiles.body import KINDS, NAMED_FREQUENCIES, Body
from app.domain.profiles.faults import Fault, listed
from app.domain.profiles.values import (
    ABSENT_RISK,
    ABSENT_STATUS,
    AFTER_MEETING,
    BEFORE_NEXT,
    BY_MEETING,
    BY_STRATEGY,
    DAYS,
    EMERGING_COUNT,
    EMERGING_SUMMARY,
    FROM_NOTICE,
    FROM_RETURN,
    MONTHS,
    UNITS,
    WEEKS,
    WORKING_DAYS,
    Clock,
    Countdown,
)

# A field that takes one of a few words, and those words.
CHOICES: Mapping[str, tuple[str, ...]] = {
    "kind": KINDS,
    "absent_is": (ABSENT_STATUS, ABSENT_RISK),
    "category_decided_by": (BY_STRATEGY, BY_MEETING),
    "interview_from": (FROM_RETURN, FROM_NOTICE),
    "minutes_counted": (AFTER_MEETING, BEFORE_NEXT),
    "emerging_use": (EMERGING_SUMMARY, EMERGING_COUNT),
}
# A meeting is announced in days, weeks or months, never in hours.
NOTICE_UNITS = (WORKING_DAYS, WEEKS, DAYS, MONTHS)
_WINDOW_UNITS = (DAYS, WEEKS, MONTHS)  # a rolling window is of the calendar
_COUNTED = re.compile(r"(\d{1,2}) a year")
_MOST_CODE = 40  # letters that the store keeps of a code
_OLDEST = 25


def unusable(body: Body) -> tuple[Fault, ...]:
    """What keeps a profile from being read: old ones that were good once must stay readable."""
    return tuple(fault for check in _TO_READ for fault in check(body))


def faults(body: Body) -> tuple[Fault, ...]:
    """Everything that keeps this profile from being put in force, the first things first."""
    return tuple(fault for check in (*_TO_READ, *_TO_HOLD) for fault in check(body))


def _choices(body: Body) -> Iterator[Fault]:
    for field, allowed in CHOICES.items():
        value = getattr(body, field)
        if value not in allowed:
            what = field.replace("_", " ").capitalize()
            yield Fault(field, f"{what} is {value}; it can be {listed(allowed)}.")


def _names(body: Body) -> Iterator[Fault]:
    for field in ("code", "name", "short"):
        if not getattr(body, field).strip():
            yield Fault(field, f"The body has no {field.replace('short', 'short name')}.")
    if len(body.code) > _MOST_CODE:
        yield Fault("code", f"The code has {len(body.code)} characters; {_MOST_CODE} is the most.")
    if body.code in body.order_after:
        yield Fault("order_after", "The body cannot come after itself.")


def _hours(body: Body) -> Iterator[Fault]:
    if body.ends <= body.starts:
        words = f"It ends at {body.ends:%H:%M}, which is not after its start at {body.starts:%H:%M}."
        yield Fault("ends", words)


def _frequency(body: Body) -> Iterator[Fault]:
    counted = _COUNTED.fullmatch(body.frequency)
    if body.frequency not in NAMED_FREQUENCIES and not (counted and 1 <= int(counted[1]) <= 12):
        known = listed((*NAMED_FREQUENCIES, "a number from 1 to 12 with “a year”"))
        yield Fault("frequency", f"The frequency is {body.frequency or 'not given'}; it can be {known}.")
    if any(not 1 <= month <= 12 for month in body.months):
        yield Fault("months", "The months it meets in are numbers from 1 to 12.")
    if body.pattern is not None and body.pattern.week not in (1, 2, 3, 4, -1):
        yield Fault("pattern", "The week it meets in is 1, 2, 3, 4, or -1 for the last.")


_NOTICES = (
    "agenda_notice",
    "list_notice",
    "register_notice",
    "assurance_notice",
    "minutes_circulation",
    "action_circulation",
)


def _notices(body: Body) -> Iterator[Fault]:
    for field in _NOTICES:
        yield from _wrong_clock(field, getattr(body, field), NOTICE_UNITS)


def _clocks(body: Body) -> Iterator[Fault]:
    support, deadlines = body.support, body.deadlines
    clocks: Mapping[str, Sequence[Clock | Countdown | None]] = {
        "support": (support.acknowledge, support.contact, support.meeting, support.review),
        "deadlines": (
            *(deadlines.strategy, deadlines.step_down_exit, deadlines.follow_up, deadlines.host_borough),
            *(deadlines.provider_meetings, deadlines.hotel_notice, deadlines.expiry_warning),
        ),
    }
    yield from _wrong_clock("repeat_missing", body.repeat_missing.window, _WINDOW_UNITS)
    for field, found in clocks.items():
        for clock in found:
            yield from _wrong_clock(field, clock, UNITS)


def _wrong_clock(field: str, clock: Clock | Countdown | None, allowed: Collection[str]) -> Iterator[Fault]:
    if clock is None:
        return
    if clock.unit not in allowed:
        yield Fault(field, f"It counts in {clock.unit}; it can count in {listed(tuple(allowed))}.")
    if clock.count < 0:
        yield Fault(field, f"{clock.count} {clock.unit} is less than nothing.")


# What is counted, and the least and the most that makes sense.
_RANGES: Mapping[str, tuple[str, int, int]] = {
    "interview_hours": ("The hours for a return interview are", 1, 1000),
    "top_list": ("The length of the list of those most often missing is", 1, 1000),
    "other_list": ("The length of the second list is", 0, 1000),
    "missing_below_age": ("The age below which “absent” is not accepted is", 0, 18),
    "long_missing_hours": ("Long missing begins after hours", 1, 10_000),
    "lowest_case_category": ("The category from which a case stays open is", 0, 9),
    "first_month": ("The number of the month its meetings are counted from is", 1, 12),
    "transition_months": ("Planning for adulthood begins months before 18", 0, 120),
}


def _numbers(body: Body) -> Iterator[Fault]:
    for field, (what, least, most) in _RANGES.items():
        if not least <= getattr(body, field) <= most:
            yield Fault(field, f"{what} {getattr(body, field)}; it can be {least} to {most}.")
    if not 0 < body.education_hours <= 60:
        yield Fault("education_hours", "Full-time education is more than 0 and at most 60 hours a week.")
    if body.repeat_missing.count < 1:
        yield Fault("repeat_missing", "Repeat missing takes at least one episode.")
    if body.suppression.threshold < 1 or body.suppression.base < 1 or body.suppression.round_to < 1:
        yield Fault("suppression", "The numbers for hiding small figures are 1 or more.")
    support = body.support
    if not 0 < support.sessions_least <= support.sessions_most:
        yield Fault("support", "The most sessions of a package are not fewer than the least.")
    if not 0 <= support.age_from <= support.age_to <= _OLDEST:
        yield Fault("support", f"The ages for the support service run from young to old, up to {_OLDEST}.")


def _ages(body: Body) -> Iterator[Fault]:
    if not body.age_bands:
        return
    for age in range(19):
        times = sum(band.holds(age) for band in body.age_bands)
        if times != 1:
            yield Fault("age_bands", f"Age {age} is in {times or 'no'} age bands; each age is in one.")
            return


def _twice(body: Body) -> Iterator[Fault]:
    lists: Mapping[str, tuple[str, Sequence[object]]] = {
        "seats": ("seat", [seat.key for seat in body.seats]),
        "agenda": ("agenda item", [item.key for item in body.agenda]),
        "minutes_items": ("item of the minutes", [item.key for item in body.minutes_items]),
        "categories": ("category", [category.code for category in body.categories]),
        "exploitation_types": ("exploitation type", [one.key for one in body.exploitation_types]),
        "missing_risks": ("level of risk", [one.key for one in body.missing_risks]),
        "definitions": ("definition", [one.key for one in body.definitions]),
        "contacts": ("contact", [one.key for one in body.contacts]),
    }
    for field, (what, keys) in lists.items():
        for key, times in Counter(keys).items():
            if times > 1:
                yield Fault(field, f"The {what} {key} stands there {times} times.")


# What every row of a list must say.
_SAID: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "seats": ("A seat", ("agency",)),
    "agenda": ("An agenda item", ("title",)),
    "minutes_items": ("An item of the minutes", ("title",)),
    "categories": ("A category", ("label",)),
    "case_groups": ("A heading of the cases", ("title",)),
    "exploitation_types": ("A kind of exploitation", ("label",)),
    "missing_risks": ("A level of risk", ("label",)),
}


def _empty(body: Body) -> Iterator[Fault]:
    for field, (what, parts) in _SAID.items():
        for number, one in enumerate(getattr(body, field), 1):
            for part in parts:
                if not getattr(one, part).strip():
                    yield Fault(field, f"{what} (no. {number}) has no {part}.")


_Checks = tuple[Callable[[Body], Iterator[Fault]], ...]
_TO_READ: _Checks = (
    *(_choices, _names, _hours, _frequency, _notices, _clocks),
    *(checking_quorum.shape, _twice),
)
_TO_HOLD: _Checks = (_numbers, _ages, _empty, checking_quorum.values)
