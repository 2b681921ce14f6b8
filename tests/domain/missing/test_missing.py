from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.findings import Severity
from app.domain.lists import EpisodeFacts
from app.domain.missing import (
    InterviewStanding,
    Ranked,
    age_at,
    duration,
    episode_findings,
    episodes_in_window,
    interview_due,
    interview_standing,
    is_long,
    is_ours,
    is_repeat_missing,
    months_before,
    rank,
    repeat_findings,
    top_list,
    window,
)
from app.domain.profiles import DAYS, MONTHS, REPEAT_PRESETS, Clock, RepeatMissing
from tests.domain.kingston import body

MISPER = body("MisPer")
LISTED = date(2026, 11, 20)
THREE_MONTHS = Clock(3, MONTHS)
NOW = datetime(2026, 11, 20, 9)


def episodes(days_before: list[int], on: date = LISTED) -> list[EpisodeFacts]:
    return [
        EpisodeFacts(datetime.combine(on, datetime.min.time()) - timedelta(days=days)) for days in days_before
    ]


@pytest.mark.parametrize(
    ("days_before", "repeat"),
    [
        ([90, 60, 45, 20, 3], True),  # A1
        ([60, 45, 20], False),  # A2
        ([200, 150, 60, 45, 20], False),
        ([60, 45, 20, 0], True),
        ([60, 45, 20, -1], False),  # after the list's date
        ([], False),
    ],
)
def test_repeat_missing(days_before: list[int], repeat: bool) -> None:
    found = episodes(days_before)
    assert is_repeat_missing(found, LISTED, MISPER) is repeat
    assert bool(repeat_findings(found, LISTED, MISPER)) is repeat


@pytest.mark.parametrize("month", range(1, 13))
def test_a1_holds_in_every_month(month: int) -> None:
    on = date(2026, month, 1)
    assert is_repeat_missing(episodes([90, 60, 45, 20, 3], on), on, MISPER)


def test_the_count_and_months_come_from_the_profile() -> None:
    three = replace(MISPER, repeat_missing=RepeatMissing(3))
    assert is_repeat_missing(episodes([60, 45, 20]), LISTED, three)
    a_month = replace(MISPER, repeat_missing=RepeatMissing(4, Clock(1, MONTHS)))
    assert not is_repeat_missing(episodes([60, 45, 20, 3]), LISTED, a_month)


def test_the_other_standard_counts_days() -> None:
    ninety = replace(MISPER, repeat_missing=REPEAT_PRESETS["3 in 90 days"])
    assert ninety.repeat_missing == RepeatMissing(3, Clock(90, DAYS))
    assert is_repeat_missing(episodes([90, 45, 20]), LISTED, ninety)
    # 91 days ago lies within three calendar months, and outside ninety days.
    assert not is_repeat_missing(episodes([91, 45, 20]), LISTED, ninety)
    assert is_repeat_missing(episodes([91, 45, 20]), LISTED, replace(MISPER, repeat_missing=RepeatMissing(3)))
    assert (
        "3 episodes in 90 days (3 or more"
        in repeat_findings(episodes([90, 45, 20]), LISTED, ninety)[0].sentence
    )


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 5, 31), 3, date(2026, 2, 28)),
        (date(2028, 5, 31), 3, date(2028, 2, 29)),
        (date(2026, 11, 30), 3, date(2026, 8, 30)),
        (date(2026, 1, 15), 3, date(2025, 10, 15)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2026, 11, 30), -3, date(2027, 2, 28)),
    ],
)
def test_months_before(day: date, months: int, expected: date) -> None:
    assert months_before(day, months) == expected


def test_both_ends_of_the_window_count() -> None:
    edges = [EpisodeFacts(datetime(2026, 8, 20, 0, 5)), EpisodeFacts(datetime(2026, 11, 20, 23, 55))]
    outside = [
        EpisodeFacts(datetime(2026, 8, 19, 23, 55)),
        EpisodeFacts(datetime(2026, 11, 21)),
        EpisodeFacts(),
    ]
    assert list(episodes_in_window([*edges, *outside], LISTED, THREE_MONTHS)) == edges


def test_an_episode_without_a_report_counts_for_its_return() -> None:
    assert episodes_in_window([EpisodeFacts(returned_at=datetime(2026, 11, 1))], LISTED, THREE_MONTHS)


@given(st.dates(date(2016, 1, 1), date(2036, 12, 31)), st.integers(1, 24))
def test_the_window_is_of_calendar_months(day: date, months: int) -> None:
    first, last = window(day, Clock(months, MONTHS))
    assert last == day and first.day <= day.day
    assert (day.year * 12 + day.month) - (first.year * 12 + first.month) == months
    assert window(day + timedelta(days=1), Clock(months, MONTHS))[0] >= first


@given(st.dates(date(2016, 1, 1), date(2036, 12, 31)))
def test_three_months_are_89_to_92_days(day: date) -> None:
    first, last = window(day, THREE_MONTHS)
    assert 89 <= (last - first).days <= 92


@pytest.mark.parametrize(
    ("returned", "due"),
    [
        (datetime(2026, 11, 13, 18), datetime(2026, 11, 16, 18)),  # A4: Friday to Monday
        (datetime(2026, 10, 23, 18), datetime(2026, 10, 26, 17)),  # A5: clocks go back
        (datetime(2026, 3, 27, 18), datetime(2026, 3, 30, 19)),  # A5: clocks go forward
        (datetime(2026, 12, 24, 23, 30), datetime(2026, 12, 27, 23, 30)),  # holidays do not stop it
        (datetime(2026, 10, 25, 1, 30), datetime(2026, 10, 28, 0, 30)),  # the first of the two 01:30
    ],
)
def test_interview_due(returned: datetime, due: datetime) -> None:
    assert interview_due(returned) == due


@given(st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)), st.integers(1, 200))
def test_the_interview_is_due_after_elapsed_hours(returned: datetime, hours: int) -> None:
    due = interview_due(returned, hours)
    london = ZoneInfo("Europe/London")
    start = returned.replace(tzinfo=london).astimezone(UTC)
    ends = {due.replace(tzinfo=london, fold=fold).astimezone(UTC) for fold in (0, 1)}
    assert start + timedelta(hours=hours) in ends


RETURN = datetime(2026, 11, 14, 23, 10)


@pytest.mark.parametrize(
    ("episode", "standing"),
    [
        (EpisodeFacts(returned_at=RETURN, interview_done_on=date(2026, 11, 16)), InterviewStanding.IN_TIME),
        (EpisodeFacts(returned_at=RETURN, interview_done_on=date(2026, 11, 17)), InterviewStanding.IN_TIME),
        (EpisodeFacts(returned_at=RETURN, interview_done_on=date(2026, 11, 18)), InterviewStanding.LATE),
        (EpisodeFacts(returned_at=RETURN), InterviewStanding.OVERDUE),
        (EpisodeFacts(returned_at=datetime(2026, 11, 19, 8)), InterviewStanding.DUE),
        (EpisodeFacts(still_missing=True), InterviewStanding.NOT_BACK),
        (EpisodeFacts(), InterviewStanding.RETURN_UNKNOWN),
        (EpisodeFacts(interview_done_on=date(2026, 11, 18)), InterviewStanding.DONE),
    ],
)
def test_interview_standing(episode: EpisodeFacts, standing: InterviewStanding) -> None:
    assert interview_standing(episode, NOW) is standing


TWELVE, FIFTEEN = date(2014, 3, 1), date(2011, 3, 1)
ABSENT = EpisodeFacts(datetime(2026, 11, 10, 20), classed="absent", responsible_authority="LB Richmond")


@pytest.mark.parametrize(
    ("episode", "born", "on_mase", "rules"),
    [
        (ABSENT, TWELVE, False, {"P2"}),  # A3
        (ABSENT, TWELVE, True, {"P1", "P2"}),
        (ABSENT, FIFTEEN, True, {"P1"}),
        (ABSENT, FIFTEEN, False, set()),
        (ABSENT, None, False, set()),
        (replace(ABSENT, age_as_written="12"), None, False, {"P2"}),
        (replace(ABSENT, age_as_written="about 12"), None, False, set()),
        (replace(ABSENT, classed="missing"), TWELVE, True, set()),
        (replace(ABSENT, responsible_authority="Surrey CC"), FIFTEEN, False, {"P23"}),
        (replace(ABSENT, returned_at=datetime(2026, 11, 11)), FIFTEEN, False, {"P4"}),
        (replace(ABSENT, returned_at=datetime(2026, 11, 9)), FIFTEEN, False, {"P4", "return-before-report"}),
        (
            replace(ABSENT, returned_at=datetime(2026, 11, 12), interview_done_on=date(2026, 11, 11)),
            FIFTEEN,
            False,
            {"interview-before-return"},
        ),
    ],
)
def test_episode_findings(episode: EpisodeFacts, born: date | None, on_mase: bool, rules: set[str]) -> None:
    found = episode_findings(episode, born, NOW, MISPER, on_mase)
    assert {item.rule for item in found} == rules
    assert all(item.severity is Severity.STOP for item in found if item.rule in ("P1", "P2"))
    assert all(item.sentence.endswith((".", "?")) and item.source for item in found)


def test_age_is_that_of_the_day_of_the_episode() -> None:
    thirteenth = EpisodeFacts(datetime(2026, 11, 9, 23, 59))
    assert age_at(thirteenth, date(2013, 11, 10)) == 12
    assert age_at(replace(thirteenth, reported_at=datetime(2026, 11, 10)), date(2013, 11, 10)) == 13


@pytest.mark.parametrize(
    ("authority", "ours"),
    [
        ("LB Richmond", True),
        ("RB Kingston", True),
        ("Richmond upon Thames", True),
        ("Surrey CC", False),
        ("", True),
    ],
)
def test_is_ours(authority: str, ours: bool) -> None:
    assert is_ours(authority, MISPER.areas) is ours


def test_away_for_more_than_a_day_in_hours_that_passed() -> None:
    back = EpisodeFacts(datetime(2026, 10, 24, 12), datetime(2026, 10, 25, 12))  # clocks go back that night
    assert duration(back) == timedelta(hours=25) and is_long(back)
    exact = EpisodeFacts(datetime(2026, 11, 3, 12), datetime(2026, 11, 4, 12))
    assert not is_long(exact)
    away = EpisodeFacts(datetime(2026, 11, 17, 12), still_missing=True)
    assert duration(away) is None and is_long(away, now=NOW)


def test_top_list_breaks_ties_by_risk_then_day_and_cuts_no_tie() -> None:
    children = [Ranked(number, 4, "low", date(2026, 11, 1)) for number in range(12)]
    most = Ranked(100, 7, "low", date(2026, 9, 1))
    risky = Ranked(101, 4, "high", date(2026, 9, 1))
    recent = Ranked(102, 4, "low", date(2026, 11, 5))
    fewer = Ranked(103, 3, "high", date(2026, 11, 5))
    found = top_list([*children, fewer, recent, risky, most])
    assert [child.key for child in found[:3]] == [100, 101, 102]
    assert len(found) == 15 and fewer not in found
    assert top_list([fewer, most]) == (most, fewer)


def test_rank() -> None:
    own = [
        EpisodeFacts(datetime(2026, 11, 1), risk="low"),
        EpisodeFacts(datetime(2026, 10, 1), risk="high"),
        EpisodeFacts(datetime(2025, 10, 1), risk="high"),
    ]
    assert rank(1, own, LISTED, THREE_MONTHS) == Ranked(1, 2, "high", date(2026, 11, 1))
    assert rank(1, own[2:], LISTED, THREE_MONTHS) is None
