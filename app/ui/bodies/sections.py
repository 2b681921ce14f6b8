"""What the form asks, section by section: a place in the profile, its words, and how it is edited."""

from dataclasses import dataclass

from app.domain.profiles import (
    ABSENT_RISK,
    ABSENT_STATUS,
    AFTER_MEETING,
    BEFORE_NEXT,
    BY_MEETING,
    BY_STRATEGY,
    EMERGING_COUNT,
    EMERGING_SUMMARY,
    FROM_NOTICE,
    FROM_RETURN,
)
from app.domain.profiles.words import TERMS

Options = tuple[tuple[str, str], ...]
_BOUND = ("mase", "misper", "cme")


@dataclass(frozen=True)
class Ask:
    """One question. `kind` names its editor; `words` is a unit, a placeholder or what a switch says."""

    place: str
    title: str
    kind: str = "line"
    words: str = ""
    options: Options = ()
    hint: str = ""


@dataclass(frozen=True)
class Section:
    """One page of the form."""

    key: str
    title: str
    note: str
    asks: tuple[Ask, ...]


_KINDS = (
    ("mase", "Exploitation: case by case"),
    ("misper", "Missing children"),
    ("cme", "Children out of education"),
    ("strategic", "Strategic: figures, no names"),
)
_FREQUENCIES = tuple((one, one.capitalize()) for one in ("monthly", "bi-monthly", "quarterly", "yearly"))

SECTIONS = (
    Section(
        "names",
        "Names",
        "A new short name is followed by every screen, heading and file; old minutes keep the old one.",
        (
            Ask("code", "Code", hint="a name for scripts and files; it stays as it is now"),
            Ask("name", "Name"),
            Ask("short", "Short name", hint="on screens, in headings and in file names"),
            Ask("kind", "What it is about", "pick", options=_KINDS),
            Ask("partnership", "Partnership"),
            Ask("parent_bodies", "Reports to", "lines", hint="one on each line: a code, or a name"),
            Ask("areas", "Boroughs", "lines", hint="one on each line, in the order in which they are heard"),
            Ask("marking", "Marking", hint="at the head and foot of every page"),
            Ask("handling", "Handling", "text"),
            Ask("marking_in_titles", "Calendar files", "switch", "Say the marking in the title of a meeting"),
            Ask("source", "Where the rules come from"),
            Ask(
                "without_terms",
                "Terms of reference",
                "switch",
                "There are none; these rules stand in for them",
            ),
            Ask("terms_review.last", "Terms last reviewed", "day"),
            Ask("terms_review.years", "Reviewed every", "number", "years"),
        ),
    ),
    Section(
        "meeting",
        "Chair and days",
        "",
        (
            Ask("chair_role", "Chair"),
            Ask("cochair_role", "Co-chair"),
            Ask("chair_deputies", "Who chairs instead", "lines", hint="one on each line"),
            Ask("venue", "Place"),
            Ask("starts", "Begins", "hour"),
            Ask("ends", "Ends", "hour"),
            Ask("frequency", "How often", "own", "or: 5 a year", _FREQUENCIES),
            Ask("pattern", "On which day", "pattern"),
            Ask("months", "In which months", "months", hint="numbers; empty: spread over the year"),
            Ask("first_month", "Spread from month", "number", "1 is January"),
            Ask("order_after", "After which meetings", "bodies"),
            Ask("emergency_override.allowed", "Shorter notice", "switch", "Can be agreed in an emergency"),
            Ask("emergency_override.by", "Who agrees to it"),
            Ask(
                "single_points",
                "A single point of contact",
                "ticks",
                options=(("agency", "for each agency"), ("school", "for each school")),
            ),
        ),
    ),
    Section(
        "papers",
        "Papers",
        "Counted back from the day of the meeting, which does not count itself.",
        (
            Ask("agenda_notice", "Agenda", "clock", "before the meeting"),
            Ask("list_notice", "List of children", "clock", "before the meeting"),
            Ask("register_notice", "Register", "maybe", "before the meeting"),
            Ask("assurance_notice", "Ratings assured", "maybe", "before the meeting"),
            Ask("minutes_circulation", "Minutes", "clock"),
            Ask(
                "minutes_counted",
                "The minutes are counted",
                "pick",
                options=((AFTER_MEETING, AFTER_MEETING), (BEFORE_NEXT, BEFORE_NEXT)),
            ),
            Ask(
                "action_circulation", "Actions, where they go out by themselves", "maybe", "after the meeting"
            ),
            Ask("report_duties", "Reports it owes", "rows"),
        ),
    ),
    Section(
        "quorum",
        "Quorum",
        "Seats count, not people: two on one seat count once. Observers and invited seats never count.",
        (Ask("quorum", "The meeting can decide with", "quorum"),),
    ),
    Section(
        "members",
        "Members",
        "The order here is the order of the register.",
        (
            Ask("seats", "Seats", "rows"),
            Ask("ranks", "Ranks", "rows", hint="for a quorum that asks for a rank, and for the right level"),
            Ask("contacts", "Contacts", "rows"),
        ),
    ),
    Section(
        "agenda",
        "Agenda",
        "An item keeps its notes when it is renamed or moved.",
        (
            Ask("agenda", "Agenda", "rows"),
            Ask(
                "minutes_items", "Minutes, where their order is another", "rows", hint="empty: as the agenda"
            ),
            Ask("statement", "Confidentiality statement", "statement"),
        ),
    ),
    Section(
        "cases",
        "Cases",
        "",
        (
            Ask("categories", "Categories", "rows"),
            Ask("lowest_case_category", "A case stays open from category", "number"),
            Ask(
                "category_decided_by",
                "The category is decided by",
                "pick",
                options=((BY_STRATEGY, "the strategy meeting"), (BY_MEETING, "this meeting")),
                hint="both are recorded",
            ),
            Ask("case_groups", "Order in which cases are heard", "rows"),
            Ask("exploitation_types", "Kinds of exploitation", "rows"),
            Ask(
                "include_placed_in",
                "Children placed here by another authority",
                "switch",
                "Are discussed here; else they are left out, and their home authority is told",
            ),
            Ask("referral_sources", "Who may refer", "lines", hint="one on each line; empty: anybody"),
            Ask(
                "emerging_use",
                "Children who are not referred",
                "pick",
                options=((EMERGING_SUMMARY, "are summed up here"), (EMERGING_COUNT, "are only counted")),
            ),
            Ask("retention", "When records come up for review", "rows"),
        ),
    ),
    Section(
        "missing",
        "Missing",
        "",
        (
            Ask("repeat_missing", "Repeat missing", "repeat"),
            Ask("top_list", "Those most often missing", "number", "children"),
            Ask("other_list", "Others who give concern", "number", "children"),
            Ask(
                "absent_is",
                "“Absent” is",
                "pick",
                options=(
                    (ABSENT_STATUS, "a status beside “missing”"),
                    (ABSENT_RISK, "the lowest level of risk"),
                ),
            ),
            Ask("missing_below_age", "Never “absent” below the age of", "number"),
            Ask("missing_risks", "Levels of risk", "rows"),
            Ask("away_from_placement", "Away from placement", "switch", "Is a kind of episode of its own"),
            Ask("long_missing_hours", "Long missing, over", "number", "hours"),
            Ask("interview_hours", "Return interview, within", "number", "elapsed hours"),
            Ask(
                "interview_from",
                "Counted from",
                "pick",
                options=((FROM_RETURN, "the return"), (FROM_NOTICE, "the notice of the return")),
            ),
            Ask("interview_service", "Who holds it"),
            Ask("interview_questions", "Its questions", "lines", hint="one on each line; empty: as shipped"),
            Ask("interview_themes", "Its themes", "lines", hint="one on each line; empty: as shipped"),
            Ask("education_hours", "Full-time education", "hours", "hours a week"),
        ),
    ),
    Section(
        "words",
        "Words",
        "What this body calls things; where a line is empty, the usual word stands.",
        (
            *(
                Ask(f"terms.{key}", term.usual, "line", term.usual, hint=term.where)
                for key, term in TERMS.items()
            ),
            Ask("definitions", "Definitions", "rows"),
        ),
    ),
    Section(
        "pathway",
        "Pathway",
        "From a concern to a case, and out again.",
        (
            Ask("deadlines.strategy", "Strategy meeting", "countdown"),
            Ask("deadlines.step_down_exit", "Exit after step-down", "countdown"),
            Ask("deadlines.follow_up", "Look again after a discharge", "clock"),
            Ask("deadlines.host_borough", "Duty may pass to the host borough after", "clock"),
            Ask("deadlines.provider_meetings", "Meetings with providers, every", "maybe"),
            Ask("deadlines.hotel_notice", "A notice to a hotel runs at most", "clock"),
            Ask("deadlines.expiry_warning", "Orders and notices are brought up", "clock", "before they end"),
            Ask("transition_months", "Planning for adulthood", "number", "months before 18"),
            Ask("support.sources", "Who may refer to the support service", "lines", hint="empty: anybody"),
            Ask("support.acknowledge", "A referral is acknowledged within", "countdown"),
            Ask("support.contact", "First contact within", "countdown"),
            Ask("support.meeting", "First meeting within", "countdown"),
            Ask("support.sessions_least", "Sessions, at least", "number"),
            Ask("support.sessions_most", "Sessions, at most", "number"),
            Ask("support.step_down_sessions", "Sessions at step-down", "number"),
            Ask("support.session_minutes", "A session takes", "number", "minutes"),
            Ask("support.plan_at_session", "The plan is made at session", "number"),
            Ask("support.cases_at_once", "Cases at once", "number"),
            Ask("support.cases_a_year", "Cases a year", "number"),
            Ask("support.age_from", "From the age of", "number"),
            Ask("support.age_to", "Up to the age of", "number"),
            Ask("support.review", "Each case is looked at every", "clock"),
            Ask(
                "support.supervision_weeks",
                "Clinical supervision, weeks between",
                "months",
                hint="least, most",
            ),
            Ask("support.closure_form", "The form at the end"),
        ),
    ),
    Section(
        "figures",
        "Figures",
        "How small numbers are hidden in what leaves the meeting.",
        (
            Ask("suppression.threshold", "Hide numbers below", "number"),
            Ask("suppression.base", "Where the whole is below", "number"),
            Ask("suppression.round_to", "Round totals to", "number"),
            Ask("suppression.symbol", "In place of a small number", words="<5, after the number above"),
            Ask("suppression.complement", "In place of one that would give it away"),
            Ask("suppression.percent_base", "No percentages where the whole is below", "number"),
            Ask("age_bands", "Age bands", "rows"),
        ),
    ),
    Section(
        "prompts",
        "Prompts",
        "A prompt is advice, never a decision. Take the tick away, and it is silent at this body.",
        (
            Ask("prompting.high_risk_signs", "High risk, from so many signs", "number"),
            Ask("prompting.unchanged_meetings", "Ask about a plan unchanged for", "number", "meetings"),
            Ask("prompting.far_placement_miles", "A placement is far, from", "number", "miles"),
            Ask("prompting.warning_notice_age", "Abduction warning below the age of", "number"),
            Ask("prompting.warning_notice_age_in_care", "The same for a child in care", "number"),
            Ask(
                "prompting.interviewer_independence",
                "Return interviews",
                "switch",
                "Ask whether whoever held it is independent of the placement",
            ),
            Ask("prompting.historic_orders", "Measures", "switch", "Offer orders that can no longer be made"),
            Ask("prompting.off", "Prompts that speak", "prompts"),
        ),
    ),
)
