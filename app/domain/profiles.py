"""A body is data: who sits on it, when it counts as quorate, what it sends when, what it calls things.

Every number here is a default of a profile, never a constant in code (domain §3.8, §23.3).
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from app.domain.retention import RetentionRule
from app.errors import Refused

WORKING_DAYS = "working days"
WEEKS = "weeks"
DAYS = "days"
UNITS = (WORKING_DAYS, WEEKS, DAYS)
INTERVIEW_HOURS = 72  # elapsed hours from the return, where a profile says nothing else (K&R: 72)


@dataclass(frozen=True)
class Clock:
    """How long before or after a meeting something falls due: a count and its unit."""

    count: int
    unit: str

    def words(self) -> str:
        """The clock as one says it: "7 working days"."""
        return f"{self.count} {self.unit if self.count != 1 else self.unit.removesuffix('s')}"


@dataclass(frozen=True)
class QuorumRule:
    """`kind` is "percent_members", "percent_agencies", "min_organisations", "required_roles" or "none".

    `value` is a percentage or a count; `roles` are seat roles of which each must be present.
    `written_counts` lets a written return stand for presence (Sutton: "contribution" of senior police).
    """

    kind: str = "none"
    value: int = 0
    roles: tuple[str, ...] = ()
    deputies_count: bool = True
    written_counts: bool = False


@dataclass(frozen=True)
class Seat:
    """One place at the table. Two people on one seat count once. `key` is stable within the body."""

    key: str
    agency: str
    role: str
    statutory: bool = False
    invited: bool = False
    borough: str = ""
    condition: str = ""
    holder: str = ""


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
class MeetingPattern:
    """On which weekday of the month the body meets: week 1 to 4, or -1 for the last."""

    week: int
    weekday: int  # Monday is 0


@dataclass(frozen=True)
class Body:
    """One named body with its own rules, in force from `effective_from`.

    `missing_below_age` is in years (under it "absent" is not accepted); `transition_months` are months
    before the eighteenth birthday from which planning for adulthood is due.
    """

    code: str
    name: str
    short: str
    kind: str  # "mase", "misper", "cme", "strategic"
    effective_from: date
    partnership: str
    parent_bodies: tuple[str, ...]
    areas: tuple[str, ...]
    chair_role: str
    cochair_role: str
    venue: str
    starts: time
    ends: time
    frequency: str
    pattern: MeetingPattern | None
    order_after: tuple[str, ...]
    marking: str
    handling: str
    agenda_notice: Clock
    list_notice: Clock
    register_notice: Clock | None
    assurance_notice: Clock | None
    minutes_circulation: Clock
    quorum: QuorumRule
    seats: tuple[Seat, ...]
    agenda: tuple[AgendaItem, ...]
    case_groups: tuple[CaseGroup, ...]
    categories: tuple[Category, ...]
    terms: Mapping[str, str] = field(default_factory=dict)
    repeat_missing_count: int = 4
    repeat_missing_months: int = 3
    interview_hours: int = INTERVIEW_HOURS
    education_hours: float = 25.0
    include_placed_in: bool = False
    source: str = ""
    top_list: int = 10
    missing_below_age: int = 13
    long_missing_hours: int = 24
    lowest_case_category: int = 1
    transition_months: int = 6
    retention: tuple[RetentionRule, ...] = ()

    def term(self, key: str, default: str) -> str:
        """The body's own word for something, else the product's."""
        return self.terms.get(key, default)

    def category_label(self, code: int | None) -> str:
        """ "Category 2", "Not evidenced", or "No category yet"."""
        labels = {category.code: category.label for category in self.categories}
        return "No category yet" if code is None else labels.get(code, f"Category {code}")

    def seat(self, key: str) -> Seat:
        """The seat with this key; a key of another body is a bug."""
        return next(seat for seat in self.seats if seat.key == key)


@dataclass(frozen=True)
class Area:
    """A folder of profiles: the bodies of one partnership, in the order they meet in a month."""

    code: str
    name: str
    partnership: str
    boroughs: tuple[str, ...]
    bodies: tuple[Body, ...]

    def body(self, code: str) -> Body:
        """The body with this code or short name."""
        return next(body for body in self.bodies if code in (body.code, body.short))


_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _clock(table: Mapping[str, Any] | None) -> Clock | None:
    if table is None:
        return None
    if table["unit"] not in UNITS:
        raise Refused(f"A profile counts in {table['unit']}; it can count in {', '.join(UNITS)}.")
    return Clock(int(table["n"]), str(table["unit"]))


def _required_clock(table: Mapping[str, Any]) -> Clock:
    clock = _clock(table)
    assert clock is not None
    return clock


def _pattern(table: Mapping[str, Any] | None) -> MeetingPattern | None:
    if table is None:
        return None
    return MeetingPattern(int(table["week"]), _WEEKDAYS.index(str(table["weekday"]).lower()))


def _quorum(table: Mapping[str, Any]) -> QuorumRule:
    return QuorumRule(
        table["kind"],
        int(table.get("value", 0)),
        tuple(table.get("roles", ())),
        table.get("deputies_count", True),
        table.get("written_counts", False),
    )


def _seats(tables: list[dict[str, Any]]) -> tuple[Seat, ...]:
    return tuple(Seat(**table) for table in tables)


def _retention(table: Mapping[str, Any]) -> RetentionRule:
    return RetentionRule(table["class"], table["trigger"], int(table["years"]))


def body_from_toml(text: str) -> Body:
    """Read one body from the text of its profile file.

    Raises `Refused` with one sentence when a key is missing or a value cannot be used.
    """
    try:
        return _body(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise Refused(f"This profile is not a readable TOML file: {error}.") from error
    except (KeyError, TypeError, ValueError) as error:
        raise Refused(f"This profile lacks a value or has one that cannot be used: {error}.") from error


def _body(table: Mapping[str, Any]) -> Body:
    body, notice, minutes = table["body"], table["notice"], table["minutes"]
    limits = table.get("limits", {})
    return Body(
        code=body["code"],
        name=body["name"],
        short=body["short"],
        kind=body["kind"],
        effective_from=body["effective_from"],
        partnership=body["partnership"],
        parent_bodies=tuple(body.get("parent_bodies", ())),
        areas=tuple(body["areas"]),
        chair_role=body["chair_role"],
        cochair_role=body.get("cochair_role", ""),
        venue=body.get("venue", ""),
        starts=body["starts"],
        ends=body["ends"],
        frequency=body["frequency"],
        pattern=_pattern(body.get("meets")),
        order_after=tuple(body.get("order_after", ())),
        marking=table["marking"]["text"],
        handling=table["marking"].get("handling", ""),
        agenda_notice=_required_clock(notice["agenda"]),
        list_notice=_required_clock(notice.get("list", notice["agenda"])),
        register_notice=_clock(notice.get("register")),
        assurance_notice=_clock(notice.get("rag_assurance")),
        minutes_circulation=_required_clock(minutes["circulate"]),
        quorum=_quorum(table.get("quorum", {"kind": "none"})),
        seats=_seats(table.get("seats", [])),
        agenda=tuple(AgendaItem(**item) for item in table.get("agenda", [])),
        case_groups=tuple(CaseGroup(**group) for group in table.get("case_groups", [])),
        categories=tuple(Category(**category) for category in table.get("categories", [])),
        terms=dict(table.get("terms", {})),
        repeat_missing_count=int(limits.get("repeat_missing_count", 4)),
        repeat_missing_months=int(limits.get("repeat_missing_months", 3)),
        interview_hours=int(limits.get("interview_hours", INTERVIEW_HOURS)),
        education_hours=float(limits.get("education_hours", 25)),
        include_placed_in=bool(limits.get("include_placed_in", False)),
        source=body.get("source", ""),
        top_list=int(limits.get("top_list", 10)),
        missing_below_age=int(limits.get("missing_below_age", 13)),
        long_missing_hours=int(limits.get("long_missing_hours", 24)),
        lowest_case_category=int(limits.get("lowest_case_category", 1)),
        transition_months=int(limits.get("transition_months", 6)),
        retention=tuple(_retention(rule) for rule in table.get("retention", [])),
    )


def area_from_toml(code: str, area_text: str, body_texts: Mapping[str, str]) -> Area:
    """Read an area from `area.toml` and its bodies' files (file stem to text), in the area's own order."""
    table = tomllib.loads(area_text)
    bodies = tuple(body_from_toml(body_texts[stem]) for stem in table["bodies"])
    return Area(code, table["name"], table["partnership"], tuple(table["boroughs"]), bodies)
