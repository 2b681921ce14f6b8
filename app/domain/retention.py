"""When a record comes up for review: a class of record, what starts its clock, and how many years it runs.

A review is a question to a chair, never an answer: nothing is deleted by itself (domain §24.6).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

CASE, EPISODE, REGISTER_ENTRY, MINUTES = "case", "episode", "register entry", "minutes"
CLASSES = (CASE, EPISODE, REGISTER_ENTRY, MINUTES)
BORN, DISCHARGED, LAST_ACTIVITY, MEETING = "born", "discharged", "last_activity", "meeting"
TRIGGERS = (BORN, DISCHARGED, LAST_ACTIVITY, MEETING)
_WORDS = {
    BORN: "birth",
    DISCHARGED: "discharge",
    LAST_ACTIVITY: "the last entry",
    MEETING: "the meeting",
}
# Without a date of birth the clock starts later, never earlier.
_INSTEAD = {BORN: LAST_ACTIVITY}


@dataclass(frozen=True)
class RetentionRule:
    """Records of `record_class` are reviewed `years` after `trigger`; a default of a profile."""

    record_class: str
    trigger: str
    years: int

    def __post_init__(self) -> None:
        if self.record_class not in CLASSES or self.trigger not in TRIGGERS or self.years < 1:
            raise ValueError("a retention rule names a class, a trigger and at least one year")


@dataclass(frozen=True)
class TriggerDates:
    """The days that start the clocks; None where there is none, `discharged` also while a case is open."""

    born: date | None = None
    discharged: date | None = None
    last_activity: date | None = None
    meeting: date | None = None


@dataclass(frozen=True)
class Review:
    """When a record is reviewed, and why on that day: "75 years after birth"."""

    on: date
    record_class: str
    why: str


def review_on(record_class: str, dates: TriggerDates, rules: Collection[RetentionRule]) -> Review | None:
    """When records of a class come up for review; None where no rule names it or its clock has not started.

    Of several rules (two bodies that both keep cases) the longest counts.
    """
    found = [
        review
        for rule in rules
        if rule.record_class == record_class and (review := _review(rule, dates)) is not None
    ]
    return max(found, key=lambda review: review.on) if found else None


def review_of_all(
    classes: Collection[str], dates: TriggerDates, rules: Collection[RetentionRule]
) -> Review | None:
    """When a record made of several classes is reviewed as one: the last day of them.

    None while any part has no day: what may not be judged yet keeps the rest.
    """
    reviews = [review_on(record_class, dates, rules) for record_class in classes]
    known = [review for review in reviews if review is not None]
    return max(known, key=lambda review: review.on) if known and len(known) == len(reviews) else None


def years_after(day: date, years: int) -> date:
    """The same day `years` later; 29 February becomes 1 March in a year without it."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def _review(rule: RetentionRule, dates: TriggerDates) -> Review | None:
    trigger = rule.trigger
    day: date | None = getattr(dates, trigger)
    if day is None and trigger in _INSTEAD:
        trigger = _INSTEAD[trigger]
        day = getattr(dates, trigger)
    if day is None:
        return None
    years = "1 year" if rule.years == 1 else f"{rule.years} years"
    return Review(years_after(day, rule.years), rule.record_class, f"{years} after {_WORDS[trigger]}")
