"""Limits that belong together: the pathway's deadlines, the support service, what leaves the room."""

from dataclasses import dataclass

from app.domain.profiles.values import DAYS, HOURS, MONTHS, WEEKS, WORKING_DAYS, Clock, Countdown


@dataclass(frozen=True)
class Deadlines:
    """Clocks outside the meeting. The sources do not always say what starts them, so that is said here.

    `strategy` runs from the decision that a category is likely (K&R: 3 days; start and kind of day unsaid).
    `follow_up` is how long after a discharge somebody looks again; `host_borough` after how long in
    temporary housing the duty may pass. `provider_meetings` None: not owed. `expiry_warning` is how long
    before an order or a notice runs out it is brought up; `hotel_notice` is the longest a notice may run.
    """

    strategy: Countdown = Countdown(3, DAYS, "a category is likely")
    step_down_exit: Countdown = Countdown(4, WEEKS, "step-down begins")
    follow_up: Clock = Clock(9, MONTHS)
    host_borough: Clock = Clock(6, MONTHS)
    provider_meetings: Clock | None = None
    hotel_notice: Clock = Clock(6, MONTHS)
    expiry_warning: Clock = Clock(30, DAYS)


@dataclass(frozen=True)
class Support:
    """The support service's own rules (K&R: Phoenix). Ages are in years, both counted.

    `sources` are those who may refer to it; empty means anybody. `supervision_weeks` is the least and the
    most between two clinical supervisions.
    """

    sources: tuple[str, ...] = ()
    acknowledge: Countdown = Countdown(24, HOURS, "the referral arrives")
    contact: Countdown = Countdown(2, WORKING_DAYS, "the referral arrives")
    meeting: Countdown = Countdown(7, DAYS, "the referral is accepted")
    sessions_least: int = 8
    sessions_most: int = 20
    step_down_sessions: int = 4
    session_minutes: int = 60
    plan_at_session: int = 5
    cases_at_once: int = 20
    cases_a_year: int = 25
    age_from: int = 10
    age_to: int = 17
    review: Clock = Clock(1, MONTHS)
    supervision_weeks: tuple[int, ...] = (4, 6)
    closure_form: str = "Case closure summary"


@dataclass(frozen=True)
class Suppression:
    """How small numbers are hidden in what leaves the meeting (JSNA: 1 to 4 where the base is under 10,000).

    A cell from 1 to `threshold` - 1 is hidden; `symbol` "" prints "<5" after the threshold. `complement`
    marks a cell that is hidden to protect another. Percentages need a base of `percent_base` or more.
    """

    threshold: int = 5
    base: int = 10_000
    round_to: int = 5
    symbol: str = ""
    complement: str = "c"
    percent_base: int = 10

    @property
    def mark(self) -> str:
        """What stands in place of a small number."""
        return self.symbol or f"<{self.threshold}"


@dataclass(frozen=True)
class Prompting:
    """From when a prompt speaks, and which prompts this body has switched off (ids of domain §26).

    `high_risk_signs` is how many signs count as high risk; `unchanged_meetings` after how many meetings
    without a change a plan is asked about; `far_placement_miles` is how far away a placement is noted.
    The two ages are those under which an abduction warning may be given.
    """

    off: tuple[str, ...] = ()
    high_risk_signs: int = 3
    unchanged_meetings: int = 3
    far_placement_miles: int = 20
    warning_notice_age: int = 16
    warning_notice_age_in_care: int = 18
    interviewer_independence: bool = True
    historic_orders: bool = False
