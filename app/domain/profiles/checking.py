"""What is wrong with a profile, a sentence a fault, in words for whoever fills in the page."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from app.domain.profiles.body import KINDS, NAMED_FREQUENCIES, Body
from app.domain.profiles.values import (
    ABSENT_RISK,
    ABSENT_STATUS,
    AFTER_MEETING,
    ALL_OF,
    ANY_OF,
    BEFORE_NEXT,
    BY_MEETING,
    BY_RANK,
    BY_STRATEGY,
    DAYS,
    EMERGING_COUNT,
    EMERGING_SUMMARY,
    FROM_NOTICE,
    FROM_RETURN,
    MONTHS,
    QUORUM_KINDS,
    UNITS,
    WEEKS,
    WORKING_DAYS,
    Clock,
    Countdown,
    QuorumRule,
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
_COUNTED = re.compile(r"(\d{1,2}) a year")


def faults(body: Body) -> tuple[str, ...]:
    """Everything that keeps this profile from being used, the first things first."""
    return tuple((*_words(body), *_clocks(body), *_days(body), *_quorum(body, body.quorum), *_twice(body)))


def _words(body: Body) -> Iterator[str]:
    for field, allowed in CHOICES.items():
        if getattr(body, field) not in allowed:
            yield f"{field.replace('_', ' ')} is {getattr(body, field)}; it can be {_listed(allowed)}"
    for field in ("code", "name", "short"):
        if not getattr(body, field).strip():
            yield f"the body has no {field}"


def _clocks(body: Body) -> Iterator[str]:
    notices = (
        body.agenda_notice,
        body.list_notice,
        body.register_notice,
        body.assurance_notice,
        body.minutes_circulation,
        body.action_circulation,
    )
    support, deadlines = body.support, body.deadlines
    clocks: tuple[Clock | Countdown | None, ...] = (
        body.repeat_missing.window,
        *(support.acknowledge, support.contact, support.meeting, support.review),
        *(deadlines.strategy, deadlines.step_down_exit, deadlines.follow_up, deadlines.host_borough),
        *(deadlines.provider_meetings, deadlines.hotel_notice, deadlines.expiry_warning),
    )
    yield from _wrong_units(notices, NOTICE_UNITS)
    yield from _wrong_units(clocks, UNITS)


def _wrong_units(clocks: Sequence[Clock | Countdown | None], allowed: Collection[str]) -> Iterator[str]:
    for clock in clocks:
        if clock is not None and clock.unit not in allowed:
            yield f"it counts in {clock.unit}; it can count in {_listed(tuple(allowed))}"
        if clock is not None and clock.count < 0:
            yield f"{clock.count} {clock.unit} is less than nothing"


def _days(body: Body) -> Iterator[str]:
    counted = _COUNTED.fullmatch(body.frequency)
    if body.frequency not in NAMED_FREQUENCIES and not (counted and 1 <= int(counted[1]) <= 12):
        known = _listed((*NAMED_FREQUENCIES, "a number from 1 to 12 with “a year”"))
        yield f"the frequency is {body.frequency}; it can be {known}"
    if any(not 1 <= month <= 12 for month in body.months):
        yield "the months it meets in are numbers from 1 to 12"
    if body.pattern is not None and body.pattern.week not in (1, 2, 3, 4, -1):
        yield "the week it meets in is 1, 2, 3, 4, or -1 for the last"
    if body.ends <= body.starts:
        yield f"it ends at {body.ends:%H:%M}, which is not after its start at {body.starts:%H:%M}"
    if body.code in body.order_after:
        yield "it cannot come after itself"


def _quorum(body: Body, rule: QuorumRule) -> Iterator[str]:
    if rule.kind not in QUORUM_KINDS:
        yield f"a quorum is of the kind {rule.kind}; it can be {_listed(QUORUM_KINDS)}"
    if (rule.kind in (ALL_OF, ANY_OF)) != bool(rule.rules):
        yield f"quorum rules are joined by {ALL_OF} or {ANY_OF}, with what they join under “rules”"
    lists = [one for one in body.ranks if rule.agency in ("", one.agency)]
    if rule.kind == BY_RANK and not any(one.level(rule.rank) is not None for one in lists):
        yield f"the quorum asks for the rank “{rule.rank}”, which no list of ranks has"
    for one in rule.rules:
        yield from _quorum(body, one)


def _twice(body: Body) -> Iterator[str]:
    lists: Mapping[str, Sequence[object]] = {
        "seat": [seat.key for seat in body.seats],
        "agenda item": [item.key for item in body.agenda],
        "item of the minutes": [item.key for item in body.minutes_items],
        "category": [category.code for category in body.categories],
        "exploitation type": [one.key for one in body.exploitation_types],
        "definition": [one.key for one in body.definitions],
    }
    for what, keys in lists.items():
        for key, times in Counter(keys).items():
            if times > 1:
                yield f"the {what} {key} stands there {times} times"


def _listed(words: Sequence[str]) -> str:
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))
