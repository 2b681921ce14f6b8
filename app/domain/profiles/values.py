"""The small values a profile is made of: clocks, seats, items of the agenda, words.

Every number here is a default of a profile, never a constant in code (domain §3.8, §23.3).
"""

import re
from dataclasses import dataclass
from datetime import date, time

WORKING_DAYS = "working days"
WEEKS = "weeks"
DAYS = "days"
MONTHS = "months"
HOURS = "hours"
UNITS = (WORKING_DAYS, WEEKS, DAYS, MONTHS, HOURS)

ABSENT_STATUS, ABSENT_RISK = "status", "risk level"
BY_STRATEGY, BY_MEETING = "strategy meeting", "meeting"
FROM_RETURN, FROM_NOTICE = "return", "notice of return"
AFTER_MEETING, BEFORE_NEXT = "after the meeting", "before the next meeting"
EMERGING_SUMMARY, EMERGING_COUNT = "summary", "count"
ALL_OF, ANY_OF, BY_RANK = "all_of", "any_of", "rank"
QUORUM_KINDS = (
    "none",
    "percent_members",
    "percent_agencies",
    "min_organisations",
    "required_roles",
    BY_RANK,
    ALL_OF,
    ANY_OF,
)
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Clock:
    """How long before or after something another thing falls due: a count and its unit."""

    count: int
    unit: str

    def words(self) -> str:
        """The clock as one says it: "7 working days"."""
        return f"{self.count} {self.unit if self.count != 1 else self.unit.removesuffix('s')}"


@dataclass(frozen=True)
class Countdown:
    """A clock and what starts it ("a category is likely"); the words of `starts` are the office's."""

    count: int
    unit: str
    starts: str = ""

    @property
    def clock(self) -> Clock:
        """The clock without its start."""
        return Clock(self.count, self.unit)

    def words(self) -> str:
        """ "3 days from: category likely"."""
        return f"{self.clock.words()} from: {self.starts}" if self.starts else self.clock.words()


@dataclass(frozen=True)
class QuorumRule:
    """When a meeting can decide. `kind` is one of `QUORUM_KINDS`.

    `value` is a percentage or a count; `roles` are seat roles of which each must be present. "rank" wants
    somebody of `agency` ("" is any) at `rank` or above, by the body's list of ranks. `rules` are what
    "all_of" and "any_of" join; what counts as presence there counts in each of them. `written_counts` lets
    a written return stand for presence (Sutton: "contribution" of senior police); `virtual_counts` is
    whether somebody on a screen is there.
    """

    kind: str = "none"
    value: int = 0
    roles: tuple[str, ...] = ()
    deputies_count: bool = True
    written_counts: bool = False
    virtual_counts: bool = True
    agency: str = ""
    rank: str = ""
    rules: tuple["QuorumRule", ...] = ()


@dataclass(frozen=True)
class Ranks:
    """The ranks of one agency from the lowest up; a level lists its names, the usual one first."""

    agency: str
    levels: tuple[tuple[str, ...], ...]

    def level(self, words: str) -> int | None:
        """The level of a title as it is written ("Detective Chief Inspector (chair)"); None if not known."""
        title = f" {' '.join(_WORD.findall(words.casefold()))} "
        found = [
            (len(name), level)
            for level, names in enumerate(self.levels)
            for name in names
            if f" {name.casefold()} " in title
        ]
        return max(found)[1] if found else None


@dataclass(frozen=True)
class Seat:
    """One place at the table. Two people on one seat count once. `key` is stable within the body.

    `deputies` say who may come instead (a role or a name); empty means that the agency chooses. `rank` is
    the least at which the agency is represented at the right level; "" is that of the `role`.
    """

    key: str
    agency: str
    role: str
    statutory: bool = False
    invited: bool = False
    borough: str = ""
    condition: str = ""
    holder: str = ""
    deputies: tuple[str, ...] = ()
    rank: str = ""


@dataclass(frozen=True)
class AgendaItem:
    """One line of the agenda. `content` names what fills it ("statement", "actions", "cases", …)."""

    key: str
    title: str
    content: str = "notes"
    minutes: int = 0


@dataclass(frozen=True)
class CaseGroup:
    """One heading in the order of cases: a borough and a standing ("new", "existing", "out of borough")."""

    title: str
    borough: str
    standing: str


@dataclass(frozen=True)
class Category:
    """One risk category; `code` 0 is "not evidenced" (domain §10.1)."""

    code: int
    label: str
    short: str


@dataclass(frozen=True)
class Choice:
    """One entry of a list to pick from; `key` is stable, `label` is what people read."""

    key: str
    label: str


@dataclass(frozen=True)
class MeetingPattern:
    """On which weekday of the month the body meets: week 1 to 4, or -1 for the last."""

    week: int
    weekday: int  # Monday is 0


@dataclass(frozen=True)
class AgeBand:
    """Ages in whole years, both ends counted; `highest` None is "and over"."""

    lowest: int
    highest: int | None = None

    @property
    def label(self) -> str:
        """ "Under 13", "13", "14–15", "16 and over"."""
        if self.highest is None:
            return f"{self.lowest} and over"
        if self.lowest == 0:
            return f"Under {self.highest + 1}"
        return str(self.lowest) if self.lowest == self.highest else f"{self.lowest}–{self.highest}"

    def holds(self, age: int) -> bool:
        """Whether somebody of this age belongs here."""
        return self.lowest <= age and (self.highest is None or age <= self.highest)


@dataclass(frozen=True)
class RepeatMissing:
    """So many episodes in a rolling window: the child is often missing (K&R ToR: 4 in 3 months)."""

    count: int = 4
    window: Clock = Clock(3, MONTHS)

    def words(self) -> str:
        """ "4 in 3 months"."""
        return f"{self.count} in {self.window.words()}"


# The two standards in use, by a name to choose them by (K&R ToR; Children's Commissioner).
REPEAT_PRESETS = {
    "4 in 3 months": RepeatMissing(),
    "3 in 90 days": RepeatMissing(3, Clock(90, DAYS)),
}


@dataclass(frozen=True)
class EmergencyOverride:
    """Whether somebody may agree to shorter notice, and who; the reason is recorded each time."""

    allowed: bool = True
    by: str = "the chair"


@dataclass(frozen=True)
class Definition:
    """What a word means to this body, in the office's own text; `version` says which text was in use."""

    key: str
    title: str
    text: str
    version: str = "1"


@dataclass(frozen=True)
class ReportDuty:
    """A report the body owes: what, how often, to whom, and what must be in it.

    `within` runs from the end of its period, or from the meeting for one that follows "each meeting".
    Quarters and years begin in the month `year_from` (4: the financial year).
    """

    what: str
    period: str
    to: str
    content: tuple[str, ...] = ()
    within: Clock = Clock(2, WEEKS)
    year_from: int = 4


@dataclass(frozen=True)
class Contact:
    """A named contact with its hours ("Single point of access", 08:00 to 18:00, Monday to Friday)."""

    key: str
    name: str
    opens: time | None = None
    closes: time | None = None
    days: str = ""
    telephone: str = ""
    email: str = ""
    otherwise: str = ""


@dataclass(frozen=True)
class TermsReview:
    """When the terms of reference were last reviewed, and every how many years they should be."""

    last: date | None = None
    years: int = 1
