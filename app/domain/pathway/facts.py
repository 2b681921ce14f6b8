"""A referral as a value: what is on its forms, and what keeps the child safe while it is pending."""

from dataclasses import dataclass
from datetime import date

from app.domain.calendar import OfficeCalendar, day_words
from app.domain.deadlines import due_after
from app.domain.findings import Finding, Severity
from app.domain.pathway.states import PathwayState, PathwayStep, Taken, state_after
from app.domain.profiles import Body
from app.errors import Refused

_PATHWAY = "K&R referral pathway"
_NO_WAITING = "Sutton MASE: no agency waits for the meeting"
PRE_MASE_REASONS = (
    ("network", "A network of persons of interest"),
    ("gang", "Gang affiliation"),
    ("hotspot", "A hotspot"),
)


@dataclass(frozen=True)
class SafetyStep:
    """What somebody does to keep the child safe before any meeting; `done_on` None is still to do."""

    text: str
    agency: str
    due: date
    done_on: date | None = None


@dataclass(frozen=True)
class ReferralFacts:
    """One referral for the rules. `steps` are those that stand, oldest first; `form` is the form's day."""

    steps: tuple[Taken, ...] = ()
    safety: tuple[SafetyStep, ...] = ()
    referred_on: date | None = None
    agency: str = ""
    pre_mase: tuple[str, ...] = ()
    pre_mase_summary: str = ""
    harmful_behaviour: bool = False
    trafficking: str = ""
    radicalisation: str = ""
    referrer_told_on: date | None = None

    def day_of(self, step: PathwayStep) -> date | None:
        """The day of the newest such step that stands, None where there is none."""
        return next((taken.on for taken in reversed(self.steps) if taken.step is step), None)

    def category(self) -> int | None:
        """What the newest strategy meeting set."""
        return next((one.category for one in reversed(self.steps) if one.step is PathwayStep.STRATEGY), None)


def strategy_due(facts: ReferralFacts, body: Body, office: OfficeCalendar) -> date | None:
    """The last day on which the strategy meeting is in time; None while no category is likely (row 11)."""
    likely = facts.day_of(PathwayStep.LIKELY)
    if likely is None:
        return None
    return due_after(likely, body.deadlines.strategy.clock, office)


def pathway_findings(
    facts: ReferralFacts, body: Body, today: date, office: OfficeCalendar
) -> tuple[Finding, ...]:
    """What the rules say of a pending referral, the gravest first."""
    state = state_after(facts.steps, body)
    if not state.pending and state is not PathwayState.EMERGING:
        return ()
    found = [
        *_safety(facts, state, today),
        *_late(facts, state, body, today, office),
        *_pre_mase(facts),
        *_national(facts),
    ]
    gravity = (Severity.STOP, Severity.WARN, Severity.NOTE)
    return tuple(sorted(found, key=lambda one: gravity.index(one.severity)))


def _safety(facts: ReferralFacts, state: PathwayState, today: date) -> list[Finding]:
    """Nobody waits for a meeting: what is to be done now is said on every referral that is pending."""
    late = [one for one in facts.safety if one.done_on is None and one.due < today]
    found = [
        Finding(
            "safety",
            f"{one.agency}: {one.text} was due on {day_words(one.due)} and is not done.",
            _NO_WAITING,
            Severity.WARN,
        )
        for one in late
    ]
    if not facts.safety and state.pending:
        sentence = "Nothing is recorded that keeps the child safe until then: what is done now, by whom?"
        found.append(Finding("safety", sentence, _NO_WAITING, Severity.WARN))
    return found


def _late(
    facts: ReferralFacts, state: PathwayState, body: Body, today: date, office: OfficeCalendar
) -> list[Finding]:
    due = strategy_due(facts, body, office)
    if state is PathwayState.STRATEGY and due is not None and due < today:
        sentence = f"The strategy meeting was due by {day_words(due)}; do not wait for {body.short}."
        return [Finding("strategy", sentence, _PATHWAY, Severity.WARN)]
    if state is PathwayState.STRATEGY and due is not None:
        return [Finding("strategy", f"Strategy meeting by {day_words(due)}.", _PATHWAY, Severity.NOTE)]
    if state is PathwayState.FORM:
        sentence = f"The lead professional's information form for {body.short} has not come."
        return [Finding("form", sentence, _PATHWAY, Severity.NOTE)]
    return []


def _pre_mase(facts: ReferralFacts) -> list[Finding]:
    if facts.pre_mase and not facts.pre_mase_summary.strip():
        sentence = "A meeting before the meeting is planned; record what it came to."
        return [Finding("pre-mase", sentence, _PATHWAY, Severity.NOTE)]
    return []


def _national(facts: ReferralFacts) -> list[Finding]:
    found = []
    if facts.trafficking.strip():
        sentence = "Trafficking is named: has the National Referral Mechanism been asked?"
        found.append(Finding("P30", sentence, "K&R referral form", Severity.NOTE))
    if facts.radicalisation.strip():
        sentence = "Radicalisation is named: has Prevent been asked?"
        found.append(Finding("P31", sentence, "K&R referral form", Severity.NOTE))
    return found


def require_pre_mase(reasons: tuple[str, ...]) -> None:
    """A meeting before the meeting is an exception: it has one of three reasons (K&R:295)."""
    known = [key for key, _ in PRE_MASE_REASONS]
    if not reasons or any(one not in known for one in reasons):
        words = ", ".join(label.lower() for _, label in PRE_MASE_REASONS)
        raise Refused(f"A meeting before the meeting is for an exception only: {words}. Say which.")
