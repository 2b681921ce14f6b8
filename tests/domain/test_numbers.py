"""Rows 11 to 37 of the field's numbers (domain §23.1): each is a key of a profile, and what it does is here.

Rows 1 to 5 and 10 stand in test_month_numbers.py, rows 6 to 9 in test_quorum.py.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time

import pytest

from app.domain.calendar import AS_SHIPPED
from app.domain.deadlines import due_after
from app.domain.education import KnownEntry, register_findings
from app.domain.lists import EpisodeFacts, RegisterFacts
from app.domain.missing import (
    age_band,
    class_findings,
    concern_list,
    interview_due,
    is_long,
    is_repeat_missing,
    repeat_list,
)
from app.domain.missing.ranking import Ranked
from app.domain.pathway import PathwayStep, ReferralFacts, Taken, strategy_due
from app.domain.profiles import DAYS, MONTHS, Body, Clock, RepeatMissing
from app.domain.prompts import Situation, case_prompts, order_prompts
from tests.domain.profiles.shipped import area

TODAY = date(2026, 11, 21)
MASE, MISPER, CME, SUBGROUP = (
    area("kingston-richmond").body(code) for code in ("KR-MASE", "KR-MISPER", "KR-CME", "KR-SUBGROUP")
)
CROYDON = area("croydon").bodies[0]
LIKELY = ReferralFacts((Taken(PathwayStep.RAISE, TODAY), Taken(PathwayStep.LIKELY, TODAY)))


def away(*days_ago: int) -> list[EpisodeFacts]:
    days = [date.fromordinal(TODAY.toordinal() - ago) for ago in days_ago]
    return [EpisodeFacts(reported_at=datetime(day.year, day.month, day.day, 20)) for day in days]


def ranked(count: int) -> list[Ranked]:
    return [Ranked(number, 20 - number, "high", TODAY) for number in range(count)]


def strategy(body: Body) -> date | None:
    return strategy_due(LIKELY, body, AS_SHIPPED)


def repeat(days: list[EpisodeFacts], body: Body) -> bool:
    return is_repeat_missing(days, TODAY, body)


def absent(age: int) -> bool:
    return bool(class_findings("absent", age, False, MISPER))


def running_out(day: date) -> bool:
    return bool(order_prompts("It", day, MASE, TODAY, AS_SHIPPED))


def case_rules(child: Situation) -> list[str]:
    return [one.rule for one in case_prompts(child, MASE, TODAY)]


OTHER = replace(MISPER, repeat_missing=RepeatMissing(3, Clock(90, DAYS)))
HIGH_RISK = Situation(signs=frozenset("abc"), vulnerabilities=frozenset("v"))


@dataclass(frozen=True)
class Row:
    """One row: what is asked, and what the shipped profile answers."""

    name: str
    ask: Callable[[], object]
    answer: object

    def __str__(self) -> str:
        return self.name


ROWS = (
    Row("row 11: strategy meeting in 3 days", lambda: strategy(MASE), date(2026, 11, 24)),
    Row(
        "row 12: interview in 72 elapsed hours",
        lambda: interview_due(datetime(2026, 11, 13, 18), MISPER.interview_hours),
        datetime(2026, 11, 16, 18),
    ),
    Row(
        "row 13: repeat missing, 4 in 3 months",
        lambda: repeat(away(1, 30, 60, 90), MISPER),
        True,
    ),
    Row("row 13: three are not", lambda: repeat(away(1, 30, 60), MISPER), False),
    Row(
        "row 14: the other standard, 3 in 90 days",
        lambda: repeat(away(1, 30, 90), OTHER),
        True,
    ),
    Row("row 14: the ninety-first day is out", lambda: repeat(away(1, 30, 91), OTHER), False),
    Row("row 15: ten often missing", lambda: len(repeat_list(ranked(12), MISPER)), 10),
    Row("row 15: ten of concern", lambda: len(concern_list(ranked(12), MISPER.other_list)), 10),
    Row(
        "row 16: twelve is missing, never absent",
        lambda: absent(12),
        True,
    ),
    Row("row 16: thirteen may be absent", lambda: absent(13), False),
    Row(
        "row 17: over 24 hours",
        lambda: [
            is_long(
                EpisodeFacts(reported_at=datetime(2026, 11, 3, 8), returned_at=datetime(2026, 11, 4, hour)),
                MISPER.long_missing_hours,
            )
            for hour in (8, 9)
        ],
        [False, True],
    ),
    Row(
        "row 18: 25 hours a week",
        lambda: [
            "P24" in [one.rule for one in register_findings(RegisterFacts(hours=hours, rag="green"), CME)]
            for hours in (24.5, 25)
        ],
        [True, False],
    ),
    Row(
        "row 19: acknowledged in 24 hours",
        lambda: MASE.support.acknowledge.words(),
        "24 hours from: the referral arrives",
    ),
    Row(
        "row 20: contact in 2 working days",
        lambda: due_after(date(2026, 11, 20), MASE.support.contact.clock, AS_SHIPPED),
        date(2026, 11, 24),
    ),
    Row(
        "row 21: meeting in 7 days",
        lambda: due_after(TODAY, MASE.support.meeting.clock, AS_SHIPPED),
        date(2026, 11, 28),
    ),
    Row(
        "row 22: 8 to 20 sessions of an hour, 4 to step down",
        lambda: (
            MASE.support.sessions_least,
            MASE.support.sessions_most,
            MASE.support.session_minutes,
            MASE.support.step_down_sessions,
        ),
        (8, 20, 60, 4),
    ),
    Row("row 23: plan at the fifth session", lambda: MASE.support.plan_at_session, 5),
    Row(
        "row 24: 20 at once, 25 a year",
        lambda: (MASE.support.cases_at_once, MASE.support.cases_a_year),
        (20, 25),
    ),
    Row(
        "row 25: step-down exit in 4 weeks",
        lambda: due_after(TODAY, MASE.deadlines.step_down_exit.clock, AS_SHIPPED),
        date(2026, 12, 19),
    ),
    Row("row 26: ages 10 to 17", lambda: (MASE.support.age_from, MASE.support.age_to), (10, 17)),
    Row(
        "row 27: monthly review, supervision in 4 to 6 weeks",
        lambda: (MASE.support.review, MASE.support.supervision_weeks),
        (Clock(1, MONTHS), (4, 6)),
    ),
    Row(
        "row 28: below 5 of fewer than 10,000",
        lambda: (MASE.suppression.threshold, MASE.suppression.base, MASE.suppression.mark),
        (5, 10_000, "<5"),
    ),
    Row(
        "row 29: a hotel notice of at most 6 months",
        lambda: due_after(TODAY, MASE.deadlines.hotel_notice, AS_SHIPPED),
        date(2027, 5, 21),
    ),
    Row(
        "row 29: and a month before it ends it is brought up",
        lambda: [running_out(day) for day in (date(2026, 12, 21), date(2026, 12, 22))],
        [True, False],
    ),
    Row(
        "row 30: a warning notice under 16, in care under 18",
        lambda: (MASE.prompting.warning_notice_age, MASE.prompting.warning_notice_age_in_care),
        (16, 18),
    ),
    Row(
        "row 31: the host borough after 6 months",
        lambda: due_after(TODAY, MASE.deadlines.host_borough, AS_SHIPPED),
        date(2027, 5, 21),
    ),
    Row("row 32: terms reviewed every year", lambda: MASE.terms_review.years, 1),
    Row(
        "row 33: the front door from 8 to 18",
        lambda: (MASE.contacts[0].opens, MASE.contacts[0].closes),
        (time(8), time(18)),
    ),
    Row(
        "row 34: providers met every 6 months in Croydon",
        lambda: CROYDON.deadlines.provider_meetings,
        Clock(6, MONTHS),
    ),
    Row(
        "row 35: three signs are high risk",
        lambda: case_rules(HIGH_RISK),
        ["P11"],
    ),
    Row("row 36: far away from 20 miles", lambda: MASE.prompting.far_placement_miles, 20),
    Row(
        "row 37: followed up after 9 months",
        lambda: due_after(TODAY, MASE.deadlines.follow_up, AS_SHIPPED),
        date(2027, 8, 21),
    ),
)


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_each_number_of_the_field(row: Row) -> None:
    assert row.ask() == row.answer


def test_every_row_from_eleven_on_is_here() -> None:
    named = {int(row.name.split(":")[0].removeprefix("row ")) for row in ROWS}
    assert named == set(range(11, 38))


def test_a_number_is_a_key_and_no_constant() -> None:
    """The same questions under other profiles have other answers."""
    sooner = replace(
        MASE, deadlines=replace(MASE.deadlines, strategy=replace(MASE.deadlines.strategy, count=1))
    )
    assert strategy(sooner) == date(2026, 11, 22)
    assert len(repeat_list(ranked(12), replace(MISPER, top_list=3))) == 3
    assert not class_findings("absent", 12, False, replace(MISPER, missing_below_age=10))
    few = register_findings(KnownEntry(hours=20, rag="green"), replace(CME, education_hours=20))
    assert "P24" not in [one.rule for one in few]
    assert age_band(13, MISPER) != age_band(12, MISPER)
