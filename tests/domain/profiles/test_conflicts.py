"""The 27 conflicts between the sources (domain §23.2): each is a setting, and both settings change something.

A row names the conflict, the key of the profile, one body under two settings, and what is looked at. The two
answers must be those of the table, so that a setting that is only read, and used nowhere, fails here.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

import pytest

from app.domain.agenda import CaseStanding, group_of
from app.domain.attendance import Attendee, Standing
from app.domain.calendar import OfficeCalendar
from app.domain.deadlines import deadlines_for
from app.domain.documents import chair_words
from app.domain.list_labels import list_labels
from app.domain.lists import ListName
from app.domain.missing import episode_findings
from app.domain.missing.classing import class_findings
from app.domain.missing.facts import Interview, KnownEpisode, Outcome
from app.domain.planning import order_findings, plan_month
from app.domain.profiles import (
    ABSENT_RISK,
    ABSENT_STATUS,
    BY_MEETING,
    BY_STRATEGY,
    EMERGING_COUNT,
    EMERGING_SUMMARY,
    WORKING_DAYS,
    Body,
    Countdown,
    QuorumRule,
    with_value,
)
from app.domain.profiles.editing import with_new_terms
from app.domain.quorum import count_quorum
from app.domain.whose import footnote, takes
from app.services.months.meeting_records import agenda_of, minutes_of
from app.ui.settings import practice_facts, rules
from tests.domain.profiles.shipped import area, bodies

BY_CODE = {body.code: body for _, body in bodies()}
MASE, MISPER, SUBGROUP = BY_CODE["KR-MASE"], BY_CODE["KR-MISPER"], BY_CODE["KR-SUBGROUP"]
SUTTON, STRATEGIC = BY_CODE["SUT-MASE-OP"], BY_CODE["SUT-MASE-STRAT"]
DAY, OFFICE = date(2026, 11, 27), OfficeCalendar()


@dataclass(frozen=True)
class Conflict:
    """One row: `see` is asked of the body under each setting, and must answer `a` and then `b`."""

    number: int
    key: str
    under_a: Body
    under_b: Body
    see: Callable[[Body], object]
    a: object
    b: object


def _quorate(body: Body) -> bool:
    """Six of the eleven seats are filled, and none of them by the police."""
    seats = [seat for seat in MASE.seats if not seat.invited and seat.agency != "Police"][:6]
    present = [Attendee(seat.role, Standing.PRESENT, seat.key, seat.agency) for seat in seats]
    return count_quorum(body.quorum, MASE.seats, present, ranks=MASE.ranks).met


def _months(body: Body) -> int:
    """In how many months of a year it is planned."""
    return sum(bool(plan_month([body], 2026, month, OFFICE)) for month in range(1, 13))


def _papers(body: Body) -> tuple[date, date]:
    due = {one.key: one.due for one in deadlines_for(body, DAY, OFFICE)}
    return due["agenda"], due["minutes"]


def _fact(of: Callable[[Body], tuple[tuple[str, str], ...]], name: str) -> Callable[[Body], str]:
    return lambda body: dict(of(body))[name]


def _holding(body: Body) -> tuple[tuple[str, str], ...]:
    return rules.holding(body, area("kingston-richmond"))


def _definition(body: Body) -> str:
    return next(text[-14:] for title, text in rules.words(body) if title == "Child sexual exploitation")


def _after_cme(body: Body) -> int:
    """How many sentences there are where MASE meets between MisPer and CME."""
    dates = {"KR-MISPER": date(2026, 11, 3), "KR-MASE": date(2026, 11, 10), "KR-CME": date(2026, 11, 17)}
    return len(order_findings(dates, [BY_CODE["KR-CME"], MISPER, body]))


def _titles(body: Body) -> tuple[int, int]:
    return len(agenda_of(body)), len(minutes_of(body))


def _locations(body: Body) -> str:
    return next(item.title for item in with_new_terms(body, MASE).agenda if item.key == "locations")


def _group(body: Body) -> str:
    return group_of(body.case_groups, CaseStanding(1, "Richmond", False, True)).title


def _absent(body: Body) -> str:
    """What is said when a child of fifteen, at no known risk, is recorded as absent."""
    return " ".join(one.rule for one in class_findings("absent", 15, False, body))


def _not_independent(body: Body) -> int:
    interview = Interview(outcome=Outcome.COMPLETED, independent=False, passed_on=date(2026, 11, 3))
    episode = KnownEpisode(
        reported_at=datetime(2026, 11, 1, 9),
        returned_at=datetime(2026, 11, 1, 20),
        in_care=True,
        interview=interview,
    )
    found = episode_findings(episode, None, datetime(2026, 11, 27, 9), body)
    return sum(one.rule == "interviewer" for one in found)


def _with(body: Body, place: str, value: object) -> Body:
    return with_value(body, place, value)


SUPPORTED = _with(MASE, "support.sources", ("Early help", "Social workers"))
DAYS_ACK = _with(MASE, "support.acknowledge", Countdown(1, WORKING_DAYS, "the referral arrives"))
CONFLICTS = (
    Conflict(
        1,
        "quorum",
        MASE,
        replace(MASE, quorum=QuorumRule("required_roles", roles=("Detective Inspector (chair)",))),
        _quorate,
        True,
        False,
    ),
    Conflict(
        2,
        "chair_role, cochair_role",
        MASE,
        replace(MASE, chair_role=SUTTON.chair_role, cochair_role="DI"),
        chair_words,
        "Detective Inspector, borough police",
        "Head of Service, Family Support and Care Planning; co-chair: DI",
    ),
    Conflict(3, "frequency", SUTTON, STRATEGIC, _months, 12, 6),
    Conflict(
        4,
        "notice, minutes",
        MASE,
        replace(MASE, agenda_notice=SUTTON.agenda_notice, minutes_circulation=SUTTON.minutes_circulation),
        _papers,
        (date(2026, 11, 18), date(2026, 12, 11)),
        (date(2026, 11, 20), date(2026, 12, 4)),
    ),
    Conflict(
        5,
        "definitions",
        MASE,
        replace(MASE, definitions=SUTTON.definitions),
        _definition,
        "(version 2017)",
        "(version 2009)",
    ),
    Conflict(
        6,
        "include_placed_in",
        replace(MASE, include_placed_in=True),
        replace(MASE, include_placed_in=False),
        lambda body: takes("LB Merton", "", body),
        True,
        False,
    ),
    Conflict(
        7,
        "chair_role",
        MISPER,
        replace(MISPER, chair_role="Associate Director, Safeguarding"),
        _fact(_holding, "Chair"),
        "Associate Director for Permanency",
        "Associate Director, Safeguarding",
    ),
    Conflict(8, "order_after", replace(MASE, order_after=("KR-MISPER",)), MASE, _after_cme, 0, 1),
    Conflict(9, "minutes_items", MASE, replace(MASE, minutes_items=()), _titles, (10, 12), (10, 10)),
    Conflict(
        10,
        "terms.locations",
        MASE,
        _with(MASE, "terms.locations", "Areas of concern"),
        _locations,
        "Locations of interest",
        "Areas of concern",
    ),
    Conflict(
        11,
        "terms.hsb",
        MASE,
        _with(MASE, "terms.hsb", "HSB"),
        lambda body: "Harmful sexual behaviour" in dict(rules.words(body)).values(),
        True,
        False,
    ),
    Conflict(
        12,
        "chair_role",
        SUBGROUP,
        replace(SUBGROUP, chair_role="Head of Children's Social Care"),
        chair_words,
        "Director of Children's Social Care; co-chair: Detective Chief Inspector, police",
        "Head of Children's Social Care; co-chair: Detective Chief Inspector, police",
    ),
    Conflict(
        13,
        "support.sources",
        MASE,
        SUPPORTED,
        _fact(practice_facts.support, "Referred to it by"),
        "MASE, Associate director, by exception",
        "Early help, Social workers",
    ),
    Conflict(
        14,
        "support.acknowledge",
        MASE,
        DAYS_ACK,
        _fact(practice_facts.support, "Acknowledged"),
        "within 24 hours of: the referral arrives",
        "within 1 working day of: the referral arrives",
    ),
    Conflict(
        15,
        "support.closure_form",
        MASE,
        _with(MASE, "support.closure_form", "Appendix 4"),
        _fact(practice_facts.support, "At the end"),
        "Case closure summary",
        "Appendix 4",
    ),
    Conflict(
        16,
        "categories (code 0)",
        MASE,
        replace(
            MASE, categories=(replace(MASE.categories[0], label="Emerging concern"), *MASE.categories[1:])
        ),
        lambda body: body.category_label(0),
        "Not evidenced",
        "Emerging concern",
    ),
    Conflict(
        17,
        "areas, case_groups",
        MASE,
        replace(MASE, areas=SUTTON.areas, case_groups=()),
        _group,
        "New, Richmond",
        "Other",
    ),
    Conflict(
        18,
        "absent_is",
        replace(MISPER, absent_is=ABSENT_STATUS),
        replace(MISPER, absent_is=ABSENT_RISK),
        _absent,
        "",
        "absent-class",
    ),
    Conflict(
        19,
        "short, terms",
        MASE,
        replace(MASE, short="MACE"),
        lambda body: list_labels([body])[ListName.MASE],
        "MASE",
        "MACE",
    ),
    Conflict(
        20,
        "prompting.warning_notice_age",
        MASE,
        _with(MASE, "prompting.warning_notice_age_in_care", 16),
        _fact(practice_facts.cases, "Abduction warning"),
        "for a child under 16, under 18 if in care",
        "for a child under 16, under 16 if in care",
    ),
    Conflict(
        21,
        "prompting.historic_orders",
        MASE,
        SUTTON,
        _fact(practice_facts.cases, "Orders that are history"),
        "not offered",
        "offered",
    ),
    Conflict(
        22,
        "include_placed_in: the footnote of each count",
        replace(MASE, include_placed_in=True),
        replace(MASE, include_placed_in=False),
        lambda body: footnote(["Merton", "Merton"], body),
        "2 children are watched elsewhere (Merton) and are counted here.",
        "2 children are watched elsewhere (Merton), left out here; their home authorities are told.",
    ),
    Conflict(
        23,
        "interview_service",
        MISPER,
        replace(MISPER, interview_service="Family Support"),
        _fact(practice_facts.missing, "Interviews held by"),
        "Missing children's workers, single point of access, counted from the return",
        "Family Support, counted from the return",
    ),
    Conflict(
        24,
        "single_points",
        MASE,
        replace(MASE, single_points=("agency", "school")),
        _fact(practice_facts.cases, "Single points of contact"),
        "each agency",
        "each agency and each school",
    ),
    Conflict(
        25,
        "category_decided_by",
        replace(MASE, category_decided_by=BY_STRATEGY),
        replace(MASE, category_decided_by=BY_MEETING),
        _fact(practice_facts.cases, "Category decided by"),
        "the strategy meeting; this meeting may decide it anew",
        "this meeting",
    ),
    Conflict(
        26,
        "emerging_use",
        replace(MASE, emerging_use=EMERGING_SUMMARY),
        replace(MASE, emerging_use=EMERGING_COUNT),
        _fact(practice_facts.cases, "Not referred"),
        "summed up here: emerging concerns",
        "counted, and named nowhere else: emerging concerns",
    ),
    Conflict(
        27,
        "prompting.interviewer_independence",
        MISPER,
        _with(MISPER, "prompting.interviewer_independence", False),
        _not_independent,
        1,
        0,
    ),
)


def test_all_twenty_seven_are_there() -> None:
    assert [one.number for one in CONFLICTS] == list(range(1, 28))


@pytest.mark.parametrize("conflict", [pytest.param(one, id=f"{one.number}-{one.key}") for one in CONFLICTS])
def test_both_settings_change_something(conflict: Conflict) -> None:
    assert conflict.see(conflict.under_a) == conflict.a
    assert conflict.see(conflict.under_b) == conflict.b
    assert conflict.a != conflict.b


def test_a22_a_child_monitored_elsewhere() -> None:
    """A22: excluded or included by the switch, with the count in a footnote either way."""
    out, included = (replace(MASE, include_placed_in=on) for on in (False, True))
    cases = [
        ("", "", True),
        ("LB Richmond", "MASE", True),
        ("LB Merton", "", False),
        ("Kingston", "Merton MASE", True),
    ]
    for responsible, panel, ours in cases:
        assert takes(responsible, panel, out) is ours and takes(responsible, panel, included)
    assert not takes("LB Richmond", "Sutton panel", out)
    assert footnote([], out) == footnote([], included) == ""
    assert footnote([""], out) == footnote([""], out).replace("1 child is", "1 child is")
