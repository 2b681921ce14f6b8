"""One body and its area: who sits on it, when it is quorate, what it sends when, what it calls things."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time

from app.domain.profiles.practice import Deadlines, Prompting, Support, Suppression
from app.domain.profiles.values import (
    ABSENT_STATUS,
    AFTER_MEETING,
    BY_STRATEGY,
    EMERGING_SUMMARY,
    FROM_RETURN,
    AgeBand,
    AgendaItem,
    CaseGroup,
    Category,
    Choice,
    Clock,
    Contact,
    Definition,
    EmergencyOverride,
    MeetingPattern,
    QuorumRule,
    Ranks,
    RepeatMissing,
    ReportDuty,
    Seat,
    TermsReview,
)
from app.domain.retention import RetentionRule
from app.domain.wordings import StatementText

KINDS = ("mase", "misper", "cme", "strategic")
INTERVIEW_HOURS = 72  # elapsed hours from the return, where a profile says nothing else (K&R: 72)
AGE_BANDS = (AgeBand(0, 12), AgeBand(13, 13), AgeBand(14, 15), AgeBand(16))
MISSING_RISKS = (Choice("high", "High"), Choice("medium", "Medium"), Choice("low", "Low"))
NAMED_FREQUENCIES = {"monthly": 12, "bi-monthly": 6, "quarterly": 4, "yearly": 1}  # meetings a year


@dataclass(frozen=True)
class Body:
    """One named body with its own rules, in force from `effective_from`.

    `missing_below_age` is in years (under it "absent" is not accepted); `transition_months` are months
    before the eighteenth birthday from which planning for adulthood is due.
    `action_circulation` None: the actions go out with the minutes. `minutes_items` empty: the minutes
    follow the agenda. `statement` None: the store's own is read. `retired`: no new meetings from
    `effective_from`. `months` are the months it meets in; empty, they follow from `frequency`.
    `include_placed_in` False: another authority's child placed here is left out, and its home authority told.
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
    repeat_missing: RepeatMissing = RepeatMissing()
    interview_hours: int = INTERVIEW_HOURS
    education_hours: float = 25.0
    include_placed_in: bool = False
    source: str = ""
    top_list: int = 10
    other_list: int = 10
    missing_below_age: int = 13
    long_missing_hours: int = 24
    lowest_case_category: int = 1
    transition_months: int = 6
    retention: tuple[RetentionRule, ...] = ()
    ranks: tuple[Ranks, ...] = ()
    # Who it is, and when it meets.
    retired: bool = False
    without_terms: bool = False  # its source gives no terms of reference
    chair_deputies: tuple[str, ...] = ()
    months: tuple[int, ...] = ()
    first_month: int = 1  # from which they are counted where no months are named
    terms_review: TermsReview = TermsReview()
    contacts: tuple[Contact, ...] = ()
    report_duties: tuple[ReportDuty, ...] = ()
    single_points: tuple[str, ...] = (
        "agency",
    )  # for whom a single point of contact is named: "agency", "school"
    # What goes out, and how the minutes are laid out.
    action_circulation: Clock | None = None
    minutes_counted: str = AFTER_MEETING
    marking_in_titles: bool = True  # of the meetings in other people's calendars
    emergency_override: EmergencyOverride = EmergencyOverride()
    minutes_items: tuple[AgendaItem, ...] = ()
    statement: StatementText | None = None
    definitions: tuple[Definition, ...] = ()
    # What is recorded about a child.
    exploitation_types: tuple[Choice, ...] = ()
    missing_risks: tuple[Choice, ...] = MISSING_RISKS
    absent_is: str = ABSENT_STATUS
    away_from_placement: bool = False  # an episode of its own type, as the national return has it
    interview_from: str = FROM_RETURN
    interview_service: str = "Return home interview service"
    interview_questions: tuple[str, ...] = ()  # empty: those that ship with the program
    interview_themes: tuple[str, ...] = ()
    category_decided_by: str = BY_STRATEGY
    referral_sources: tuple[str, ...] = ()  # empty: anybody may refer
    emerging_use: str = EMERGING_SUMMARY
    age_bands: tuple[AgeBand, ...] = AGE_BANDS
    # Limits that belong together.
    deadlines: Deadlines = Deadlines()
    support: Support = Support()
    suppression: Suppression = Suppression()
    prompting: Prompting = Prompting()

    @property
    def meetings_a_year(self) -> int:
        """From "monthly", "bi-monthly", "quarterly", "yearly" or "5 a year"."""
        return NAMED_FREQUENCIES.get(self.frequency) or int(self.frequency.split()[0])

    @property
    def meeting_months(self) -> tuple[int, ...]:
        """The months in which it meets: those it names, else spread evenly from `first_month`."""
        count = self.meetings_a_year
        spread = {(self.first_month - 1 + index * 12 // count) % 12 + 1 for index in range(count)}
        return self.months or tuple(sorted(spread))

    @property
    def prompts_off(self) -> tuple[str, ...]:
        """The ids of the rules that are switched off here."""
        return self.prompting.off

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

    def definition(self, key: str) -> Definition | None:
        """What the body means by a word, where it says so."""
        return next((text for text in self.definitions if text.key == key), None)


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
