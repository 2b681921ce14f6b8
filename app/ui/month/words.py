"""What the screens of the month share: months as values, days as words, standings as badges."""

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.calendar import MONTHS, WEEKDAYS
from app.domain.deadlines import due_words
from app.domain.findings import Finding, Severity
from app.domain.meetings import MeetingState
from app.services.months.due import DueRow
from app.services.months.planner import MeetingRow
from app.ui.theme import TONES, Tone
from app.ui.widgets import Mark

_TONES: Mapping[str, Tone] = {str(tone): tone for tone in TONES}
_STATES: Mapping[str, Tone] = {
    MeetingState.PAPERS_OUT: "accent",
    MeetingState.OPEN: "amber",
    MeetingState.CLOSED: "accent",
    MeetingState.ADJOURNED: "amber",
    MeetingState.DRAFT_CIRCULATED: "accent",
    MeetingState.AGREED: "green",
}
SEVERITIES: Mapping[Severity, Mark] = {
    Severity.NOTE: Mark("note", "accent"),
    Severity.WARN: Mark("check", "amber"),
    Severity.STOP: Mark("needs a reason", "red"),
}
# What a rule is about, so that six badges in a column say six things.
_ABOUT: Mapping[str, str] = {
    "P1": "absent, at risk",
    "P2": "absent, young",
    "P3": "repeat missing",
    "P4": "interview",
    "P5": "pass to police",
    "P6": "county lines",
    "P7": "left borough",
    "P17": "no referral",
    "P22": "discharge",
    "P23": "other area",
    "P24": "hours",
    "P25": "not escalated",
    "P26": "assured by rater",
    "P32": "turning 18",
    "P35": "not ready",
    "P36": "3 lists",
    "C1": "not rated",
    "C2": "not assured",
    "previously-known": "known before",
    "return-before-report": "dates",
    "interview-before-return": "dates",
    "exploitation-considered": "exploitation",
    "safe-and-well": "safe and well",
    "plan-review": "review",
    "chair-check": "chair's check",
    "category": "category",
    "rationale": "rationale",
}


@dataclass(frozen=True, order=True)
class Month:
    """A month of a year; given to Meetings, it asks for its plan."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Month":
        """The month a day lies in."""
        return cls(day.year, day.month)

    @property
    def name(self) -> str:
        """ "December"."""
        return MONTHS[self.number - 1]

    @property
    def title(self) -> str:
        """ "December 2026"."""
        return f"{self.name} {self.year}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.year, self.number, calendar.monthrange(self.year, self.number)[1])

    def step(self, months: int) -> "Month":
        """So many months later, or earlier."""
        count = self.year * 12 + self.number - 1 + months
        return Month(count // 12, count % 12 + 1)


@dataclass(frozen=True)
class Year:
    """A whole year; given to Meetings, it asks for its plan."""

    number: int


def short_day(day: date, today: date | None = None) -> str:
    """ "Tue 17 Nov", with the year where it is not today's."""
    words = f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]}"
    return words if today is None or day.year == today.year else f"{words} {day.year}"


def due_day(due: date, today: date) -> str:
    """ "due Thursday", "was due Thursday"; further away "due Thu 26 Nov"."""
    return due_words(due, today)


def long_day(day: date) -> str:
    """ "Friday 27 November 2026"."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def chip(text: str, tone: str) -> Mark:
    """A badge from a service's words and tone; "plain" is grey."""
    return Mark(text, _TONES.get(tone, "grey"))


def finding_mark(finding: Finding) -> Mark:
    """A finding in a word or two of its own; how much it matters is in the tone."""
    plain = SEVERITIES[finding.severity]
    return Mark(_ABOUT.get(finding.rule, plain.text), plain.tone)


def due_mark(row: DueRow) -> Mark:
    """How something due stands: overdue in red, soon in amber."""
    if row.overdue:
        return Mark("overdue", "red")
    return Mark(row.standing.removeprefix("due in ").removeprefix("due "), "amber" if row.soon else "grey")


def state_mark(row: MeetingRow, today: date) -> Mark:
    """Where a meeting stands, in a word; a day that has passed without the meeting is amber."""
    if not row.begun and row.on < today:
        return Mark("day has passed", "amber")
    return Mark(MeetingState(row.state).value, _STATES.get(row.state, "grey"))


def first_unplanned(rows: Iterable[MeetingRow], start: Month) -> Month:
    """The first month from `start` on in which no meeting stands yet."""
    taken = {Month.of(row.on) for row in rows}
    month = start
    while month in taken:
        month = month.step(1)
    return month


def count_words(number: int, one: str, many: str = "") -> str:
    """ "1 child", "9 children"."""
    return f"{number} {one if number == 1 else many or one + 's'}"
